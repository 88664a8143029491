//! A reply: who says it, what it says so far, and how it ended.

use super::icons::{self, icon};
use super::live::{part, watch, words};
use super::message::{Face, time};
use super::reply_text::ReplyText;
use super::{Ui, actions, face};
use crate::chat::message::{Author, Delivery, Key, Progress};
use crate::selected::Selected;
use crate::text::Key as Words;
use crate::time::Millis;
use leptos::prelude::*;
use leptos::web_sys::Element;

/// The row of a reply.
pub fn reply(ui: Ui, key: Key) -> AnyView {
    let face = Face::of(ui, key);
    // What the byline shows of it, so that it stays while the rest changes.
    let author = Selected::new(move || {
        face.get().map(|face| Face {
            delivery: Delivery::Sent,
            progress: Progress::Complete,
            blank: false,
            ratable: false,
            feedback: None,
            ..face
        })
    });
    let label = move || {
        let face = author.get()?;
        Some(ui.given().text.author(&face.author))
    };
    let shown = StoredValue::new_local(None::<ReplyText>);
    let begin = move |place: Element| {
        shown.set_value(Some(ReplyText::new(ui, &place)));
        untrack(|| show(ui, key, shown));
    };
    watch(move || show(ui, key, shown));
    let pressed = move |event| {
        shown.with_value(|shown| shown.as_ref().map(|it| it.pressed(&event)));
    };
    let byline = move || author.get().map(|face| byline(ui, &face.author, face.at));
    let copied = RwSignal::new(false);
    let rest = move || {
        let face = face.get()?;
        if face.blank && face.progress == Progress::Streaming {
            return Some(typing());
        }
        if face.progress == Progress::Streaming {
            return None;
        }
        actions::actions(ui, key, &face, copied)
    };
    view! {
        <article class="message reply" part="message" aria-label=words(label)>
            {part(byline)}
            <div class="words" use:begin on:click=pressed></div>
            {part(rest)}
        </article>
    }
    .into_any()
}

/// Shows what is there by now; what is too long for one frame goes on in the next.
fn show(ui: Ui, key: Key, shown: StoredValue<Option<ReplyText>, LocalStorage>) {
    let more = shown.try_update_value(|shown| {
        let shown = shown.as_mut()?;
        ui.store.with_message(key, |message| shown.show(message))
    });
    if more.flatten() == Some(true) {
        request_animation_frame(move || untrack(|| show(ui, key, shown)));
    }
}

/// The place of a reply that is expected.
pub fn awaited(ui: Ui) -> AnyView {
    view! {
        <div class="message reply">
            {byline(ui, &Author::Assistant, None)}
            {typing()}
        </div>
    }
    .into_any()
}

fn byline(ui: Ui, author: &Author, at: Option<Millis>) -> AnyView {
    let name = ui.given().text.author(author);
    let (picture, person) = match author {
        Author::HumanAgent(person) => (face::face(ui, person), Some(ui.say(Words::Person))),
        Author::Assistant | Author::Visitor => (icon(icons::FIRE), None),
    };
    view! {
        <div class="byline">
            {picture}
            <span class="name" dir="auto">
                {name}
            </span>
            {person.map(|person| view! { <span class="tag">{person}</span> }.into_any())}
            {time(ui, at)}
        </div>
    }
    .into_any()
}

const DOT: &str = "dot";

fn typing() -> AnyView {
    let dot = |_| view! { <span class=DOT></span> }.into_any();
    view! {
        <div class="typing" aria-hidden="true">
            {(0..3).map(dot).collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}
