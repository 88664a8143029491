//! The parts links and definitions are written with: label, destination, title.

use super::scan::{after, byte, count, cut, is_blank, is_empty, is_space};

/// Longest label that can refer to anything.
pub(super) const LABEL_LIMIT: usize = 999;

/// What reading a part has come to.
pub(super) enum Scan<T> {
    Found(T),
    /// It is something else, whatever follows.
    No,
    /// The text ended too early to tell.
    More,
}

/// A part: the offset behind it and what is between its marks.
pub(super) type Part<'a> = (usize, &'a str);

/// A label: `[words]`.
pub(super) fn label(text: &str, at: usize) -> Scan<Part<'_>> {
    if byte(text, at) != b'[' {
        return Scan::No;
    }
    let mut end = at + 1;
    loop {
        match byte(text, end) {
            0 => return Scan::More,
            b']' => return Scan::Found((end + 1, cut(text, at + 1, end))),
            b'[' => return Scan::No,
            b'\\' => end += 1 + usize::from(byte(text, end + 1).is_ascii_punctuation()),
            _ => end += 1,
        }
        if end - at > LABEL_LIMIT + 1 {
            return Scan::No;
        }
    }
}

/// A destination: `<a b>` or `https://example.com/a_(b)`.
pub(super) fn destination(text: &str, at: usize) -> Scan<Part<'_>> {
    let mut end = at;
    if byte(text, at) == b'<' {
        loop {
            end += 1;
            match byte(text, end) {
                0 => return Scan::More,
                b'>' => return Scan::Found((end + 1, cut(text, at + 1, end))),
                b'<' | b'\n' => return Scan::No,
                b'\\' if byte(text, end + 1).is_ascii_punctuation() => end += 1,
                _ => {}
            }
        }
    }
    let mut depth = 0_u8;
    loop {
        match byte(text, end) {
            b'(' if depth == 32 => return Scan::No,
            b'(' => depth += 1,
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            b'\\' if byte(text, end + 1).is_ascii_punctuation() => end += 1,
            0 if depth > 0 => return Scan::More,
            0..=b' ' | 0x7f => break,
            _ => {}
        }
        end += 1;
    }
    if depth > 0 {
        return Scan::No;
    }
    Scan::Found((end, cut(text, at, end)))
}

/// A title: `"words"`, `'words'` or `(words)`.
pub(super) fn title(text: &str, at: usize) -> Scan<Part<'_>> {
    let open = byte(text, at);
    let close = match open {
        b'"' | b'\'' => open,
        b'(' => b')',
        _ => return Scan::No,
    };
    let mut end = at + 1;
    loop {
        match byte(text, end) {
            0 => return Scan::More,
            found if found == close => return Scan::Found((end + 1, cut(text, at + 1, end))),
            b'(' if open == b'(' => return Scan::No,
            b'\\' if byte(text, end + 1).is_ascii_punctuation() => end += 1,
            _ => {}
        }
        end += 1;
    }
}

/// What stands behind the words of a link: `(destination "title")`. Gives the
/// offset behind it, the destination and the title.
pub(super) fn target(text: &str, at: usize) -> Scan<(usize, &str, &str)> {
    if byte(text, at) != b'(' {
        return Scan::No;
    }
    let from = skip_space(text, at + 1);
    let (mut end, url) = match destination(text, from) {
        Scan::Found(part) => part,
        Scan::No => return Scan::No,
        Scan::More => return Scan::More,
    };
    let mut words = "";
    let next = skip_space(text, end);
    if next > end {
        match title(text, next) {
            Scan::Found((behind, title)) => {
                words = title;
                end = behind;
            }
            Scan::No => {}
            Scan::More => return Scan::More,
        }
    }
    end = skip_space(text, end);
    match byte(text, end) {
        b')' => Scan::Found((end + 1, url, words)),
        0 => Scan::More,
        _ => Scan::No,
    }
}

pub(super) fn skip_space(text: &str, at: usize) -> usize {
    at + count(text, at, is_space)
}

/// A definition: `[label]: destination "title"`.
pub(super) struct Definition<'a> {
    pub(super) label: &'a str,
    pub(super) url: &'a str,
    pub(super) title: &'a str,
    /// The offset behind it and its line ending.
    pub(super) end: usize,
    /// Whether more text could change it.
    pub(super) open: bool,
}

/// The definition at the beginning of a paragraph.
pub(super) fn definition(text: &str) -> Scan<Definition<'_>> {
    #[cfg(all(test, not(target_arch = "wasm32")))]
    super::tests::note_work(if text.starts_with('[') { text.len() } else { 0 });
    let (end, label) = match label(text, 0) {
        Scan::Found(part) => part,
        Scan::No => return Scan::No,
        Scan::More => return Scan::More,
    };
    match byte(text, end) {
        b':' if !is_empty(label) => {}
        0 => return Scan::More,
        _ => return Scan::No,
    }
    let from = skip_space(text, end + 1);
    if byte(text, from) == 0 {
        return Scan::More;
    }
    let (end, url) = match destination(text, from) {
        Scan::Found((end, _)) if end == from => return Scan::No,
        Scan::Found(part) => part,
        Scan::No => return Scan::No,
        Scan::More => return Scan::More,
    };
    let next = skip_space(text, end);
    let mut found = Definition {
        label,
        url,
        title: "",
        end: line_end(text, end).unwrap_or(0),
        open: byte(text, next) == 0,
    };
    if next > end {
        match title(text, next) {
            Scan::Found((behind, title)) => {
                if let Some(end) = line_end(text, behind) {
                    found.title = title;
                    found.end = end;
                    found.open = byte(text, end.saturating_sub(1)) != b'\n';
                }
            }
            Scan::No => {}
            // The title may have its end in the lines to come; without it,
            // this is a definition only if the title is on a line of its own.
            Scan::More if found.end == 0 => return Scan::More,
            Scan::More => found.open = true,
        }
    }
    if found.end == 0 {
        return Scan::No;
    }
    Scan::Found(found)
}

/// The offset behind the line's end, if nothing but spaces is before it.
fn line_end(text: &str, at: usize) -> Option<usize> {
    let end = at + count(text, at, is_blank);
    match byte(text, end) {
        0 => Some(end),
        b'\n' => Some(end + 1),
        _ => None,
    }
}

/// A label as labels are compared: case folded, white space collapsed.
pub(super) fn normalize(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    for word in label.split([' ', '\t', '\n']) {
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            fold(c, &mut out);
        }
    }
    out
}

/// Case folding for the scripts that have case and are met in practice:
/// Latin, Greek, Cyrillic. The full tables would weigh more than this parser.
fn fold(c: char, out: &mut String) {
    let code = u32::from(c);
    let folded = match code {
        0xdf | 0x1e9e => return out.push_str("ss"),
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a9 | 0x410..=0x42f => code + 32,
        0x3c2 => 0x3c3,
        0x400..=0x40f => code + 80,
        0x100..=0x137 | 0x14a..=0x177 | 0x460..=0x481 => code | 1,
        _ => code,
    };
    out.push(char::from_u32(folded).unwrap_or(c));
}

/// What a paragraph has behind the definitions it starts with.
pub(super) fn behind_definitions(mut text: &str) -> &str {
    while let Scan::Found(definition) = definition(text) {
        text = after(text, definition.end);
    }
    text
}
