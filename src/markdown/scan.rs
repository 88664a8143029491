//! Small steps over bytes and characters.
//!
//! Every cut is made beside an ASCII character, so it falls on a character
//! boundary; one that does not gives nothing instead of a panic.

/// The text between two offsets.
pub(super) fn cut(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

/// The text from an offset on.
pub(super) fn after(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or_default()
}

/// The byte at an offset, or 0 at the end (a document holds no 0).
pub(super) fn byte(text: &str, at: usize) -> u8 {
    text.as_bytes().get(at).copied().unwrap_or(0)
}

/// How many times a byte is repeated from an offset on.
pub(super) fn run(text: &str, at: usize, mark: u8) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| **byte == mark).count()
}

/// How many bytes from an offset on satisfy a condition. (A pointer to a
/// function, because a copy of this for each condition weighs more.)
pub(super) fn count(text: &str, at: usize, wanted: fn(u8) -> bool) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| wanted(**byte)).count()
}

/// The length of a text without the bytes at its end that satisfy a condition.
pub(super) fn kept(text: &str, unwanted: fn(u8) -> bool) -> usize {
    let end = text.bytes().rposition(|byte| !unwanted(byte));
    end.map_or(0, |last| last + 1)
}

/// A space or a tab.
pub(super) fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// A space, a tab or a line ending.
pub(super) fn is_space(byte: u8) -> bool {
    is_blank(byte) || byte == b'\n'
}

/// What comes behind `<br>`, `<br/>` or `<br />`, if that is what `text` begins with.
pub fn behind_break(text: &str) -> Option<&str> {
    let name = text.get(..3).filter(|it| it.eq_ignore_ascii_case("<br"))?;
    let rest = text.get(name.len()..)?.trim_start_matches(' ');
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    rest.strip_prefix('>')
}

/// Without the spaces, tabs and line endings around it.
pub(super) fn trim(text: &str) -> &str {
    let text = after(text, count(text, 0, is_space));
    cut(text, 0, kept(text, is_space))
}

/// Whether there is nothing but spaces, tabs and line endings.
pub(super) fn is_empty(text: &str) -> bool {
    count(text, 0, is_space) == text.len()
}

/// Whitespace as the flanking rules of emphasis see it.
pub(super) fn is_unicode_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{c}' | '\u{a0}' | '\u{1680}')
        || matches!(
            c,
            '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
        )
}

/// Punctuation and symbols as the flanking rules of emphasis see them.
///
/// The standard library has no table for these, and a full one costs more
/// than it is worth: these ranges cover what is printed in living scripts.
pub(super) fn is_punctuation(c: char) -> bool {
    let code = u32::from(c);
    if code < 0x80 {
        return c.is_ascii_punctuation();
    }
    RANGES.iter().any(|(from, to)| {
        let (from, to) = (u32::from(*from), u32::from(*to));
        (from..=to).contains(&code)
    }) || (0x1f000..=0x1faff).contains(&code)
}

/// Inclusive ranges; the gaps between neighbours are letters and digits.
const RANGES: [(u16, u16); 32] = [
    (0xa1, 0xa9),
    (0xab, 0xac),
    (0xae, 0xb1),
    (0xb4, 0xb4),
    (0xb6, 0xb8),
    (0xbb, 0xbb),
    (0xbf, 0xbf),
    (0xd7, 0xd7),
    (0xf7, 0xf7),
    (0x2c2, 0x2c5),
    (0x37e, 0x37e),
    (0x387, 0x387),
    (0x55a, 0x55f),
    (0x589, 0x58f),
    (0x5be, 0x5be),
    (0x5f3, 0x5f4),
    (0x60c, 0x60f),
    (0x61b, 0x61f),
    (0x66a, 0x66d),
    (0x964, 0x965),
    (0xe3f, 0xe3f),
    (0x2010, 0x2027),
    (0x2030, 0x205e),
    (0x20a0, 0x20c0),
    (0x2190, 0x245f),
    (0x2500, 0x2775),
    (0x2794, 0x2bff),
    (0x2e00, 0x2e5d),
    (0x3001, 0x3020),
    (0xfe30, 0xfe6b),
    (0xff01, 0xff0f),
    (0xff1a, 0xff20),
];
