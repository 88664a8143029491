mod breaks;
mod calm;
mod citations;
mod conformance;
mod github;
mod html;
mod limits;
mod safety;
mod streaming;
mod texts;
mod tree;

use super::{Block, BlockKind, Document, Policy, Row};
use html::html;

std::thread_local! {
    static WORK: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Notes that so many bytes have been looked at.
pub(super) fn note_work(bytes: usize) {
    WORK.set(WORK.get() + bytes);
}

/// How many bytes have been looked at since the last call.
fn take_work() -> usize {
    WORK.take()
}

/// As the specifications have it: any address is a link.
const ANY: Policy = Policy {
    link: |url| Some(url.to_owned()),
    image: |_| true,
};

/// The HTML of a complete text, every address being allowed.
fn rendered(text: &str) -> String {
    let mut document = Document::new(ANY);
    document.push(text);
    document.finish();
    html(document.blocks())
}

/// The HTML of a complete text as a visitor gets it.
fn shown(text: &str) -> String {
    html(Document::from(text).blocks())
}

/// The HTML of a text that still arrives.
fn growing(text: &str) -> String {
    let mut document = Document::default();
    document.push(text);
    html(document.blocks())
}

/// The blocks without ids and revisions.
fn bare(blocks: &[Block]) -> Vec<Block> {
    let mut blocks = blocks.to_vec();
    blocks.iter_mut().for_each(strip);
    blocks
}

fn strip(block: &mut Block) {
    block.id = 0;
    block.revision = 0;
    let strip_row = |row: &mut Row| row.revision = 0;
    if let BlockKind::Table { head, rows, .. } = &mut block.kind {
        strip_row(head);
        rows.iter_mut().for_each(strip_row);
    }
    if let Some(children) = block.kind.children_mut() {
        children.iter_mut().for_each(strip);
    }
}
