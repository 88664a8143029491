//! Keys are secrets of the site owner's server. Pages may have them for development alone.

use crate::options::Options;

/// Why nothing may be asked of `base_url` with what the page gave, in words for the site owner.
#[must_use]
pub fn refusal(base_url: &str, options: &Options) -> Option<&'static str> {
    let has_keys = options.api_key.is_some() || options.connector_token.is_some();
    let allowed = options.unsafe_direct_keys || is_loopback(base_url);
    (has_keys && !allowed).then_some(
        "api-key and connector-token are secrets that every visitor can read, so nothing is sent. \
         Let your proxy add them (see the README), or set unsafe-direct-keys to use them all the same.",
    )
}

/// Whether an address, as browsers write it, is this machine's.
fn is_loopback(url: &str) -> bool {
    let authority = url.split('/').nth(2).unwrap_or_default();
    let port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let host = match authority.rsplit_once(':') {
        Some((host, text)) if port(text) => host,
        _ => authority,
    };
    let number = |text: &str| text.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    matches!(host, "localhost" | "[::1]")
        || host.ends_with(".localhost")
        || host.starts_with("127.") && number(host)
}
