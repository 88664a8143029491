//! Blocks as nodes: those that did not change are not looked at.

use super::inlines::Inlines;
use super::pen::{Pen, set};
use crate::markdown::{Align, Block, BlockKind, Row};
use crate::text::Key;
use leptos::web_sys::{Element, Node};

/// Sibling blocks as they were drawn.
#[derive(Default)]
pub struct Blocks(Vec<Drawn>);

struct Drawn {
    id: u32,
    revision: u32,
    closed: bool,
    /// What is drawn: the element's name.
    name: &'static str,
    element: Element,
    inside: Inside,
}

enum Inside {
    Inlines(Inlines),
    Code {
        node: Option<Node>,
        length: usize,
    },
    Blocks(Element, Blocks),
    Table {
        head: Element,
        body: Element,
        rows: Vec<(u32, Element)>,
    },
    Nothing,
}

impl Blocks {
    /// Brings the nodes in `place` up to date. Blocks that were closed when they were drawn stay as
    /// they are, but those among `relinked`.
    pub fn show(&mut self, pen: &Pen, place: &Element, blocks: &[Block], relinked: &[u32]) {
        for id in relinked {
            let drawn = self.0.iter_mut().find(|it| it.id == *id);
            let block = blocks.iter().find(|it| it.id == *id);
            if let (Some(drawn), Some(block)) = (drawn, block) {
                drawn.change(pen, block, true);
            }
        }
        self.sync(pen, place, blocks, false);
    }

    fn sync(&mut self, pen: &Pen, place: &Element, blocks: &[Block], all: bool) {
        let settled = self.0.iter().rposition(|drawn| drawn.closed);
        let from = settled.filter(|_| !all).map_or(0, |last| last + 1);
        let new = blocks.iter().enumerate().skip(from);
        for (at, block) in new {
            let name = name(&block.kind, self.0.get(..at).unwrap_or_default());
            let known = self.0.get_mut(at);
            if let Some(drawn) = known.filter(|it| it.id == block.id && it.name == name) {
                drawn.change(pen, block, all);
                continue;
            }
            self.truncate(at);
            self.0.extend(Drawn::new(pen, place, block, name));
        }
        self.truncate(blocks.len());
    }

    fn truncate(&mut self, length: usize) {
        for drawn in self.0.drain(length.min(self.0.len())..) {
            drawn.element.remove();
        }
    }
}

impl Drawn {
    fn new(pen: &Pen, place: &Element, block: &Block, name: &'static str) -> Option<Self> {
        let element = pen.element(name)?;
        let mut drawn = Self {
            id: block.id,
            revision: block.revision,
            closed: block.closed,
            name,
            inside: begin(pen, &element, &block.kind),
            element,
        };
        drawn.fill(pen, block, false);
        // Last, so that the page is laid out once.
        place.append_child(&drawn.element).ok()?;
        Some(drawn)
    }

    fn change(&mut self, pen: &Pen, block: &Block, all: bool) {
        if self.revision != block.revision || self.closed != block.closed {
            self.revision = block.revision;
            self.closed = block.closed;
            self.fill(pen, block, all);
        }
    }

    fn fill(&mut self, pen: &Pen, block: &Block, all: bool) {
        match (&mut self.inside, &block.kind) {
            (
                Inside::Inlines(drawn),
                BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. },
            ) => drawn.show(pen, &self.element, inlines),
            (Inside::Code { node, length }, BlockKind::Code { text, .. }) => {
                let more = text.get(*length..).unwrap_or_default();
                if let Some(node) = node {
                    super::inlines::append(node, more);
                    *length = text.len();
                }
            }
            (Inside::Blocks(place, drawn), kind) => {
                if let BlockKind::List { tight, .. } = kind {
                    set(place, "class", if *tight { "tight" } else { "" });
                }
                drawn.sync(pen, place, kind.children(), all);
            }
            (
                Inside::Table {
                    head,
                    body,
                    rows: drawn,
                },
                BlockKind::Table {
                    align,
                    head: row,
                    rows,
                },
            ) => {
                let table = Table { pen, align };
                if head.child_element_count() == 0 || all {
                    head.set_text_content(None);
                    table.row(head, row, "th");
                }
                table.rows(body, drawn, rows, all);
            }
            _ => {}
        }
    }
}

/// The elements of headings: below the panel's own.
const HEADINGS: [&str; 4] = ["h3", "h4", "h5", "h6"];

/// The element that a block behind some others is. Headings go no more than one level down at a
/// time: assistants begin wherever they like.
fn name(kind: &BlockKind, before: &[Drawn]) -> &'static str {
    match kind {
        BlockKind::Paragraph(_) => "p",
        BlockKind::Heading { level, .. } => {
            let mut before = before.iter().rev();
            let last = before.find_map(|it| HEADINGS.iter().position(|name| *name == it.name));
            let deepest = last.map_or(0, |last| last + 1);
            let wanted = usize::from(*level).saturating_sub(1);
            HEADINGS.get(wanted.min(deepest)).copied().unwrap_or("h6")
        }
        BlockKind::Code { .. } => "figure",
        BlockKind::Quote(_) => "blockquote",
        BlockKind::List { start: Some(_), .. } => "ol",
        BlockKind::List { start: None, .. } => "ul",
        BlockKind::Item { .. } => "li",
        BlockKind::Table { .. } => "div",
        BlockKind::Rule => "hr",
    }
}

