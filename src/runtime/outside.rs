//! What the panel may use of the world outside it.

use super::page;
use crate::ui::{Done, Outside};
use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url, Window};

/// For a panel whose backend is at `base_url`, and whose visitor reads `locale`.
pub fn outside(base_url: &str, locale: String) -> Outside {
    let origin = |address: &str| Url::new(address).ok().map(|url| url.origin());
    let backend = origin(base_url);
    let page_origin = page().url.and_then(|url| origin(&url));
    Outside {
        locale,
        page,
        copy: secure_window().map(|_| copy as fn(&str, Done)),
        save,
        origins: backend.into_iter().chain(page_origin).collect(),
    }
}

/// The language that the page asks for, else its own, else the browser's.
#[must_use]
pub fn locale(asked: Option<&String>) -> String {
    let asked = asked.cloned().or_else(own_locale);
    asked.unwrap_or_default()
}

fn own_locale() -> Option<String> {
    let window = web_sys::window()?;
    let page = window.document()?.document_element()?;
    let language = page.get_attribute("lang").filter(|it| !it.is_empty());
    language.or_else(|| window.navigator().language())
}

/// The clipboard exists on secure pages only.
fn secure_window() -> Option<Window> {
    web_sys::window().filter(Window::is_secure_context)
}

fn copy(text: &str, done: Done) {
    let Some(window) = secure_window() else {
        return;
    };
    let written = window.navigator().clipboard().write_text(text);
    // The page's permissions may forbid it; then there is nothing on the clipboard.
    spawn_local(async move {
        if JsFuture::from(written).await.is_ok() {
            done();
        }
    });
}

/// How long the browser may take to begin with a file, in milliseconds.
const SAVING: u32 = 10_000;

fn save(name: &str, text: &str) {
    // Without a document or blobs there is no way to give anybody a file.
    let _ = offer(name, text);
}

fn offer(name: &str, text: &str) -> Option<()> {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/plain;charset=utf-8");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link = web_sys::window()?.document()?.create_element("a").ok()?;
    let _ = link.set_attribute("href", &url);
    let _ = link.set_attribute("download", name);
    link.dyn_ref::<HtmlElement>()?.click();
    let revoke = move || drop(Url::revoke_object_url(&url));
    Timeout::new(SAVING, revoke).forget();
    Some(())
}
