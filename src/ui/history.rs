//! The visitor's conversations: each can be opened, and a new one started.

use super::button::button;
use super::node::{Node, node, place};
use super::when::When;
use super::{Ui, focus, loading};
use crate::chat::command::Focus;
use crate::chat::event::Fact;
use crate::chat::{Listing, Row};
use crate::markdown::Document;
use crate::text::Key;
use crate::time::Millis;

/// More of a message than fits into a line of the list.
const PREVIEW: usize = 160;

/// The list.
pub fn history(ui: Ui) -> Node {
    let rows = ui.store.select(|chat| chat.history());
    let listing = ui.store.select(|chat| chat.listing());
    let heading = place();
    focus::follow(ui, heading, &[Focus::History]);
    let list = move || {
        let rows = rows.get();
        let list = node("ul").set("aria-labelledby", "history");
        (!rows.is_empty()).then(|| list.add_all(rows.into_iter().map(|row| entry(ui, row))))
    };
    let rest = move || match (listing.get(), rows.get().is_empty()) {
        (Listing::Loading, true) => Some(loading::loading(ui, Key::LoadingHistory)),
        (Listing::Failed(kind, action), _) => {
            let again = more(ui, ui.given().text.action(action));
            Some(none(Some("alert"), ui.kind(&kind), Some(again)))
        }
        (Listing::Here(false), true) => Some(none(None, ui.say(Key::NoHistory), None)),
        (Listing::Here(false), false) => None,
        _ => Some(more(ui, ui.say(Key::MoreHistory))),
    };
    let heading = node("h3")
        .set("id", "history")
        .set("tabindex", "-1")
        .at(heading)
        .text(ui.say(Key::History));
    node("div")
        .class("history")
        .add(heading)
        .part(list)
        .part(rest)
}

/// The newest ones.
pub fn recent(ui: Ui) -> Node {
    let rows = ui.store.select(|chat| chat.recent());
    let list = move || {
        let list = node("ul").set("aria-labelledby", "recent");
        Some(list.add_all(rows.get().into_iter().map(|row| entry(ui, row))))
    };
    let heading = node("h3").set("id", "recent").text(ui.say(Key::History));
    node("div").class("recent").add(heading).part(list)
}

fn entry(ui: Ui, row: Row) -> Node {
    let Row {
        id, title, last, ..
    } = row;
    let last = last.map(|(own, text)| (own, preview(own, &text)));
    let last = last.filter(|(_, words)| !words.is_empty());
    let date = row.at.map(|at| date(ui, at));
    let plain = |words| (false, words);
    let (name, last) = match title {
        Some(title) => (Some(plain(title)), last),
        None => (last, None),
    };
    let name = name.or_else(|| date.clone().map(plain));
    let state = match row.open {
        true => span("open", ui.say(Key::StillOpen)),
        false => span("ended", ui.say(Key::HasEnded)),
    };
    let mut about = vec![span("date", date.unwrap_or_default()), state];
    if row.unread {
        about.push(span("new", ui.say(Key::Unread)));
    }
    let button = node("button")
        .set("type", "button")
        .class("entry")
        .set_some("aria-busy", row.opening.then(|| "true".to_owned()))
        .press(move || ui.dispatch(Fact::ConversationPicked(id.clone())))
        .add(line(ui, "name", name))
        .add(line(ui, "last", last))
        .add(node("span").class("about").add_all(about));
    node("li").add(button)
}

/// What somebody said runs its own way, and not that of the words around what the visitor said: those
/// have a direction of their own.
fn line(ui: Ui, class: &'static str, line: Option<(bool, String)>) -> Node {
    let (own, words) = line.unwrap_or_default();
    let around = match own {
        true => ui.fill(Key::YouSaid, "text", "\n"),
        false => String::new(),
    };
    let (before, after) = around.split_once('\n').unwrap_or_default();
    node("span")
        .class(class)
        .set("dir", "auto")
        .add(span("", before.into()))
        .text(words)
        .add(span("", after.into()))
}

fn span(class: &'static str, words: String) -> Node {
    node("span").class(class).set("dir", "auto").text(words)
}

fn preview(own: bool, text: &str) -> String {
    let words = match own {
        true => text.to_owned(),
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

fn more(ui: Ui, words: String) -> Node {
    button("plain", words, move || ui.dispatch(Fact::MoreAsked))
}

/// Instead of the list.
fn none(role: Option<&str>, words: String, way: Option<Node>) -> Node {
    node("div")
        .class("none")
        .set_some("role", role.map(Into::into))
        .add(node("p").set("dir", "auto").text(words))
        .add_all(way)
}
