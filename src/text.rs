//! Every word a visitor reads, by key. English is built in; a locale's words take its place, key by
//! key. Nothing here knows a browser: what `Intl` writes, times and numbers, comes in as values.

mod english;
pub mod locales;
mod phrases;
mod plural;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use english::Key;
pub use plural::Category;

use crate::keyed::Keyed;
use std::sync::Arc;

/// The words of one language. Copies are cheap.
#[derive(Clone, Debug)]
pub struct Text {
    locale: Arc<str>,
    words: Arc<Keyed<(Key, Category), String>>,
}

impl Default for Text {
    /// English.
    fn default() -> Self {
        Self::new("en", [])
    }
}

impl Text {
    /// The words of `locale`, a BCP 47 tag, by [`Key::name`], for each form of a number behind a dot
    /// where they are [`Key::COUNTED`]; English stands in for those that are
    /// missing, and names that are none are left aside.
    pub fn new<'a>(locale: &str, words: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let mut known = Keyed::new();
        for (name, words) in words {
            let (name, form) = name.split_once('.').unwrap_or((name, "other"));
            let key = Key::ALL.iter().find(|key| key.name() == name);
            if let (Some(key), Some(form)) = (key, Category::named(form)) {
                known.insert((*key, form), words);
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
        let language = language(&self.locale);
        let leftwards = ["ar", "fa", "he", "ur"]
            .iter()
            .any(|known| language.eq_ignore_ascii_case(known));
        if leftwards { "rtl" } else { "ltr" }
    }

    /// Whether these are words of the language of `locale`, wherever it is spoken.
    #[must_use]
    pub fn speaks(&self, locale: &str) -> bool {
        language(&self.locale).eq_ignore_ascii_case(language(locale))
    }

    /// The words for `key`.
    #[must_use]
    pub fn get(&self, key: Key) -> String {
        self.words
            .get(&(key, Category::Other))
            .map_or_else(|| key.english().into(), Clone::clone)
    }

    /// The words for `key` and a number of this category, which is written as `number`.
    #[must_use]
    pub fn counted(&self, key: Key, category: Category, number: &str) -> String {
        let form = self.words.get(&(key, category)).cloned();
        let other = || self.words.get(&(key, Category::Other)).cloned();
        let english = || key.english_counted(category).map(ToOwned::to_owned);
        let words = form.or_else(other).or_else(english);
        fill(
            &words.unwrap_or_else(|| key.english().to_owned()),
            &[("count", number)],
        )
    }

    /// The words for `key` with each `{name}` replaced by its value.
    #[must_use]
    pub fn fill(&self, key: Key, values: &[(&str, &str)]) -> String {
        fill(&self.get(key), values)
    }
}

fn language(locale: &str) -> &str {
    locale.split(['-', '_']).next().unwrap_or_default()
}

/// How a line with these words runs, by the first letter that says so: what the attribute `dir` says.
#[must_use]
pub fn runs(words: &str) -> Option<&'static str> {
    words.chars().find_map(|letter| match letter {
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => Some("rtl"),
        'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{1fff}' | '\u{3041}'..='\u{d7ff}' => Some("ltr"),
        _ => None,
    })
}

/// Whether a page may say `words` by this name: there is such a key, and they have its placeholders.
/// Where a form stands for one number, that number need not be written.
#[must_use]
pub fn fits(name: &str, words: &str) -> bool {
    let (name, form) = name.split_once('.').unwrap_or((name, "other"));
    let key = Key::ALL.iter().find(|key| key.name() == name);
    let (Some(key), Some(form)) = (key, Category::named(form)) else {
        return false;
    };
    let exact = matches!(form, Category::Zero | Category::One | Category::Two);
    (form == Category::Other || Key::COUNTED.contains(key))
        && !words.trim().is_empty()
        && has_placeholders(key.english(), words)
        && (exact || has_placeholders(words, key.english()))
}

/// Whether the `{names}` in `these` are in `those`.
fn has_placeholders(those: &str, these: &str) -> bool {
    these.split('{').skip(1).all(|rest| {
        let name = rest.split_inclusive('}').next().unwrap_or_default();
        name.ends_with('}') && those.split('{').skip(1).any(|it| it.starts_with(name))
    })
}

/// Each `{name}` is replaced by its value.
fn fill(words: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(words.len());
    let mut rest = words;
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
