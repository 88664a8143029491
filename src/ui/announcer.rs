//! What assistive technology says aloud: one region, to which things are added. None takes the place
//! of another that has not been said yet.

use super::Ui;
use super::live::watch;
use crate::chat::Announcement;
use crate::markdown::Document;
use crate::text::Key;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::web_sys::Element;

/// The region.
pub fn announcer(ui: Ui) -> AnyView {
    let place = NodeRef::<Div>::new();
    let newest = ui
        .store
        .select(|chat| chat.announcements().last().map(|it| it.0));
    let said = StoredValue::new(0);
    watch(move || {
        let (newest, Some(place)) = (newest.get(), place.get()) else {
            return;
        };
        let before = said.get_value();
        match newest {
            Some(newest) => said.set_value(newest),
            // The visitor was forgotten.
            None => place.set_text_content(None),
        }
        let all = ui.store.peek(|chat| chat.announcements().to_vec());
        for (number, what) in all.unwrap_or_default() {
            if number <= before {
                continue;
            }
            // A new answer: what was said of the last one is not to be found twice for ever.
            if what == Announcement::Answering {
                place.set_text_content(None);
            }
            say(ui, &place, &what);
        }
    });
    view! {
        <div class="hidden" role="status" aria-atomic="false" dir="auto" node_ref=place></div>
    }
    .into_any()
}

fn say(ui: Ui, place: &Element, what: &Announcement) -> Option<()> {
    let words = match what {
        Announcement::Answering => ui.say(Key::Answering),
        Announcement::Copied => ui.say(Key::Copied),
        Announcement::Reply(text) => Document::from(text.as_str()).text(),
    };
    let line = place.owner_document()?.create_element("p").ok()?;
    line.set_text_content(Some(&words));
    place.append_child(&line).ok()?;
    Some(())
}
