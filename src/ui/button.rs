//! Buttons.

use super::icons::{Icon, icon};
use super::node::{Node, node};

/// A button that says `words`.
pub fn button(class: &'static str, words: String, press: impl Fn() + 'static) -> Node {
    node("button")
        .set("type", "button")
        .class(class)
        .set("dir", "auto")
        .press(press)
        .text(words)
}

/// A round button with a drawing, named by `words`.
pub fn round(
    class: &'static str,
    words: String,
    drawing: Icon,
    press: impl Fn() + 'static,
) -> Node {
    node("button")
        .set("type", "button")
        .class(class)
        .set("aria-label", words.as_str())
        .set("title", words)
        .press(press)
        .add(icon(drawing))
}

/// The same that is `on` or off.
pub fn switch(
    class: &'static str,
    words: String,
    drawing: Icon,
    on: bool,
    press: impl Fn() + 'static,
) -> Node {
    round(class, words, drawing, press).set("aria-pressed", on.to_string())
}
