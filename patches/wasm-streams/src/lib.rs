//! Stands in for `wasm-streams`, which Leptos links through `server_fn` and whose exported types
//! the linker cannot drop. The widget calls no server functions, so nothing here ever runs; if
//! something did, it would get an error, not silence.

use futures_util::{Stream, stream};
use wasm_bindgen::{JsValue, UnwrapThrowExt};

/// The raw stream type of the browser.
pub mod sys {
    pub use web_sys::ReadableStream;
}

const UNSUPPORTED: &str = "server functions are not part of this build";

/// A browser stream.
#[derive(Debug)]
pub struct ReadableStream(sys::ReadableStream);

impl ReadableStream {
    /// Wraps a browser stream.
    #[must_use]
    pub fn from_raw(raw: sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// Ignores `source`: the result is an empty browser stream.
    ///
    /// # Panics
    /// Where the browser has no streams.
    pub fn from_stream(source: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        drop(source);
        Self(sys::ReadableStream::new().expect_throw(UNSUPPORTED))
    }

    /// The browser stream inside.
    #[must_use]
    pub fn into_raw(self) -> sys::ReadableStream {
        self.0
    }

    /// A stream of one error.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> + 'static {
        stream::iter([Err(JsValue::from_str(UNSUPPORTED))])
    }
}
