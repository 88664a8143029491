//! What assistive technology says aloud: a region in the panel, to which things are added. None takes
//! the place of another that has not been said yet. What is in a hidden panel is not said, and what is
//! beside one that covers the page neither: so there is another one beside it.

use super::live::watch;
use super::node::{Node, Place, node, place};
use super::{Ui, behind};
use crate::chat::{Announcement, Chat, Listing, Screen};
use crate::selected::Selected;
use crate::text::Key;
use leptos::prelude::*;
use leptos::web_sys::Element;

/// A region.
pub fn region(place: Place) -> Node {
    node("div")
        .class("hidden")
        .set("role", "status")
        .set("aria-atomic", "false")
        .set("dir", "auto")
        .at(place)
}

/// The one in the panel; `beside` is the other's.
pub fn announcer(ui: Ui, shown: Selected<bool>, beside: Place) -> Node {
    let inside = place();
    let newest = ui
        .store
        .select(|chat| chat.announcements().last().map(|it| it.0));
    let said = StoredValue::new(0);
    watch(move || {
        let (shown, newest) = (shown.get(), newest.get());
        let (Some(inside), Some(beside)) = (inside.get_value(), beside.get_value()) else {
            return;
        };
        // It is never read there again.
        beside.set_text_content(None);
        let place = if shown { &inside } else { &beside };
        let before = said.get_value();
        match newest {
            Some(newest) => said.set_value(newest),
            // The visitor was forgotten.
            None => inside.set_text_content(None),
        }
        ui.store.peek(|chat| {
            for (number, what) in chat.announcements() {
                if *number > before {
                    say(ui, place, what);
                }
            }
        });
    });
    let passing = ui.store.select(move |chat| in_passing(ui, chat));
    watch(move || {
        if let (Some(place), Some(words)) = (inside.get_value(), passing.get()) {
            add(&place, &words);
        }
    });
    region(inside)
}

/// What is to be known, but interrupts nobody.
fn in_passing(ui: Ui, chat: &Chat) -> Option<String> {
    if !chat.shown() {
        return None;
    }
    match chat.notice() {
        Some(notice) if !chat.is_notice_urgent() => Some(ui.kind(&notice.kind)),
        _ => Some(ui.say(match chat.screen() {
            Screen::Loading => Key::Loading,
            Screen::History if chat.lists_nothing() => match chat.listing() {
                Listing::Loading => Key::LoadingHistory,
                Listing::Here(_) => Key::NoHistory,
                Listing::Failed(..) => return None,
            },
            _ => return None,
        })),
    }
}

fn say(ui: Ui, place: &Element, what: &Announcement) {
    let text = &ui.given().text;
    add(
        place,
        &match what {
            Announcement::Answering => {
                // What was said of the last answer is not to be found twice for ever.
                place.set_text_content(None);
                ui.say(Key::Answering)
            }
            Announcement::Copied => ui.say(Key::Copied),
            Announcement::Reply(author, words) => {
                text.heard(author, behind::spoken(words).unwrap_or_default())
            }
            Announcement::Answers(author) => text.answers(author),
            Announcement::Ended(_) => ui.say(Key::Ended),
            Announcement::Unread(count) => ui.unread(*count),
        },
    );
    if let Announcement::Ended(Some(reason)) = what {
        add(place, &ui.fill(Key::EndedBecause, "reason", reason));
    }
}

fn add(place: &Element, words: &str) -> Option<()> {
    let line = place.owner_document()?.create_element("p").ok()?;
    line.set_text_content(Some(words));
    place.append_child(&line).ok()?;
    Some(())
}
