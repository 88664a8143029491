//! The head of the panel: its name, who answers, who asks, and the ways out.

use super::icons::{self, icon};
use super::{Ui, face};
use crate::chat::Foot;
use crate::chat::event::Fact;
use crate::text::Key;
use leptos::prelude::*;

/// The header.
pub fn header(ui: Ui) -> impl IntoView {
    let store = ui.store;
    let heading = store.select(|chat| chat.options().heading.clone());
    let inline = store.select(|chat| chat.options().inline);
    let can_end = store.select(|chat| chat.can_close() && chat.foot() == Foot::Composer);
    view! {
        <header class="header" part="header">
            {who_answers(ui)}
            <div class="names">
                <h2 id="heading" dir="auto">
                    {move || heading.get().unwrap_or_else(|| ui.say(Key::Heading))}
                </h2>
                {whose_turn(ui)}
            </div>
            {visitor(ui)}
            {move || can_end.get().then(|| end_button(ui))}
            {move || (!inline.get()).then(|| hide_button(ui))}
        </header>
    }
}

/// The face of the person who answers, else the house's mark.
fn who_answers(ui: Ui) -> impl IntoView {
    let person = ui.store.select(|chat| chat.answering_person());
    view! {
        <span class="mark">
            {move || match person.get() {
                Some(person) => face::face(ui, &person).into_any(),
                None => icon(icons::HEARTH).into_any(),
            }}
        </span>
    }
}

fn whose_turn(ui: Ui) -> impl IntoView {
    let person = ui.store.select(|chat| chat.answering_person());
    let online = ui.store.select(|chat| chat.online());
    view! {
        <p class="answers" dir="auto">
            {move || match person.get() {
                _ if !online.get() => ui.say(Key::NoConnection),
                None => ui.say(Key::AssistantAnswers),
                Some(person) => {
                    let name = person.name.unwrap_or_else(|| ui.say(Key::HumanAgent));
                    ui.fill(Key::PersonAnswers, "name", &name)
                }
            }}
        </p>
    }
}

/// The visitor, where the backend knows a name.
fn visitor(ui: Ui) -> impl IntoView {
    let person = ui.store.select(|chat| chat.visitor().person.clone());
    move || {
        let person = person.get();
        let name = person.name.clone()?;
        let label = ui.fill(Key::Visitor, "name", &name);
        Some(view! {
            <span class="visitor" role="img" aria-label=label.clone() title=label>
                {face::face(ui, &person)}
            </span>
        })
    }
}

fn end_button(ui: Ui) -> impl IntoView {
    view! {
        <button
            type="button"
            class="round"
            aria-label=ui.say(Key::EndConversation)
            title=ui.say(Key::EndConversation)
            on:click=move |_| ui.dispatch(Fact::CloseAsked)
        >
            {icon(icons::END)}
        </button>
    }
}

fn hide_button(ui: Ui) -> impl IntoView {
    view! {
        <button
            type="button"
            class="round"
            aria-label=ui.say(Key::CloseChat)
            title=ui.say(Key::CloseChat)
            on:click=move |_| ui.dispatch(Fact::Hidden)
        >
            {icon(icons::HIDE)}
        </button>
    }
}
