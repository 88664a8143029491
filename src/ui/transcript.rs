//! The ordered messages.

use super::button::{button, press, round};
use super::follow::Follow;
use super::icons;
use super::live::{part, watch};
use super::stretch::Stretch;
use super::{Ui, message, reply};
use crate::text::Key;
use leptos::prelude::*;

/// The transcript. Nothing in it is announced by itself: the announcer tells finished replies.
pub fn transcript(ui: Ui) -> AnyView {
    let (scroller, content) = (NodeRef::new(), NodeRef::new());
    let follow = Follow::new(scroller, content);
    let stretch = Stretch::new(ui.store.keys());
    let awaits_reply = ui.store.select(|chat| chat.awaits_reply());
    let own = ui.store.select(|chat| chat.newest_of_visitor());
    let before = StoredValue::new(untrack(|| own.get()));
    watch(move || {
        let own = own.get();
        if own.is_some() && own != before.get_value() {
            follow.jump();
        }
        before.set_value(own);
    });
    let earlier = move || follow.hold(|| stretch.go_back());
    let scrolled = move |_| {
        follow.scrolled();
        if follow.is_near_start() && stretch.has_earlier() {
            earlier();
        }
    };
    view! {
        <div
            class="transcript"
            part="transcript"
            role="log"
            aria-live="off"
            aria-label=ui.say(Key::Conversation)
            tabindex="0"
            node_ref=scroller
            on:scroll=scrolled
        >
            <div class="messages" node_ref=content>
                {earlier_button(ui, stretch, earlier)}
                <For
                    each=move || stretch.keys()
                    key=|key| *key
                    children=move |key| message::message(ui, key)
                />
                {part(move || awaits_reply.get().then(|| reply::awaited(ui)))}
            </div>
        </div>
        {jump_button(ui, follow)}
    }
    .into_any()
}

fn earlier_button(
    ui: Ui,
    stretch: Stretch,
    earlier: impl Fn() + Copy + Send + 'static,
) -> impl IntoView {
    let show = move || button("link earlier", ui.say(Key::Earlier), press(earlier));
    part(move || stretch.has_earlier().then(show))
}

fn jump_button(ui: Ui, follow: Follow) -> impl IntoView {
    let at_end = follow.at_end();
    let jump = move || {
        let jumped = press(move || follow.jump());
        round("round jump", ui.say(Key::JumpToLatest), icons::DOWN, jumped)
    };
    part(move || (!at_end.get()).then(jump))
}
