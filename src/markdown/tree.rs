//! What a Markdown text is made of: a tree of blocks with inlines at its leaves.

use std::sync::Arc;

/// A block and its place in the life of a streamed answer.
///
/// `id` names the block for as long as it exists. `revision` grows whenever
/// the block or anything inside it changes. A `closed` block takes no more
/// text; see [`Document::take_relinked`](super::Document::take_relinked) for
/// the one thing that can still change it.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Unique in the document, never reused.
    pub id: u32,
    /// Grows with every change in here.
    pub revision: u32,
    /// No more text will arrive in here.
    pub closed: bool,
    /// What it is. An open block may still turn from a paragraph into a
    /// heading or a table.
    pub kind: BlockKind,
}

/// The kinds of blocks.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// Text. Without inlines while its first line could still become
    /// something else.
    Paragraph(Vec<Inline>),
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its text.
        inlines: Vec<Inline>,
    },
    /// Preformatted text. While the block is open the text only grows at its end.
    Code {
        /// First word of the fence's info string, or empty.
        language: String,
        /// The text, every line ended by a line feed.
        text: String,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A list; its items are blocks of the kind [`BlockKind::Item`].
    List {
        /// First number of an ordered list.
        start: Option<u32>,
        /// Whether paragraphs directly inside the items go without space
        /// between them. An open list can become loose: a matter of one
        /// class on the list, its items need no new look.
        tight: bool,
        /// The items.
        items: Vec<Block>,
    },
    /// One item of a list.
    Item {
        /// Done or not, when it is a task.
        task: Option<bool>,
        /// Its content.
        blocks: Vec<Block>,
    },
    /// A table. While it is open only its last row changes.
    Table {
        /// One entry for each column.
        align: Vec<Align>,
        /// The header row.
        head: Row,
        /// The other rows, each with at most as many cells as there are columns.
        rows: Vec<Row>,
    },
    /// A thematic break.
    Rule,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Grows with every change in here.
    pub revision: u32,
    /// The text of each cell.
    pub cells: Vec<Vec<Inline>>,
}

/// How the cells of a column are aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// As the text runs.
    #[default]
    None,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// A piece of text inside a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain text. Raw HTML is plain text too.
    Text(String),
    /// A code span.
    Code(String),
    /// `*emphasis*`
    Emphasis(Vec<Inline>),
    /// `**strong**`
    Strong(Vec<Inline>),
    /// `~~strikethrough~~`
    Strikethrough(Vec<Inline>),
    /// A link. Its address has passed [`safe_url`](super::safe_url).
    Link {
        /// Where it leads.
        url: Arc<str>,
        /// Its title, or empty.
        title: Arc<str>,
        /// What is shown.
        children: Vec<Inline>,
    },
    /// A picture on the web; nothing here fetches it.
    Image {
        /// An `http` or `https` address.
        url: Arc<str>,
        /// Its title, or empty.
        title: Arc<str>,
        /// What it shows, in words.
        alt: String,
    },
    /// A link to a numbered source: `[1]`, or `[words][1]` with children.
    Citation {
        /// The source's number, as in [`Source::number`].
        number: u32,
        /// The source's address.
        url: Arc<str>,
        /// The source's label, or empty.
        label: Arc<str>,
        /// The words that are linked; empty for a bare `[1]`.
        children: Vec<Inline>,
    },
    /// A line break that was asked for.
    HardBreak,
    /// A line ending in the text; shown as a space.
    SoftBreak,
}

/// A numbered source of the answer: `[1]: https://example.com "label"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What the text calls it.
    pub number: u32,
    /// A web address that has passed [`safe_url`](super::safe_url).
    pub url: Arc<str>,
    /// What to call it, or empty.
    pub label: Arc<str>,
}

impl BlockKind {
    /// The blocks inside a quote, a list or an item.
    pub fn children(&self) -> &[Block] {
        match self {
            Self::Quote(blocks) | Self::List { items: blocks, .. } | Self::Item { blocks, .. } => {
                blocks
            }
            _ => &[],
        }
    }

    pub(super) fn children_mut(&mut self) -> Option<&mut Vec<Block>> {
        match self {
            Self::Quote(blocks) | Self::List { items: blocks, .. } | Self::Item { blocks, .. } => {
                Some(blocks)
            }
            _ => None,
        }
    }
}
