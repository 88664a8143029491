//! The text box with its buttons.

use super::button::{press, round};
use super::icons::{self, icon};
use super::live::{part, truth, watch, words};
use super::{Ui, focus};
use crate::api::{MESSAGE_LIMIT, length};
use crate::chat::Blocked;
use crate::chat::command::Focus;
use crate::chat::event::Fact;
use crate::text::Key;
use leptos::ev::KeyboardEvent;
use leptos::html::Textarea;
use leptos::prelude::*;

/// From this length on the visitor sees how much is left.
const COUNTED: usize = MESSAGE_LIMIT - 1000;
/// What browsers call every key that is part of an input-method composition.
const COMPOSING: u32 = 229;

/// What is in the text box. It outlives the view: the chat keeps it.
type Draft = RwSignal<Option<String>>;

/// The composer.
pub fn composer(ui: Ui) -> AnyView {
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
    view! {
        <form
            class="composer"
            part="composer"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <div class="box">
                <div class="grow">
                    {text_box(ui, draft, submit)}
                    <div class="mirror" aria-hidden="true">
                        {words(move || draft.get())}
                        {"\u{200b}"}
                    </div>
                </div>
                {stop_button(ui)}
                {send_button(ui)}
            </div>
            {note(ui, draft)}
        </form>
    }
    .into_any()
}

fn text_box(ui: Ui, draft: Draft, submit: impl Fn() + 'static) -> AnyView {
    let textarea = NodeRef::<Textarea>::new();
    focus::follow(ui, textarea, &[Focus::Composer]);
    let typed = move |typed: String| {
        draft.set(Some(typed.clone()));
        ui.dispatch(Fact::Drafted(typed));
    };
    let placeholder = ui.store.select(|chat| chat.options().placeholder.clone());
    let direction = move || (units(draft) > 0).then(|| "auto".into());
    view! {
        <textarea
            part="input"
            rows="1"
            dir=words(direction)
            enterkeyhint="send"
            aria-label=ui.say(Key::Message)
            aria-describedby="composer-note countdown"
            aria-invalid=truth(move || units(draft) > MESSAGE_LIMIT)
            placeholder=words(move || placeholder.get().or_else(|| Some(ui.say(Key::Placeholder))))
            node_ref=textarea
            prop:value=words(move || draft.get())
            on:input:target=move |event| typed(event.target().value())
            on:keydown=move |event| {
                if sends(&event) {
                    event.prevent_default();
                    submit();
                }
            }
        ></textarea>
    }
    .into_any()
}

fn units(draft: Draft) -> usize {
    draft.with(|draft| draft.as_deref().map_or(0, length))
}

/// How much is left, and what the site owner has to know. Why else nothing can be sent is told by
/// the notice.
fn note(ui: Ui, draft: Draft) -> AnyView {
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
    view! {
        <p class="note" id="composer-note">
            {words(says)}
        </p>
    }
    .into_any()
}

/// Enter sends; with Shift it breaks the line, and while an input method composes it is part of that.
fn sends(event: &KeyboardEvent) -> bool {
    let composes = event.is_composing() || event.key_code() == COMPOSING;
    event.key() == "Enter" && !event.shift_key() && !composes
}

fn send_button(ui: Ui) -> AnyView {
    let blocked = ui.store.select(|chat| chat.blocked().is_some());
    view! {
        <button
            type="submit"
            class="round main"
            part="send"
            aria-label=ui.say(Key::Send)
            title=ui.say(Key::Send)
            aria-describedby="composer-note notice-words countdown"
            aria-disabled=truth(move || blocked.get())
        >
            {icon(icons::SEND)}
        </button>
    }
    .into_any()
}

fn stop_button(ui: Ui) -> impl IntoView {
    let can_stop = ui.store.select(|chat| chat.can_stop());
    let stop = move || {
        let stopped = press(move || ui.dispatch(Fact::Stopped));
        round("round stop", ui.say(Key::Stop), icons::STOP, stopped)
    };
    part(move || can_stop.get().then(stop))
}
