//! The door: what pages can call. JavaScript gets a handle, Rust keeps the thing.

pub mod crash;
pub mod events;
mod given;
mod language;
mod panel;

use crate::chat::command::Refusal;
use crate::chat::event::{CloseOrder, Fact, MessageRef};
use crate::runtime::{self, Runtime};
use js_sys::{Function, Promise};
use panel::Panel;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Where this module came from: the panel's other files are beside it.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static MODULE: String;

    /// Takes the place of `fetch` for files of words, where these are held to digests, and may have been
    /// asked for before the panel was there: `static/checked.js` has it, which is not in every build.
    #[wasm_bindgen(thread_local_v2, js_name = inglenookFetch)]
    static FETCH: Option<Function>;
}

/// Builds a chat panel inside `target`, hidden unless `options.open` or inline. Where `target` is
/// not in a shadow root yet it gets one of its own. Options are the element's attributes in
/// camelCase, and `getToken`. The panel stays until [`Widget::destroy`], whether or not the page
/// keeps the handle.
///
/// # Errors
/// Where the browser cannot build it: `target` is no element of this page's HTML or cannot have a
/// shadow root, or constructed stylesheets are missing. `target` is then as it was.
#[wasm_bindgen]
pub fn mount(target: &JsValue, options: &JsValue) -> Result<Widget, JsError> {
    crash::watch();
    Panel::build(target, options).map(|panel| Widget { panel })
}

/// A chat panel on the page. After `destroy()` its methods do nothing and its promises reject.
#[wasm_bindgen]
pub struct Widget {
    panel: Rc<Panel>,
}

#[wasm_bindgen]
impl Widget {
    /// Shows the panel and puts the focus into the composer.
    pub fn show(&self) {
        self.turn(true);
    }

    /// Hides the panel; what runs goes on.
    pub fn hide(&self) {
        self.turn(false);
    }

    /// Shows the hidden panel, hides the shown one.
    pub fn toggle(&self) {
        self.turn(!self.shown());
    }

    /// Whether the panel is shown.
    #[wasm_bindgen(getter)]
    pub fn shown(&self) -> bool {
        if let Some(remains) = self.panel.remains() {
            return !remains.hidden();
        }
        self.read(|runtime| runtime.store.peek(|chat| chat.shown()))
            .unwrap_or_default()
    }

    /// Sends a message as if the visitor had. Resolves to `{id}` when the backend has it; the
    /// answer comes as an event. Rejects when it was not sent.
    pub fn send(&self, text: &JsValue) -> Promise {
        let page = runtime::page();
        self.promise_of(given::argument(text), |text, ticket| Fact::Submitted {
            text,
            page,
            ticket: Some(ticket),
        })
    }

    /// Stops the answer that is under way.
    pub fn stop(&self) {
        self.dispatch(Fact::Stopped);
    }

    /// Starts a conversation now and shows it in place of the one there is, which stays open on the
    /// backend. Resolves to `{id}` when the backend has it.
    #[wasm_bindgen(js_name = startConversation)]
    pub fn start_conversation(&self, context: &JsValue) -> Promise {
        let page_url = given::text(context, "pageUrl").or_else(|| runtime::page().url);
        self.promise_of(Ok(page_url), |page_url, ticket| Fact::StartAsked {
            page_url,
            ticket,
        })
    }

    /// Shows a conversation of this visitor. Resolves when it is on screen.
    #[wasm_bindgen(js_name = openConversation)]
    pub fn open_conversation(&self, id: &JsValue) -> Promise {
        self.promise_of(given::filled(id), |id, ticket| Fact::OpenAsked {
            id,
            ticket,
        })
    }

    /// Closes the conversation, with at most 256 characters of reason. Resolves when it is closed.
    #[wasm_bindgen(js_name = closeConversation)]
    pub fn close_conversation(&self, reason: &JsValue) -> Promise {
        self.promise_of(given::optional(reason), |reason, ticket| {
            Fact::CloseConfirmed(Some(CloseOrder { reason, ticket }))
        })
    }

    /// Sends a message of the visitor again. Resolves when the backend has it.
    pub fn retry(&self, message_id: &JsValue) -> Promise {
        self.promise_of(given::argument(message_id), |id, ticket| {
            Fact::RetryAsked(MessageRef::Id(id), Some(ticket))
        })
    }

    /// Forgets this visitor: on screen, in memory, on the device.
    pub fn reset(&self) {
        let fresh = crate::storage::fresh_visitor_id();
        self.dispatch(Fact::Reset { fresh });
    }

    /// Takes over new options; those left out are back at their defaults. `open` does not count.
    pub fn configure(&self, options: &JsValue) {
        self.panel.configure(options);
    }

    /// The conversation with its messages, or null.
    #[wasm_bindgen(getter)]
    pub fn conversation(&self) -> JsValue {
        let snapshot = self.read(|runtime| runtime.store.peek(|chat| chat.snapshot()));
        snapshot.map_or(JsValue::NULL, |it| crate::api::client::to_js(&it))
    }

    /// How many replies the visitor has not seen.
    #[wasm_bindgen(getter)]
    pub fn unread(&self) -> u32 {
        self.read(|runtime| runtime.store.peek(|chat| chat.unread()))
            .unwrap_or_default()
    }

    /// Removes the panel and stops everything: requests, timers, listeners. Promises reject.
    pub fn destroy(&self) {
        self.panel.destroy();
    }

    fn read<T>(&self, read: impl FnOnce(&Runtime) -> Option<T>) -> Option<T> {
        read(&*self.panel.runtime()?)
    }

    fn dispatch(&self, fact: Fact) {
        if let Some(runtime) = self.panel.runtime() {
            runtime.dispatch(fact);
        }
    }

    fn turn(&self, shown: bool) {
        match self.panel.remains() {
            Some(remains) => remains.set_hidden(!shown),
            None if shown => self.dispatch(Fact::Shown),
            None => self.dispatch(Fact::Hidden),
        }
    }

    /// A promise about what was `given`, where that can be used and there is somebody to keep it.
    fn promise_of<T>(
        &self,
        given: Result<T, Refusal>,
        fact: impl FnOnce(T, u32) -> Fact,
    ) -> Promise {
        let runtime = self.panel.runtime().ok_or_else(events::destroyed);
        match (runtime, given) {
            (Ok(runtime), Ok(given)) => runtime.promise(|ticket| fact(given, ticket)),
            (Err(refusal), _) | (_, Err(refusal)) => runtime::rejected(&refusal),
        }
    }
}
