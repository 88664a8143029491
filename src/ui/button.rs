//! Buttons.

use super::icons::{Icon, icon};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// What a press does.
pub type Press = Box<dyn Fn(MouseEvent)>;

/// What a press does.
pub fn press(act: impl Fn() + 'static) -> Press {
    Box::new(move |_| act())
}

/// A button that says `words`.
pub fn button(class: &'static str, words: String, press: Press) -> AnyView {
    view! {
        <button type="button" class=class dir="auto" on:click=press>
            {words}
        </button>
    }
    .into_any()
}

/// A round button with a drawing, named by `words`.
pub fn round(class: &'static str, words: String, drawing: Icon, press: Press) -> AnyView {
    switch(class, words, drawing, None, press)
}

/// The same, and whether it is `on` where it is one that can be.
pub fn switch(
    class: &'static str,
    words: String,
    drawing: Icon,
    on: Option<bool>,
    press: Press,
) -> AnyView {
    let on = on.map(|on| on.to_string());
    view! {
        <button
            type="button"
            class=class
            aria-label=words.clone()
            title=words
            aria-pressed=on
            on:click=press
        >
            {icon(drawing)}
        </button>
    }
    .into_any()
}
