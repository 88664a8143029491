//! The inline form that ends the conversation.

use super::button::{button, press};
use super::live::{part, truth, words};
use super::{Ui, download, focus};
use crate::api::{REASON_LIMIT, length};
use crate::chat::command::Focus;
use crate::chat::event::Fact;
use crate::text::Key;
use leptos::html::Input;
use leptos::prelude::*;

/// The form: why, in the visitor's words or with one press, and two ways on.
pub fn close_form(ui: Ui) -> AnyView {
    let closing = ui.store.select(|chat| chat.close_form().closing);
    let asks_why = ui.store.peek(|chat| chat.can().close_reason) == Some(true);
    let end = NodeRef::new();
    if !asks_why {
        focus::follow(ui, end, &[Focus::Reason]);
    }
    let confirm = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        ui.dispatch(Fact::CloseConfirmed(None));
    };
    let declined = press(move || ui.dispatch(Fact::CloseDeclined));
    let label = move || match closing.get() {
        true => ui.say(Key::Ending),
        false => ui.say(Key::EndConversation),
    };
    view! {
        <form
            class="close-form"
            part="close-form"
            aria-labelledby="end-question"
            on:submit=confirm
        >
            <h3 id="end-question">{ui.say(Key::EndQuestion)}</h3>
            <p>{ui.say(Key::EndExplained)}</p>
            {download::download(ui)}
            {asks_why.then(|| why(ui))}
            <div class="row">
                {button("plain", ui.say(Key::KeepTalking), declined)}
                <button
                    type="submit"
                    class="main"
                    node_ref=end
                    aria-disabled=truth(move || closing.get())
                >
                    {words(move || Some(label()))}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn why(ui: Ui) -> AnyView {
    (quick_reasons(ui), reason(ui)).into_any()
}

fn quick_reasons(ui: Ui) -> impl IntoView {
    let reasons = ui.store.select(|chat| chat.options().close_reasons.clone());
    part(move || {
        let reasons = reasons.get();
        let list = || {
            let buttons = reasons.iter().cloned().map(|it| quick_reason(ui, it));
            view! {
                <div class="chips" role="group" aria-label=ui.say(Key::QuickReasons)>
                    {buttons.collect::<Vec<_>>()}
                </div>
            }
            .into_any()
        };
        (!reasons.is_empty()).then(list)
    })
}

fn quick_reason(ui: Ui, reason: String) -> AnyView {
    let (words_of, compared) = (reason.clone(), reason.clone());
    let chosen = ui
        .store
        .select(move |chat| chat.close_form().reason == compared);
    view! {
        <button
            type="button"
            class="chip"
            dir="auto"
            aria-pressed=words(move || Some(chosen.get().to_string()))
            on:click=press(move || ui.dispatch(Fact::ReasonDrafted(words_of.clone())))
        >
            {reason}
        </button>
    }
    .into_any()
}

fn reason(ui: Ui) -> AnyView {
    let input = NodeRef::<Input>::new();
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
        Some(format!("{units}/{REASON_LIMIT}"))
    };
    let direction = move || {
        reason
            .get()
            .filter(|it| !it.is_empty())
            .map(|_| "auto".into())
    };
    view! {
        <div class="field">
            <label for="reason">{ui.say(Key::Reason)}</label>
            <input
                id="reason"
                type="text"
                dir=words(direction)
                autocomplete="off"
                aria-describedby="reason-count reason-error"
                aria-invalid=truth(move || error.get().is_some())
                node_ref=input
                prop:value=words(move || reason.get())
                on:input:target=move |event| {
                    ui.dispatch(Fact::ReasonDrafted(event.target().value()));
                }
            />
            <span class="note" id="reason-count">
                {words(count)}
            </span>
            <p class="error" id="reason-error" role="alert">
                {words(move || error.get())}
            </p>
        </div>
    }
    .into_any()
}
