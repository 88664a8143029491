//! What there is before the first message.

use super::Ui;
use super::icons::{self, icon};
use crate::chat::event::Fact;
use crate::text::Key;
use leptos::prelude::*;

/// Greeting and suggestions.
pub fn home(ui: Ui) -> impl IntoView {
    let greeting = ui.store.select(|chat| chat.options().greeting.clone());
    let name = ui.store.select(|chat| chat.visitor().person.name.clone());
    let words = move || match (greeting.get(), name.get()) {
        (Some(greeting), _) => greeting,
        (None, Some(name)) => ui.fill(Key::GreetingByName, "name", &name),
        (None, None) => ui.say(Key::Greeting),
    };
    view! {
        <div class="home">
            <div class="arch" aria-hidden="true">{icon(icons::FIRE)}</div>
            <p class="greeting" dir="auto">{words}</p>
            {suggestions(ui)}
        </div>
    }
}

fn suggestions(ui: Ui) -> impl IntoView {
    let suggestions = ui.store.select(|chat| chat.options().suggestions.clone());
    move || {
        let prompts = suggestions.get();
        let list = || {
            let prompts = prompts.iter().cloned().map(|prompt| suggestion(ui, prompt));
            view! {
                <ul class="suggestions" aria-label=ui.say(Key::Suggestions)>
                    {prompts.collect::<Vec<_>>()}
                </ul>
            }
        };
        (!prompts.is_empty()).then(list)
    }
}

fn suggestion(ui: Ui, prompt: String) -> impl IntoView {
    let text = prompt.clone();
    let submit = move |_| {
        ui.dispatch(Fact::Submitted {
            text: text.clone(),
            page: ui.outside.with_value(|outside| (outside.page)()),
            ticket: None,
        });
    };
    view! {
        <li>
            <button type="button" class="chip" dir="auto" on:click=submit>
                {prompt}
            </button>
        </li>
    }
}
