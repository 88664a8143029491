//! The ordered messages.

use super::button::{button, round};
use super::follow::Follow;
use super::icons;
use super::live::watch;
use super::node::{Child, node, part, place};
use super::{Ui, actions, reply};
use crate::chat::event::Fact;
use crate::chat::message::Key as MessageKey;
use crate::text::Key;
use leptos::prelude::*;

/// The transcript. Nothing in it is announced by itself: the announcer tells finished replies.
pub fn transcript(ui: Ui) -> Vec<Child> {
    let [log, rows, tail] = [(); 3].map(|()| place());
    let follow = Follow::new(ui);
    let keys = ui.store.keys();
    watch(move || {
        if let (Some(log), Some(rows), Some(tail)) =
            (log.get_value(), rows.get_value(), tail.get_value())
        {
            follow.show(keys.get(), &log, &rows, &tail);
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
        let go = move || follow.go_earlier();
        button("link earlier", ui.say(Key::Earlier), go)
    };
    let rows = node("div")
        .class("rows")
        .at(rows)
        .part(move || follow.has_earlier().get().then(earlier));
    let tail = node("div")
        .at(tail)
        .part(move || awaits_reply.get().then(|| reply::awaited(ui)))
        .part(move || can_ask_again.get().then(|| actions::ask_again(ui)));
    let messages = node("div").class("messages").add(rows).add(tail);
    let log = node("div")
        .class("transcript")
        .set("part", "transcript")
        .set("role", "log")
        .set("aria-live", "off")
        .set("aria-label", ui.say(Key::Conversation))
        .set("tabindex", "0")
        .at(log)
        .on("scroll", move |_| follow.scrolled())
        .add(messages);
    vec![log.into(), jump_button(ui, follow)]
}

/// The way back to the end, with the count of what came since the visitor left it.
fn jump_button(ui: Ui, follow: Follow) -> Child {
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
        let button = round("round", name, icons::DOWN, move || follow.jump());
        node("div")
            .class("jump")
            .set_some("data-new", (count > 0).then_some(number))
            .add(button)
    };
    part(move || (!at_end.get()).then(jump))
}
