//! What follows changes outside the nodes.

use leptos::prelude::*;

/// Does something now and whenever what it reads changes.
pub fn watch(act: impl Fn() + 'static) {
    // One type of closure: a browser has to load the machinery behind each type once more.
    let act: Box<dyn Fn()> = Box::new(act);
    Effect::new(move |_| act());
}
