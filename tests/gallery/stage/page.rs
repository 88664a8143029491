//! What a visitor does: finds things by role and name, presses, types, waits for what happens.

use super::Stage;
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, EventInit, HtmlElement, KeyboardEvent, KeyboardEventInit};

/// How many frames a condition may take.
const PATIENCE: u32 = 300;

/// The next frame, laid out.
pub async fn frame() {
    let wait = |resolve: js_sys::Function, _| {
        let window = web_sys::window().unwrap();
        window.request_animation_frame(&resolve).unwrap();
    };
    JsFuture::from(Promise::new(&mut { wait })).await.unwrap();
}

/// Waits until something is so.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..PATIENCE {
        if holds() {
            return;
        }
        frame().await;
    }
    panic!("it never came: {what}");
}

impl Stage {
    /// The elements with this role that are shown, with their names.
    pub fn all(&self, role: &str) -> Vec<(String, HtmlElement)> {
        let found = self.root.query_selector_all("*").unwrap();
        let elements = (0..found.length()).map(|at| found.item(at).unwrap().unchecked_into());
        elements
            .filter(|it: &HtmlElement| role_of(it) == role && is_shown(it))
            .map(|it| (self.name_of(&it), it))
            .collect()
    }

    /// The one with this role and name, if it is there.
    pub fn look(&self, role: &str, name: &str) -> Option<HtmlElement> {
        let mut found = self.all(role).into_iter().filter(|(it, _)| it == name);
        let first = found.next().map(|(_, it)| it);
        assert!(found.next().is_none(), "more than one {role} {name:?}");
        first
    }

    /// Waits for the one with this role and name.
    pub async fn find(&self, role: &str, name: &str) -> HtmlElement {
        for _ in 0..PATIENCE {
            if let Some(it) = self.look(role, name) {
                return it;
            }
            frame().await;
        }
        let names: Vec<_> = self.all(role).into_iter().map(|(name, _)| name).collect();
        panic!("no {role} {name:?}, only {names:?} in: {}", self.words());
    }

    /// Waits until there is none with this role and name.
    pub async fn gone(&self, role: &str, name: &str) {
        until(&format!("no {role} {name:?}"), || {
            self.look(role, name).is_none()
        })
        .await;
    }

    /// Presses the button with this name.
    pub async fn press(&self, name: &str) {
        self.find("button", name).await.click();
    }

    /// Types `text` into the text box with this name, in place of what is there.
    pub async fn type_into(&self, name: &str, text: &str) {
        type_text(&self.find("textbox", name).await, text);
    }

    /// The same at once, into what a selector finds.
    pub fn type_now(&self, selector: &str, text: &str) {
        type_text(&self.css(selector), text);
    }

    /// Waits until the panel says `words` somewhere.
    pub async fn see(&self, words: &str) {
        for _ in 0..PATIENCE {
            if self.words().contains(words) {
                return;
            }
            frame().await;
        }
        panic!("{words:?} is not in: {}", self.words());
    }

    /// All that is in the panel.
    pub fn words(&self) -> String {
        self.css(".panel").text_content().unwrap_or_default()
    }

    /// What cannot be found by role.
    pub fn css(&self, selector: &str) -> HtmlElement {
        let found = self.root.query_selector(selector).unwrap();
        found
            .unwrap_or_else(|| panic!("no {selector}"))
            .unchecked_into()
    }

    pub fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).unwrap().length()
    }

    /// The accessible name, as far as these tests need it.
    pub fn name_of(&self, element: &Element) -> String {
        let by = |id: &str| self.root.get_element_by_id(id)?.text_content();
        let label = || {
            let id = element.id();
            let label = self.root.query_selector(&format!("label[for='{id}']"));
            (!id.is_empty()).then(|| label.unwrap())??.text_content()
        };
        let name = element
            .get_attribute("aria-label")
            .or_else(|| by(&element.get_attribute("aria-labelledby")?))
            .or_else(label)
            .or_else(|| element.text_content());
        name.unwrap_or_default().trim().to_owned()
    }

    /// What describes an element.
    pub fn description_of(&self, element: &Element) -> String {
        let ids = element
            .get_attribute("aria-describedby")
            .unwrap_or_default();
        let texts = ids
            .split(' ')
            .filter_map(|id| self.root.get_element_by_id(id));
        texts.filter_map(|it| it.text_content()).collect()
    }

    /// The name of what has the focus.
    pub fn focused_name(&self) -> String {
        self.focused()
            .map(|it| self.name_of(&it))
            .unwrap_or_default()
    }
}

fn type_text(field: &HtmlElement, text: &str) {
    js_sys::Reflect::set(field, &"value".into(), &text.into()).unwrap();
    let init = EventInit::new();
    init.set_bubbles(true);
    let event = Event::new_with_event_init_dict("input", &init).unwrap();
    field.dispatch_event(&event).unwrap();
}

/// A key pressed in `element`; says whether the browser would go on with it.
pub fn key(element: &HtmlElement, key: &str) -> bool {
    key_with(element, key, |_| {})
}

/// The same with modifiers.
pub fn key_with(element: &HtmlElement, key: &str, with: impl Fn(&KeyboardEventInit)) -> bool {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(true);
    with(&init);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    element.dispatch_event(&event).unwrap()
}

fn role_of(element: &Element) -> String {
    let tag = element.tag_name().to_lowercase();
    let implied = match tag.as_str() {
        "button" => "button",
        "a" => "link",
        "textarea" | "input" => "textbox",
        "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
        "article" => "article",
        "form" => "form",
        "img" => "img",
        "table" => "table",
        "ul" | "ol" => "list",
        _ => "",
    };
    element
        .get_attribute("role")
        .unwrap_or_else(|| implied.into())
}

fn is_shown(element: &HtmlElement) -> bool {
    element.get_client_rects().length() > 0
        || element.closest("[aria-live],.hidden").unwrap().is_some()
}

/// The value of a text box.
pub fn value(field: &HtmlElement) -> String {
    let value = js_sys::Reflect::get(field, &"value".into());
    value.ok().as_ref().and_then(JsValue::as_string).unwrap()
}
