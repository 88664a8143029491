//! What stands in the composer's place when the conversation has ended.

use super::{Ui, focus};
use crate::chat::command::Focus;
use crate::chat::event::Fact;
use crate::text::Key;
use leptos::prelude::*;

/// When and why it ended, and the way to a new one.
pub fn closed(ui: Ui) -> impl IntoView {
    let ending = ui.store.select(|chat| chat.ending());
    let at = move || {
        let at = ending.get()?.at?;
        let time = ui.when.with_value(|when| when.full(at));
        Some(view! { <p>{ui.fill(Key::EndedAt, "time", &time)}</p> })
    };
    let reason = move || {
        let reason = ending.get()?.reason?;
        let words = ui.fill(Key::EndedBecause, "reason", &reason);
        Some(view! { <p dir="auto">{words}</p> })
    };
    let start = NodeRef::new();
    focus::follow(ui, start, &[Focus::StartNew, Focus::Composer]);
    view! {
        <div class="closed">
            <h3>{ui.say(Key::Ended)}</h3>
            {at}
            {reason}
            <button
                type="button"
                class="main"
                node_ref=start
                on:click=move |_| ui.dispatch(Fact::NewConversationAsked)
            >
                {ui.say(Key::StartNew)}
            </button>
        </div>
    }
}
