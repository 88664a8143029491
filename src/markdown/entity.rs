//! Character references and backslash escapes.
//!
//! HTML has 2,125 names, which weigh more than this whole parser. Here are
//! Latin-1 and what people write in prose; any character can be written by
//! its number.

use super::scan::{after, byte, count, cut};

/// The names of U+00A0 to U+00FF, in order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg \
    macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 \
    iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave \
    Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc \
    Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc \
    euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yuml";

/// Others: a character and its name, again and again.
const NAMED: &str = "&amp <lt >gt \"quot 'apos –ndash —mdash …hellip •bull ‘lsquo ’rsquo ‚sbquo \
    “ldquo ”rdquo „bdquo ‹lsaquo ›rsaquo €euro ™trade ←larr ↑uarr →rarr ↓darr ↔harr ⇒rArr ⇔hArr \
    −minus ≈asymp ≠ne ≤le ≥ge ∞infin √radic ∑sum ∏prod ∂part ∫int ∈isin ∅empty ∀forall ∃exist \
    ‰permil †dagger ‡Dagger ✓check αalpha βbeta γgamma δdelta ΔDelta εepsilon θtheta λlambda μmu \
    πpi ρrho σsigma ΣSigma τtau φphi ωomega ΩOmega œoelig ŒOElig šscaron ŠScaron";

/// The character that a reference like `&amp;` at this offset stands for, and
/// the offset behind it.
pub(super) fn entity(text: &str, at: usize) -> Option<(usize, char)> {
    let numeric = byte(text, at + 1) == b'#';
    let hex = numeric && byte(text, at + 2) | 32 == b'x';
    let (from, wanted): (usize, fn(u8) -> bool) = match (numeric, hex) {
        (true, true) => (at + 3, |byte| byte.is_ascii_hexdigit()),
        (true, false) => (at + 2, |byte| byte.is_ascii_digit()),
        _ => (at + 1, |byte| byte.is_ascii_alphanumeric()),
    };
    let end = from + count(text, from, wanted);
    let name = cut(text, from, end);
    if byte(text, end) != b';' || !(1..=if hex { 6 } else { 7 }).contains(&name.len()) {
        return None;
    }
    let c = if numeric {
        let radix = if hex { 16 } else { 10 };
        let code = name
            .chars()
            .fold(0, |sum, c| sum * radix + c.to_digit(radix).unwrap_or(0));
        char::from_u32(code)
            .filter(|c| *c != '\0')
            .unwrap_or(char::REPLACEMENT_CHARACTER)
    } else {
        named(name)?
    };
    Some((end + 1, c))
}

fn named(name: &str) -> Option<char> {
    if let Some(at) = LATIN.split(' ').position(|known| known == name) {
        return char::from_u32(0xa0 + at as u32);
    }
    NAMED.split(' ').find_map(|entry| {
        let mut chars = entry.chars();
        chars.next().filter(|_| chars.as_str() == name)
    })
}

/// The text without backslashes before punctuation, and with the characters
/// its references stand for.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    let mut at = 0;
    loop {
        match byte(text, at) {
            0 => break,
            b'\\' if byte(text, at + 1).is_ascii_punctuation() => {
                out.push_str(cut(text, start, at));
                start = at + 1;
                at += 2;
            }
            b'&' => match entity(text, at) {
                Some((end, c)) => {
                    out.push_str(cut(text, start, at));
                    out.push(c);
                    start = end;
                    at = end;
                }
                None => at += 1,
            },
            _ => at += 1,
        }
    }
    out.push_str(after(text, start));
    out
}
