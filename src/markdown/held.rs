//! What of a growing paragraph is shown, and when.

use super::Document;
use super::block::Paragraph;
use super::link::{Scan, behind_definitions, definition};
use super::scan::{after, byte, count, cut, is_blank, trim};

/// A leaf longer than this is shown again only when it has grown by an
/// eighth, so that showing it takes time in proportion to its length.
const SHORT: usize = 4_096;

/// Longest text that is held back because it may begin a definition.
pub(super) const HELD: usize = 4_096;

/// Longest label that is held back without its end.
const LABEL: usize = 100;

impl Document {
    /// Whether the open leaf, which has this text now, is to be shown again.
    pub(super) fn is_due(&mut self, text: &str) -> bool {
        let due = text.len() <= SHORT || text.len() >= self.shown + self.shown / 8;
        if due {
            self.shown = text.len();
        }
        due
    }
}

/// The part of a growing paragraph that no line to come can make something
/// else: not a table's head, not a definition, not the box of a task.
pub(super) fn presentable(paragraph: &Paragraph) -> &str {
    let mut text = paragraph.text.as_str();
    if paragraph.last_line().starts_with('|') {
        text = cut(text, 0, paragraph.last);
    }
    let bare = trim(text);
    if paragraph.task && matches!(bare, "[" | "[ " | "[ ]" | "[x" | "[x]" | "[X" | "[X]") {
        return "";
    }
    if text.len() > HELD {
        return text;
    }
    text = behind_definitions(text);
    match definition(text) {
        Scan::More if text.len() <= LABEL || text.as_bytes().windows(2).any(|two| two == b"]:") => {
            ""
        }
        _ => text,
    }
}

/// Whether the task is done that a text begins with, and what it is.
pub(super) fn task(text: &str) -> Option<(bool, &str)> {
    let done = match cut(text, 0, 3) {
        "[ ]" => false,
        "[x]" | "[X]" => true,
        _ => return None,
    };
    let rest = after(text, 3 + count(text, 3, is_blank));
    let follows = is_blank(byte(text, 3)) && !matches!(byte(rest, 0), 0 | b'\n');
    follows.then_some((done, rest))
}
