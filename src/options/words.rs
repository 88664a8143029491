//! Words of the page's own.

use super::Reader;
use crate::json::Json;
use crate::text;

impl Reader<'_> {
    /// Those that can be used; the others are named.
    pub(super) fn words(&mut self) -> Vec<(String, String)> {
        let given = match self.given.get("words") {
            Json::Null => return Vec::new(),
            Json::Object(given) => given,
            _ => {
                self.refuse("words", "is an object of texts");
                return Vec::new();
            }
        };
        let (mut words, mut unfit) = (Vec::new(), Vec::new());
        for (name, text) in given {
            match text.text() {
                Some(text) if text::fits(name, text) => words.push((name.clone(), text.into())),
                _ => unfit.push(name.as_str()),
            }
        }
        if !unfit.is_empty() {
            let unfit = unfit.join(", ");
            let allowed = "has a text for each key, with the placeholders of the English one";
            self.refuse("words", &format!("{allowed}; left aside: {unfit}"));
        }
        words
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use crate::json::Json;
    use crate::options::Options;

    #[test]
    fn words_that_cannot_be_used_are_named_and_left_aside() {
        let given = r#"{"token":"t","words":{"send":7,"stop":"Halt","counter":"{used}","sned":"Go","back":null}}"#;
        let (options, warnings) = Options::read(&Json::read(given).unwrap());
        assert_eq!(options.words, [("stop".into(), "Halt".into())]);
        let named = "left aside: send, counter, sned, back.";
        assert_eq!(warnings.len(), 1);
        assert!(warnings[0].ends_with(named), "{warnings:?}");
    }
}
