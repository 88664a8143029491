//! A reply: who says it, what it says so far, and how it ended.

use super::icons;
use super::live::watch;
use super::message::{Face, time};
use super::node::{Node, node};
use super::reply_text::ReplyText;
use super::{Ui, actions, face};
use crate::chat::message::{Author, Delivery, Key, Progress};
use crate::selected::Selected;
use crate::text::Key as Words;
use crate::time::Millis;
use leptos::prelude::*;
use leptos::web_sys::{Event, HtmlElement};

/// The row of a reply.
pub fn reply(ui: Ui, key: Key) -> Node {
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
    let begin = move |place: &HtmlElement| {
        shown.set_value(Some(ReplyText::new(ui, place)));
        untrack(|| show(ui, key, shown));
    };
    watch(move || show(ui, key, shown));
    let pressed = move |event: Event| {
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
    node("article")
        .class("message reply")
        .set("part", "message")
        .live("aria-label", label)
        .part(byline)
        .add(node("div").class("words").on("click", pressed).then(begin))
        .part(rest)
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
pub fn awaited(ui: Ui) -> Node {
    node("div")
        .class("message reply")
        .add(byline(ui, &Author::Assistant, None))
        .add(typing())
}

fn byline(ui: Ui, author: &Author, at: Option<Millis>) -> Node {
    let name = ui.given().text.author(author);
    let (picture, person) = match author {
        Author::HumanAgent(person) => (face::face(ui, person), Some(ui.say(Words::Person))),
        Author::Assistant | Author::Visitor => {
            let assistant = ui.store.peek(|chat| chat.assistant()).flatten();
            (face::assistant(ui, assistant, icons::FIRE), None)
        }
    };
    let name = node("span").class("name").set("dir", "auto").text(name);
    node("div")
        .class("byline")
        .add(picture)
        .add(name)
        .add_all(person.map(|person| node("span").class("tag").text(person)))
        .add_all(time(ui, at))
}

fn typing() -> Node {
    node("div")
        .class("typing")
        .set("aria-hidden", "true")
        .add_all((0..3).map(|_| node("span").class("dot")))
}
