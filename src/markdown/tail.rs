//! Ways to the open end of the tree: the last block of the last block, as
//! deep as containers are open.

use super::Document;
use super::tree::{Block, BlockKind};

impl Document {
    /// The block at a depth of the open end, marked as changed.
    pub(super) fn block(&mut self, depth: usize) -> Option<&mut Block> {
        let clock = self.clock;
        let mut block = self.blocks.last_mut()?;
        block.revision = clock;
        for _ in 0..depth {
            block = block.kind.children_mut()?.last_mut()?;
            block.revision = clock;
        }
        Some(block)
    }

    pub(super) fn leaf_kind(&mut self) -> Option<&mut BlockKind> {
        self.block(self.open.len()).map(|block| &mut block.kind)
    }

    /// The blocks at a depth of the open end.
    pub(super) fn siblings(&mut self, depth: usize) -> Option<&mut Vec<Block>> {
        match depth.checked_sub(1) {
            None => Some(&mut self.blocks),
            Some(parent) => self.block(parent)?.kind.children_mut(),
        }
    }

    /// Whether the open item at a depth has nothing in it yet.
    pub(super) fn is_empty_item(&self, depth: usize) -> bool {
        let mut block = self.blocks.last();
        for _ in 0..depth {
            block = block.and_then(|block| block.kind.children().last());
        }
        block.is_none_or(|block| block.kind.children().is_empty())
    }

    /// Where the open leaf is.
    pub(super) fn path(&self) -> Vec<usize> {
        let mut path = Vec::with_capacity(self.open.len() + 1);
        let mut blocks: &[Block] = &self.blocks;
        for _ in 0..=self.open.len() {
            path.push(blocks.len().saturating_sub(1));
            blocks = blocks.last().map_or(&[], |block| block.kind.children());
        }
        path
    }
}
