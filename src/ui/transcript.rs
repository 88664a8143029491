//! The ordered messages.

use super::button::{button, press, round};
use super::follow::Follow;
use super::icons;
use super::live::{part, watch};
use super::{Ui, actions, reply};
use crate::chat::event::Fact;
use crate::chat::message::Key as MessageKey;
use crate::text::Key;
use leptos::html::Div;
use leptos::prelude::*;

/// The transcript. Nothing in it is announced by itself: the announcer tells finished replies.
pub fn transcript(ui: Ui) -> AnyView {
    let [log, place, tail] = [NodeRef::<Div>::new(), NodeRef::new(), NodeRef::new()];
    let follow = Follow::new(ui);
    let keys = ui.store.keys();
    watch(move || {
        if let (Some(log), Some(place), Some(tail)) = (log.get(), place.get(), tail.get()) {
            follow.show(keys.get(), &log, &place, &tail);
        }
    });
    let submissions = ui.store.select(|chat| chat.submissions());
    let before = StoredValue::new(untrack(|| submissions.get()));
    watch(move || {
        let now = submissions.get();
        if now != before.get_value() {
            before.set_value(now);
            follow.jump();
        }
    });
    let at_end = follow.at_end();
    watch(move || {
        let at_end = at_end.get();
        if ui.store.peek(|chat| chat.at_end()) == Some(!at_end) {
            ui.dispatch(Fact::AtEnd(at_end));
        }
    });
    let can_ask_again = ui.store.select(|chat| chat.can_ask_again());
    let awaits_reply = ui.store.select(|chat| chat.awaits_reply());
    let earlier = move || {
        button(
            "link earlier",
            ui.say(Key::Earlier),
            press(move || follow.go_earlier()),
        )
    };
    view! {
        <div
            class="transcript"
            part="transcript"
            role="log"
            aria-live="off"
            aria-label=ui.say(Key::Conversation)
            tabindex="0"
            node_ref=log
            on:scroll=move |_| follow.scrolled()
        >
            <div class="messages">
                <div class="rows" node_ref=place>
                    {part(move || follow.has_earlier().get().then(earlier))}
                </div>
                <div node_ref=tail>
                    {part(move || awaits_reply.get().then(|| reply::awaited(ui)))}
                    {part(move || can_ask_again.get().then(|| actions::ask_again(ui)))}
                </div>
            </div>
        </div>
        {jump_button(ui, follow)}
    }
    .into_any()
}

/// The way back to the end, with the count of what came since the visitor left it.
fn jump_button(ui: Ui, follow: Follow) -> impl IntoView {
    let at_end = follow.at_end();
    let seen = RwSignal::new(MessageKey::MAX);
    watch(move || {
        let left = || ui.store.peek(|chat| chat.transcript().last_key());
        let newest = (!at_end.get()).then(left).flatten();
        seen.set(newest.unwrap_or(MessageKey::MAX));
    });
    let new = ui.store.select(move |chat| chat.replies_since(seen.get()));
    let jump = move || {
        let count = new.get();
        let given = ui.given();
        let (number, form) = (given.when.number(count as usize), given.when.plural(count));
        let name = match count {
            0 => ui.say(Key::JumpToLatest),
            _ => given.text.counted(Key::JumpToNew, form, &number),
        };
        let jumped = press(move || follow.jump());
        let badge = (count > 0).then_some(number);
        let view = view! {
            <div class="jump" data-new=badge>
                {round("round", name, icons::DOWN, jumped)}
            </div>
        };
        view.into_any()
    };
    part(move || (!at_end.get()).then(jump))
}
