//! The text box with its buttons.

use super::icons::{self, icon};
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

/// The composer. What is in it outlives it: the chat keeps the draft.
pub fn composer(ui: Ui) -> impl IntoView {
    let textarea = NodeRef::<Textarea>::new();
    let draft = ui.store.peek(|chat| chat.composer().draft.clone());
    let (draft, set_draft) = signal(draft.unwrap_or_default());
    let revision = ui.store.select(|chat| chat.composer().revision);
    Effect::new(move |_| {
        revision.get();
        let words = ui.store.peek(|chat| chat.composer().draft.clone());
        set_draft.set(words.unwrap_or_default());
    });
    focus::follow(ui, textarea, &[Focus::Composer]);

    let submit = move || {
        let text = draft.get_untracked();
        let page = ui.outside.with_value(|outside| (outside.page)());
        ui.dispatch(Fact::Submitted {
            text,
            page,
            ticket: None,
        });
    };
    let typed = move |words: String| {
        set_draft.set(words.clone());
        ui.dispatch(Fact::Drafted(words));
    };
    let placeholder = ui.store.select(|chat| chat.options().placeholder.clone());
    let units = Memo::new(move |_| draft.with(|words| length(words)));
    let too_long = Memo::new(move |_| units.get() > MESSAGE_LIMIT);
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
                    <textarea
                        part="input"
                        rows="1"
                        dir=move || (units.get() > 0).then_some("auto")
                        enterkeyhint="send"
                        aria-label=ui.say(Key::Message)
                        aria-describedby="composer-note countdown"
                        aria-invalid=move || too_long.get().then_some("true")
                        placeholder=move || {
                            placeholder.get().unwrap_or_else(|| ui.say(Key::Placeholder))
                        }
                        node_ref=textarea
                        prop:value=move || draft.get()
                        on:input:target=move |event| typed(event.target().value())
                        on:keydown=move |event| {
                            if sends(&event) {
                                event.prevent_default();
                                submit();
                            }
                        }
                    ></textarea>
                    <div class="mirror" aria-hidden="true">
                        {move || draft.get()}
                        {"\u{200b}"}
                    </div>
                </div>
                {stop_button(ui)}
                {send_button(ui)}
            </div>
            <p class="note" id="composer-note">
                {not_configured(ui)}
                {move || {
                    let units = units.get();
                    (units > COUNTED)
                        .then(|| ui.text.with_value(|text| text.message_counter(units)))
                }}
            </p>
        </form>
    }
}

/// Enter sends; with Shift it breaks the line, and while an input method composes it is part of that.
fn sends(event: &KeyboardEvent) -> bool {
    let composes = event.is_composing() || event.key_code() == COMPOSING;
    event.key() == "Enter" && !event.shift_key() && !composes
}

fn send_button(ui: Ui) -> impl IntoView {
    let blocked = ui.store.select(|chat| chat.blocked().is_some());
    view! {
        <button
            type="submit"
            class="round main"
            part="send"
            aria-label=ui.say(Key::Send)
            title=ui.say(Key::Send)
            aria-describedby="composer-note notice-words countdown"
            aria-disabled=move || blocked.get().then_some("true")
        >
            {icon(icons::SEND)}
        </button>
    }
}

fn stop_button(ui: Ui) -> impl IntoView {
    let can_stop = ui.store.select(|chat| chat.can_stop());
    move || {
        can_stop.get().then(|| {
            view! {
                <button
                    type="button"
                    class="round stop"
                    aria-label=ui.say(Key::Stop)
                    title=ui.say(Key::Stop)
                    on:click=move |_| ui.dispatch(Fact::Stopped)
                >
                    {icon(icons::STOP)}
                </button>
            }
        })
    }
}

/// What the site owner has to know. Why else nothing can be sent is told by the notice.
fn not_configured(ui: Ui) -> impl IntoView {
    let so = ui
        .store
        .select(|chat| chat.blocked() == Some(Blocked::NotConfigured));
    move || so.get().then(|| ui.say(Key::NotConfigured))
}
