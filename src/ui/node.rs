//! What views are made of. `view!` makes a type of its own of each piece of markup, and a browser
//! has to load the machinery behind each type once more; these are all of one.

mod drawn;
mod pieces;

use drawn::Drawn;
use leptos::prelude::*;
use leptos::tachys::view::{Mountable, Render};
use leptos::web_sys::{Element, Event, HtmlElement, Node as DomNode};

/// An element, described: nothing is there yet.
pub struct Node {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    live: Vec<Live>,
    handlers: Vec<(&'static str, Handler)>,
    children: Vec<Child>,
    then: Vec<Then>,
}

/// What an element holds.
pub enum Child {
    /// Another element.
    Node(Node),
    /// A text.
    Text(String),
    /// A text that changes; nothing where there is none.
    Words(Box<dyn Fn() -> Option<String>>),
    /// What comes and goes.
    Part(Box<dyn Fn() -> Vec<Child>>),
}

/// Something about an element that is done again whenever what it reads changes.
type Live = Box<dyn Fn(&Element)>;
type Handler = Box<dyn Fn(Event)>;
type Then = Box<dyn FnOnce(&HtmlElement)>;

/// Where a node has come to be: nowhere before it is drawn.
pub type Place = StoredValue<Option<HtmlElement>, LocalStorage>;

/// An element of this name; the names of drawings are known.
pub fn node(name: &'static str) -> Node {
    Node {
        name,
        attributes: Vec::new(),
        live: Vec::new(),
        handlers: Vec::new(),
        children: Vec::new(),
        then: Vec::new(),
    }
}

impl Node {
    /// An attribute.
    pub fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// An attribute, where there is a value.
    pub fn set_some(self, name: &'static str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Its class.
    pub fn class(self, class: &'static str) -> Self {
        self.set("class", class)
    }

    /// An attribute that changes; absent where there is no value.
    pub fn live(self, name: &'static str, read: impl Fn() -> Option<String> + 'static) -> Self {
        self.follow(move |element| drawn::set(element, name, read().as_deref()))
    }

    /// An attribute that says `true` while something is so.
    pub fn truth(self, name: &'static str, read: impl Fn() -> bool + 'static) -> Self {
        self.follow(move |element| drawn::set(element, name, read().then_some("true")))
    }

    /// What stands in a field.
    pub fn value(self, read: impl Fn() -> Option<String> + 'static) -> Self {
        self.follow(move |element| drawn::set_value(element, &read().unwrap_or_default()))
    }

    /// A class that it has while something is so.
    pub fn class_if(self, class: &'static str, read: impl Fn() -> bool + 'static) -> Self {
        self.follow(move |element| {
            // Fails on names that are no class.
            let _ = element.class_list().toggle_with_force(class, read());
        })
    }

    /// Does something with the element now and whenever what it reads changes.
    pub fn follow(mut self, act: impl Fn(&Element) + 'static) -> Self {
        self.live.push(Box::new(act));
        self
    }

    /// What an event does.
    pub fn on(mut self, event: &'static str, act: impl Fn(Event) + 'static) -> Self {
        self.handlers.push((event, Box::new(act)));
        self
    }

    /// What a press does.
    pub fn press(self, act: impl Fn() + 'static) -> Self {
        self.on("click", move |_| act())
    }

    /// A text in it.
    pub fn text(self, text: impl Into<String>) -> Self {
        self.add(Child::Text(text.into()))
    }

    /// A text in it that changes.
    pub fn words(self, read: impl Fn() -> Option<String> + 'static) -> Self {
        self.add(Child::Words(Box::new(read)))
    }

    /// Something in it that comes and goes.
    pub fn part(self, build: impl Fn() -> Option<Node> + 'static) -> Self {
        self.add(part(build))
    }

    /// Some things in it that come and go.
    pub fn parts(self, build: impl Fn() -> Vec<Child> + 'static) -> Self {
        self.add(Child::Part(Box::new(build)))
    }

    /// Something in it.
    pub fn add(mut self, child: impl Into<Child>) -> Self {
        self.children.push(child.into());
        self
    }

    /// Some things in it, or one that may be missing.
    pub fn add_all(mut self, all: impl IntoIterator<Item = impl Into<Child>>) -> Self {
        self.children.extend(all.into_iter().map(Into::into));
        self
    }

    /// Once it is drawn.
    pub fn then(mut self, act: impl FnOnce(&HtmlElement) + 'static) -> Self {
        self.then.push(Box::new(act));
        self
    }

    /// Remembers where it is.
    pub fn at(self, place: Place) -> Self {
        self.then(move |element| place.set_value(Some(element.clone())))
    }
}

/// Something that comes and goes.
pub fn part(build: impl Fn() -> Option<Node> + 'static) -> Child {
    Child::Part(Box::new(move || {
        build().into_iter().map(Child::Node).collect()
    }))
}

/// A place for a node that is going to be drawn.
pub fn place() -> Place {
    StoredValue::new_local(None)
}

impl From<Node> for Child {
    fn from(node: Node) -> Self {
        Self::Node(node)
    }
}

impl Render for Node {
    type State = Option<Drawn>;

    fn build(self) -> Self::State {
        Drawn::new(self)
    }

    fn rebuild(self, state: &mut Self::State) {
        if let Some(drawn) = state {
            drawn.become_like(self);
        }
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        self.element.remove();
    }

    fn mount(&mut self, parent: &Element, before: Option<&DomNode>) {
        // Fails where `before` is elsewhere.
        let _ = parent.insert_before(&self.element, before);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.element.parent_element();
        parent.is_some_and(|parent| {
            child.mount(&parent, Some(&self.element));
            true
        })
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.element.clone()]
    }
}
