//! The text box with its buttons.

use super::button::round;
use super::icons;
use super::live::watch;
use super::node::{Child, Node, Place, node, part, place};
use super::{Ui, composes, focus};
use crate::api::{MESSAGE_LIMIT, length};
use crate::chat::Blocked;
use crate::chat::command::Focus;
use crate::chat::event::Fact;
use crate::text::{self, Key};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Event;

/// From this length on the visitor sees how much is left.
const COUNTED: usize = MESSAGE_LIMIT - 1000;

/// What is in the text box. It outlives the view: the chat keeps it.
type Draft = RwSignal<Option<String>>;

/// The composer.
pub fn composer(ui: Ui) -> Node {
    let kept = move || ui.store.peek(|chat| chat.composer().draft.clone());
    let draft: Draft = RwSignal::new(kept());
    let revision = ui.store.select(|chat| chat.composer().revision);
    watch(move || {
        let _ = revision.get();
        draft.set(kept());
    });
    let submit = move || {
        let text = draft.get_untracked().unwrap_or_default();
        let page = ui.page();
        ui.dispatch(Fact::Submitted {
            text,
            page,
            ticket: None,
        });
    };
    let textarea = place();
    // As high as its text: so is the box over it.
    let mirror = node("div")
        .class("mirror")
        .set("aria-hidden", "true")
        .words(move || draft.get())
        .text("\u{200b}");
    let grow = node("div")
        .class("grow")
        .add(text_box(ui, draft, textarea, submit))
        .add(mirror);
    let all = node("div")
        .class("box")
        .on("mousedown", move |event| {
            // A press on its rim goes into the text box.
            let textarea = textarea.get_value();
            if let Some(textarea) = textarea.filter(|_| event.target() == event.current_target()) {
                event.prevent_default();
                // Fails on nothing that could be done about.
                let _ = textarea.focus();
            }
        })
        .add(grow)
        .add(stop_button(ui))
        .add(send_button(ui, submit));
    // No form: frames whose sandbox does without them submit none.
    node("div")
        .class("composer")
        .set("part", "composer")
        .add(all)
        .add(note(ui, draft))
}

fn text_box(ui: Ui, draft: Draft, textarea: Place, submit: impl Fn() + 'static) -> Node {
    focus::follow(ui, textarea, &[Focus::Composer]);
    let typed = move |event: Event| {
        let typed = event_target_value(&event);
        draft.set(Some(typed.clone()));
        ui.dispatch(Fact::Drafted(typed));
    };
    let placeholder = ui.store.select(|chat| chat.placeholder());
    let placeholder = move || placeholder.get().or_else(|| Some(ui.say(Key::Placeholder)));
    // Of an empty box browsers do not look at the placeholder.
    let direction = move || match units(draft) {
        0 => text::runs(&placeholder()?).map(Into::into),
        _ => Some("auto".into()),
    };
    let refused = ui.store.select(|chat| chat.is_notice_about_draft());
    let described = move || match refused.get() {
        true => "notice-words composer-note countdown",
        false => "composer-note countdown",
    };
    node("textarea")
        .set("part", "input")
        .set("rows", "1")
        .live("dir", direction)
        .set("enterkeyhint", "send")
        .set("aria-label", ui.say(Key::Message))
        .live("aria-describedby", move || Some(described().to_owned()))
        .truth("aria-invalid", move || {
            refused.get() || units(draft) > MESSAGE_LIMIT
        })
        .live("placeholder", placeholder)
        .at(textarea)
        .value(move || draft.get())
        .on("input", typed)
        .on("keydown", move |event| {
            if event.dyn_ref().is_some_and(sends) {
                event.prevent_default();
                submit();
            }
        })
}

fn units(draft: Draft) -> usize {
    draft.with(|draft| draft.as_deref().map_or(0, length))
}

/// How much is left, and what the site owner has to know. Why else nothing can be sent is told by
/// the notice.
fn note(ui: Ui, draft: Draft) -> Node {
    let not_configured = ui
        .store
        .select(|chat| chat.blocked() == Some(Blocked::NotConfigured));
    let says = move || {
        let units = units(draft);
        let counter = || {
            let given = ui.given();
            let number = |number| given.when.number(number);
            given.text.message_counter(units, &number)
        };
        let not_configured = not_configured.get().then(|| ui.say(Key::NotConfigured));
        not_configured.or_else(|| (units > COUNTED).then(counter))
    };
    node("p")
        .class("note")
        .set("id", "composer-note")
        .words(says)
}

/// Enter sends; with Shift it breaks the line, and while an input method composes it is part of that.
pub fn sends(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && !event.shift_key() && !composes(event)
}

fn send_button(ui: Ui, submit: impl Fn() + 'static) -> Node {
    let blocked = ui.store.select(|chat| chat.blocked().is_some());
    round("round main", ui.say(Key::Send), icons::SEND, submit)
        .set("part", "send")
        .set("aria-describedby", "composer-note notice-words countdown")
        .truth("aria-disabled", move || blocked.get())
}

fn stop_button(ui: Ui) -> Child {
    let can_stop = ui.store.select(|chat| chat.can_stop());
    let stop = move || {
        let stopped = move || ui.dispatch(Fact::Stopped);
        round("round stop", ui.say(Key::Stop), icons::STOP, stopped)
    };
    part(move || can_stop.get().then(stop))
}
