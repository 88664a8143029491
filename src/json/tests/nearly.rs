//! Texts that are JSON but for a character, and lists that are read apart.

use super::{any_json, by_serde, is_close, read};
use crate::json::Json;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

/// What takes the place of a character.
const INSTEAD: [&str; 20] = [
    "", "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "1", "-", "+", ".", "e", " ", "\n", "u",
    "/", "\u{1}",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_with_a_wrong_character_is_json_where_serde_says_so(
        value in any_json(), at: Index, length in 0..2_usize, instead in select(&INSTEAD[..]),
    ) {
        let text = serde_json::to_string(&value).unwrap();
        let at = at.index(text.len());
        let chars = text.char_indices().filter(|(place, _)| !(at..at + length).contains(place));
        let (before, behind): (Vec<_>, Vec<_>) = chars.partition(|(place, _)| *place < at);
        let part = |chars: Vec<(usize, char)>| chars.into_iter().map(|it| it.1).collect::<String>();
        let text = [part(before), instead.into(), part(behind)].concat();
        let ours = Json::read(&text);
        match serde_json::from_str::<Value>(&text) {
            Ok(theirs) => {
                prop_assert!(ours.is_some_and(|ours| is_close(&ours, &by_serde(&theirs))), "{}", text);
            }
            Err(error) => {
                let lenient = error.to_string().starts_with("number out of range");
                prop_assert!(ours.is_none() || lenient, "{}: {}", text, error);
            }
        }
    }

    #[test]
    fn a_list_that_is_read_apart_is_the_one_that_would_be_there(
        items in prop::collection::vec(any_json(), 0..5), other in any_json(),
    ) {
        let object = |list: &[Json]| Json::object([
            ("a", Json::List(vec![other.clone()])),
            ("list", list.iter().cloned().collect()),
            ("b", Json::object([("list", true.into())])),
        ]);
        let text = serde_json::to_string(&object(&items)).unwrap();
        let mut apart = Vec::new();
        let rest = Json::read_apart(&text, "list", |item| apart.push(item));
        prop_assert_eq!(&apart, &items);
        prop_assert_eq!(rest, Some(object(&[])));
        prop_assert_eq!(read(&text), object(&items));
    }
}
