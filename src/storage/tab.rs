//! What this tab goes on with on its next page: words that were not sent, and whether the panel is
//! shown. Never in `localStorage`: it is gone with the tab, and no other tab sees it.

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
    let stored = session_storage()?.get_item(&name(of)).ok()??;
    let stored = Json::read(&stored)?;
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
    let Some(storage) = session_storage() else {
        return;
    };
    let text = words.and_then(|words| {
        client::stringify(&Json::object([
            ("owner", words.owner.clone().into()),
            ("unsent", words.unsent.as_str().into()),
            ("uncertain", words.uncertain.iter().cloned().collect()),
        ]))
    });
    let _ = match text {
        Some(text) => storage.set_item(&name(of), &text),
        None => storage.remove_item(&name(of)),
    };
}

fn name(of: &str) -> String {
    of.replace("visitor", "words")
}

fn session_storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}
