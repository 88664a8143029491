//! Giving up a request: when told to, or when nothing came for too long.

use crate::api::failure::Failure;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, AbortSignal, ReadableStreamDefaultReader};

/// How long nothing may come before a call is given up, in milliseconds.
const PATIENCE: u32 = 60_000;

/// Gives up a request: when told to, or when nothing came for too long.
pub struct Guard {
    controller: AbortController,
    reader: RefCell<Option<ReadableStreamDefaultReader>>,
    late: Cell<bool>,
    timeout: RefCell<Option<Timeout>>,
}

impl Guard {
    /// A guard for one request.
    ///
    /// # Errors
    /// Where the browser cannot abort requests.
    pub fn new() -> Result<Rc<Self>, JsValue> {
        Ok(Rc::new(Self {
            controller: AbortController::new()?,
            reader: RefCell::new(None),
            late: Cell::new(false),
            timeout: RefCell::new(None),
        }))
    }

    /// Gives the request up.
    pub fn abort(&self) {
        self.rest();
        // A stream that something on the page has put in place of the browser's own may not know of
        // the signal.
        if let Some(reader) = self.reader.take() {
            let cancelled = reader.cancel();
            spawn_local(async move { drop(JsFuture::from(cancelled).await) });
        }
        self.controller.abort();
    }

    pub(super) fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    /// The request's answer is read by `reader` from here on.
    pub(super) fn watch(&self, reader: ReadableStreamDefaultReader) {
        self.reader.replace(Some(reader));
    }

    /// Time runs until something comes.
    pub(super) fn expect_something(self: &Rc<Self>) {
        self.expect_within(PATIENCE);
    }

    /// The same for so many milliseconds.
    pub(super) fn expect_within(self: &Rc<Self>, patience: u32) {
        let guard = Rc::downgrade(self);
        let give_up = move || {
            if let Some(guard) = guard.upgrade() {
                guard.late.set(true);
                guard.abort();
            }
        };
        self.timeout.replace(Some(Timeout::new(patience, give_up)));
    }

    /// Nothing is expected for now.
    pub(super) fn rest(&self) {
        self.timeout.replace(None);
    }

    /// Why nothing came.
    pub(super) fn failure(&self) -> Failure {
        self.rest();
        if self.late.get() {
            Failure::Timeout
        } else {
            Failure::Network
        }
    }
}
