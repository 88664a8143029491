//! One message: the visitor's here, replies in [`super::reply`].

use super::button::button;
use super::node::{Node, node};
use super::{Ui, reply};
use crate::chat::event::{Fact, MessageRef};
use crate::chat::message::{Author, Delivery, Feedback, Key, Message, Progress};
use crate::selected::Selected;
use crate::text::Key as Words;
use crate::time::Millis;
use leptos::prelude::*;

/// What changes about a message besides its text.
#[derive(Clone, PartialEq)]
pub struct Face {
    pub author: Author,
    pub at: Option<Millis>,
    pub delivery: Delivery,
    pub progress: Progress,
    pub blank: bool,
    pub ratable: bool,
    pub feedback: Option<Feedback>,
}

impl Face {
    /// That of a message, as long as it is there.
    pub fn of(ui: Ui, key: Key) -> Selected<Option<Self>> {
        Selected::new(move || {
            let read = |message: &Message| Self {
                author: message.author.clone(),
                at: message.at,
                delivery: message.delivery,
                progress: message.progress,
                blank: message.is_blank(),
                ratable: message.is_ratable(),
                feedback: message.feedback,
            };
            ui.store.with_message(key, read)
        })
    }
}

/// The row of a message.
pub fn message(ui: Ui, key: Key) -> Node {
    on_cleanup(move || ui.store.forget_message(key));
    match untrack(|| ui.store.with_message(key, Message::is_visitors)) {
        Some(true) => visitors_message(ui, key),
        _ => reply::reply(ui, key),
    }
}

/// When it was said.
pub fn time(ui: Ui, at: Option<Millis>) -> Option<Node> {
    let at = at?;
    let given = ui.given();
    let when = &given.when;
    let time = node("time")
        .set("datetime", when.machine(at))
        .set("title", when.full(at));
    Some(time.text(when.short(at)))
}

fn visitors_message(ui: Ui, key: Key) -> Node {
    let face = Face::of(ui, key);
    let said = untrack(|| ui.store.with_message(key, Message::text));
    let failed = move || face.get().map(|it| it.delivery) == Some(Delivery::Failed);
    let fate = move || {
        let Some(face) = face.get() else {
            return Vec::new();
        };
        let words = ui.given().text.delivery(face.delivery).unwrap_or_default();
        let delivery = node("span").class("delivery").text(words);
        let chances = match face.delivery {
            Delivery::Failed => second_chance(ui, key, true),
            Delivery::Doubtful => second_chance(ui, key, false),
            _ => Vec::new(),
        };
        let time = time(ui, face.at);
        let all = [delivery].into_iter().chain(chances).chain(time);
        all.map(Into::into).collect()
    };
    let said = node("div")
        .class("said")
        .set("dir", "auto")
        .text(said.unwrap_or_default());
    node("article")
        .class("message visitors")
        .set("part", "message")
        .set("aria-label", ui.say(Words::You))
        .class_if("failed", failed)
        .add(said)
        .add(node("div").class("fate").parts(fate))
}

/// What can be done about a message that was not sent, or perhaps not.
fn second_chance(ui: Ui, key: Key, editable: bool) -> Vec<Node> {
    let retry = move || ui.dispatch(Fact::RetryAsked(MessageRef::Key(key), None));
    let mut chances = vec![button("link", ui.say(Words::TryAgain), retry)];
    if editable {
        let edit = move || ui.dispatch(Fact::EditAsked(key));
        chances.push(button("link", ui.say(Words::Edit), edit));
    }
    chances
}
