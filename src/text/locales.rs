//! The languages that the panel speaks besides English. The words of each are in a file of its own
//! beside the panel's; a visitor loads the one that they need.

use super::Text;
use crate::json::Json;

/// A language whose words are in a file.
#[derive(Debug)]
pub struct Locale {
    /// Its BCP 47 tag.
    pub tag: &'static str,
}

macro_rules! shipped {
    ($($tag:literal)*) => {
        /// All of them.
        pub static LOCALES: &[Locale] = &[$(Locale { tag: $tag },)*];
    };
}

shipped! {
    "ar" "de" "es" "fr" "he" "hi" "it" "ja" "ko" "nl" "pl" "pt-BR" "tr" "zh-Hans" "zh-Hant"
}

impl Locale {
    /// The name of its file. `cargo xtask dist` adds a digest to it: `static/checked.js` knows that.
    #[must_use]
    pub fn file(&self) -> String {
        format!("words-{}.json", self.tag)
    }

    /// Its words, as its file has them.
    #[must_use]
    pub fn text(&self, file: &Json, own: &[(String, String)]) -> Text {
        let file = match file {
            Json::Object(words) => words.as_slice(),
            _ => &[],
        };
        let file = file
            .iter()
            .filter_map(|(name, it)| Some((name.as_str(), it.text()?)));
        let own = own.iter().map(|(name, it)| (name.as_str(), it.as_str()));
        Text::new(
            self.tag,
            file.chain(own).map(|(name, it)| (name, it.into())),
        )
    }
}

/// The language for visitors who want `tag`; none where that is English, or nothing that is known.
#[must_use]
pub fn choose(tag: &str) -> Option<&'static Locale> {
    let tag = tag.to_ascii_lowercase();
    let mut subtags = tag.split(['-', '_']);
    let wanted = match subtags.next()? {
        "pt" => "pt-BR",
        "iw" => "he",
        "yue" => "zh-Hant",
        "zh" | "cmn" => {
            let mut rest = subtags.filter_map(|it| match it {
                "hant" | "tw" | "hk" | "mo" => Some("zh-Hant"),
                "hans" => Some("zh-Hans"),
                _ => None,
            });
            rest.next().unwrap_or("zh-Hans")
        }
        language => language,
    };
    LOCALES.iter().find(|known| known.tag == wanted)
}
