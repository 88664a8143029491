//! Of whose time a tab's words are: a random mark, in `localStorage` from the first words on and gone
//! with the visitor. A tab whose panel was not there to be told that they are forgotten finds another
//! mark then, or none.

use super::{store, stored};

/// The mark of this time, empty where there is none.
pub(super) fn now(of: &str) -> String {
    stored(&name(of)).unwrap_or_default()
}

/// The same; one is made where there is none, unless storage is blocked or full.
pub(super) fn made(of: &str) -> String {
    if now(of).is_empty() {
        let random = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
        store(&name(of), Some(&random.to_string()));
    }
    now(of)
}

/// This visitor's time is over.
pub(super) fn remove(of: &str) {
    store(&name(of), None);
}

/// The key of the mark that goes with a visitor's key.
pub(super) fn name(of: &str) -> String {
    of.replace("visitor", "mark")
}
