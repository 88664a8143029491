//! The visitor's conversations: each can be opened, and a new one started.

use super::button::{button, press};
use super::live::part;
use super::when::When;
use super::{Ui, focus, loading};
use crate::chat::command::Focus;
use crate::chat::event::Fact;
use crate::chat::{Listing, Row};
use crate::markdown::Document;
use crate::text::Key;
use crate::time::Millis;
use leptos::prelude::*;

/// More of a message than fits into a line of the list.
const PREVIEW: usize = 160;

/// The list.
pub fn history(ui: Ui) -> AnyView {
    let rows = ui.store.select(|chat| chat.history());
    let listing = ui.store.select(|chat| chat.listing());
    let heading = NodeRef::new();
    focus::follow(ui, heading, &[Focus::History]);
    let list = move || {
        let entries = rows.get().into_iter().map(|row| entry(ui, row));
        let entries = entries.collect::<Vec<_>>();
        let list = || view! { <ul aria-labelledby="history">{entries}</ul> }.into_any();
        (!rows.get().is_empty()).then(list)
    };
    let rest = move || match (listing.get(), rows.get().is_empty()) {
        (Listing::Loading, true) => Some(loading::loading(ui, Key::LoadingHistory)),
        (Listing::Failed(kind), _) => {
            let again = more(ui, Key::TryAgain);
            Some(none(Some("alert"), ui.kind(&kind), Some(again)))
        }
        (Listing::Here(false), true) => Some(none(None, ui.say(Key::NoHistory), None)),
        (Listing::Here(false), false) => None,
        _ => Some(more(ui, Key::MoreHistory)),
    };
    view! {
        <div class="history">
            <h3 id="history" tabindex="-1" node_ref=heading>
                {ui.say(Key::History)}
            </h3>
            {part(list)}
            {part(rest)}
        </div>
    }
    .into_any()
}

/// The way there.
pub fn link(ui: Ui) -> Option<AnyView> {
    let asked = press(move || ui.dispatch(Fact::HistoryAsked));
    let can = ui.store.select(|chat| chat.has_history()).get();
    can.then(|| button("link", ui.say(Key::History), asked))
}

fn entry(ui: Ui, row: Row) -> AnyView {
    let Row {
        id, title, last, ..
    } = row;
    let words = last.map(|(own, text)| preview(ui, own, &text));
    let words = words.filter(|words| !words.is_empty());
    let date = row.at.map(|at| date(ui, at));
    let (name, words) = match title {
        Some(title) => (Some(title), words),
        None => (words, None),
    };
    let name = name.or_else(|| date.clone());
    let state = match row.open {
        true => span("open", Some(ui.say(Key::StillOpen))),
        false => span("ended", Some(ui.say(Key::HasEnded))),
    };
    let mut about = vec![span("date", date), state];
    if row.unread {
        about.push(span("new", Some(ui.say(Key::Unread))));
    }
    let about = view! { <span class="about">{about}</span> }.into_any();
    let lines = vec![span("name", name), span("last", words), about];
    let picked = press(move || ui.dispatch(Fact::ConversationPicked(id.clone())));
    let busy = row.opening.then(|| "true".to_owned());
    view! {
        <li>
            <button type="button" class="entry" aria-busy=busy on:click=picked>
                {lines}
            </button>
        </li>
    }
    .into_any()
}

fn span(class: &'static str, words: Option<String>) -> AnyView {
    view! {
        <span class=class dir="auto">
            {words}
        </span>
    }
    .into_any()
}

fn preview(ui: Ui, own: bool, text: &str) -> String {
    let words = match own {
        true => ui.fill(Key::YouSaid, "text", text),
        false => Document::from(text).text(),
    };
    words.chars().take(PREVIEW).collect()
}

/// The time of today, else the day.
fn date(ui: Ui, at: Millis) -> String {
    let today = ui.store.peek(|chat| When::day(chat.now()));
    match today.unwrap_or_default().saturating_sub(When::day(at)) {
        0 => ui.given().when.short(at),
        1 => ui.say(Key::Yesterday),
        _ => ui.given().when.medium(at),
    }
}

fn more(ui: Ui, words: Key) -> AnyView {
    let asked = press(move || ui.dispatch(Fact::MoreAsked));
    button("plain", ui.say(words), asked)
}

/// Instead of the list.
fn none(role: Option<&'static str>, words: String, way: Option<AnyView>) -> AnyView {
    view! {
        <div class="none" role=role>
            <p dir="auto">{words}</p>
            {way}
        </div>
    }
    .into_any()
}
