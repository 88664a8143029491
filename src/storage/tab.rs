//! What this tab goes on with on its next page: words that were not sent, a transcript that nobody
//! else has, and whether the panel is shown. Never in `localStorage`: it is gone with the tab, and no other tab sees it.

use crate::api::client;
use crate::chat::Kept;
use crate::json::Json;
use web_sys::Storage;

/// The loader reads this before the panel is there.
const SHOWN: &str = "inglenook:shown";

/// Keeps whether the panel is shown.
pub fn keep_shown(shown: bool) {
    if let Some(storage) = session_storage() {
        let _ = storage.set_item(SHOWN, if shown { "1" } else { "0" });
    }
}

pub(super) fn words(of: &str) -> Option<Kept> {
    let stored = stored(of, "words");
    let Json::Object(_) = stored else { return None };
    Some(Kept {
        owner: stored.get("owner").filled(),
        unsent: stored.get("unsent").filled().unwrap_or_default(),
        uncertain: stored
            .get("uncertain")
            .list()
            .iter()
            .filter_map(Json::filled)
            .collect(),
    })
}

pub(super) fn keep_words(of: &str, words: Option<&Kept>) {
    let words = words.map_or(Json::Null, |words| {
        Json::object([
            ("owner", words.owner.clone().into()),
            ("unsent", words.unsent.as_str().into()),
            ("uncertain", words.uncertain.iter().cloned().collect()),
        ])
    });
    store(of, "words", &words);
}

pub(super) fn transcript(of: &str) -> Json {
    stored(of, "transcript")
}

pub(super) fn carry_transcript(of: &str, transcript: &Json) {
    store(of, "transcript", transcript);
}

/// What is kept and carried now, as it is written.
pub(super) fn left(of: &str) -> [Option<String>; 2] {
    ["words", "transcript"].map(|what| read(of, what))
}

fn stored(of: &str, what: &str) -> Json {
    let text = read(of, what);
    text.and_then(|text| Json::read(&text)).unwrap_or_default()
}

fn read(of: &str, what: &str) -> Option<String> {
    session_storage()?.get_item(&name(of, what)).ok()?
}

/// What is null is not kept, nor is what an earlier page kept where there is no room for more.
fn store(of: &str, what: &str, value: &Json) {
    let Some(storage) = session_storage() else {
        return;
    };
    let name = name(of, what);
    let text = client::stringify(value).filter(|_| *value != Json::Null);
    let kept = text.is_some_and(|text| storage.set_item(&name, &text).is_ok());
    if !kept {
        let _ = storage.remove_item(&name);
    }
}

fn name(of: &str, what: &str) -> String {
    of.replace("visitor", what)
}

fn session_storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}
