//! What the backend is told of the host page.

use crate::api::Page;
use web_sys::Url;

/// The page as it is now.
#[must_use]
pub fn page() -> Page {
    let document = web_sys::window().and_then(|window| window.document());
    Page {
        url: document
            .as_ref()
            .and_then(|document| public_url(&document.url().ok()?)),
        title: document
            .map(|document| document.title())
            .filter(|title| !title.is_empty()),
    }
}

/// `url` without name and password and without fragment, in which single-page applications keep
/// what is between them and the visitor. None where it is no address of the web.
fn public_url(url: &str) -> Option<String> {
    let url = Url::new(url).ok()?;
    let web = matches!(url.protocol().as_str(), "http:" | "https:");
    web.then(|| url.origin() + &url.pathname() + &url.search())
}
