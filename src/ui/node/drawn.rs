//! Nodes that are there. What takes the place of something of its kind becomes it: the focus, a
//! selection and an animation stay.

use super::Node;
use super::pieces::{Piece, draw};
use js_sys::Reflect;
use leptos::prelude::document;
use leptos::reactive::effect::RenderEffect;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Element, Event};

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element as it was drawn. It stays on the page; what follows changes in it ends with this.
pub struct Drawn {
    pub element: Element,
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Piece>,
    live: Vec<RenderEffect<()>>,
    handlers: Vec<Handler>,
}

impl Drawn {
    /// The element, unless the browser refuses one of that name.
    pub fn new(node: Node) -> Option<Self> {
        let element = match node.name {
            name @ ("svg" | "path") => document().create_element_ns(Some(SVG), name),
            name => document().create_element(name),
        };
        let mut drawn = Self {
            element: element.ok()?,
            name: node.name,
            attributes: Vec::new(),
            children: Vec::new(),
            live: Vec::new(),
            handlers: Vec::new(),
        };
        drawn.become_like(node);
        Some(drawn)
    }

    /// Takes over everything but the name.
    pub fn become_like(&mut self, node: Node) {
        for (name, _) in &self.attributes {
            if node.attributes.iter().all(|(new, _)| new != name) {
                set(&self.element, name, None);
            }
        }
        for attribute in &node.attributes {
            if !self.attributes.contains(attribute) {
                set(&self.element, attribute.0, Some(&attribute.1));
            }
        }
        self.attributes = node.attributes;
        self.live.clear();
        self.handlers.clear();
        let children = std::mem::take(&mut self.children);
        self.children = draw(children, node.children, &self.element, None);
        let live = node.live.into_iter().map(|act| {
            let element = self.element.clone();
            RenderEffect::new(move |_| act(&element))
        });
        self.live = live.collect();
        let handlers = node.handlers.into_iter();
        let handlers = handlers.map(|(event, act)| Handler::new(&self.element, event, act));
        self.handlers = handlers.collect();
        if let Some(element) = self.element.dyn_ref() {
            node.then.into_iter().for_each(|then| then(element));
        }
    }

    /// Whether that would be another thing in its place.
    pub fn is_like(&self, node: &Node) -> bool {
        let class = |all: &[(&str, String)]| {
            let class = all.iter().find(|(name, _)| *name == "class");
            class.map_or_else(String::new, |(_, class)| class.clone())
        };
        self.name == node.name
            && self.live.len() == node.live.len()
            && class(&self.attributes) == class(&node.attributes)
    }
}

/// Sets an attribute whose name is known to be one.
pub fn set(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Sets what stands in a field.
pub fn set_value(element: &Element, value: &str) {
    // Fails on frozen objects only.
    let _ = Reflect::set(element, &"value".into(), &value.into());
}

/// Listens as long as it lives.
struct Handler {
    element: Element,
    event: &'static str,
    closure: Closure<dyn Fn(Event)>,
}

impl Handler {
    fn new(element: &Element, event: &'static str, act: Box<dyn Fn(Event)>) -> Self {
        let closure = Closure::wrap(act);
        // Fails on nothing that is an event target.
        let _ = element.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        Self {
            element: element.clone(),
            event,
            closure,
        }
    }
}

impl Drop for Handler {
    fn drop(&mut self) {
        let callback = self.closure.as_ref().unchecked_ref();
        let _ = self
            .element
            .remove_event_listener_with_callback(self.event, callback);
    }
}
