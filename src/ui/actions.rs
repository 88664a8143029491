//! What can be done with a reply that is there.

use super::Ui;
use super::button::{round, switch};
use super::icons;
use super::message::Face;
use super::node::{Node, node};
use crate::chat::event::Fact;
use crate::chat::message::{Feedback, Key, Message};
use crate::markdown::Document;
use crate::text::Key as Words;
use leptos::prelude::*;

/// How the reply ended, where that is worth saying, and its buttons.
pub fn actions(ui: Ui, key: Key, face: &Face, copied: RwSignal<bool>) -> Option<Node> {
    let end = ui.given().text.progress(face.progress);
    let can_copy = !face.blank && ui.given().outside.copy.is_some();
    let rates = face.ratable && ui.store.peek(|chat| chat.keeps_feedback()) == Some(true);
    if end.is_none() && !can_copy && !rates {
        return None;
    }
    let rate = |feedback| rates.then(|| rate(ui, key, face.feedback, feedback));
    let actions = node("div")
        .class("fate actions")
        .text(end.unwrap_or_default())
        .add_all(can_copy.then(|| copy(ui, key, copied)))
        .add_all(rate(Feedback::Like))
        .add_all(rate(Feedback::Dislike));
    Some(actions)
}

fn copy(ui: Ui, key: Key, copied: RwSignal<bool>) -> Node {
    let drawing = match copied.get() {
        true => icons::TICK,
        false => icons::COPY,
    };
    let copy = move || {
        let text = untrack(|| ui.store.with_message(key, Message::text));
        let text = Document::from(text.unwrap_or_default().as_str()).text_to_keep();
        ui.copy(&text, move |now| {
            let _ = copied.try_set(now);
        });
    };
    round("round", ui.say(Words::CopyAnswer), drawing, copy)
}

fn rate(ui: Ui, key: Key, given: Option<Feedback>, feedback: Feedback) -> Node {
    let (words, drawing) = match feedback {
        Feedback::Like => (Words::Like, icons::LIKE),
        Feedback::Dislike => (Words::Dislike, icons::DISLIKE),
    };
    let rated = move || ui.dispatch(Fact::Rated(key, feedback));
    let on = given == Some(feedback);
    switch("round", ui.say(words), drawing, on, rated)
}

/// Asks for another answer.
pub fn ask_again(ui: Ui) -> Node {
    let again = move || ui.dispatch(Fact::AskedAgain(ui.page()));
    round("round again", ui.say(Words::AskAgain), icons::AGAIN, again)
}
