//! What there is before the first message.

use super::button::{button, press};
use super::icons::{self, icon};
use super::live::{part, words};
use super::{Ui, history};
use crate::chat::event::Fact;
use crate::text::Key;
use leptos::prelude::*;

/// Greeting and suggestions.
pub fn home(ui: Ui) -> AnyView {
    let greeting = ui.store.select(|chat| chat.options().greeting.clone());
    let name = ui.store.select(|chat| chat.visitor().person.name.clone());
    let says = move || match (greeting.get(), name.get()) {
        (Some(greeting), _) => greeting,
        (None, Some(name)) => ui.fill(Key::GreetingByName, "name", &name),
        (None, None) => ui.say(Key::Greeting),
    };
    view! {
        <div class="home">
            <div class="arch" aria-hidden="true">
                {icon(icons::FIRE)}
            </div>
            <p class="greeting" dir="auto">
                {words(move || Some(says()))}
            </p>
            {suggestions(ui)}
            {part(move || history::link(ui))}
        </div>
    }
    .into_any()
}

fn suggestions(ui: Ui) -> impl IntoView {
    let suggestions = ui.store.select(|chat| chat.options().suggestions.clone());
    part(move || {
        let prompts = suggestions.get();
        let list = || {
            let prompts = prompts.iter().cloned().map(|prompt| suggestion(ui, prompt));
            view! {
                <ul class="suggestions" aria-label=ui.say(Key::Suggestions)>
                    {prompts.collect::<Vec<_>>()}
                </ul>
            }
            .into_any()
        };
        (!prompts.is_empty()).then(list)
    })
}

fn suggestion(ui: Ui, prompt: String) -> AnyView {
    let text = prompt.clone();
    let submit = press(move || {
        ui.dispatch(Fact::Submitted {
            text: text.clone(),
            page: ui.page(),
            ticket: None,
        });
    });
    view! { <li>{button("chip", prompt, submit)}</li> }.into_any()
}
