//! The text of the open leaf: shown while it grows, settled when it closes.

use super::block::{Leaf, Paragraph};
use super::inline::{Context, Stage, parse};
use super::link::{Scan, behind_definitions, definition};
use super::scan::{after, byte, count, cut, is_blank, is_empty, trim};
use super::tree::{Align, Block, BlockKind, Inline, Row};
use super::{Document, late::Late, marker, table};

/// A leaf longer than this is shown again only when it has grown by an
/// eighth, so that showing it takes time in proportion to its length.
const SHORT: usize = 4_096;

/// Longest text that is held back because it may begin a definition.
const HELD: usize = 1_024;

impl Document {
    /// Begins a paragraph.
    pub(super) fn paragraph(&mut self, text: &str) {
        let depth = self.open.len();
        let inlines = Vec::new();
        self.add(BlockKind::Paragraph(inlines));
        let first = self.siblings(depth).is_some_and(|blocks| blocks.len() == 1);
        let in_item = matches!(self.open.last(), Some(super::block::Open::Item { .. }));
        self.leaf = Leaf::Paragraph(Paragraph {
            text: text.to_owned(),
            task: first && in_item,
            ..Paragraph::default()
        });
    }

    /// Adds a line to the paragraph, and takes away the definitions before it.
    pub(super) fn more(&mut self, line: &str) {
        let Leaf::Paragraph(paragraph) = &mut self.leaf else {
            return;
        };
        let defines = paragraph.text.starts_with('[') && paragraph.text.len() <= HELD;
        if !paragraph.text.is_empty() {
            paragraph.text.push('\n');
        }
        paragraph.last = paragraph.text.len();
        paragraph.text.push_str(line);
        if !defines {
            return;
        }
        while let Scan::Found(definition) = definition(&paragraph.text) {
            if definition.open {
                break;
            }
            self.defined |= self.references.define(&definition, self.policy);
            let end = definition.end;
            paragraph.text.drain(..end);
            paragraph.last = paragraph.last.saturating_sub(end);
            paragraph.shown = 0;
        }
    }

    /// The paragraph above turns out to be a heading.
    pub(super) fn underlined(&mut self, level: u8) {
        if let Leaf::Paragraph(paragraph) = std::mem::take(&mut self.leaf) {
            let text = self.define(&paragraph.text).to_owned();
            if let Some(kind) = self.leaf_kind() {
                let inlines = Vec::new();
                *kind = BlockKind::Heading { level, inlines };
            }
            self.settle(&text);
        }
    }

    /// The last line of the paragraph turns out to head a table.
    pub(super) fn table(&mut self, align: Vec<Align>) {
        let Leaf::Paragraph(mut paragraph) = std::mem::take(&mut self.leaf) else {
            return;
        };
        let head = paragraph.last_line().to_owned();
        paragraph.text.truncate(paragraph.last);
        let kind = BlockKind::Table {
            align,
            head: Row::default(),
            rows: Vec::new(),
        };
        if is_empty(&paragraph.text) {
            if let Some(known) = self.leaf_kind() {
                *known = kind;
            }
        } else {
            self.leaf = Leaf::Paragraph(paragraph);
            self.close_leaf();
            self.add(kind);
        }
        self.set_row(0, &head, Stage::Closed);
        self.leaf = Leaf::Table { row: None };
    }

    /// Shows the leaf as far as it has arrived.
    pub(super) fn show(&mut self) {
        match std::mem::take(&mut self.leaf) {
            Leaf::Paragraph(mut paragraph) => {
                self.find_task(&mut paragraph);
                if is_due(paragraph.text.len(), paragraph.shown) {
                    paragraph.shown = paragraph.text.len();
                    self.set_text(presentable(&paragraph), Stage::Growing);
                }
                self.leaf = Leaf::Paragraph(paragraph);
            }
            Leaf::Heading(text) => {
                self.set_text(marker::heading_text(&text), Stage::Growing);
                self.leaf = Leaf::Heading(text);
            }
            Leaf::Table { row: Some(text) } => {
                let row = self.rows();
                self.set_row(row, &text, Stage::Growing);
                self.leaf = Leaf::Table { row: Some(text) };
            }
            leaf => self.leaf = leaf,
        }
    }

    /// Settles the leaf: nothing more is added to it.
    pub(super) fn close_leaf(&mut self) {
        match std::mem::take(&mut self.leaf) {
            Leaf::None => {}
            Leaf::Paragraph(mut paragraph) => {
                self.find_task(&mut paragraph);
                let text = self.define(&paragraph.text);
                if is_empty(text) {
                    if let Some(blocks) = self.siblings(self.open.len()) {
                        blocks.pop();
                    }
                } else {
                    self.settle(text);
                }
            }
            Leaf::Heading(text) => self.settle(marker::heading_text(&text)),
            Leaf::Table { row } => {
                self.leaf = Leaf::Table { row };
                self.end_row();
                self.leaf = Leaf::None;
                self.close_block();
            }
            Leaf::Fence(_) | Leaf::Indented { .. } => self.close_block(),
        }
    }

