//! Addresses in the text: `<https://example.com>` and bare ones.

use super::scan::{after, byte, count, cut, is_space, kept};

/// What is between the brackets of `<scheme:address>` or `<name@host>`, and
/// the text to be put before it to make an address of it.
pub(super) fn bracketed(text: &str, at: usize) -> Option<(&str, &'static str)> {
    let from = at + 1;
    let length = count(text, from, |byte| {
        byte > b' ' && !matches!(byte, b'<' | b'>' | 0x7f)
    });
    let inner = cut(text, from, from + length);
    if byte(text, from + length) != b'>' {
        return None;
    }
    if has_scheme(inner) {
        return Some((inner, ""));
    }
    let at = count(inner, 0, |byte| byte != b'@');
    let (name, host) = (cut(inner, 0, at), after(inner, at + 1));
    let name_fits = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte));
    let host_fits = host.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    });
    (name_fits && host_fits && !name.is_empty()).then_some((inner, "mailto:"))
}

/// Whether a text starts like `scheme:`.
pub(super) fn has_scheme(text: &str) -> bool {
    let length = count(text, 0, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
    });
    (2..=32).contains(&length) && byte(text, 0).is_ascii_alphabetic() && byte(text, length) == b':'
}

/// A bare address around the byte at an offset (`:`, `.` or `@`), beginning
/// at `floor` or later: from, to, and what to put before it. In brackets it
/// ends with them.
pub(super) fn bare(
    text: &str,
    at: usize,
    floor: usize,
    in_brackets: bool,
) -> Option<(usize, usize, &'static str)> {
    match byte(text, at) {
        b':' => web(text, at, floor, in_brackets),
        b'.' => www(text, at, floor, in_brackets),
        _ => mail(text, at, floor),
    }
}

fn web(
    text: &str,
    at: usize,
    floor: usize,
    in_brackets: bool,
) -> Option<(usize, usize, &'static str)> {
    if !after(text, at).starts_with("://") {
        return None;
    }
    let before = text.as_bytes().get(floor..at)?;
    let from = at
        - before
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
    let scheme = cut(text, from, at);
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return None;
    }
    let end = address_end(text, at + 3, in_brackets)?;
    Some((from, end, ""))
}

fn www(
    text: &str,
    at: usize,
    floor: usize,
    in_brackets: bool,
) -> Option<(usize, usize, &'static str)> {
    let from = at.checked_sub(3).filter(|from| *from >= floor)?;
    let begins = from == 0 || b" \t\n*_~([".contains(&byte(text, from - 1));
    if !begins || cut(text, from, at) != "www" {
        return None;
    }
    let end = address_end(text, at + 1, in_brackets)?;
    Some((from, end, "http://"))
}

/// Where an address ends whose host begins at an offset.
fn address_end(text: &str, host: usize, in_brackets: bool) -> Option<usize> {
    let length = count(text, host, |byte| {
        byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'-' | b'_' | b'.')
    });
    let name = cut(text, host, host + length);
    let name = cut(name, 0, kept(name, |byte| byte == b'.'));
    let last = kept(name, |byte| byte != b'.').saturating_sub(1);
    let second = kept(cut(name, 0, last), |byte| byte != b'.');
    let underscored = after(name, second).bytes().any(|byte| byte == b'_');
    if matches!(byte(name, 0), 0 | b'.' | b'-') || underscored {
        return None;
    }
    let goes_on: fn(u8) -> bool = if in_brackets {
        |byte| !is_space(byte) && byte != b'<' && byte != b']'
    } else {
        |byte| !is_space(byte) && byte != b'<'
    };
    let length = count(text, host, goes_on);
    Some(host + trimmed(cut(text, host, host + length)))
}

/// The length of an address without the punctuation of the sentence around it.
fn trimmed(address: &str) -> usize {
    let mut end = address.len();
    let mut unpaired: isize = address
        .bytes()
        .map(|byte| isize::from(byte == b')') - isize::from(byte == b'('))
        .sum();
    while let Some(last) = end.checked_sub(1) {
        match byte(address, last) {
            b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~' | b'\'' | b'"' => end = last,
            b')' if unpaired > 0 => {
                unpaired -= 1;
                end = last;
            }
            b';' => {
                let name = kept(cut(address, 0, last), |byte| byte.is_ascii_alphanumeric());
                if name < last && name > 0 && byte(address, name - 1) == b'&' {
                    end = name - 1;
                } else {
                    break;
                }
            }
            _ => break,
        }
    }
    end
}

fn mail(text: &str, at: usize, floor: usize) -> Option<(usize, usize, &'static str)> {
    let before = text.as_bytes().get(floor..at)?;
    let name = before
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b".+-_".contains(byte))
        .count();
    let length = count(text, at + 1, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_')
    });
    let host = cut(text, at + 1, at + 1 + length);
    let host = cut(host, 0, kept(host, |byte| byte == b'.'));
    // Behind a backslash it is not all of the name.
    let whole = byte(text, (at - name).wrapping_sub(1)) != b'\\';
    let fits = name > 0
        && whole
        && byte(host, 0) != b'.'
        && host.bytes().any(|byte| byte == b'.')
        && !matches!(byte(host, host.len().wrapping_sub(1)), b'-' | b'_');
    fits.then_some((at - name, at + 1 + host.len(), "mailto:"))
}
