//! Inlines as nodes: text that grows at its end is appended, what stands before it stays.

use super::pen::{Pen, set, show_host};
use crate::markdown::{Inline, host};
use crate::text::Key;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{CharacterData, Element, Node};

/// Sibling inlines as they were drawn.
#[derive(Default)]
pub struct Inlines {
    inlines: Vec<Inline>,
    nodes: Vec<Node>,
}

impl Inlines {
    /// Brings the nodes at the end of `place` up to date.
    pub fn show(&mut self, pen: &Pen, place: &Element, inlines: &[Inline]) {
        let pairs = self.inlines.iter().zip(inlines);
        let mut same = pairs.take_while(|(old, new)| old == new).count();
        let pair = (self.inlines.get_mut(same), inlines.get(same));
        if let (Some(Inline::Text(old)), Some(Inline::Text(new))) = pair
            && let Some(more) = new.strip_prefix(old.as_str())
            && let Some(node) = self.nodes.get(same)
        {
            append(node, more);
            old.push_str(more);
            same += 1;
        }
        self.inlines.truncate(same);
        for node in self.nodes.drain(same.min(self.nodes.len())..) {
            let _ = place.remove_child(&node);
        }
        for inline in inlines.iter().skip(same) {
            let Some(node) = draw(pen, inline) else {
                return;
            };
            if place.append_child(&node).is_ok() {
                self.nodes.push(node);
                self.inlines.push(inline.clone());
            }
        }
    }
}

/// Adds to a text node.
pub fn append(node: &Node, more: &str) {
    if let Some(text) = node.dyn_ref::<CharacterData>() {
        let _ = text.append_data(more);
    }
}

fn draw(pen: &Pen, inline: &Inline) -> Option<Node> {
    let element = match inline {
        Inline::Text(text) => return pen.text(text),
        Inline::SoftBreak => return pen.text(" "),
        Inline::HardBreak => pen.element("br")?,
        Inline::Code(text) => {
            let code = pen.element("code")?;
            code.set_text_content(Some(text));
            code
        }
        Inline::Emphasis(children) => around(pen, pen.element("em")?, children),
        Inline::Strong(children) => around(pen, pen.element("strong")?, children),
        Inline::Strikethrough(children) => around(pen, pen.element("del")?, children),
        Inline::Link { url, children, .. } => link(pen, url, children)?,
        Inline::Image { url, alt, .. } => picture(pen, url, alt)?,
        Inline::Citation {
            number,
            url,
            label,
            children,
        } => citation(pen, *number, url, label, children)?,
    };
    Some(element.into())
}

fn around(pen: &Pen, element: Element, children: &[Inline]) -> Element {
    for node in children.iter().filter_map(|child| draw(pen, child)) {
        let _ = element.append_child(&node);
    }
    element
}

fn link(pen: &Pen, url: &str, children: &[Inline]) -> Option<Element> {
    let link = around(pen, pen.link(url, "")?, children);
    show_host(&link);
    Some(link)
}

/// A button: loading a picture tells its host that the visitor is here.
fn picture(pen: &Pen, url: &str, alt: &str) -> Option<Element> {
    let words = match alt {
        "" => pen.fill(Key::ShowImage, &[("host", host(url))]),
        alt => pen.fill(Key::ShowImageNamed, &[("title", alt), ("host", host(url))]),
    };
    let button = pen.button("plain", &words)?;
    set(&button, "data-image", url);
    set(&button, "data-alt", alt);
    Some(button)
}

/// The list below shows where a number leads.
fn citation(
    pen: &Pen,
    number: u32,
    url: &str,
    label: &str,
    children: &[Inline],
) -> Option<Element> {
    if !children.is_empty() {
        return link(pen, url, children);
    }
    let link = pen.link(url, "")?;
    let number = number.to_string();
    let title = if label.is_empty() { host(url) } else { label };
    let words = pen.fill(Key::Source, &[("number", &number), ("title", title)]);
    set(&link, "class", "cite");
    set(&link, "aria-label", &words);
    link.set_text_content(Some(&number));
    Some(link)
}