    pub(super) fn end_row(&mut self) {
        if let Leaf::Table { row: Some(text) } = std::mem::take(&mut self.leaf) {
            let row = self.rows();
            self.set_row(row, &text, Stage::Closed);
        }
        self.leaf = Leaf::Table { row: None };
    }

    /// Takes the definitions before a text into account; gives the text.
    fn define<'a>(&mut self, mut text: &'a str) -> &'a str {
        while let Scan::Found(definition) = definition(text) {
            self.defined |= self.references.define(&definition, self.policy);
            text = after(text, definition.end);
        }
        text
    }

    /// Finds out whether an item is a task, as soon as that can be told.
    fn find_task(&mut self, paragraph: &mut Paragraph) {
        if !paragraph.task {
            return;
        }
        let Some((done, text)) = task(&paragraph.text) else {
            return;
        };
        let length = paragraph.text.len() - text.len();
        paragraph.task = false;
        paragraph.text.drain(..length);
        paragraph.last = paragraph.last.saturating_sub(length);
        if let Some(parent) = self.open.len().checked_sub(1)
            && let Some(BlockKind::Item { task, .. }) =
                self.block(parent).map(|block| &mut block.kind)
        {
            *task = Some(done);
        }
    }

    fn settle(&mut self, text: &str) {
        let unresolved = self.set_text(text, Stage::Closed);
        self.close_block();
        if unresolved {
            self.keep(Late::new(self.path(), None, text.to_owned()));
        }
    }

    fn set_text(&mut self, text: &str, stage: Stage) -> bool {
        let (parsed, unresolved) = parse(text, self.context(stage));
        if let Some(BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. }) =
            self.leaf_kind()
        {
            *inlines = parsed;
        }
        unresolved
    }

    /// How many rows the table has that is the open leaf.
    fn rows(&mut self) -> usize {
        match self.leaf_kind() {
            Some(BlockKind::Table { rows, .. }) => rows.len(),
            _ => 0,
        }
    }

    /// Sets the text of a row of the open table, counting its head as 0.
    fn set_row(&mut self, index: usize, line: &str, stage: Stage) {
        let width = match self.leaf_kind() {
            Some(BlockKind::Table { align, .. }) => align.len(),
            _ => return,
        };
        let mut parsed: Vec<Vec<Inline>> = Vec::with_capacity(width);
        for (column, cell) in table::cells(line, width).into_iter().enumerate() {
            let text = table::cell_text(cell);
            let (inlines, unresolved) = parse(&text, self.context(stage));
            parsed.push(inlines);
            if unresolved && stage != Stage::Growing {
                self.keep(Late::new(self.path(), Some((index, column)), text));
            }
        }
        parsed.resize_with(width, Vec::new);
        let revision = self.clock;
        if let Some(row) = self.leaf_kind().and_then(|kind| kind.row_mut(index)) {
            *row = Row {
                revision,
                cells: parsed,
            };
        }
    }

    pub(super) fn context(&self, stage: Stage) -> Context<'_> {
        Context {
            references: &self.references,
            policy: self.policy,
            stage: if self.finished {
                Stage::Finished
            } else {
                stage
            },
        }
    }

    /// Where the open leaf is.
    fn path(&self) -> Vec<usize> {
        let mut path = Vec::with_capacity(self.open.len() + 1);
        let mut blocks: &[Block] = &self.blocks;
        for _ in 0..=self.open.len() {
            path.push(blocks.len().saturating_sub(1));
            blocks = blocks.last().map_or(&[], |block| block.kind.children());
        }
        path
    }
}

impl Paragraph {
    pub(super) fn last_line(&self) -> &str {
        after(&self.text, self.last)
    }
}

/// Whether a leaf that has so many bytes and was shown with so many is to be
/// shown again.
fn is_due(length: usize, shown: usize) -> bool {
    length <= SHORT || length >= shown + shown / 8
}

/// The part of a growing paragraph that no line to come can make something
/// else: not a table's head, not a definition, not the box of a task.
fn presentable(paragraph: &Paragraph) -> &str {
    let mut text = paragraph.text.as_str();
    if paragraph.last_line().starts_with('|') {
        text = cut(text, 0, paragraph.last);
    }
    let bare = trim(text);
    if paragraph.task && matches!(bare, "[" | "[ " | "[ ]" | "[x" | "[x]" | "[X" | "[X]") {
        return "";
    }
    if text.len() > HELD {
        return text;
    }
    text = behind_definitions(text);
    match definition(text) {
        Scan::More => "",
        _ => text,
    }
}

/// Whether the task is done that a text begins with, and what it is.
fn task(text: &str) -> Option<(bool, &str)> {
    let done = match cut(text, 0, 3) {
        "[ ]" => false,
        "[x]" | "[X]" => true,
        _ => return None,
    };
    let rest = after(text, 3 + count(text, 3, is_blank));
    let follows = is_blank(byte(text, 3)) && !matches!(byte(rest, 0), 0 | b'\n');
    follows.then_some((done, rest))
}
