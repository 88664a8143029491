//! The head of the panel: its name, who answers, who asks, and the ways out.

use super::button::{press, round};
use super::icons::{self, icon};
use super::live::{part, words};
use super::{Ui, face};
use crate::chat::Foot;
use crate::chat::event::Fact;
use crate::text::Key;
use leptos::prelude::*;

/// The header.
pub fn header(ui: Ui) -> AnyView {
    let store = ui.store;
    let heading = store.select(|chat| chat.options().heading.clone());
    let inline = store.select(|chat| chat.options().inline);
    let can_end = store.select(|chat| chat.can_close() && chat.foot() == Foot::Composer);
    let in_history = store.select(|chat| chat.foot() == Foot::History);
    let has_history = store.select(|chat| chat.has_history());
    let history = move || {
        let asked = press(move || ui.dispatch(Fact::HistoryAsked));
        round("round", ui.say(Key::History), icons::HISTORY, asked)
    };
    let start = move || match in_history.get() {
        true => back(ui),
        false => who_answers(ui),
    };
    let end = move || {
        let asked = press(move || ui.dispatch(Fact::CloseAsked));
        round("round end", ui.say(Key::EndConversation), icons::END, asked)
    };
    let hide = move || {
        let hidden = press(move || ui.dispatch(Fact::Hidden));
        round("round", ui.say(Key::CloseChat), icons::HIDE, hidden)
    };
    view! {
        <header class="header" part="header">
            {part(move || Some(start()))}
            <div class="names">
                <h2 id="heading" dir="auto">
                    {words(move || heading.get().or_else(|| Some(ui.say(Key::Heading))))}
                </h2>
                {whose_turn(ui)}
            </div>
            {visitor(ui)}
            {part(move || (has_history.get() && !in_history.get()).then(history))}
            {part(move || can_end.get().then(end))}
            {part(move || (!inline.get()).then(hide))}
        </header>
    }
    .into_any()
}

/// The way back from the history.
fn back(ui: Ui) -> AnyView {
    let left = press(move || ui.dispatch(Fact::HistoryLeft));
    round("round back", ui.say(Key::Back), icons::BACK, left)
}

/// The face of the person who answers, else the house's mark.
fn who_answers(ui: Ui) -> AnyView {
    let person = ui.store.select(|chat| chat.answering_person());
    let mark = move || match person.get() {
        Some(person) => face::face(ui, &person),
        None => icon(icons::HEARTH),
    };
    view! { <span class="mark">{part(move || Some(mark()))}</span> }.into_any()
}

fn whose_turn(ui: Ui) -> AnyView {
    let person = ui.store.select(|chat| chat.answering_person());
    let online = ui.store.select(|chat| chat.online());
    let says = move || match person.get() {
        _ if !online.get() => ui.say(Key::NoConnection),
        None => ui.say(Key::AssistantAnswers),
        Some(person) => {
            let name = person.name.unwrap_or_else(|| ui.say(Key::HumanAgent));
            ui.fill(Key::PersonAnswers, "name", &name)
        }
    };
    view! {
        <p class="answers" dir="auto">
            {words(move || Some(says()))}
        </p>
    }
    .into_any()
}

/// The visitor, where the backend knows a name.
fn visitor(ui: Ui) -> impl IntoView {
    let person = ui.store.select(|chat| Some(chat.visitor().person.clone()));
    part(move || {
        let person = person.get()?;
        let label = ui.fill(Key::Visitor, "name", person.name.as_ref()?);
        let view = view! {
            <span class="visitor" role="img" aria-label=label.clone() title=label>
                {face::face(ui, &person)}
            </span>
        };
        Some(view.into_any())
    })
}
