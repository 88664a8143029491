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
        (Listing::Failed(kind), _) => Some(failed(ui, ui.kind(&kind))),
        (Listing::Here(false), true) => Some(none(ui)),
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
        true => Key::StillOpen,
        false => Key::HasEnded,
    };
    let unread = || {
        let view = view! { <span class="new">{ui.say(Key::Unread)}</span> };
        view.into_any()
    };
    let picked = press(move || ui.dispatch(Fact::ConversationPicked(id.clone())));
    view! {
        <li>
            <button
                type="button"
                class="entry"
                aria-busy=row.opening.then(|| "true".to_owned())
                on:click=picked
            >
                <span class="name" dir="auto">
                    {name}
                </span>
                <span dir="auto">{words}</span>
                <span class="about">
                    <span>{date}</span>
                    <span>{ui.say(state)}</span>
                    {row.unread.then(unread)}
                </span>
            </button>
        </li>
    }
    .into_any()
}

fn preview(ui: Ui, own: bool, text: &str) -> String {
    let text: String = text.chars().take(PREVIEW).collect();
    match own {
        true => ui.fill(Key::YouSaid, "text", &text),
        false => Document::from(text.as_str()).text(),
    }
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

fn failed(ui: Ui, why: String) -> AnyView {
    view! {
        <div class="none" role="alert">
            <p dir="auto">{why}</p>
            {more(ui, Key::TryAgain)}
        </div>
    }
    .into_any()
}

fn none(ui: Ui) -> AnyView {
    view! {
        <div class="none">
            <p>{ui.say(Key::NoHistory)}</p>
        </div>
    }
    .into_any()
}
