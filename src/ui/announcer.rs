//! What assistive technology says aloud: one region, one thing at a time.

use super::Ui;
use crate::chat::Announcement;
use crate::markdown::Document;
use crate::text::Key;
use leptos::prelude::*;

/// The region. The same words twice in a row are told apart by a space that is not said.
pub fn announcer(ui: Ui) -> impl IntoView {
    let announcement = ui.store.select(|chat| chat.announcement().cloned());
    let words = move || {
        let (number, what) = announcement.get()?;
        let mut words = match what {
            Announcement::Answering => ui.say(Key::Answering),
            Announcement::Reply(text) => Document::from(text.as_str()).text(),
        };
        if number % 2 == 1 {
            words.push('\u{a0}');
        }
        Some(words)
    };
    view! {
        <div class="hidden" role="status" dir="auto">
            {words}
        </div>
    }
}
