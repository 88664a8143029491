//! The ordered messages.

use super::button::{button, press, round};
use super::days::{self, Day, Item};
use super::follow::Follow;
use super::icons;
use super::live::{part, watch, words};
use super::stretch::Stretch;
use super::when::When;
use super::{Ui, actions, message, reply};
use crate::chat::Chat;
use crate::chat::event::Fact;
use crate::chat::message::Key as MessageKey;
use crate::selected::Selected;
use crate::text::Key;
use leptos::prelude::*;

/// The transcript. Nothing in it is announced by itself: the announcer tells finished replies.
pub fn transcript(ui: Ui) -> AnyView {
    let (scroller, content) = (NodeRef::new(), NodeRef::new());
    let follow = Follow::new(scroller, content);
    let stretch = Stretch::new(ui.store.keys());
    let today = ui.store.select(|chat| When::day(chat.now()));
    let can_ask_again = ui.store.select(|chat| chat.can_ask_again());
    let awaits_reply = ui.store.select(|chat| chat.awaits_reply());
    let own = ui.store.select(|chat| chat.newest_of_visitor());
    let before = StoredValue::new(untrack(|| own.get()));
    watch(move || {
        let own = own.get();
        if own.is_some() && own != before.get_value() {
            follow.jump();
        }
        before.set_value(own);
    });
    let at_end = follow.at_end();
    watch(move || {
        let at_end = at_end.get();
        if ui.store.peek(|chat| chat.at_end()) == Some(!at_end) {
            ui.dispatch(Fact::AtEnd(at_end));
        }
    });
    let earlier = move || follow.hold(|| stretch.go_back());
    let scrolled = move |_| {
        follow.scrolled();
        if follow.is_near_start() && stretch.has_earlier() {
            earlier();
        }
    };
    view! {
        <div
            class="transcript"
            part="transcript"
            role="log"
            aria-live="off"
            aria-label=ui.say(Key::Conversation)
            tabindex="0"
            node_ref=scroller
            on:scroll=scrolled
        >
            <div class="messages" node_ref=content>
                {earlier_button(ui, stretch, earlier)}
                <For
                    each=move || items(ui, &stretch.keys())
                    key=|item| *item
                    children=move |item| match item {
                        Item::Day(day) => day_line(ui, day, today),
                        Item::Message(key) => message::message(ui, key),
                    }
                />
                {part(move || awaits_reply.get().then(|| reply::awaited(ui)))}
                {part(move || can_ask_again.get().then(|| actions::ask_again(ui)))}
            </div>
        </div>
        {jump_button(ui, follow)}
    }
    .into_any()
}

fn earlier_button(
    ui: Ui,
    stretch: Stretch,
    earlier: impl Fn() + Copy + Send + 'static,
) -> impl IntoView {
    let show = move || button("link earlier", ui.say(Key::Earlier), press(earlier));
    part(move || stretch.has_earlier().then(show))
}

/// What is drawn of these messages: the end of the transcript.
fn items(ui: Ui, drawn: &[MessageKey]) -> Vec<Item> {
    let first = drawn.first();
    let items = |chat: &Chat| {
        let messages = chat.transcript().messages().iter();
        let drawn = messages.skip_while(|message| Some(&message.key) != first);
        days::grouped(drawn, When::day)
    };
    ui.store.peek(items).unwrap_or_default()
}

/// Which day it is from here on.
fn day_line(ui: Ui, day: Day, today: Selected<Day>) -> AnyView {
    let says = move || match today.get().saturating_sub(day) {
        0 => ui.say(Key::Today),
        1 => ui.say(Key::Yesterday),
        _ => ui.given().when.date(day),
    };
    view! {
        <p class="day">
            <time datetime=When::machine_date(day)>{words(move || Some(says()))}</time>
        </p>
    }
    .into_any()
}

/// The way back to the end, with the count of what came since the visitor left it.
fn jump_button(ui: Ui, follow: Follow) -> impl IntoView {
    let at_end = follow.at_end();
    let seen = RwSignal::new(MessageKey::MAX);
    watch(move || {
        let left = || ui.store.peek(|chat| chat.transcript().last_key());
        let newest = (!at_end.get()).then(left).flatten();
        seen.set(newest.unwrap_or(MessageKey::MAX));
    });
    let new = ui.store.select(move |chat| chat.replies_since(seen.get()));
    let jump = move || {
        let count = new.get();
        let given = ui.given();
        let (number, form) = (given.when.number(count as usize), given.when.plural(count));
        let name = match count {
            0 => ui.say(Key::JumpToLatest),
            _ => given.text.counted(Key::JumpToNew, form, &number),
        };
        let jumped = press(move || follow.jump());
        let badge = (count > 0).then_some(number);
        let view = view! {
            <div class="jump" data-new=badge>
                {round("round", name, icons::DOWN, jumped)}
            </div>
        };
        view.into_any()
    };
    part(move || (!at_end.get()).then(jump))
}
