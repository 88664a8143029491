//! The words of each language, at hand without a request.

use inglenook::json::Json;
use inglenook::text::{Text, locales};

macro_rules! files {
    ($($tag:literal)*) => {
        const FILES: &[(&str, &str)] = &[$((
            $tag,
            include_str!(concat!("../../static/words/", $tag, ".json")),
        ),)*];
    };
}

files! {
    "ar" "de" "es" "fr" "he" "hi" "it" "ja" "ko" "nl" "pl" "pt-BR" "tr" "zh-Hans" "zh-Hant"
}

/// What a visitor reads who wants this language.
pub fn words(wanted: &str) -> Text {
    let Some(locale) = locales::choose(wanted) else {
        return Text::default();
    };
    let file = FILES.iter().find(|(tag, _)| *tag == locale.tag);
    let (_, file) = file.expect("words for every language");
    locale.text(&Json::read(file).expect("words in JSON"), &[])
}
