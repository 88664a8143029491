//! Where the focus goes when the chat wishes it somewhere.

use super::{Ui, live};
use crate::chat::command::Focus;
use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// Gives `node` the focus whenever one of `wishes` is made, each wish once: also one that was made
/// just before the node came to be.
pub fn follow<E>(ui: Ui, node: NodeRef<E>, wishes: &'static [Focus])
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + 'static,
{
    let wish = ui.store.focus();
    let shown = ui.store.select(|chat| chat.shown());
    live::watch(move || {
        let (Some((number, to)), Some(node), true) = (wish.get(), node.get(), shown.get()) else {
            return;
        };
        let Some(element) = node.dyn_ref::<HtmlElement>().cloned() else {
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
