//! What the panel may use of the world outside it.

use super::page;
use crate::ui::Outside;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Url, Window};

/// For a panel whose backend is at `base_url`.
pub fn outside(base_url: &str) -> Outside {
    let origin = |address: &str| Url::new(address).ok().map(|url| url.origin());
    let backend = origin(base_url);
    let page_origin = page().url.and_then(|url| origin(&url));
    Outside {
        page,
        copy: secure_window().map(|_| copy as fn(&str)),
        origins: backend.into_iter().chain(page_origin).collect(),
    }
}

/// The clipboard exists on secure pages only.
fn secure_window() -> Option<Window> {
    web_sys::window().filter(Window::is_secure_context)
}

fn copy(text: &str) {
    let Some(window) = secure_window() else {
        return;
    };
    let written = window.navigator().clipboard().write_text(text);
    // The page's permissions may forbid it; then there is nothing on the clipboard.
    spawn_local(async move { drop(JsFuture::from(written).await) });
}
