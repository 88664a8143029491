//! What the start of a line can be. Each function sees the line behind its
//! indentation.

use super::scan::{after, byte, count, cut, is_blank, is_empty, kept, run, trim};

/// A thematic break: `---`, `* * *`.
pub(super) fn is_rule(rest: &str) -> bool {
    let mark = byte(rest, 0);
    let mut marks = 0;
    for byte in rest.bytes() {
        if byte == mark {
            marks += 1;
        } else if !is_blank(byte) {
            return false;
        }
    }
    marks >= 3 && matches!(mark, b'*' | b'-' | b'_')
}

/// Level and raw text of a heading that starts with `#`.
pub(super) fn heading(rest: &str) -> Option<(u8, &str)> {
    let level = run(rest, 0, b'#');
    let next = byte(rest, level);
    let level_wanted = (1..=6).contains(&level) && (next == 0 || is_blank(next));
    level_wanted.then(|| (level as u8, after(rest, level)))
}

/// The text of such a heading without the marks that may close it.
pub(super) fn heading_text(raw: &str) -> &str {
    let text = trim(raw);
    let open = cut(text, 0, kept(text, |byte| byte == b'#'));
    let last = byte(open, open.len().wrapping_sub(1));
    if last == 0 || is_blank(last) {
        trim(open)
    } else {
        text
    }
}

/// The level of the heading that this line makes of the paragraph above it.
pub(super) fn underline(rest: &str) -> Option<u8> {
    let mark = byte(rest, 0);
    let level = match mark {
        b'=' => 1,
        b'-' => 2,
        _ => return None,
    };
    is_empty(after(rest, run(rest, 0, mark))).then_some(level)
}

/// The fence of a code block.
#[derive(Clone, Copy)]
pub(super) struct Fence {
    mark: u8,
    length: usize,
    /// Columns of indentation, which are taken from each line as well.
    pub(super) indent: usize,
}

impl Fence {
    /// An opening fence and its info string.
    pub(super) fn open(rest: &str, indent: usize) -> Option<(Self, &str)> {
        let mark = byte(rest, 0);
        let length = run(rest, 0, mark);
        let info = trim(after(rest, length));
        let fits = match mark {
            b'`' => info.bytes().all(|byte| byte != b'`'),
            b'~' => true,
            _ => false,
        };
        let fence = Self {
            mark,
            length,
            indent,
        };
        (fits && length >= 3).then_some((fence, info))
    }

    pub(super) fn is_closed_by(self, rest: &str) -> bool {
        let length = run(rest, 0, self.mark);
        length >= self.length && is_empty(after(rest, length))
    }

    /// Whether the beginning of a line can still become the closing fence.
    pub(super) fn may_be_closed_by(self, rest: &str) -> bool {
        is_empty(after(rest, run(rest, 0, self.mark)))
    }
}

/// The marker of a list item.
#[derive(Clone, Copy)]
pub(super) struct Bullet {
    /// `-`, `+`, `*`, `.` or `)`: items with the same one make a list.
    pub(super) mark: u8,
    /// The number, if it is one.
    pub(super) number: Option<u32>,
    /// Its length.
    pub(super) width: usize,
}

impl Bullet {
    pub(super) fn read(rest: &str) -> Option<Self> {
        let digits = digits(rest);
        let mark = byte(rest, digits);
        let fits = match digits {
            0 => matches!(mark, b'-' | b'+' | b'*'),
            1..=9 => matches!(mark, b'.' | b')'),
            _ => false,
        };
        let next = byte(rest, digits + 1);
        let bullet = Self {
            mark,
            number: (digits > 0).then(|| number(cut(rest, 0, digits))),
            width: digits + 1,
        };
        (fits && (next == 0 || is_blank(next))).then_some(bullet)
    }

    /// Whether an item may begin in the middle of a paragraph.
    pub(super) fn interrupts(self, rest: &str) -> bool {
        self.number.unwrap_or(1) == 1 && !is_empty(after(rest, self.width))
    }
}

/// Whether a line that has only begun like this can still become anything.
pub(super) fn is_undecided(rest: &str) -> bool {
    let digits = digits(rest);
    if digits > 0 {
        return digits <= 9 && matches!(trim(after(rest, digits)), "" | "." | ")");
    }
    rest.bytes()
        .all(|byte| is_blank(byte) || b"-+*_=#~`:|>".contains(&byte))
}

/// Whether a line defines a source, `[1]: https://…`; `None` if it is too
/// short to tell. Such a line needs no blank line before it.
pub(super) fn is_source(rest: &str) -> Option<bool> {
    let Some(rest) = rest.strip_prefix('[') else {
        return Some(false);
    };
    let digits = digits(rest);
    let mut rest = after(rest, digits);
    if digits > 4 || (digits == 0 && !rest.is_empty()) {
        return Some(false);
    }
    for part in ["]:", "http"] {
        rest = after(rest, count(rest, 0, is_blank));
        match rest.strip_prefix(part) {
            Some(next) => rest = next,
            None if part.starts_with(rest) => return None,
            None => return Some(false),
        }
    }
    rest = rest.strip_prefix('s').unwrap_or(rest);
    match rest.strip_prefix("://") {
        Some("") => None,
        Some(_) => Some(true),
        None if "://".starts_with(rest) => None,
        None => Some(false),
    }
}

fn digits(text: &str) -> usize {
    count(text, 0, |byte| byte.is_ascii_digit())
}

/// The value of a few digits.
pub(super) fn number(digits: &str) -> u32 {
    digits.bytes().fold(0_u32, |sum, byte| {
        sum.wrapping_mul(10).wrapping_add(u32::from(byte & 15))
    })
}
