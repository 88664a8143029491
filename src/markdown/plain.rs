//! The text without its marks, for the clipboard and for announcements.

use super::tree::{Block, BlockKind, Inline};

impl Block {
    /// This block as plain text, without a line feed at its end.
    pub fn text(&self) -> String {
        let mut out = String::new();
        write_block(self, &mut out);
        trim_end(&mut out);
        out
    }
}

pub(super) fn write_blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        write_block(block, out);
    }
}

/// The inlines as plain text.
pub fn inline_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    write_inlines(inlines, &mut out);
    out
}

fn write_block(block: &Block, out: &mut String) {
    match &block.kind {
        BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } => {
            write_inlines(inlines, out);
        }
        BlockKind::Code { text, .. } => out.push_str(text),
        BlockKind::Quote(blocks) => write_blocks(blocks, out),
        BlockKind::List { start, items, .. } => {
            let mut number = *start;
            for item in items {
                match &mut number {
                    Some(number) => {
                        out.push_str(&number.to_string());
                        out.push_str(". ");
                        *number = number.saturating_add(1);
                    }
                    None => out.push_str("- "),
                }
                write_block(item, out);
                trim_end(out);
                out.push('\n');
            }
        }
        BlockKind::Item { task, blocks } => {
            if let Some(done) = task {
                out.push_str(if *done { "[x] " } else { "[ ] " });
            }
            write_blocks(blocks, out);
        }
        BlockKind::Table { head, rows, .. } => {
            for row in std::iter::once(head).chain(rows) {
                for (index, cell) in row.cells.iter().enumerate() {
                    if index > 0 {
                        out.push('\t');
                    }
                    write_inlines(cell, out);
                }
                out.push('\n');
            }
        }
        BlockKind::Rule => {}
    }
    if !out.is_empty() {
        trim_end(out);
        out.push_str("\n\n");
    }
}

pub(super) fn write_inlines(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Image { alt: text, .. } => {
                out.push_str(text);
            }
            Inline::Emphasis(children)
            | Inline::Strong(children)
            | Inline::Strikethrough(children)
            | Inline::Link { children, .. } => write_inlines(children, out),
            Inline::Citation {
                number, children, ..
            } => {
                write_inlines(children, out);
                out.push('[');
                out.push_str(&number.to_string());
                out.push(']');
            }
            Inline::HardBreak | Inline::SoftBreak => out.push('\n'),
        }
    }
}

pub(super) fn trim_end(out: &mut String) {
    let kept = out.trim_end_matches(['\n', ' ']).len();
    out.truncate(kept);
}
