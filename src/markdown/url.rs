//! Which addresses a visitor may be sent to.

use super::scan::{after, byte, count, cut, kept};

/// Longest address; browsers and servers stop at about the same.
const LIMIT: usize = 2_048;

/// An address as a browser will understand it, if a link may lead there:
/// `http:` and `https:` with a host, `mailto:` and `tel:`, nothing else.
///
/// A browser drops line endings and tabs anywhere in an address and control
/// characters around it, so they are dropped before it is judged. An address
/// relative to the host page, or to its scheme, is not a link.
pub fn safe_url(url: &str) -> Option<String> {
    let from = count(url, 0, |byte| byte <= b' ');
    let mut url = cut(url, from, kept(url, |byte| byte <= b' ')).to_owned();
    url.retain(|c| !matches!(c, '\t' | '\n' | '\r'));
    let colon = count(&url, 0, |byte| byte != b':');
    let (scheme, rest) = (cut(&url, 0, colon), after(&url, colon + 1));
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    let leads_somewhere = if is("http") || is("https") {
        rest.starts_with("//")
            && !matches!(byte(rest, 2), 0 | b'/' | b'\\' | b'?' | b'#' | b'@' | b':')
    } else {
        (is("mailto") || is("tel")) && !rest.is_empty()
    };
    let hides = url.chars().any(|c| c < ' ' || c == '\u{7f}' || reorders(c));
    (leads_somewhere && !hides && url.len() <= LIMIT).then_some(url)
}

/// Whether an address that is safe is one on the web.
pub(super) fn is_web(url: &str) -> bool {
    url.get(..4)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"))
}

/// The host of a web address, to be shown to the visitor, or an empty text:
/// the part a browser connects to, without user name and port.
pub fn host(url: &str) -> &str {
    let scheme = count(url, 0, |byte| byte != b':');
    let rest = after(url, scheme + 3);
    if !after(url, scheme).starts_with("://") {
        return "";
    }
    let end = count(rest, 0, |byte| !matches!(byte, b'/' | b'\\' | b'?' | b'#'));
    let authority = cut(rest, 0, end);
    let host = after(authority, kept(authority, |byte| byte != b'@'));
    let name = kept(host, |byte| byte.is_ascii_digit());
    match name.checked_sub(1) {
        Some(colon) if byte(host, colon) == b':' => cut(host, 0, colon),
        _ => host,
    }
}

/// Characters that make text look other than it is.
fn reorders(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}
