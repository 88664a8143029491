//! The text without its marks, for the clipboard and for announcements.

use super::Document;
use super::scan::after;
use super::tree::{Block, BlockKind, Inline};

/// Who gets a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    /// Words, with the numbers of sources.
    Reading,
    /// Words only.
    Hearing,
    /// Words, and where links lead.
    Keeping,
}

impl Document {
    /// The text without its marks.
    pub fn text(&self) -> String {
        self.written(For::Reading)
    }

    /// The text for the clipboard: with the addresses that links lead to, and the sources.
    pub fn text_to_keep(&self) -> String {
        let mut out = self.written(For::Keeping);
        for (index, source) in self.sources().iter().enumerate() {
            out.push_str(if index == 0 { "\n\n[" } else { "\n[" });
            out.push_str(&source.number.to_string());
            out.push_str("] ");
            if !source.label.is_empty() {
                out.push_str(&source.label);
                out.push_str(": ");
            }
            out.push_str(&source.url);
        }
        out
    }

    fn written(&self, to: For) -> String {
        let mut out = String::new();
        write_blocks(&self.blocks, to, &mut out);
        trim_end(&mut out);
        out
    }
}

/// A piece of an answer as it is said aloud: without addresses and numbers of sources, also of those
/// that are defined behind it.
pub fn spoken(piece: &str) -> String {
    let mut document = Document::default();
    for after in piece.split('[').skip(1) {
        if let Some((number, _)) = after.split_once(']')
            && super::reference::source_number(number).is_some()
        {
            document.push(&["[", number, "]: https://source\n"].concat());
        }
    }
    document.push("\n");
    document.push(piece);
    document.finish();
    document.written(For::Hearing)
}

impl Block {
    /// This block as plain text, without a line feed at its end.
    pub fn text(&self) -> String {
        let mut out = String::new();
        write_block(self, For::Reading, &mut out);
        trim_end(&mut out);
        out
    }
}

fn write_blocks(blocks: &[Block], to: For, out: &mut String) {
    for block in blocks {
        write_block(block, to, out);
    }
}

/// The inlines as plain text.
pub fn inline_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    write_inlines(inlines, For::Reading, '\n', &mut out);
    out
}

fn write_block(block: &Block, to: For, out: &mut String) {
    match &block.kind {
        BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } => {
            write_inlines(inlines, to, '\n', out);
        }
        BlockKind::Code { text, .. } => out.push_str(text),
        BlockKind::Quote(blocks) => write_blocks(blocks, to, out),
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
                write_block(item, to, out);
                trim_end(out);
                out.push('\n');
            }
        }
        BlockKind::Item { task, blocks } => {
            if let Some(done) = task {
                out.push_str(if *done { "[x] " } else { "[ ] " });
            }
            write_blocks(blocks, to, out);
        }
        BlockKind::Table { head, rows, .. } => {
            for row in std::iter::once(head).chain(rows) {
                for (index, cell) in row.cells.iter().enumerate() {
                    if index > 0 {
                        out.push('\t');
                    }
                    // A row is a line, also where a cell has several.
                    write_inlines(cell, to, ' ', out);
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

fn write_inlines(inlines: &[Inline], to: For, line_end: char, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Image { alt: text, .. } => {
                out.push_str(text);
            }
            Inline::Emphasis(children)
            | Inline::Strong(children)
            | Inline::Strikethrough(children) => write_inlines(children, to, line_end, out),
            Inline::Link { url, children, .. } => {
                let from = out.len();
                write_inlines(children, to, line_end, out);
                if to == For::Keeping && !is_address(after(out, from), url) {
                    out.push_str(" (");
                    out.push_str(url);
                    out.push(')');
                }
            }
            Inline::Citation { children, .. } if to == For::Hearing => {
                write_inlines(children, to, line_end, out);
            }
            Inline::Citation {
                number, children, ..
            } => {
                write_inlines(children, to, line_end, out);
                out.push('[');
                out.push_str(&number.to_string());
                out.push(']');
            }
            Inline::HardBreak | Inline::SoftBreak => out.push(line_end),
        }
    }
}

/// Whether the words of a link are its address, or all of it but the scheme.
fn is_address(words: &str, url: &str) -> bool {
    let rest = url.strip_suffix(words);
    rest.is_some_and(|scheme| scheme.is_empty() || scheme.ends_with([':', '/']))
        && (words.contains(['.', '@']) || rest == Some(""))
}

fn trim_end(out: &mut String) {
    let kept = out.trim_end_matches(['\n', ' ']).len();
    out.truncate(kept);
}
