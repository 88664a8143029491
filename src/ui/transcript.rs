//! The ordered messages.

use super::follow::Follow;
use super::icons::{self, icon};
use super::stretch::Stretch;
use super::{Ui, message, reply};
use crate::text::Key;
use leptos::prelude::*;

/// The transcript. Nothing in it is announced by itself: the announcer tells finished replies.
pub fn transcript(ui: Ui) -> impl IntoView {
    let (scroller, content) = (NodeRef::new(), NodeRef::new());
    let follow = Follow::new(scroller, content);
    let stretch = Stretch::new(ui.store.keys());
    let awaits_reply = ui.store.select(|chat| chat.awaits_reply());
    let own = ui.store.select(|chat| chat.newest_of_visitor());
    Effect::new(move |before: Option<Option<u32>>| {
        let own = own.get();
        if own.is_some() && before.is_some_and(|before| before != own) {
            follow.jump();
        }
        own
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
                {move || awaits_reply.get().then(|| reply::awaited(ui))}
            </div>
        </div>
        {jump_button(ui, follow)}
    }
}

fn earlier_button(
    ui: Ui,
    stretch: Stretch,
    earlier: impl Fn() + Copy + Send + 'static,
) -> impl IntoView {
    move || {
        stretch.has_earlier().then(|| {
            view! {
                <button type="button" class="link earlier" on:click=move |_| earlier()>
                    {ui.say(Key::Earlier)}
                </button>
            }
        })
    }
}

fn jump_button(ui: Ui, follow: Follow) -> impl IntoView {
    let at_end = follow.at_end();
    move || {
        (!at_end.get()).then(|| {
            view! {
                <button
                    type="button"
                    class="round jump"
                    aria-label=ui.say(Key::JumpToLatest)
                    title=ui.say(Key::JumpToLatest)
                    on:click=move |_| follow.jump()
                >
                    {icon(icons::DOWN)}
                </button>
            }
        })
    }
}
