//! The head of the panel: its name, who answers, who asks, and the ways out.

use super::button::round;
use super::icons;
use super::node::{Child, Node, node, part};
use super::{Ui, face};
use crate::chat::Foot;
use crate::chat::event::Fact;
use crate::chat::message::Author;
use crate::text::Key;

/// The header.
pub fn header(ui: Ui) -> Node {
    let store = ui.store;
    let heading = store.select(|chat| chat.heading());
    let inline = store.select(|chat| chat.options().inline);
    let can_end = store.select(|chat| chat.can_close() && chat.foot() == Foot::Composer);
    let in_history = store.select(|chat| chat.foot() == Foot::History);
    let has_history = store.select(|chat| chat.has_history());
    let history = move || {
        let asked = move || ui.dispatch(Fact::HistoryAsked);
        round("round", ui.say(Key::History), icons::HISTORY, asked)
    };
    let start = move || match in_history.get() {
        true => back(ui),
        false => who_answers(ui),
    };
    let end = move || {
        let asked = move || ui.dispatch(Fact::CloseAsked);
        round("round end", ui.say(Key::EndConversation), icons::END, asked)
    };
    let hide = move || {
        let hidden = move || ui.dispatch(Fact::Hidden);
        round("round", ui.say(Key::CloseChat), icons::HIDE, hidden)
    };
    let heading = node("h2")
        .set("id", "heading")
        .set("dir", "auto")
        .words(move || heading.get().or_else(|| Some(ui.say(Key::Heading))));
    let names = node("div").class("names").add(heading).add(whose_turn(ui));
    node("header")
        .class("header")
        .set("part", "header")
        .part(move || Some(start()))
        .add(names)
        .add(visitor(ui))
        .part(move || (has_history.get() && !in_history.get()).then(history))
        .part(move || can_end.get().then(end))
        .part(move || (!inline.get()).then(hide))
}

/// The way back from the history.
fn back(ui: Ui) -> Node {
    let left = move || ui.dispatch(Fact::HistoryLeft);
    round("round back", ui.say(Key::Back), icons::BACK, left)
}

/// The face of the person who answers, else the house's mark.
fn who_answers(ui: Ui) -> Node {
    let person = ui.store.select(|chat| chat.answering_person());
    let assistant = ui.store.select(|chat| chat.assistant());
    let mark = move || match person.get() {
        Some(person) => face::face(ui, &person),
        None => face::assistant(ui, assistant.get(), icons::HEARTH),
    };
    node("span").class("mark").part(move || Some(mark()))
}

fn whose_turn(ui: Ui) -> Node {
    let person = ui.store.select(|chat| chat.answering_person());
    let online = ui.store.select(|chat| chat.online());
    let says = move || match (online.get(), person.get()) {
        (false, _) => ui.say(Key::NoConnection),
        (true, None) => ui.say(Key::AssistantAnswers),
        (true, Some(person)) => ui.given().text.answers(&Author::HumanAgent(person)),
    };
    node("p")
        .class("answers")
        .set("dir", "auto")
        .words(move || Some(says()))
}

/// The visitor, where the backend knows a name. A picture alone would tell whoever cannot see it
/// nothing.
fn visitor(ui: Ui) -> Child {
    let person = ui.store.select(|chat| Some(chat.visitor().person.clone()));
    part(move || {
        let person = person.get()?;
        let label = ui.fill(Key::Visitor, "name", person.name.as_ref()?);
        let visitor = node("span")
            .class("visitor")
            .set("role", "img")
            .set("aria-label", label.as_str())
            .set("title", label);
        Some(visitor.add(face::face(ui, &person)))
    })
}
