//! The inline form that ends the conversation.

use super::button::button;
use super::composer::sends;
use super::node::{Child, Node, node, part, place};
use super::{Ui, download, focus};
use crate::api::{REASON_LIMIT, length};
use crate::chat::command::Focus;
use crate::chat::event::Fact;
use crate::text::Key;
use leptos::prelude::event_target_value;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Event;

/// The form: why, in the visitor's words or with one press, and two ways on.
pub fn close_form(ui: Ui) -> Node {
    let closing = ui.store.select(|chat| chat.close_form().closing);
    let asks_why = ui.store.peek(|chat| chat.can().close_reason) == Some(true);
    let end = place();
    if !asks_why {
        focus::follow(ui, end, &[Focus::Reason]);
    }
    let declined = move || ui.dispatch(Fact::CloseDeclined);
    let label = move || match closing.get() {
        true => ui.say(Key::Ending),
        false => ui.say(Key::EndConversation),
    };
    let question = node("h3")
        .set("id", "end-question")
        .text(ui.say(Key::EndQuestion));
    let end = node("button")
        .set("type", "button")
        .class("main")
        .press(confirm(ui))
        .at(end)
        .truth("aria-disabled", move || closing.get())
        .words(move || Some(label()));
    let ways = node("div")
        .class("row")
        .add(button("plain", ui.say(Key::KeepTalking), declined))
        .add(end);
    // No form element: frames whose sandbox does without forms submit none.
    node("div")
        .set("role", "form")
        .class("close-form")
        .set("part", "close-form")
        .set("aria-labelledby", "end-question")
        .add(question)
        .add(node("p").text(ui.say(Key::EndExplained)))
        .add(download::download(ui))
        .add_all(asks_why.then(|| why(ui)).into_iter().flatten())
        .add(ways)
}

fn confirm(ui: Ui) -> impl Fn() {
    move || ui.dispatch(Fact::CloseConfirmed(None))
}

fn why(ui: Ui) -> [Child; 2] {
    [quick_reasons(ui), reason(ui).into()]
}

fn quick_reasons(ui: Ui) -> Child {
    let reasons = ui.store.select(|chat| chat.options().close_reasons.clone());
    part(move || {
        let reasons = reasons.get();
        let list = || {
            node("div")
                .class("chips")
                .set("role", "group")
                .set("aria-label", ui.say(Key::QuickReasons))
                .add_all(reasons.iter().map(|reason| quick_reason(ui, reason)))
        };
        (!reasons.is_empty()).then(list)
    })
}

fn quick_reason(ui: Ui, reason: &str) -> Node {
    let [drafted, compared, words] = [(); 3].map(|()| reason.to_owned());
    let chosen = ui
        .store
        .select(move |chat| chat.close_form().reason == compared);
    let choose = move || ui.dispatch(Fact::ReasonDrafted(drafted.clone()));
    button("chip", words, choose).live("aria-pressed", move || Some(chosen.get().to_string()))
}

fn reason(ui: Ui) -> Node {
    let input = place();
    focus::follow(ui, input, &[Focus::Reason]);
    let reason = ui
        .store
        .select(|chat| Some(chat.close_form().reason.clone()));
    let error = ui.store.select(move |chat| {
        let error = chat.close_form().error.as_ref()?;
        Some(ui.kind(error))
    });
    let count = move || {
        let units = reason.get().map_or(0, |reason| length(reason.trim()));
        let given = ui.given();
        let [used, limit] = [units, REASON_LIMIT].map(|number| given.when.number(number));
        Some([used, limit].join("/"))
    };
    let direction = move || {
        reason
            .get()
            .filter(|it| !it.is_empty())
            .map(|_| "auto".into())
    };
    let drafted = move |event: Event| {
        ui.dispatch(Fact::ReasonDrafted(event_target_value(&event)));
    };
    let label = node("label").set("for", "reason").text(ui.say(Key::Reason));
    let input = node("input")
        .set("id", "reason")
        .set("type", "text")
        .live("dir", direction)
        .set("autocomplete", "off")
        .set("aria-describedby", "reason-count reason-error")
        .truth("aria-invalid", move || error.get().is_some())
        .at(input)
        .value(move || reason.get())
        .on("input", drafted)
        .on("keydown", move |event| {
            if event.dyn_ref().is_some_and(sends) {
                confirm(ui)();
            }
        });
    let count = node("span")
        .class("note")
        .set("id", "reason-count")
        .words(count);
    let error = node("p")
        .class("error")
        .set("id", "reason-error")
        .set("role", "alert")
        .words(move || error.get());
    node("div")
        .class("field")
        .add(label)
        .add(input)
        .add(count)
        .add(error)
}
