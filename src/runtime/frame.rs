//! The next moment at which something can be seen.

use gloo_timers::callback::Timeout;
use js_sys::Promise;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How long a tab that draws nothing may put things off, in milliseconds.
const LATEST: u32 = 250;

/// A plan for the next frame, given up when it is dropped.
pub(super) struct Frame {
    request: Option<i32>,
    _on_frame: Closure<dyn FnMut()>,
    _timeout: Timeout,
}

impl Frame {
    /// Runs `then` with the next frame, or a moment later where the tab draws none.
    pub(super) fn plan(then: impl FnOnce() + 'static) -> Self {
        let then = Rc::new(Cell::new(Some(then)));
        let run = move || {
            if let Some(then) = then.take() {
                then();
            }
        };
        let on_frame = Closure::<dyn FnMut()>::new(run.clone());
        let window = web_sys::window();
        let request = window.and_then(|window| {
            let callback = on_frame.as_ref().unchecked_ref();
            window.request_animation_frame(callback).ok()
        });
        Self {
            request,
            _on_frame: on_frame,
            _timeout: Timeout::new(LATEST, run),
        }
    }
}

/// Waits for the next frame.
pub(super) async fn next() {
    let mut frame = None;
    let promise = Promise::new(&mut |resolve, _| {
        let seen = move || drop(resolve.call0(&JsValue::NULL));
        frame = Some(Frame::plan(seen));
    });
    let _ = JsFuture::from(promise).await;
    drop(frame);
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let (Some(window), Some(request)) = (web_sys::window(), self.request) {
            let _ = window.cancel_animation_frame(request);
        }
    }
}
