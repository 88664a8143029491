//! The inline form that ends the conversation.

use super::{Ui, focus};
use crate::api::{REASON_LIMIT, length};
use crate::chat::command::Focus;
use crate::chat::event::Fact;
use crate::text::Key;
use leptos::html::Input;
use leptos::prelude::*;

/// The form: why, in the visitor's words or with one press, and two ways on.
pub fn close_form(ui: Ui) -> impl IntoView {
    let closing = ui.store.select(|chat| chat.close_form().closing);
    let confirm = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        ui.dispatch(Fact::CloseConfirmed(None));
    };
    view! {
        <form class="close-form" part="close-form" aria-labelledby="end-question" on:submit=confirm>
            <h3 id="end-question">{ui.say(Key::EndQuestion)}</h3>
            <p>{ui.say(Key::EndExplained)}</p>
            {quick_reasons(ui)}
            {reason(ui)}
            <div class="row">
                <button
                    type="button"
                    class="plain"
                    on:click=move |_| ui.dispatch(Fact::CloseDeclined)
                >
                    {ui.say(Key::KeepTalking)}
                </button>
                <button
                    type="submit"
                    class="main"
                    aria-disabled=move || closing.get().then_some("true")
                >
                    {move || {
                        ui.say(if closing.get() { Key::Ending } else { Key::EndConversation })
                    }}
                </button>
            </div>
        </form>
    }
}

fn quick_reasons(ui: Ui) -> impl IntoView {
    let reasons = ui.store.select(|chat| chat.options().close_reasons.clone());
    move || {
        let reasons = reasons.get();
        let list = || {
            let buttons = reasons
                .iter()
                .cloned()
                .map(|reason| quick_reason(ui, reason));
            view! {
                <div class="chips" role="group" aria-label=ui.say(Key::QuickReasons)>
                    {buttons.collect::<Vec<_>>()}
                </div>
            }
        };
        (!reasons.is_empty()).then(list)
    }
}

fn quick_reason(ui: Ui, reason: String) -> impl IntoView {
    let words = reason.clone();
    let chosen = {
        let reason = reason.clone();
        ui.store
            .select(move |chat| chat.close_form().reason == reason)
    };
    view! {
        <button
            type="button"
            class="chip"
            dir="auto"
            aria-pressed=move || chosen.get().to_string()
            on:click=move |_| ui.dispatch(Fact::ReasonDrafted(words.clone()))
        >
            {reason}
        </button>
    }
}

fn reason(ui: Ui) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    focus::follow(ui, input, &[Focus::Reason]);
    let reason = ui.store.select(|chat| chat.close_form().reason.clone());
    let error = ui.store.select(|chat| chat.close_form().error.clone());
    view! {
        <div class="field">
            <label for="reason">{ui.say(Key::Reason)}</label>
            <input
                id="reason"
                type="text"
                dir=move || reason.with(|it| !it.is_empty()).then_some("auto")
                autocomplete="off"
                aria-describedby="reason-count reason-error"
                aria-invalid=move || error.get().map(|_| "true")
                node_ref=input
                prop:value=move || reason.get()
                on:input:target=move |event| {
                    ui.dispatch(Fact::ReasonDrafted(event.target().value()));
                }
            />
            <span class="note" id="reason-count">
                {move || format!("{}/{REASON_LIMIT}", length(reason.get().trim()))}
            </span>
            <p class="error" id="reason-error" role="alert">
                {move || {
                    let error = error.get()?;
                    Some(ui.text.with_value(|text| text.kind(&error)))
                }}
            </p>
        </div>
    }
}
