//! A panic: caught once, shown in place of every panel, told to the page. What comes after it is
//! the page's: this module's memory cannot be trusted any more.

use super::events;
use crate::runtime::Runtime;
use crate::text::{Key, Text};
use std::cell::RefCell;
use std::panic;
use std::rc::{Rc, Weak};
use std::sync::Once;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

thread_local! {
    static PANELS: RefCell<Vec<(Weak<Runtime>, HtmlElement)>> = const { RefCell::new(Vec::new()) };
}

/// Sees to it that the first panic is shown.
pub fn watch() {
    static WATCHING: Once = Once::new();
    WATCHING.call_once(|| {
        panic::set_hook(Box::new(|panic| {
            // Where, not what: a message could hold a visitor's words.
            let place = panic
                .location()
                .map(ToString::to_string)
                .unwrap_or_default();
            web_sys::console::error_1(&format!("inglenook: panicked at {place}").into());
            for (runtime, place) in PANELS.take() {
                if runtime.strong_count() > 0 {
                    let _ = replace(&place);
                    events::emit_panic(&place);
                }
            }
        }));
    });
}

/// Remembers a panel until it is gone.
pub fn register(runtime: &Rc<Runtime>, place: &HtmlElement) {
    PANELS.with_borrow_mut(|panels| {
        panels.retain(|(runtime, _)| runtime.strong_count() > 0);
        panels.push((Rc::downgrade(runtime), place.clone()));
    });
}

/// Shows what happened, and a button that the loader listens to.
fn replace(place: &HtmlElement) -> Result<(), JsValue> {
    let text = Text::default();
    let document = place.owner_document().ok_or(JsValue::NULL)?;
    let notice = document.create_element("div")?;
    notice.set_attribute("class", "crash")?;
    notice.set_attribute("part", "notice")?;
    notice.set_attribute("role", "alert")?;
    let words = document.create_element("p")?;
    words.set_text_content(Some(&text.get(Key::Crashed)));
    let button = document.create_element("button")?;
    button.set_attribute("type", "button")?;
    button.set_attribute("data-reload", "")?;
    button.set_text_content(Some(&text.get(Key::ReloadChat)));
    notice.append_child(&words)?;
    notice.append_child(&button)?;
    while let Some(child) = place.first_child() {
        place.remove_child(&child)?;
    }
    place.append_child(&notice)?;
    Ok(())
}
