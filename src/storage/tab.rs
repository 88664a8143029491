//! What this tab goes on with on its next page: words that were not sent, a transcript that nobody
//! else has, and whether the panel is shown. Never in `localStorage`: it is gone with the tab, and no
//! other tab sees it. Where there is no room for it, it lives as long as the page.

use super::mark;
use crate::api::client;
use crate::chat::{Kept, Onward};
use crate::json::Json;
use crate::keyed::Keyed;
use std::cell::RefCell;
use web_sys::Storage;

/// The loader reads this before the panel is there.
const SHOWN: &str = "inglenook:shown";
const WAITING: &str = "-1";
const KINDS: [&str; 2] = ["words", "transcript"];

thread_local! {
    /// What could not be stored, by storage key.
    static REMEMBERED: RefCell<Keyed<String, String>> = const { RefCell::new(Keyed::new()) };
}

/// Keeps what the panel is to be on the next page.
pub fn keep_shown(onward: Onward) {
    if let Some(storage) = session_storage() {
        let kept = match onward {
            Onward::Shown => "1",
            Onward::Hidden => "0",
            Onward::Waiting => WAITING,
        };
        let _ = storage.set_item(SHOWN, kept);
    }
}

/// Whether the visitor has waited behind a hidden panel.
pub(super) fn waits() -> bool {
    let kept = session_storage().and_then(|storage| storage.get_item(SHOWN).ok()?);
    kept.as_deref() == Some(WAITING)
}

pub(super) fn words(of: &str) -> Option<Kept> {
    Kept::read(&stored(of, "words"))
}

pub(super) fn keep_words(of: &str, words: Option<&Kept>) {
    let words = words.map_or(Json::Null, Kept::written);
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
    KINDS.map(|what| read(of, what))
}

/// Whether any of it is of another time.
pub(super) fn is_of_another_time(of: &str) -> bool {
    let mark = mark::now(of);
    let mut written = KINDS.iter().filter_map(|what| written(of, what));
    written.any(|text| of_time(&text, &mark).is_none())
}

/// All of it is of the time of `mark`, which another page made at the same moment as this one its own.
pub(super) fn move_to(of: &str, mark: &str) {
    for what in KINDS {
        let text = written(of, what);
        if let Some((_, rest)) = text.as_deref().and_then(|text| text.split_once('{')) {
            write(of, what, Some(format!("{mark}{{{rest}")));
        }
    }
}

fn stored(of: &str, what: &str) -> Json {
    let text = read(of, what);
    text.and_then(|text| Json::read(&text)).unwrap_or_default()
}

/// As it is written, without its mark. What is of another time nobody may have.
fn read(of: &str, what: &str) -> Option<String> {
    let text = written(of, what)?;
    let kept = of_time(&text, &mark::now(of));
    if kept.is_none() {
        store(of, what, &Json::Null);
    }
    kept.map(Into::into)
}

fn of_time<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let text = text.strip_prefix(mark)?;
    text.starts_with('{').then_some(text)
}

fn written(of: &str, what: &str) -> Option<String> {
    let name = name(of, what);
    let stored = session_storage().and_then(|storage| storage.get_item(&name).ok()?);
    stored.or_else(|| REMEMBERED.with_borrow(|all| all.get(&name).cloned()))
}

/// What is null is not kept.
fn store(of: &str, what: &str, value: &Json) {
    let text = client::stringify(value).filter(|_| *value != Json::Null);
    write(of, what, text.map(|text| mark::made(of) + &text));
}

/// Where there is no room for it, what an earlier page kept is not kept either.
fn write(of: &str, what: &str, text: Option<String>) {
    let name = name(of, what);
    let mut remembered = text.clone();
    if let Some(storage) = session_storage() {
        let kept = text.is_some_and(|text| storage.set_item(&name, &text).is_ok());
        if kept {
            remembered = None;
        } else {
            let _ = storage.remove_item(&name);
        }
    }
    REMEMBERED.with_borrow_mut(|all| match remembered {
        Some(text) => all.insert(name, text),
        None => all.remove(&name),
    });
}

fn name(of: &str, what: &str) -> String {
    of.replace("visitor", what)
}

fn session_storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}
