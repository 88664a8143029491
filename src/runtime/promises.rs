//! Promises that the page waits for.

use super::{Settled, Ticket};
use crate::chat::command::Refusal;
use crate::js::events;
use crate::keyed::Keyed;
use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;

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
    pub(super) fn abandon(&self) {
        while let Some(pending) = self.pop() {
            let _ = pending
                .reject
                .call1(&JsValue::UNDEFINED, &events::destroyed());
        }
    }

    fn pop(&self) -> Option<Pending> {
        self.pending.borrow_mut().pop()
    }
}
