//! Makes nodes.

use crate::markdown::host;
use crate::text::Key;
use crate::ui::Ui;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Document, Element, HtmlAnchorElement, Node};

/// Makes nodes for one reply. A browser refuses none of them; if it did, that node would be missing.
pub struct Pen {
    document: Option<Document>,
    ui: Ui,
}

impl Pen {
    /// Makes nodes for where `place` is.
    pub fn new(ui: Ui, place: &Element) -> Self {
        Self {
            document: place.owner_document(),
            ui,
        }
    }

    /// An element.
    pub fn element(&self, name: &str) -> Option<Element> {
        self.document.as_ref()?.create_element(name).ok()
    }

    /// A text.
    pub fn text(&self, text: &str) -> Option<Node> {
        Some(self.document.as_ref()?.create_text_node(text).into())
    }

    /// Words of the visitor's language.
    pub fn say(&self, key: Key) -> String {
        self.ui.say(key)
    }

    /// Words of the visitor's language with values in them.
    pub fn fill(&self, key: Key, values: &[(&str, &str)]) -> String {
        self.ui.given().text.fill(key, values)
    }

    /// Whether there is a clipboard.
    pub fn can_copy(&self) -> bool {
        self.ui.given().outside.copy.is_some()
    }

    /// An element of a class at the end of `parent`.
    pub fn add(&self, parent: &Node, name: &str, class: &str) -> Option<Element> {
        let element = self.element(name);
        self.put(parent, element, class)
    }

    /// Puts `element`, as one of a class, at the end of `parent`.
    pub fn put(&self, parent: &Node, element: Option<Element>, class: &str) -> Option<Element> {
        let element = element?;
        if !class.is_empty() {
            set(&element, "class", class);
        }
        parent.append_child(&element).ok()?;
        Some(element)
    }

    /// A button that says something. Its words need not run as those around it do.
    pub fn button(&self, class: &str, words: &str) -> Option<Element> {
        let button = self.element("button")?;
        set(&button, "type", "button");
        set(&button, "class", class);
        set(&button, "dir", "auto");
        button.set_text_content(Some(words));
        Some(button)
    }

    /// A link to a safe address.
    pub fn link(&self, url: &str, words: &str) -> Option<Element> {
        let link = self.element("a")?;
        set(&link, "href", url);
        set(&link, "target", "_blank");
        set(&link, "rel", "noopener noreferrer nofollow");
        if !words.is_empty() {
            link.set_text_content(Some(words));
            show_host(&link);
        }
        Some(link)
    }
}

/// Shows where a link leads, unless its words say just that.
pub fn show_host(link: &Element) -> Option<()> {
    let link = link.dyn_ref::<HtmlAnchorElement>()?;
    // As the browser writes it: letters that look like others are not hidden.
    let place = match link.hostname() {
        empty if empty.is_empty() => link.pathname(),
        host => host,
    };
    if !names(link.text_content()?.trim(), &place) {
        set(link, "data-host", &place);
    }
    Some(())
}

/// Whether words are an address at `place`, or the place itself.
fn names(words: &str, place: &str) -> bool {
    let is_place = |name: &str| name.eq_ignore_ascii_case(place);
    let is_address = || is_place(host(words)) || is_place(host(&["https://", words].concat()));
    is_place(words) || (!words.contains('@') && is_address())
}

/// Sets an attribute whose name is known to be one.
pub fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}
