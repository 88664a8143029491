//! What stands in the composer's place when the conversation has ended.

use super::node::{Node, node, place};
use super::{Ui, download, focus};
use crate::chat::command::Focus;
use crate::chat::event::Fact;
use crate::text::Key;

/// When and why it ended, and the way to a new one.
pub fn closed(ui: Ui) -> Node {
    let at = ui.store.select(move |chat| {
        let at = chat.ending()?.at?;
        let time = ui.given().when.full(at);
        Some(ui.fill(Key::EndedAt, "time", &time))
    });
    let reason = ui.store.select(move |chat| {
        let reason = chat.ending()?.reason?;
        Some(ui.fill(Key::EndedBecause, "reason", &reason))
    });
    let line = || node("p").set("dir", "auto");
    let whole = place();
    focus::follow(ui, whole, &[Focus::Closed]);
    let heading = node("h3").set("id", "ended").text(ui.say(Key::Ended));
    node("div")
        .class("closed")
        .set("role", "group")
        .set("aria-labelledby", "ended")
        .set("tabindex", "-1")
        .at(whole)
        .add(heading)
        .add(line().words(move || at.get()))
        .add(line().words(move || reason.get()))
        .add(start_new(ui))
        .add(download::download(ui))
}

/// The way to a new conversation.
pub fn start_new(ui: Ui) -> Node {
    let start = place();
    focus::follow(ui, start, &[Focus::StartNew, Focus::Composer]);
    node("button")
        .set("type", "button")
        .class("main")
        .at(start)
        .press(move || ui.dispatch(Fact::NewConversationAsked))
        .text(ui.say(Key::StartNew))
}
