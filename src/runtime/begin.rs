//! The right to begin, which one tab at a time has: a lock of the browser that is named like what the
//! tabs share. Where a page has no locks, each begins for itself.

use super::Runtime;
use crate::chat::event::Fact;
use js_sys::{Function, Promise, Reflect};
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// The lock that this tab has or waits for, given back when this is dropped.
pub(super) struct Right(Option<Function>);

impl Runtime {
    pub(super) fn ask_to_begin(self: &Rc<Self>) {
        let mut right = Right(None);
        let held = Promise::new(&mut |resolve, _| right.0 = Some(resolve));
        self.right.replace(Some(right));
        let runtime = Rc::downgrade(self);
        let granted = Closure::<dyn FnMut() -> Promise>::new(move || {
            if let Some(runtime) = runtime.upgrade() {
                runtime.may_begin();
            }
            held.clone()
        });
        if self.request(&granted.into_js_value()).is_none() {
            self.may_begin();
        }
    }

    fn may_begin(self: &Rc<Self>) {
        let stored = self.storage.borrow().visitor();
        self.dispatch(Fact::MayBegin(stored));
    }

    /// Asks for the lock. Where the page may have none, that is told by a rejection.
    fn request(&self, granted: &JsValue) -> Option<()> {
        let navigator = web_sys::window()?.navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
        let name = JsValue::from_str(self.storage.borrow().name());
        let request = method(&locks, "request")?.call2(&locks, &name, granted);
        let request = request.ok()?;
        method(&request, "catch")?.call1(&request, granted).ok()?;
        Some(())
    }
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

impl Drop for Right {
    fn drop(&mut self) {
        if let Some(give_back) = &self.0 {
            let _ = give_back.call0(&JsValue::UNDEFINED);
        }
    }
}
