//! Promises that the page waits for. Those that it does not wait for reject in silence.

use super::{Settled, Ticket};
use crate::chat::command::Refusal;
use crate::js::events;
use crate::keyed::Keyed;
use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The two functions that settle one promise.
struct Pending {
    resolve: Function,
    reject: Function,
}

#[derive(Default)]
pub(super) struct Promises {
    last: Cell<Ticket>,
    pending: RefCell<Keyed<Ticket, Pending>>,
}

impl Promises {
    pub(super) fn make(&self) -> (Promise, Ticket) {
        let ticket = self.last.get() + 1;
        self.last.set(ticket);
        let promise = Promise::new(&mut |resolve, reject| {
            let pending = Pending { resolve, reject };
            self.pending.borrow_mut().insert(ticket, pending);
        });
        hush(&promise);
        (promise, ticket)
    }

    pub(super) fn settle(&self, ticket: Ticket, result: Result<Settled, Refusal>) {
        let Some(pending) = self.pending.borrow_mut().remove(&ticket) else {
            return;
        };
        let (settle, value) = match result {
            Ok(Settled::Done) => (pending.resolve, JsValue::UNDEFINED),
            Ok(Settled::Id(id)) => (pending.resolve, events::with_id(&id)),
            Err(refusal) => (pending.reject, events::error(&refusal)),
        };
        let _ = settle.call1(&JsValue::UNDEFINED, &value);
    }

    /// The widget is gone: nobody is left waiting.
    pub(super) fn abandon(&self, reason: &Refusal) {
        let mut pending = super::take(&self.pending);
        while let Some(pending) = pending.pop() {
            let _ = pending
                .reject
                .call1(&JsValue::UNDEFINED, &events::error(reason));
        }
    }
}

/// A promise that is not kept.
pub(crate) fn rejected(reason: &Refusal) -> Promise {
    let promise = Promise::reject(&events::error(reason));
    hush(&promise);
    promise
}

/// A rejection that nobody on the page handles is not an error of the page.
fn hush(promise: &Promise) {
    let promise = JsFuture::from(promise.clone());
    spawn_local(async move { drop(promise.await) });
}
