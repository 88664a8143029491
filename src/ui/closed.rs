//! What stands in the composer's place when the conversation has ended.

use super::button::press;
use super::live::words;
use super::{Ui, download, focus, history};
use crate::chat::command::Focus;
use crate::chat::event::Fact;
use crate::text::Key;
use leptos::prelude::*;

/// When and why it ended, and the way to a new one.
pub fn closed(ui: Ui) -> AnyView {
    let at = ui.store.select(move |chat| {
        let at = chat.ending()?.at?;
        let time = ui.given().when.full(at);
        Some(ui.fill(Key::EndedAt, "time", &time))
    });
    let reason = ui.store.select(move |chat| {
        let reason = chat.ending()?.reason?;
        Some(ui.fill(Key::EndedBecause, "reason", &reason))
    });
    view! {
        <div class="closed">
            <h3>{ui.say(Key::Ended)}</h3>
            <p dir="auto">{words(move || at.get())}</p>
            <p dir="auto">{words(move || reason.get())}</p>
            {start_new(ui)}
            <div class="row">
                {history::link(ui)} {download::download(ui)}
            </div>
        </div>
    }
    .into_any()
}

/// The way to a new conversation.
pub fn start_new(ui: Ui) -> AnyView {
    let start = NodeRef::new();
    focus::follow(ui, start, &[Focus::StartNew, Focus::Composer]);
    view! {
        <button
            type="button"
            class="main"
            node_ref=start
            on:click=press(move || ui.dispatch(Fact::NewConversationAsked))
        >
            {ui.say(Key::StartNew)}
        </button>
    }
    .into_any()
}
