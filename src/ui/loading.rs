//! What there is while something is being looked for.

use super::Ui;
use super::node::{Node, node};
use crate::text::Key;

/// The shape of a transcript, called `words`.
pub fn loading(ui: Ui, words: Key) -> Node {
    node("div")
        .class("skeleton")
        .set("role", "img")
        .set("aria-label", ui.say(words))
        .add_all((0..5).map(|_| node("span").class("line")))
}
