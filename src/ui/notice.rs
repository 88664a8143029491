//! A line about an error or the connection, with what can be done about it.

use super::Ui;
use super::button::{button, round};
use super::icons;
use super::node::{Child, Node, node, part};
use crate::chat::event::Fact;
use crate::text::Key;

/// The notice, where there is one. What it says is announced once; its countdown is not.
pub fn notice(ui: Ui) -> Child {
    let says = ui.store.select(move |chat| {
        let kind = &chat.notice()?.kind;
        Some(ui.kind(kind))
    });
    let urgent = ui.store.select(|chat| chat.is_notice_urgent());
    part(move || {
        let words = node("p")
            .set("id", "notice-words")
            // What is not urgent the announcer tells: it was there before.
            .live("role", move || urgent.get().then(|| "alert".to_owned()))
            .text(says.get()?);
        let notice = node("div")
            .class("notice")
            .set("part", "notice")
            .class_if("urgent", move || urgent.get())
            .add(words);
        Some(with_ways(ui, notice))
    })
}

/// How long it takes, and what can be done.
fn with_ways(ui: Ui, notice: Node) -> Node {
    let left = ui.store.select(move |chat| {
        let wait = chat.notice()?.wait?;
        let time = ui.given().when.span(wait);
        Some(ui.fill(Key::WaitLeft, "time", &time))
    });
    let countdown = move || {
        let timer = node("p").set("role", "timer").set("id", "countdown");
        Some(timer.text(left.get()?))
    };
    let label = ui.store.select(move |chat| {
        let action = chat.offered_action()?;
        Some(ui.given().text.action(action))
    });
    let act = move || {
        if let Some(action) = ui.store.peek(|chat| chat.offered_action()).flatten() {
            ui.dispatch(Fact::NoticeActed(action));
        }
    };
    let can_dismiss = ui.store.select(|chat| chat.can_dismiss_notice());
    let dismiss = move || {
        let dismissed = move || ui.dispatch(Fact::NoticeDismissed);
        round("round", ui.say(Key::Dismiss), icons::CROSS, dismissed)
    };
    notice
        .part(countdown)
        .part(move || Some(button("plain", label.get()?, act)))
        .part(move || can_dismiss.get().then(dismiss))
}
