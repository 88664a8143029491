//! What pages give that is right, or nearly, or anything.

use crate::json::Json;
use crate::options::{NAMES, Options};
use proptest::prelude::*;

/// What options have, or nearly.
fn nearly_right() -> impl Strategy<Value = String> {
    let right = "(pk_1|polyai|inline|dark|bottom-left|true|en|pt-BR|-|://|https?|HTTP|/v1|\\.|a\nb| |é|\u{0}){0,5}";
    prop_oneof![right, ".{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_page_gives_the_widget_starts(
        values in prop::collection::vec((prop::sample::select(&NAMES[..]), nearly_right(), 0..5_u8), 0..8),
    ) {
        let value = |(name, text, kind): (&str, String, u8)| {
            let value = match kind {
                0 => Json::Bool(text.is_empty()),
                1 => Json::Number(1.0),
                2 => Json::List(vec![Json::Text(text), Json::Null]),
                3 => Json::Object(Vec::new()),
                _ => Json::Text(text),
            };
            (name.to_owned(), value)
        };
        let given = Json::Object(values.into_iter().map(value).collect());
        let (options, warnings) = Options::read(&given);
        let tag = options.locale.unwrap_or_default();
        prop_assert!(tag.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-') && tag.len() != 1);
        let url = options.api_url.unwrap_or_default();
        prop_assert!(url.is_empty() || url.starts_with(['/', '.']) || url.to_ascii_lowercase().starts_with("http"), "{}", url);
        prop_assert!(options.close_reasons.iter().all(|reason| reason.len() <= 256 * 3));
        prop_assert!(warnings.iter().all(|warning| warning.ends_with('.')));
    }
}
