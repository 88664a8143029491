//! A line about an error or the connection, with what can be done about it.

use super::Ui;
use super::button::{button, press, round};
use super::icons;
use super::live::{flag, part, words};
use crate::chat::event::Fact;
use crate::text::Key;
use leptos::prelude::*;

/// The notice, where there is one. What it says is announced once; its countdown is not.
pub fn notice(ui: Ui) -> impl IntoView {
    let says = ui.store.select(move |chat| {
        let kind = &chat.notice()?.kind;
        Some(ui.kind(kind))
    });
    let urgent = ui.store.select(|chat| chat.is_notice_urgent());
    part(move || {
        let says = says.get()?;
        // What is not urgent the announcer tells: it was there before.
        let role = move || urgent.get().then(|| "alert".to_owned());
        let view = view! {
            <div class="notice" part="notice" class:urgent=flag(move || urgent.get())>
                <p id="notice-words" role=words(role)>
                    {says}
                </p>
                {countdown(ui)}
                {act(ui)}
                {dismiss(ui)}
            </div>
        };
        Some(view.into_any())
    })
}

fn countdown(ui: Ui) -> impl IntoView {
    let left = ui.store.select(move |chat| {
        let wait = chat.notice()?.wait?;
        let time = ui.given().when.span(wait);
        Some(ui.fill(Key::WaitLeft, "time", &time))
    });
    part(move || {
        let left = left.get()?;
        let view = view! {
            <p role="timer" id="countdown">
                {left}
            </p>
        };
        Some(view.into_any())
    })
}

fn act(ui: Ui) -> impl IntoView {
    let label = ui.store.select(move |chat| {
        let action = chat.offered_action()?;
        Some(ui.given().text.action(action))
    });
    let acted = move || {
        if let Some(action) = ui.store.peek(|chat| chat.offered_action()).flatten() {
            ui.dispatch(Fact::NoticeActed(action));
        }
    };
    part(move || Some(button("plain", label.get()?, press(acted))))
}

fn dismiss(ui: Ui) -> impl IntoView {
    let can_dismiss = ui.store.select(|chat| chat.can_dismiss_notice());
    let dismiss = move || {
        let dismissed = press(move || ui.dispatch(Fact::NoticeDismissed));
        round("round", ui.say(Key::Dismiss), icons::CROSS, dismissed)
    };
    part(move || can_dismiss.get().then(dismiss))
}
