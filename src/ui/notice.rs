//! A line about an error or the connection, with what can be done about it.

use super::Ui;
use super::icons::{self, icon};
use crate::chat::event::Fact;
use crate::text::Key;
use leptos::prelude::*;

/// The notice, where there is one. What it says is announced once; its countdown is not.
pub fn notice(ui: Ui) -> impl IntoView {
    let kind = ui
        .store
        .select(|chat| chat.notice().map(|notice| notice.kind.clone()));
    let urgent = ui.store.select(|chat| chat.is_notice_urgent());
    move || {
        let kind = kind.get()?;
        let words = ui.text.with_value(|text| text.kind(&kind));
        Some(view! {
            <div class="notice" part="notice" class:urgent=move || urgent.get()>
                <p id="notice-words" role=if urgent.get() { "alert" } else { "status" }>{words}</p>
                {countdown(ui)}
                {act(ui)}
                {dismiss(ui)}
            </div>
        })
    }
}

fn countdown(ui: Ui) -> impl IntoView {
    let wait = ui.store.select(|chat| chat.notice().and_then(|it| it.wait));
    move || {
        let wait = wait.get()?;
        let time = ui.when.with_value(|when| when.span(wait));
        let words = ui.fill(Key::WaitLeft, "time", &time);
        Some(view! { <p role="timer" id="countdown">{words}</p> })
    }
}

fn act(ui: Ui) -> impl IntoView {
    let action = ui.store.select(|chat| chat.offered_action());
    move || {
        let action = action.get()?;
        let words = ui.text.with_value(|text| text.action(action));
        let press = move |_| ui.dispatch(Fact::NoticeActed(action));
        Some(view! {
            <button type="button" class="plain" on:click=press>
                {words}
            </button>
        })
    }
}

fn dismiss(ui: Ui) -> impl IntoView {
    let can_dismiss = ui.store.select(|chat| chat.can_dismiss_notice());
    move || {
        can_dismiss.get().then(|| {
            view! {
                <button
                    type="button"
                    class="round"
                    aria-label=ui.say(Key::Dismiss)
                    title=ui.say(Key::Dismiss)
                    on:click=move |_| ui.dispatch(Fact::NoticeDismissed)
                >
                    {icon(icons::CROSS)}
                </button>
            }
        })
    }
}
