//! Texts that refer to definitions which may follow.

use super::Document;
use super::inline::{Stage, parse};
use super::tree::{Block, BlockKind, Inline, Row};

/// A settled text with references to labels nobody has defined yet.
pub(super) struct Late {
    /// The index of the block at each depth.
    path: Vec<usize>,
    /// The row and column, if it is a cell of a table.
    cell: Option<(usize, usize)>,
    text: String,
}

impl Late {
    pub(super) fn new(path: Vec<usize>, cell: Option<(usize, usize)>, text: String) -> Self {
        Self { path, cell, text }
    }
}

impl Document {
    /// Keeps a text for when its definitions arrive.
    pub(super) fn keep(&mut self, late: Late) {
        if !self.finished {
            self.late_size += late.text.len();
            self.late.push(late);
        }
    }

    /// Reads the kept texts again if there are new definitions, and in the
    /// end in any case. Together these readings take time in proportion to
    /// the length of the document: one that would take more waits for the end.
    pub(super) fn relink(&mut self) {
        let affordable = self.late_size <= self.credit;
        if self.late.is_empty() || !(self.finished || (self.defined && affordable)) {
            return;
        }
        self.defined = false;
        self.credit = self.credit.saturating_sub(self.late_size);
        self.late_size = 0;
        for late in std::mem::take(&mut self.late) {
            if self.read_again(&late) {
                self.keep(late);
            }
        }
    }

    /// Reads a text again; says whether it is still not complete.
    fn read_again(&mut self, late: &Late) -> bool {
        let (inlines, unresolved) = parse(&late.text, self.context(Stage::Closed));
        let same = find(&mut self.blocks, late, None).is_none_or(|known| *known == inlines);
        if !same && let Some(known) = find(&mut self.blocks, late, Some(self.clock)) {
            *known = inlines;
            let top = late.path.first().and_then(|index| self.blocks.get(*index));
            if let Some(id) = top.map(|block| block.id)
                && self.relinked.last() != Some(&id)
            {
                self.relinked.push(id);
            }
        }
        unresolved && !self.finished
    }
}

/// The inlines of a text; with a revision, all they are in is marked with it.
fn find<'a>(
    blocks: &'a mut [Block],
    late: &Late,
    revision: Option<u32>,
) -> Option<&'a mut Vec<Inline>> {
    let (first, rest) = late.path.split_first()?;
    let mut block = blocks.get_mut(*first)?;
    block.revision = revision.unwrap_or(block.revision);
    for index in rest {
        block = block.kind.children_mut()?.get_mut(*index)?;
        block.revision = revision.unwrap_or(block.revision);
    }
    match (&mut block.kind, late.cell) {
        (BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. }, _) => Some(inlines),
        (kind, Some((row, column))) => {
            let row = kind.row_mut(row)?;
            row.revision = revision.unwrap_or(row.revision);
            row.cells.get_mut(column)
        }
        _ => None,
    }
}

impl BlockKind {
    /// A row of a table, counting its head as 0.
    pub(super) fn row_mut(&mut self, index: usize) -> Option<&mut Row> {
        match self {
            Self::Table { head, rows, .. } => match index.checked_sub(1) {
                None => Some(head),
                Some(index) => rows.get_mut(index),
            },
            _ => None,
        }
    }
}
