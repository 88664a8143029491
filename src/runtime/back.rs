//! The device's way back, on screens that the panel fills: it leaves the panel and not the page.
//!
//! Only by a `CloseWatcher`, which is what Android's gesture and button speak to. Where a browser has
//! none, back stays the page's: an entry of ours in its history would be met by the page's own
//! router, and stay there for ever.

use super::Runtime;
use super::listen::Listener;
use js_sys::{Array, Function, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

/// A watcher that is given back when this is dropped.
pub(super) struct Back {
    watcher: EventTarget,
    _listener: Listener,
}

impl Runtime {
    pub(super) fn watch_way_back(self: &Rc<Self>) -> Option<Back> {
        let window = web_sys::window()?;
        let kind = Reflect::get(&window, &"CloseWatcher".into()).ok()?;
        // It throws where the page is not active.
        let watcher = Reflect::construct(kind.dyn_ref::<Function>()?, &Array::new()).ok()?;
        let watcher: EventTarget = watcher.unchecked_into();
        let runtime = Rc::downgrade(self);
        let went = move |_| {
            if let Some(runtime) = runtime.upgrade() {
                runtime.go_back();
            }
        };
        Some(Back {
            _listener: Listener::new(watcher.clone(), "close", went),
            watcher,
        })
    }
}

impl Drop for Back {
    fn drop(&mut self) {
        let destroy = Reflect::get(&self.watcher, &"destroy".into()).ok();
        if let Some(destroy) = destroy.as_ref().and_then(JsValue::dyn_ref::<Function>) {
            let _ = destroy.call0(&self.watcher);
        }
    }
}
