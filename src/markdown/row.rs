//! The table that is the open leaf, row by row.

use super::block::Leaf;
use super::inline::{Stage, parse};
use super::late::Late;
use super::scan::{cut, is_empty};
use super::tree::{Align, BlockKind, Inline, Row};
use super::{Document, table};

/// How many empty cells a document gets at the ends of rows that are too
/// short: wide tables of short rows would otherwise grow far beyond their text.
pub(super) const FILLING: usize = 10_000;

impl Document {
    /// The last line of the paragraph turns out to head a table.
    pub(super) fn table(&mut self, align: Vec<Align>) {
        let Leaf::Paragraph(mut paragraph) = std::mem::take(&mut self.leaf) else {
            return;
        };
        let head = paragraph.last_line().to_owned();
        paragraph.text = cut(&paragraph.text, 0, paragraph.last).to_owned();
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

    pub(super) fn end_row(&mut self) {
        if let Leaf::Table { row: Some(text) } = std::mem::take(&mut self.leaf) {
            let row = self.rows();
            self.set_row(row, &text, Stage::Closed);
        }
        self.leaf = Leaf::Table { row: None };
    }

    /// How many rows the table has that is the open leaf.
    pub(super) fn rows(&mut self) -> usize {
        match self.leaf_kind() {
            Some(BlockKind::Table { rows, .. }) => rows.len(),
            _ => 0,
        }
    }

    /// Sets the text of a row of the open table, counting its head as 0.
    pub(super) fn set_row(&mut self, index: usize, line: &str, stage: Stage) {
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
        let missing = width.saturating_sub(parsed.len());
        if missing <= self.filling {
            parsed.resize_with(width, Vec::new);
            if stage == Stage::Closed {
                self.filling -= missing;
            }
        }
        let revision = self.clock;
        if let Some(row) = self.leaf_kind().and_then(|kind| kind.row_mut(index)) {
            *row = Row {
                revision,
                cells: parsed,
            };
        }
    }
}