fn begin(pen: &Pen, element: &Element, kind: &BlockKind) -> Inside {
    match kind {
        BlockKind::Paragraph(_) | BlockKind::Heading { .. } => Inside::Inlines(Inlines::default()),
        BlockKind::Code { language, .. } => Inside::Code {
            node: code(pen, element, language),
            length: 0,
        },
        BlockKind::List { start, .. } => {
            if let Some(start) = start.filter(|start| *start != 1) {
                set(element, "start", &start.to_string());
            }
            Inside::Blocks(element.clone(), Blocks::default())
        }
        BlockKind::Item {
            task: Some(done), ..
        } => {
            task(pen, element, *done);
            let place = pen.add(element, "div", "");
            place.map_or(Inside::Nothing, |place| {
                Inside::Blocks(place, Blocks::default())
            })
        }
        BlockKind::Quote(_) | BlockKind::Item { .. } => {
            Inside::Blocks(element.clone(), Blocks::default())
        }
        BlockKind::Table { .. } => table(pen, element).unwrap_or(Inside::Nothing),
        BlockKind::Rule => Inside::Nothing,
    }
}

/// A bar with the language and a button to copy, and the text node.
fn code(pen: &Pen, element: &Element, language: &str) -> Option<Node> {
    let name = match language {
        "" => pen.say(Key::Code),
        language => language.to_owned(),
    };
    let bar = pen.add(element, "figcaption", "")?;
    let label = pen.add(&bar, "span", "")?;
    label.set_text_content(Some(&name));
    if pen.can_copy() {
        let button = pen.button("link", &pen.say(Key::CopyCode))?;
        set(&button, "data-copy", "");
        bar.append_child(&button).ok()?;
    }
    let pre = pen.add(element, "pre", "")?;
    set(&pre, "tabindex", "0");
    set(&pre, "role", "group");
    set(&pre, "aria-label", &name);
    set(&pre, "dir", "ltr");
    let code = pen.add(&pre, "code", "")?;
    code.append_child(&pen.text("")?).ok()
}

fn task(pen: &Pen, element: &Element, done: bool) -> Option<()> {
    set(element, "class", "task");
    let mark = pen.add(element, "span", if done { "tick done" } else { "tick" })?;
    set(&mark, "role", "img");
    set(
        &mark,
        "aria-label",
        &pen.say(if done { Key::Done } else { Key::ToDo }),
    );
    Some(())
}

/// A group that can be scrolled by keyboard where the table is wide; no landmark, there may be many.
fn table(pen: &Pen, element: &Element) -> Option<Inside> {
    set(element, "class", "table");
    set(element, "role", "group");
    set(element, "tabindex", "0");
    set(element, "aria-label", &pen.say(Key::Table));
    let table = pen.add(element, "table", "")?;
    Some(Inside::Table {
        head: pen.add(&table, "thead", "")?,
        body: pen.add(&table, "tbody", "")?,
        rows: Vec::new(),
    })
}

struct Table<'a> {
    pen: &'a Pen,
    align: &'a [Align],
}

impl Table<'_> {
    fn rows(&self, body: &Element, drawn: &mut Vec<(u32, Element)>, rows: &[Row], all: bool) {
        // Only the last row changes while a table is open.
        let from = if all {
            0
        } else {
            drawn.len().saturating_sub(1)
        };
        for (at, row) in rows.iter().enumerate().skip(from) {
            match drawn.get_mut(at) {
                Some((revision, _)) if *revision == row.revision => {}
                Some((revision, element)) => {
                    *revision = row.revision;
                    element.set_text_content(None);
                    self.cells(element, row, "td");
                }
                None => drawn.extend(self.row(body, row, "td").map(|it| (row.revision, it))),
            }
        }
    }

    fn row(&self, place: &Element, row: &Row, cell: &str) -> Option<Element> {
        let element = self.pen.add(place, "tr", "")?;
        self.cells(&element, row, cell);
        Some(element)
    }

    fn cells(&self, element: &Element, row: &Row, name: &str) {
        for (at, inlines) in row.cells.iter().enumerate() {
            let class = match self.align.get(at) {
                Some(Align::Left) => "left",
                Some(Align::Center) => "center",
                Some(Align::Right) => "right",
                Some(Align::None) | None => "",
            };
            if let Some(cell) = self.pen.add(element, name, class) {
                if name == "th" {
                    set(&cell, "scope", "col");
                }
                Inlines::default().show(self.pen, &cell, inlines);
            }
        }
    }
}
