//! What can be done with a reply that is there.

use super::Ui;
use super::button::{press, round, switch};
use super::icons;
use super::message::Face;
use crate::chat::event::Fact;
use crate::chat::message::{Feedback, Key, Message};
use crate::markdown::Document;
use crate::text::Key as Words;
use leptos::prelude::*;

/// How the reply ended, where that is worth saying, and its buttons.
pub fn actions(ui: Ui, key: Key, face: &Face, copied: RwSignal<bool>) -> Option<AnyView> {
    let end = ui.given().text.progress(face.progress);
    let can_copy = !face.blank && ui.given().outside.copy.is_some();
    let rates = face.ratable && ui.store.peek(|chat| chat.keeps_feedback()) == Some(true);
    if end.is_none() && !can_copy && !rates {
        return None;
    }
    let view = view! {
        <div class="fate actions">
            {end}
            {can_copy.then(|| copy(ui, key, copied))}
            {rates.then(|| rate(ui, key, face.feedback, Feedback::Like))}
            {rates.then(|| rate(ui, key, face.feedback, Feedback::Dislike))}
        </div>
    };
    Some(view.into_any())
}

fn copy(ui: Ui, key: Key, copied: RwSignal<bool>) -> AnyView {
    let drawing = match copied.get() {
        true => icons::TICK,
        false => icons::COPY,
    };
    let copy = press(move || {
        let text = untrack(|| ui.store.with_message(key, Message::text));
        let text = Document::from(text.unwrap_or_default().as_str()).text_to_keep();
        ui.copy(&text, move |now| {
            let _ = copied.try_set(now);
        });
    });
    round("round", ui.say(Words::CopyAnswer), drawing, copy)
}

fn rate(ui: Ui, key: Key, given: Option<Feedback>, feedback: Feedback) -> AnyView {
    let (words, drawing) = match feedback {
        Feedback::Like => (Words::Like, icons::LIKE),
        Feedback::Dislike => (Words::Dislike, icons::DISLIKE),
    };
    let rated = press(move || ui.dispatch(Fact::Rated(key, feedback)));
    let on = given == Some(feedback);
    switch("round", ui.say(words), drawing, Some(on), rated)
}

/// Asks for another answer.
pub fn ask_again(ui: Ui) -> AnyView {
    let again = press(move || ui.dispatch(Fact::AskedAgain(ui.page())));
    round("round again", ui.say(Words::AskAgain), icons::AGAIN, again)
}
