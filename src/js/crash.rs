//! A panic: caught once, shown in place of every panel, told to the page. What comes after it is
//! the page's: this module's memory cannot be trusted any more.

use super::panel::Panel;
use crate::runtime;
use crate::text::{Key, Text};
use std::cell::RefCell;
use std::panic;
use std::rc::Rc;
use std::sync::Once;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

thread_local! {
    /// Every panel until it is destroyed, whether or not the page keeps its handle.
    static PANELS: RefCell<Vec<Rc<Panel>>> = const { RefCell::new(Vec::new()) };
}

/// Sees to it that the first panic is shown.
pub(super) fn watch() {
    static WATCHING: Once = Once::new();
    WATCHING.call_once(|| {
        panic::set_hook(Box::new(|panic| {
            // Where, not what: a message could hold a visitor's words.
            let place = panic
                .location()
                .map(ToString::to_string)
                .unwrap_or_default();
            runtime::say("error", &format!("panicked at {place}"));
            show();
        }));
    });
}

/// Remembers a panel until it is gone.
pub(super) fn register(panel: &Rc<Panel>) {
    PANELS.with_borrow_mut(|panels| {
        panels.retain(|panel| panel.is_there());
        panels.push(Rc::clone(panel));
    });
}

/// Stops every panel and shows what happened in its place, or when it is shown again.
pub fn show() {
    for panel in PANELS.take() {
        panel.crash();
    }
}

/// Puts what happened, and a button that the loader listens to, in place of the panel.
///
/// # Errors
/// Where the browser refuses to make an element.
pub fn replace(place: &HtmlElement, text: &Text) -> Result<(), JsValue> {
    let document = place.owner_document().ok_or(JsValue::NULL)?;
    let notice = document.create_element("div")?;
    let dock = place.query_selector(".dock")?;
    let class = dock
        .as_ref()
        .map(|dock| dock.class_name().replace("dock", "crash"));
    notice.set_attribute("class", class.as_deref().unwrap_or("crash"))?;
    for name in ["hidden", "data-theme"] {
        if let Some(value) = dock.as_ref().and_then(|dock| dock.get_attribute(name)) {
            notice.set_attribute(name, &value)?;
        }
    }
    notice.set_attribute("part", "notice")?;
    notice.set_attribute("role", "alert")?;
    let inside = document.create_element("div")?;
    inside.set_attribute("lang", text.locale())?;
    inside.set_attribute("dir", text.direction())?;
    let words = document.create_element("p")?;
    words.set_text_content(Some(&text.get(Key::Crashed)));
    let button = document.create_element("button")?;
    button.set_attribute("type", "button")?;
    button.set_attribute("class", "plain")?;
    button.set_attribute("data-reload", "")?;
    button.set_text_content(Some(&text.get(Key::ReloadChat)));
    inside.append_child(&words)?;
    inside.append_child(&button)?;
    notice.append_child(&inside)?;
    place.set_text_content(None);
    place.append_child(&notice)?;
    Ok(())
}
