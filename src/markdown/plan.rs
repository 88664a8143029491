//! What a line does to the open blocks, found out without touching them: so
//! a line can be judged while it still arrives.

use super::Document;
use super::block::{Leaf, Open};
use super::cursor::Cursor;
use super::link::behind_definitions;
use super::marker::{self, Bullet, Fence};
use super::table;
use super::tree::Align;

/// Deepest nesting of quotes, lists and items; deeper markers are text.
const DEPTH: usize = 32;

/// What a line does.
pub(super) struct Plan<'a> {
    /// How many of the open containers it continues.
    pub(super) matched: usize,
    /// The containers it opens.
    pub(super) starts: Vec<Start>,
    /// What the rest of it is.
    pub(super) line: Line<'a>,
}

/// A container to open.
pub(super) enum Start {
    Quote,
    Item {
        bullet: Bullet,
        /// Columns to the content of the item.
        content: usize,
    },
}

/// What a line is behind the marks of its containers.
pub(super) enum Line<'a> {
    Blank,
    /// More text of the open paragraph.
    More(&'a str),
    /// Text of a new paragraph.
    Text(&'a str),
    Heading(u8, &'a str),
    /// The open paragraph is a heading.
    Underline(u8),
    Rule,
    Fence(Fence, &'a str),
    FenceEnd,
    /// Spaces and text of a code block.
    Code(usize, &'a str),
    /// The last line of the open paragraph heads a table.
    Delimiters(Vec<Align>),
    /// A row of the open table.
    Row(&'a str),
}

impl Document {
    /// What a line does; nothing if it is not `complete` and what follows
    /// could still change that.
    pub(super) fn plan<'a>(&self, line: &'a str, complete: bool) -> Option<Plan<'a>> {
        #[cfg(all(test, not(target_arch = "wasm32")))]
        super::tests::note_work(line.len());
        let mut cursor = Cursor::new(line);
        let mut matched = self.matched(&mut cursor);
        let whole = matched == self.open.len();
        let mut starts = Vec::new();
        let mut depth = matched;
        let line = loop {
            let indent = cursor.indent();
            let rest = cursor.rest();
            let here = whole && starts.is_empty();
            if here && let Some(line) = self.code_line(&mut cursor) {
                break line;
            }
            if rest.is_empty() {
                break Line::Blank;
            }
            let paragraph = starts.is_empty() && matches!(self.leaf, Leaf::Paragraph(_));
            if indent >= 4 {
                if paragraph {
                    break Line::More(rest);
                }
                cursor.skip_columns(4);
                let (owed, text) = cursor.verbatim();
                break Line::Code(owed, text);
            }
            let room = depth + 2 <= DEPTH;
            if rest.starts_with('>') && room {
                cursor.skip_marker(1);
                cursor.skip_columns(1);
                starts.push(Start::Quote);
                depth += 1;
                continue;
            }
            if let Some((level, text)) = marker::heading(rest) {
                break Line::Heading(level, text);
            }
            if let Some((fence, info)) = Fence::open(rest, indent) {
                break Line::Fence(fence, info);
            }
            // A line of such marks alone is undecided anyway, and these look at the text before it.
            let ends = here && complete;
            if ends && let Some(level) = self.underline(rest) {
                break Line::Underline(level);
            }
            if marker::is_rule(rest) {
                break Line::Rule;
            }
            if let Some(bullet) = Bullet::read(rest).filter(|_| room)
                && (!(here && paragraph) || bullet.interrupts(rest))
            {
                cursor.skip_marker(bullet.width);
                let spaces = cursor.indent();
                let blank = cursor.rest().is_empty();
                let padding = if blank || spaces > 4 { 1 } else { spaces };
                cursor.skip_columns(padding);
                let content = indent + bullet.width + padding;
                starts.push(Start::Item { bullet, content });
                depth += 2;
                continue;
            }
            if ends && let Some(align) = self.delimiters(rest) {
                break Line::Delimiters(align);
            }
            if here && matches!(self.leaf, Leaf::Table { .. }) {
                break Line::Row(rest);
            }
            if paragraph {
                match marker::is_source(rest) {
                    None if !complete => return None,
                    Some(true) => break Line::Text(rest),
                    _ => break Line::More(rest),
                }
            }
            break Line::Text(rest);
        };
        if !complete && self.is_undecided(&line, &starts, cursor.rest()) {
            return None;
        }
        // A list goes on only with an item of its kind.
        if let Some(Open::List { mark }) =
            matched.checked_sub(1).and_then(|last| self.open.get(last))
            && !matches!(line, Line::More(_))
            && !(starts.is_empty() && matches!(line, Line::Blank))
            && !matches!(starts.first(), Some(Start::Item { bullet, .. }) if bullet.mark == *mark)
        {
            matched -= 1;
        }
        Some(Plan {
            matched,
            starts,
            line,
        })
    }

    /// How many of the open containers the line continues.
    fn matched(&self, cursor: &mut Cursor<'_>) -> usize {
        let mut matched = 0;
        for open in &self.open {
            let blank = cursor.rest().is_empty();
            match open {
                Open::List { .. } => {}
                Open::Quote if cursor.indent() < 4 && cursor.rest().starts_with('>') => {
                    cursor.skip_marker(1);
                    cursor.skip_columns(1);
                }
                Open::Item { .. } if blank && self.is_empty_item(matched) => break,
                Open::Item { content } if cursor.indent() >= *content => {
                    cursor.skip_columns(*content);
                }
                Open::Item { .. } if blank => cursor.skip_marker(0),
                _ => break,
            }
            matched += 1;
        }
        matched
    }

    fn code_line<'a>(&self, cursor: &mut Cursor<'a>) -> Option<Line<'a>> {
        let indent = cursor.indent();
        match &self.leaf {
            Leaf::Fence(fence) if indent < 4 && fence.is_closed_by(cursor.rest()) => {
                return Some(Line::FenceEnd);
            }
            Leaf::Fence(fence) => cursor.skip_columns(fence.indent),
            Leaf::Indented { .. } if indent >= 4 => cursor.skip_columns(4),
            _ => return None,
        }
        let (owed, text) = cursor.verbatim();
        Some(Line::Code(owed, text))
    }

    fn underline(&self, rest: &str) -> Option<u8> {
        let Leaf::Paragraph(paragraph) = &self.leaf else {
            return None;
        };
        let level = marker::underline(rest)?;
        let text = behind_definitions(&paragraph.text);
        (!text.is_empty()).then_some(level)
    }

    fn delimiters(&self, rest: &str) -> Option<Vec<Align>> {
        let Leaf::Paragraph(paragraph) = &self.leaf else {
            return None;
        };
        let align = table::delimiters(rest)?;
        let head = table::cells(paragraph.last_line(), align.len() + 1);
        (head.len() == align.len()).then_some(align)
    }

    fn is_undecided(&self, line: &Line<'_>, starts: &[Start], rest: &str) -> bool {
        match line {
            Line::Blank | Line::Rule | Line::Fence(..) | Line::FenceEnd => true,
            Line::Code(..) => {
                let fenced =
                    matches!(&self.leaf, Leaf::Fence(fence) if fence.may_be_closed_by(rest));
                // Behind a bullet it may be the middle of a rule.
                let rule = !starts.is_empty() && marker::is_undecided(rest);
                rest.is_empty() || fenced || rule
            }
            _ => marker::is_undecided(rest),
        }
    }
}
