//! Every word a visitor reads, by key. English is built in; a locale's words take its place, key by
//! key. Nothing here knows a browser: what `Intl` writes, times and numbers, comes in as values.

mod english;
mod phrases;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use english::Key;

use crate::keyed::Keyed;
use std::sync::Arc;

/// The words of one language. Copies are cheap.
#[derive(Clone, Debug)]
pub struct Text {
    locale: Arc<str>,
    words: Arc<Keyed<Key, String>>,
}

impl Default for Text {
    /// English.
    fn default() -> Self {
        Self::new("en", [])
    }
}

impl Text {
    /// The words of `locale`, a BCP 47 tag, by [`Key::name`]; English stands in for those that are
    /// missing, and names that are none are left aside.
    pub fn new<'a>(locale: &str, words: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let mut known = Keyed::new();
        for (name, words) in words {
            if let Some(key) = Key::ALL.iter().find(|key| key.name() == name) {
                known.insert(*key, words);
            }
        }
        Self {
            locale: locale.into(),
            words: Arc::new(known),
        }
    }

    /// The language, as a BCP 47 tag.
    #[must_use]
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// How lines run in this language: what the attribute `dir` says.
    #[must_use]
    pub fn direction(&self) -> &'static str {
        let language = self.locale.split(['-', '_']).next().unwrap_or_default();
        let leftwards = ["ar", "fa", "he", "ur"]
            .iter()
            .any(|known| language.eq_ignore_ascii_case(known));
        if leftwards { "rtl" } else { "ltr" }
    }

    /// The words for `key`.
    #[must_use]
    pub fn get(&self, key: Key) -> String {
        self.words
            .get(&key)
            .map_or_else(|| key.english().into(), Clone::clone)
    }

    /// The words for `key` with each `{name}` replaced by its value.
    #[must_use]
    pub fn fill(&self, key: Key, values: &[(&str, &str)]) -> String {
        let words = self.get(key);
        let mut filled = String::with_capacity(words.len());
        let mut rest = words.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, behind)) = after.split_once('}') else {
                filled.push('{');
                rest = after;
                continue;
            };
            let value = values.iter().find(|(known, _)| *known == name);
            filled.push_str(value.map_or("", |(_, value)| value));
            rest = behind;
        }
        filled.push_str(rest);
        filled
    }
}
