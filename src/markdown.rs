//! Markdown as it streams in: CommonMark 0.31 and GitHub's tables, task
//! lists, strikethrough and bare addresses, read as far as it has arrived.
//!
//! A [`Document`] takes text in pieces of any size and holds a tree of
//! [`Block`]s. It never holds HTML: raw HTML but `<br>` is text, an address that is not
//! [safe](safe_url) is no link, and a picture is a node that waits to be asked
//! for. Whatever the pieces were, the finished tree is that of the whole text.
//!
//! # What a view has to look at
//!
//! Text is added at the end, so only the end of the tree changes. After each
//! [`Document::push`] a view that has drawn the document before
//!
//! 1. keeps the leading blocks that were `closed` when it drew them, in
//!    [`Document::blocks`] and, in the same way, in the children of each block
//!    it goes into; [`settled`] counts them from the end, without looking at
//!    all of them;
//! 2. compares `id` and `revision` of the few behind them. A known `id` with a
//!    new `revision` is the same block, changed: a longer paragraph, a list
//!    with one more item; a paragraph may have become a heading or a table.
//!    The text of an open code block only grows at its end. In an open leaf
//!    the inlines before the last few are mostly equal to those drawn: keep
//!    their nodes, so that a selection stays. A paragraph without inlines is
//!    not drawn; it may turn out to hold definitions only, and vanish;
//! 3. draws the blocks again whose ids [`Document::take_relinked`] gives:
//!    closed ones in which a reference has found its definition. In these,
//!    any block or row whose `revision` is new has changed.
//!
//! # While it streams
//!
//! What is unfinished at the end of the open leaf looks as it will when it is
//! finished: emphasis and code spans are completed, half a link shows its
//! words, marks that the next character decides are held back, and so are
//! lines that may be a rule, a fence, a table's head or a definition.
//!
//! # Limits
//!
//! Reading takes time in proportion to the length of the text, whatever is in
//! it. Containers nest 32 deep and inlines 24, tables have 100 columns, a
//! document 2,000 definitions, an address 2,048 characters; what is beyond is
//! text. Rows that are shorter than their table are filled up with at most
//! 10,000 empty cells in a document.

mod assemble;
mod autolink;
mod block;
mod bracket;
mod code_span;
mod cursor;
mod emphasis;
mod entity;
mod held;
mod inline;
mod late;
mod leaf;
mod link;
mod marker;
mod plain;
mod plan;
mod reference;
mod row;
mod scan;
mod table;
mod tail;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod tree;
mod url;

pub use plain::{inline_text, spoken};
pub use scan::behind_break;
pub use tree::{Align, Block, BlockKind, Inline, Row, Source};
pub use url::{host, safe_url};

use block::{Leaf, Open};
use late::Late;
use reference::References;

/// A Markdown text, complete or still arriving.
pub struct Document {
    blocks: Vec<Block>,
    open: Vec<Open>,
    leaf: Leaf,
    /// The last line was blank, in the containers from this depth on.
    blank: Option<usize>,
    references: References,
    /// There are definitions that `late` has not seen.
    defined: bool,
    late: Vec<Late>,
    late_size: usize,
    /// How many bytes of `late` may be read again.
    credit: usize,
    /// How many empty cells rows may still be filled up with.
    filling: usize,
    relinked: Vec<u32>,
    /// A line of which it cannot be told yet what it is.
    line: String,
    /// How much of it was there when that was last tried.
    tried: usize,
    /// The line that arrives has been applied; what follows is its text.
    inside: bool,
    /// The line that arrives is one of code, to be ended by a line feed.
    code_line: bool,
    /// The last character was a carriage return.
    returned: bool,
    /// The open leaf is to be shown again.
    changed: bool,
    /// How much of its text was there when it was last shown.
    shown: usize,
    finished: bool,
    next_id: u32,
    clock: u32,
    policy: Policy,
}

/// Which addresses are links, and which of those can be images.
#[derive(Clone, Copy)]
struct Policy {
    link: fn(&str) -> Option<String>,
    image: fn(&str) -> bool,
}

impl Default for Document {
    fn default() -> Self {
        Self::new(Policy {
            link: safe_url,
            image: url::is_web,
        })
    }
}

