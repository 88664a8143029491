//! What a drawn element holds.

use super::Child;
use super::drawn::Drawn;
use leptos::prelude::document;
use leptos::reactive::effect::RenderEffect;
use leptos::web_sys::Node as DomNode;
use std::cell::RefCell;
use std::rc::Rc;

/// A child as it was drawn.
pub enum Piece {
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
pub fn draw(
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
        if old.is_like(&child) {
            drawn.push(old.become_like(child));
        } else {
            drawn.extend(Piece::new(child, parent, Some(&old.first())));
            old.remove();
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

    fn is_like(&self, child: &Child) -> bool {
        match (self, child) {
            (Self::Element(drawn), Child::Node(node)) => drawn.is_like(node),
            (Self::Text { .. }, Child::Text(_) | Child::Words(_)) => true,
            (Self::Part { .. }, Child::Part(_)) => true,
            _ => false,
        }
    }

    /// What it becomes, if it is like that.
    fn become_like(self, child: Child) -> Self {
        match (self, child) {
            (Self::Element(mut drawn), Child::Node(node)) => {
                drawn.become_like(node);
                Self::Element(drawn)
            }
            (Self::Text { node, .. }, Child::Text(words)) => {
                node.set_text_content(Some(&words));
                Self::text(node)
            }
            (Self::Text { node, .. }, Child::Words(read)) => Self::words(node, read),
            (Self::Part { end, shown, .. }, Child::Part(build)) => Self::part(end, shown, build),
            (old, _) => old,
        }
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
