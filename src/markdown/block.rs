//! The open end of the tree: containers and a leaf that take more lines.

use super::Document;
use super::entity::unescape;
use super::marker::Fence;
use super::plan::{Line, Plan, Start};
use super::scan::{count, cut, is_blank, is_empty};
use super::tree::{Block, BlockKind, Row};

/// A container that takes more lines; the one at an index of the stack is the
/// last block at that depth of the tree.
pub(super) enum Open {
    Quote,
    /// Its items have this mark.
    List {
        mark: u8,
    },
    /// Its lines are indented by as many columns.
    Item {
        content: usize,
    },
}

/// The leaf that takes more lines, the last block in the last container.
#[derive(Default)]
pub(super) enum Leaf {
    #[default]
    None,
    Paragraph(Paragraph),
    /// The raw text of a heading.
    Heading(String),
    Fence(Fence),
    /// Blank lines that count only if another line of code follows.
    Indented {
        blank: String,
    },
    /// The raw text of the last row, while it arrives.
    Table {
        row: Option<String>,
    },
}

/// A paragraph that takes more lines.
#[derive(Default)]
pub(super) struct Paragraph {
    /// Its lines, the definitions at its start taken away as far as no more
    /// text can change them.
    pub(super) text: String,
    /// Where the last line begins.
    pub(super) last: usize,
    /// It begins an item, and its first line may say that the item is a task.
    pub(super) task: bool,
}

impl Document {
    /// Carries out what a line does. Text of the line that is still to arrive
    /// goes to [`Document::extend`].
    pub(super) fn apply(&mut self, plan: Plan<'_>) {
        let Plan {
            matched,
            starts,
            line,
        } = plan;
        let whole = matched == self.open.len() && starts.is_empty();
        match (&line, &self.leaf) {
            (Line::More(_), _) => {}
            (Line::Code(..) | Line::FenceEnd, Leaf::Fence(_)) if whole => {}
            (Line::Code(..) | Line::Blank, Leaf::Indented { .. }) if whole => {}
            (Line::Underline(_) | Line::Delimiters(_) | Line::Row(_), _) => {}
            _ => self.close_to(matched),
        }
        let opened = !starts.is_empty();
        for start in starts {
            self.start(start);
        }
        let mut blank = false;
        match line {
            Line::Blank => {
                blank = !opened;
                if let Leaf::Indented { blank } = &mut self.leaf {
                    blank.push('\n');
                }
            }
            Line::More(text) => self.more(text),
            Line::Text(text) => self.paragraph(text),
            Line::Heading(level, text) => {
                let inlines = Vec::new();
                self.add(BlockKind::Heading { level, inlines });
                self.leaf = Leaf::Heading(text.to_owned());
            }
            Line::Underline(level) => self.underlined(level),
            Line::Rule => {
                self.add(BlockKind::Rule);
                self.close_block();
            }
            Line::Fence(fence, info) => {
                let info = unescape(info);
                let language = cut(&info, 0, count(&info, 0, |byte| !is_blank(byte))).to_owned();
                let text = String::new();
                self.add(BlockKind::Code { language, text });
                self.leaf = Leaf::Fence(fence);
            }
            Line::FenceEnd => self.close_leaf(),
            Line::Code(owed, text) => blank = self.code(owed, text),
            Line::Delimiters(align) => self.table(align),
            Line::Row(text) => {
                if let Some(BlockKind::Table { rows, .. }) = self.leaf_kind() {
                    rows.push(Row::default());
                }
                self.shown = 0;
                self.leaf = Leaf::Table {
                    row: Some(text.to_owned()),
                };
            }
        }
        self.blank = blank.then(|| {
            let open = self.open.get(..matched).unwrap_or(&self.open);
            let quote = open.iter().rposition(|open| matches!(open, Open::Quote));
            quote.map_or(0, |index| index + 1)
        });
        self.changed = true;
    }

