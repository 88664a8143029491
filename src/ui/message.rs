//! One message: the visitor's here, replies in [`super::reply`].

use super::{Ui, reply};
use crate::chat::event::{Fact, MessageRef};
use crate::chat::message::{Delivery, Key, Message};
use crate::text::Key as Words;
use crate::time::Millis;
use leptos::either::Either;
use leptos::prelude::*;

/// The row of a message.
pub fn message(ui: Ui, key: Key) -> impl IntoView {
    on_cleanup(move || ui.store.forget_message(key));
    let visitors = untrack(|| ui.store.with_message(key, Message::is_visitors));
    match visitors {
        Some(true) => Either::Left(visitors_message(ui, key)),
        _ => Either::Right(reply::reply(ui, key)),
    }
}

/// When it was said.
pub fn time(ui: Ui, at: Millis) -> impl IntoView {
    let written = ui
        .when
        .with_value(|when| (when.machine(at), when.full(at), when.short(at)));
    let (machine, full, short) = written;
    view! {
        <time datetime=machine title=full>
            {short}
        </time>
    }
}

fn visitors_message(ui: Ui, key: Key) -> impl IntoView {
    let face = Memo::new(move |_| {
        let read = |message: &Message| (message.delivery, message.at);
        ui.store.with_message(key, read)
    });
    let words = untrack(|| ui.store.with_message(key, Message::text));
    let fate = move || {
        let (delivery, at) = face.get()?;
        let words = ui.text.with_value(|text| text.delivery(delivery));
        Some(view! {
            {words.map(|words| view! { <span class="delivery">{words}</span> })}
            {(delivery == Delivery::Failed).then(|| second_chance(ui, key))}
            {at.map(|at| time(ui, at))}
        })
    };
    view! {
        <article
            class="message visitors"
            part="message"
            aria-label=ui.say(Words::You)
            class:failed=move || face.get().is_some_and(|(it, _)| it == Delivery::Failed)
        >
            <div class="said" dir="auto">
                {words}
            </div>
            <div class="fate">{fate}</div>
        </article>
    }
}

/// What can be done about a message that was not sent.
fn second_chance(ui: Ui, key: Key) -> impl IntoView {
    let again = move |_| ui.dispatch(Fact::RetryAsked(MessageRef::Key(key), None));
    let edit = move |_| ui.dispatch(Fact::EditAsked(key));
    view! {
        <button type="button" class="link" on:click=again>
            {ui.say(Words::TryAgain)}
        </button>
        <button type="button" class="link" on:click=edit>
            {ui.say(Words::Edit)}
        </button>
    }
}
