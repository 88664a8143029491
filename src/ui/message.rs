//! One message: the visitor's here, replies in [`super::reply`].

use super::button::{button, press};
use super::live::{flag, part};
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
pub fn message(ui: Ui, key: Key) -> AnyView {
    on_cleanup(move || ui.store.forget_message(key));
    match untrack(|| ui.store.with_message(key, Message::is_visitors)) {
        Some(true) => visitors_message(ui, key),
        _ => reply::reply(ui, key),
    }
}

/// When it was said.
pub fn time(ui: Ui, at: Option<Millis>) -> Option<AnyView> {
    let at = at?;
    let given = ui.given();
    let when = &given.when;
    let view = view! {
        <time datetime=when.machine(at) title=when.full(at)>
            {when.short(at)}
        </time>
    };
    Some(view.into_any())
}

fn visitors_message(ui: Ui, key: Key) -> AnyView {
    let face = Face::of(ui, key);
    let said = untrack(|| ui.store.with_message(key, Message::text));
    let failed = move || face.get().map(|it| it.delivery) == Some(Delivery::Failed);
    let chance = move |delivery| match delivery {
        Delivery::Failed => Some(second_chance(ui, key, true)),
        Delivery::Doubtful => Some(second_chance(ui, key, false)),
        _ => None,
    };
    let fate = move || {
        let face = face.get()?;
        let words = ui.given().text.delivery(face.delivery);
        let view = view! {
            <span class="delivery">{words}</span>
            {chance(face.delivery)}
            {time(ui, face.at)}
        };
        Some(view.into_any())
    };
    view! {
        <article
            class="message visitors"
            part="message"
            aria-label=ui.say(Words::You)
            class:failed=flag(failed)
        >
            <div class="said" dir="auto">
                {said}
            </div>
            <div class="fate">{part(fate)}</div>
        </article>
    }
    .into_any()
}

/// What can be done about a message that was not sent, or perhaps not.
fn second_chance(ui: Ui, key: Key, editable: bool) -> AnyView {
    let again = press(move || ui.dispatch(Fact::RetryAsked(MessageRef::Key(key), None)));
    let again = button("link", ui.say(Words::TryAgain), again);
    let edit = || {
        let edit = press(move || ui.dispatch(Fact::EditAsked(key)));
        button("link", ui.say(Words::Edit), edit)
    };
    (again, editable.then(edit)).into_any()
}
