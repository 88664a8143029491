//! A reply: who says it, what it says so far, and how it ended.

use super::icons::{self, icon};
use super::message::time;
use super::reply_text::ReplyText;
use super::{Ui, face};
use crate::chat::message::{Author, Key, Message, Progress};
use crate::text::Key as Words;
use crate::time::Millis;
use leptos::ev::MouseEvent;
use leptos::html::Div;
use leptos::prelude::*;

/// What changes about a reply besides its text.
#[derive(Clone, PartialEq)]
struct Face {
    author: Author,
    at: Option<Millis>,
    progress: Progress,
    empty: bool,
}

/// The row of a reply.
pub fn reply(ui: Ui, key: Key) -> impl IntoView {
    let face = Memo::new(move |_| {
        let read = |message: &Message| Face {
            author: message.author.clone(),
            at: message.at,
            progress: message.progress,
            empty: message.is_blank(),
        };
        ui.store.with_message(key, read)
    });
    let author = Memo::new(move |_| face.get().map(|face| (face.author, face.at)));
    let label = move || {
        let (author, _) = author.get()?;
        Some(ui.text.with_value(|text| text.author(&author)))
    };
    let words = NodeRef::<Div>::new();
    let shown = StoredValue::new_local(None::<ReplyText>);
    Effect::new(move |_| {
        let Some(place) = words.get() else { return };
        shown.update_value(|shown| {
            let shown = shown.get_or_insert_with(|| ReplyText::new(ui, &place));
            ui.store.with_message(key, |message| shown.show(message));
        });
    });
    let pressed = move |event: MouseEvent| {
        shown.with_value(|shown| shown.as_ref().map(|it| it.pressed(&event)));
    };
    view! {
        <article class="message reply" part="message" aria-label=label>
            {move || author.get().map(|(author, at)| byline(ui, &author, at))}
            <div class="words" node_ref=words on:click=pressed></div>
            {move || {
                let face = face.get()?;
                let dots = face.empty && face.progress == Progress::Streaming;
                let end = ui.text.with_value(|text| text.progress(face.progress));
                Some(
                    view! {
                        {dots.then(typing)}
                        {end.map(|end| view! { <p class="fate">{end}</p> })}
                    },
                )
            }}
        </article>
    }
}

/// The place of a reply that is expected.
pub fn awaited(ui: Ui) -> impl IntoView {
    view! {
        <div class="message reply">
            {byline(ui, &Author::Assistant, None)}
            {typing()}
        </div>
    }
}

fn byline(ui: Ui, author: &Author, at: Option<Millis>) -> impl IntoView + use<> {
    let name = ui.text.with_value(|text| text.author(author));
    let (picture, person) = match author {
        Author::HumanAgent(person) => (
            face::face(ui, person).into_any(),
            Some(view! { <span class="tag">{ui.say(Words::Person)}</span> }),
        ),
        Author::Assistant | Author::Visitor => (icon(icons::FIRE).into_any(), None),
    };
    view! {
        <div class="byline">
            {picture}
            <span class="name" dir="auto">
                {name}
            </span>
            {person}
            {at.map(|at| time(ui, at))}
        </div>
    }
}

const DOT: &str = "dot";

fn typing() -> impl IntoView {
    let dot = || view! { <span class=DOT></span> };
    view! {
        <div class="typing" aria-hidden="true">
            {(0..3).map(|_| dot()).collect::<Vec<_>>()}
        </div>
    }
}
