//! What assistive technology says aloud: one region, one thing at a time.

use super::Ui;
use super::live::words;
use crate::chat::{Announcement, Chat};
use crate::markdown::Document;
use crate::text::Key;
use leptos::prelude::*;

/// The region.
pub fn announcer(ui: Ui) -> AnyView {
    let number = ui.store.select(|chat| chat.announcement().map(|it| it.0));
    let says = move || {
        number.get()?;
        ui.store.peek(|chat| says(ui, chat)).flatten()
    };
    view! {
        <div class="hidden" role="status" dir="auto">
            {words(says)}
        </div>
    }
    .into_any()
}

/// The same words twice in a row are told apart by a space that is not said.
fn says(ui: Ui, chat: &Chat) -> Option<String> {
    let (number, what) = chat.announcement()?;
    let mut words = match what {
        Announcement::Answering => ui.say(Key::Answering),
        Announcement::Reply(text) => Document::from(text.as_str()).text(),
    };
    if number % 2 == 1 {
        words.push('\u{a0}');
    }
    Some(words)
}