    fn start(&mut self, start: Start) {
        match start {
            Start::Quote => {
                self.add(BlockKind::Quote(Vec::new()));
                self.open.push(Open::Quote);
            }
            Start::Item { bullet, content } => {
                let mark = bullet.mark;
                if !matches!(self.open.last(), Some(Open::List { mark: known }) if *known == mark) {
                    self.add(BlockKind::List {
                        start: bullet.number,
                        tight: true,
                        items: Vec::new(),
                    });
                    self.open.push(Open::List { mark });
                }
                self.add(BlockKind::Item {
                    task: None,
                    blocks: Vec::new(),
                });
                self.open.push(Open::Item { content });
            }
        }
    }

    /// Adds a block to the last open container. A blank line before it, in an
    /// item or between two, makes the list loose.
    pub(super) fn add(&mut self, kind: BlockKind) {
        let depth = self.open.len();
        let id = self.next_id;
        let revision = self.clock;
        self.next_id += 1;
        self.shown = 0;
        let after_blank = self.blank.take().is_some_and(|floor| floor < depth);
        let is_item = matches!(self.open.last(), Some(Open::Item { .. }));
        let Some(siblings) = self.siblings(depth) else {
            return;
        };
        let loosens = after_blank && !siblings.is_empty();
        siblings.push(Block {
            id,
            revision,
            closed: false,
            kind,
        });
        if loosens
            && let Some(list) = (depth - 1).checked_sub(usize::from(is_item))
            && let Some(BlockKind::List { tight, .. }) =
                self.block(list).map(|block| &mut block.kind)
        {
            *tight = false;
        }
    }

    /// Closes the leaf and the containers behind the first so many.
    pub(super) fn close_to(&mut self, depth: usize) {
        self.close_leaf();
        while self.open.len() > depth {
            self.open.pop();
            self.close_block();
        }
    }

    /// Marks the last block in the last open container as closed.
    pub(super) fn close_block(&mut self) {
        if let Some(block) = self.block(self.open.len()) {
            block.closed = true;
        }
    }

    /// Adds a line of code, opening a block for it if there is none; says
    /// whether the line is blank.
    fn code(&mut self, owed: usize, text: &str) -> bool {
        if matches!(self.leaf, Leaf::None) {
            self.add(BlockKind::Code {
                language: String::new(),
                text: String::new(),
            });
            self.leaf = Leaf::Indented {
                blank: String::new(),
            };
        }
        let mut line = String::new();
        if let Leaf::Indented { blank } = &mut self.leaf {
            line = std::mem::take(blank);
        }
        line.extend(std::iter::repeat_n(' ', owed));
        line.push_str(text);
        if let Leaf::Indented { blank } = &mut self.leaf
            && is_empty(text)
        {
            *blank = line;
            blank.push('\n');
            return true;
        }
        if let Some(BlockKind::Code { text, .. }) = self.leaf_kind() {
            text.push_str(&line);
        }
        self.code_line = true;
        false
    }

    /// More text of a line that has been applied.
    pub(super) fn extend(&mut self, more: &str) {
        match &mut self.leaf {
            Leaf::Paragraph(Paragraph { text, .. })
            | Leaf::Heading(text)
            | Leaf::Table { row: Some(text) } => text.push_str(more),
            Leaf::Fence(_) | Leaf::Indented { .. } => {
                if let Some(BlockKind::Code { text, .. }) = self.leaf_kind() {
                    text.push_str(more);
                }
            }
            _ => {}
        }
        self.changed = true;
    }

    /// The end of a line that has been applied.
    pub(super) fn end_line(&mut self) {
        match &self.leaf {
            Leaf::Paragraph(Paragraph { task: true, .. }) => self.end_first_line(),
            Leaf::Heading(_) => self.close_leaf(),
            Leaf::Table { row: Some(_) } => self.end_row(),
            _ => {}
        }
        if std::mem::take(&mut self.code_line)
            && let Some(BlockKind::Code { text, .. }) = self.leaf_kind()
        {
            text.push('\n');
        }
    }
}
