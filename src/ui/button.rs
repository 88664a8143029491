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
    view! {
        <button type="button" class=class aria-label=words.clone() title=words on:click=press>
            {icon(drawing)}
        </button>
    }
    .into_any()
}
