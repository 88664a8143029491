//! Nodes that are there. What takes the place of something of its kind becomes it: the focus, a
//! selection and an animation stay.

use super::{Child, Node};
use js_sys::Reflect;
use leptos::prelude::document;
use leptos::reactive::effect::RenderEffect;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Element, Event, Node as DomNode};
use std::cell::RefCell;
use std::rc::Rc;

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
    fn is_like(&self, node: &Node) -> bool {
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

/// A child as it was drawn.
enum Piece {
    Element(Drawn),
    Text {
        node: DomNode,
        _effect: Option<RenderEffect<()>>,
    },
    Part {
        /// An empty text behind what is shown.
        end: DomNode,
        shown: Rc<RefCell<Vec<Piece>>>,
        _effect: RenderEffect<()>,
    },
}

/// Brings `pieces` of `parent`, which stand in front of `before`, to what `children` describe.
fn draw(
    pieces: Vec<Piece>,
    children: Vec<Child>,
    parent: &DomNode,
    before: Option<&DomNode>,
) -> Vec<Piece> {
    let mut pieces = pieces.into_iter();
    let mut drawn = Vec::new();
    for child in children {
        let Some(old) = pieces.next() else {
            drawn.extend(Piece::new(child, parent, before));
            continue;
        };
        match old.become_like(child) {
            Ok(piece) => drawn.push(piece),
            Err((old, child)) => {
                drawn.extend(Piece::new(child, parent, Some(&old.first())));
                old.remove();
            }
        }
    }
    pieces.for_each(|old| old.remove());
    drawn
}

impl Piece {
    fn new(child: Child, parent: &DomNode, before: Option<&DomNode>) -> Option<Self> {
        let text = |words: &str| -> Option<DomNode> {
            let text = document().create_text_node(words);
            parent.insert_before(&text, before).ok()
        };
        Some(match child {
            Child::Node(node) => {
                let drawn = Drawn::new(node)?;
                parent.insert_before(&drawn.element, before).ok()?;
                Self::Element(drawn)
            }
            Child::Text(words) => Self::text(text(&words)?),
            Child::Words(read) => Self::words(text("")?, read),
            Child::Part(build) => Self::part(text("")?, Rc::default(), build),
        })
    }

    /// What it becomes; itself and `child` where that is of another kind.
    fn become_like(self, child: Child) -> Result<Self, (Self, Child)> {
        Ok(match (self, child) {
            (Self::Element(mut drawn), Child::Node(node)) if drawn.is_like(&node) => {
                drawn.become_like(node);
                Self::Element(drawn)
            }
            (Self::Text { node, .. }, Child::Text(words)) => {
                node.set_text_content(Some(&words));
                Self::text(node)
            }
            (Self::Text { node, .. }, Child::Words(read)) => Self::words(node, read),
            (Self::Part { end, shown, .. }, Child::Part(build)) => Self::part(end, shown, build),
            other => return Err(other),
        })
    }

    fn text(node: DomNode) -> Self {
        Self::Text {
            node,
            _effect: None,
        }
    }

    fn words(node: DomNode, read: Box<dyn Fn() -> Option<String>>) -> Self {
        let place = node.clone();
        let effect = RenderEffect::new(move |_| place.set_text_content(read().as_deref()));
        Self::Text {
            node,
            _effect: Some(effect),
        }
    }

    fn part(
        end: DomNode,
        shown: Rc<RefCell<Vec<Self>>>,
        build: Box<dyn Fn() -> Vec<Child>>,
    ) -> Self {
        // Not strong: an effect that has ended gives up what it holds only later.
        let (place, pieces) = (end.clone(), Rc::downgrade(&shown));
        let effect = RenderEffect::new(move |_| {
            let children = build();
            if let (Some(pieces), Some(parent)) = (pieces.upgrade(), place.parent_node()) {
                pieces.replace(draw(pieces.take(), children, &parent, Some(&place)));
            }
        });
        Self::Part {
            end,
            shown,
            _effect: effect,
        }
    }

    /// The first of its nodes.
    fn first(&self) -> DomNode {
        match self {
            Self::Element(drawn) => drawn.element.clone().into(),
            Self::Text { node, .. } => node.clone(),
            Self::Part { end, shown, .. } => {
                let shown = shown.borrow();
                shown.first().map_or_else(|| end.clone(), Self::first)
            }
        }
    }

    /// Takes its nodes off the page.
    fn remove(&self) {
        let node = match self {
            Self::Element(drawn) => return drawn.element.remove(),
            Self::Text { node, .. } => node,
            Self::Part { end, shown, .. } => {
                shown.borrow().iter().for_each(Self::remove);
                end
            }
        };
        if let Some(parent) = node.parent_node() {
            // Fails where it is not.
            let _ = parent.remove_child(node);
        }
    }
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
