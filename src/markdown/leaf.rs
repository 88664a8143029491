//! The text of the open leaf: shown while it grows, settled when it closes.

use super::block::{Leaf, Open, Paragraph};
use super::held::{HELD, presentable, task};
use super::inline::{Context, Stage, parse};
use super::late::Late;
use super::link::{Scan, definition};
use super::scan::{after, is_empty};
use super::tree::BlockKind;
use super::{Document, marker};

impl Document {
    /// Begins a paragraph.
    pub(super) fn paragraph(&mut self, text: &str) {
        let depth = self.open.len();
        let inlines = Vec::new();
        self.add(BlockKind::Paragraph(inlines));
        let first = self.siblings(depth).is_some_and(|blocks| blocks.len() == 1);
        let in_item = matches!(self.open.last(), Some(Open::Item { .. }));
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
            paragraph.drop_start(end);
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

    /// Shows the leaf as far as it has arrived.
    pub(super) fn show(&mut self) {
        match std::mem::take(&mut self.leaf) {
            Leaf::Paragraph(mut paragraph) => {
                self.find_task(&mut paragraph);
                if self.is_due(&paragraph.text) {
                    self.set_text(presentable(&paragraph), Stage::Growing);
                }
                self.leaf = Leaf::Paragraph(paragraph);
            }
            Leaf::Heading(text) => {
                if self.is_due(&text) {
                    self.set_text(marker::heading_text(&text), Stage::Growing);
                }
                self.leaf = Leaf::Heading(text);
            }
            Leaf::Table { row: Some(text) } => {
                if self.is_due(&text) {
                    let row = self.rows();
                    self.set_row(row, &text, Stage::Growing);
                }
                self.leaf = Leaf::Table { row: Some(text) };
            }
            leaf => self.leaf = leaf,
        }
    }

    /// Settles the leaf: nothing more is added to it.
    pub(super) fn close_leaf(&mut self) {
        match std::mem::take(&mut self.leaf) {
            Leaf::None => {}
            Leaf::Paragraph(paragraph) => {
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

    /// Takes the definitions before a text into account; gives the text.
    fn define<'a>(&mut self, mut text: &'a str) -> &'a str {
        while let Scan::Found(definition) = definition(text) {
            self.defined |= self.references.define(&definition, self.policy);
            text = after(text, definition.end);
        }
        text
    }

    /// The first line of an item says whether it is a task, whatever becomes of that line.
    pub(super) fn end_first_line(&mut self) {
        if let Leaf::Paragraph(mut paragraph) = std::mem::take(&mut self.leaf) {
            self.find_task(&mut paragraph);
            paragraph.task = false;
            self.leaf = Leaf::Paragraph(paragraph);
        }
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
        paragraph.drop_start(length);
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
}

impl Paragraph {
    pub(super) fn last_line(&self) -> &str {
        after(&self.text, self.last)
    }

    fn drop_start(&mut self, length: usize) {
        self.text = after(&self.text, length).to_owned();
        self.last = self.last.saturating_sub(length);
    }
}