impl From<&str> for Document {
    /// A complete text.
    fn from(text: &str) -> Self {
        let mut document = Self::default();
        document.push(text);
        document.finish();
        document
    }
}

impl Document {
    fn new(policy: Policy) -> Self {
        Self {
            blocks: Vec::new(),
            open: Vec::new(),
            leaf: Leaf::None,
            blank: None,
            references: References::default(),
            defined: false,
            late: Vec::new(),
            late_size: 0,
            credit: 65_536,
            filling: row::FILLING,
            relinked: Vec::new(),
            line: String::new(),
            tried: 0,
            inside: false,
            code_line: false,
            returned: false,
            changed: false,
            shown: 0,
            finished: false,
            next_id: 0,
            clock: 0,
            policy,
        }
    }

    /// Adds text. Complete lines are read once; what is open at the end is
    /// shown as far as it has arrived. After [`Document::finish`] this does
    /// nothing.
    pub fn push(&mut self, delta: &str) {
        if self.finished || delta.is_empty() {
            return;
        }
        self.clock += 1;
        self.credit += 4 * delta.len();
        let mut rest = delta;
        if std::mem::take(&mut self.returned) {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
        }
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'\n' | b'\r')) {
            self.feed(scan::cut(rest, 0, at));
            self.end_of_line();
            let returned = scan::byte(rest, at) == b'\r';
            rest = scan::after(rest, at + 1);
            if returned {
                self.returned = rest.is_empty();
                rest = rest.strip_prefix('\n').unwrap_or(rest);
            }
        }
        self.feed(rest);
        self.look_ahead();
        if std::mem::take(&mut self.changed) {
            self.show();
        }
        self.relink();
    }

    /// Says that no more text will come: the tree is now what the whole text
    /// says.
    pub fn finish(&mut self) {
        if self.finished {
            return;
        }
        self.clock += 1;
        if self.inside || !self.line.is_empty() {
            self.end_of_line();
        }
        self.finished = true;
        self.close_to(0);
        self.relink();
        self.references.forget();
        self.line = String::new();
    }

    /// Whether [`Document::finish`] has been called.
    pub fn is_finished(&self) -> bool {
        self.finished
    }

    /// The blocks at the top of the tree.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The numbered sources that the text defines, by number. There are more
    /// of them whenever they have changed.
    pub fn sources(&self) -> &[Source] {
        &self.references.sources
    }

    /// The ids of blocks at the top of the tree in which closed text has
    /// changed since the last call, because a definition has arrived that it
    /// refers to, or will not arrive any more. An id can be there twice.
    pub fn take_relinked(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.relinked)
    }

    /// Takes a piece of a line.
    fn feed(&mut self, piece: &str) {
        if piece.bytes().any(|byte| byte == 0) {
            return self.feed(&piece.replace('\0', "\u{fffd}"));
        }
        if !self.inside {
            self.line.push_str(piece);
        } else if !piece.is_empty() {
            self.extend(piece);
        }
    }

    /// Applies the line that arrives, once it is clear what it is. A long
    /// line is judged again only when it has grown by half.
    fn look_ahead(&mut self) {
        let length = self.line.len();
        if self.inside || length == 0 || (length > 256 && length < self.tried + self.tried / 2) {
            return;
        }
        self.tried = length;
        let line = std::mem::take(&mut self.line);
        match self.plan(&line, false) {
            Some(plan) => {
                self.apply(plan);
                self.inside = true;
            }
            None => self.line = line,
        }
    }

    fn end_of_line(&mut self) {
        self.tried = 0;
        if !std::mem::take(&mut self.inside) {
            let mut line = std::mem::take(&mut self.line);
            if let Some(plan) = self.plan(&line, true) {
                self.apply(plan);
            }
            line.clear();
            self.line = line;
        }
        self.end_line();
    }
}

/// How many of these blocks are settled: they are closed, and only
/// [`Document::take_relinked`] names those that change nevertheless.
pub fn settled(blocks: &[Block]) -> usize {
    blocks
        .iter()
        .rposition(|block| block.closed)
        .map_or(0, |last| last + 1)
}
