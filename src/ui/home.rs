//! What there is before the first message.

use super::button::button;
use super::icons::{self, icon};
use super::node::{Child, Node, node, part};
use super::{Ui, behind};
use crate::chat::event::Fact;
use crate::text::Key;

/// Greeting and suggestions.
pub fn home(ui: Ui) -> Node {
    let greeting = ui.store.select(|chat| chat.greeting());
    let name = ui.store.select(|chat| chat.visitor().person.name.clone());
    let says = move || match (greeting.get(), name.get()) {
        (Some(greeting), _) => greeting,
        (None, Some(name)) => ui.fill(Key::GreetingByName, "name", &name),
        (None, None) => ui.say(Key::Greeting),
    };
    let has_recent = ui.store.select(|chat| chat.has_recent());
    let arch = node("div")
        .class("arch")
        .set("aria-hidden", "true")
        .add(icon(icons::FIRE));
    let greeting = node("p")
        .class("greeting")
        .set("dir", "auto")
        .words(move || Some(says()));
    // Where a keyboard finds nothing in it, a keyboard scrolls it all the same.
    let prompted = ui
        .store
        .select(|chat| !chat.options().suggestions.is_empty());
    let stop = move || (!prompted.get() && !has_recent.get()).then(|| "0".to_owned());
    node("div")
        .class("home")
        .live("tabindex", stop)
        .add(arch)
        .add(greeting)
        .add(suggestions(ui))
        .part(move || has_recent.get().then(|| behind::recent(ui)).flatten())
}

fn suggestions(ui: Ui) -> Child {
    let suggestions = ui.store.select(|chat| chat.options().suggestions.clone());
    part(move || {
        let prompts = suggestions.get();
        let list = || {
            node("ul")
                .class("suggestions")
                .set("aria-label", ui.say(Key::Suggestions))
                .add_all(prompts.iter().map(|prompt| suggestion(ui, prompt)))
        };
        (!prompts.is_empty()).then(list)
    })
}

fn suggestion(ui: Ui, prompt: &str) -> Node {
    let text = prompt.to_owned();
    let submit = move || {
        ui.dispatch(Fact::Submitted {
            text: text.clone(),
            page: ui.page(),
            ticket: None,
        });
    };
    node("li").add(button("chip", prompt.to_owned(), submit))
}
