//! Where the focus goes when the chat wishes it somewhere.

use super::node::Place;
use super::{Ui, live};
use crate::chat::command::Focus;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, ShadowRoot};

/// Gives `node` the focus whenever one of `wishes` is made, each wish once: also one that was made
/// just before the node came to be.
pub fn follow(ui: Ui, place: Place, wishes: &'static [Focus]) {
    let wish = ui.store.focus();
    let shown = ui.store.select(|chat| chat.shown());
    live::watch(move || {
        let (Some((number, to)), Some(element), true) =
            (wish.get(), place.get_value(), shown.get())
        else {
            return;
        };
        if !wishes.contains(&to) {
            return;
        }
        // Once all views have followed the chat: this node may be about to go.
        spawn_local(async move {
            tick().await;
            let new = ui
                .focused
                .try_get_value()
                .is_some_and(|last| last != Some(number));
            if new && element.is_connected() {
                ui.focused.set_value(Some(number));
                // Fails on nothing that could be done about.
                let _ = element.focus();
            }
        });
    });
}

/// Whether something in `element` has the focus.
pub fn is_inside(element: &Element) -> bool {
    let root = element.get_root_node().dyn_into::<ShadowRoot>().ok();
    let active = root.and_then(|root| root.active_element());
    active.is_some_and(|active| element.contains(Some(&active)))
}

/// `element` is about to go: if it has the focus, `heir` gets it.
pub fn hand_on(element: &Element, heir: &HtmlElement) {
    if is_inside(element) {
        // Fails on nothing that could be done about.
        let _ = heir.focus();
    }
}
