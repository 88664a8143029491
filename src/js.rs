//! The door: what pages can call. JavaScript gets a handle, Rust keeps the thing.

mod crash;
pub mod events;
mod given;

use crate::chat::event::{CloseOrder, Fact, MessageRef};
use crate::runtime::{self, Runtime};
use crate::text::Text;
use crate::ui;
use js_sys::Promise;
use leptos::mount::mount_to;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Document, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

/// Builds a chat panel inside `target`, hidden unless `options.open` or inline. Where `target` is
/// not in a shadow root yet it gets one of its own. Options are the element's attributes in
/// camelCase, and `getToken`.
///
/// # Errors
/// Where the browser cannot build it: `target` cannot have a shadow root, or constructed
/// stylesheets are missing.
#[wasm_bindgen]
pub fn mount(target: HtmlElement, options: &JsValue) -> Result<Widget, JsError> {
    crash::watch();
    let told = given::Told::default();
    let (options, get_token) = given::options(options, &told);
    let shown = options.open || options.inline;
    let (root, place) =
        place(&target).ok_or_else(|| JsError::new("This element cannot hold a chat."))?;
    adopt_styles(&root)?;
    let runtime = Runtime::new(options, get_token, target.into());
    crash::register(&runtime, &place);
    let (store, outside) = (runtime.store, runtime.outside());
    let view = runtime.own(|| {
        mount_to(place.clone(), move || {
            ui::panel(store, Text::default(), outside)
        })
    });
    if shown {
        runtime.show_quietly();
    }
    Ok(Widget {
        alive: RefCell::new(Some(Alive {
            _view: Box::new(view),
            runtime,
            place,
        })),
        told,
    })
}

/// A chat panel on the page. After `destroy()` its methods do nothing and its promises reject.
#[wasm_bindgen]
pub struct Widget {
    alive: RefCell<Option<Alive>>,
    told: given::Told,
}

/// Dropped in this order: the view, then what it reads.
struct Alive {
    _view: Box<dyn std::any::Any>,
    runtime: Rc<Runtime>,
    place: HtmlElement,
}

#[wasm_bindgen]
impl Widget {
    /// Shows the panel and puts the focus into the composer.
    pub fn show(&self) {
        self.dispatch(Fact::Shown);
    }

    /// Hides the panel; what runs goes on.
    pub fn hide(&self) {
        self.dispatch(Fact::Hidden);
    }

    /// Shows the hidden panel, hides the shown one.
    pub fn toggle(&self) {
        let fact = if self.shown() {
            Fact::Hidden
        } else {
            Fact::Shown
        };
        self.dispatch(fact);
    }

    /// Whether the panel is shown.
    #[wasm_bindgen(getter)]
    pub fn shown(&self) -> bool {
        self.read(|runtime| runtime.store.peek(|chat| chat.shown()))
            .unwrap_or_default()
    }

    /// Sends a message as if the visitor had. Resolves to `{id}` when the backend has it; the
    /// answer comes as an event. Rejects when it was not sent.
    pub fn send(&self, text: String) -> Promise {
        let page = runtime::page();
        self.promise(|ticket| Fact::Submitted {
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
        self.promise(|ticket| Fact::StartAsked { page_url, ticket })
    }

    /// Shows a conversation of this visitor. Resolves when it is on screen.
    #[wasm_bindgen(js_name = openConversation)]
    pub fn open_conversation(&self, id: String) -> Promise {
        self.promise(|ticket| Fact::OpenAsked { id, ticket })
    }

    /// Closes the conversation, with at most 256 characters of reason. Resolves when it is closed.
    #[wasm_bindgen(js_name = closeConversation)]
    pub fn close_conversation(&self, reason: Option<String>) -> Promise {
        self.promise(|ticket| Fact::CloseConfirmed(Some(CloseOrder { reason, ticket })))
    }

    /// Sends a message of the visitor again. Resolves when the backend has it.
    pub fn retry(&self, message_id: String) -> Promise {
        self.promise(|ticket| Fact::RetryAsked(MessageRef::Id(message_id), Some(ticket)))
    }

    /// Forgets this visitor: on screen, in memory, on the device.
    pub fn reset(&self) {
        let fresh = crate::storage::fresh_visitor_id();
        self.dispatch(Fact::Reset { fresh });
    }

    /// Takes over new options; those left out are back at their defaults. `open` does not count.
    pub fn configure(&self, options: &JsValue) {
        let (options, get_token) = given::options(options, &self.told);
        self.with(|runtime| runtime.configure(options, get_token));
    }

    /// The conversation with its messages, or null.
    #[wasm_bindgen(getter)]
    pub fn conversation(&self) -> JsValue {
        let snapshot = self.read(|runtime| runtime.store.peek(|chat| chat.snapshot()));
        snapshot.map_or(JsValue::NULL, |it| crate::api::client::to_js(&it))
    }

    /// How many messages came while the panel was hidden.
    #[wasm_bindgen(getter)]
    pub fn unread(&self) -> u32 {
        self.read(|runtime| runtime.store.peek(|chat| chat.unread()))
            .unwrap_or_default()
    }

    /// Removes the panel and stops everything: requests, timers, listeners. Promises reject.
    pub fn destroy(&self) {
        if let Some(alive) = self.alive.take() {
            alive.place.remove();
        }
    }

    fn read<T>(&self, read: impl FnOnce(&Rc<Runtime>) -> Option<T>) -> Option<T> {
        let runtime = self
            .alive
            .borrow()
            .as_ref()
            .map(|alive| Rc::clone(&alive.runtime));
        read(&runtime?)
    }

    fn with(&self, act: impl FnOnce(&Rc<Runtime>)) {
        self.read(|runtime| {
            act(runtime);
            Some(())
        });
    }

    fn dispatch(&self, fact: Fact) {
        self.with(|runtime| runtime.dispatch(fact));
    }

    fn promise(&self, fact: impl FnOnce(u32) -> Fact) -> Promise {
        let promise = self.read(|runtime| Some(runtime.promise(fact)));
        promise.unwrap_or_else(|| Promise::reject(&events::destroyed()))
    }
}

/// The root that styles go to, and the node that the view goes to.
fn place(target: &HtmlElement) -> Option<(ShadowRoot, HtmlElement)> {
    let document = target.owner_document()?;
    let place = new_div(&document)?;
    let root = target.get_root_node().dyn_into::<ShadowRoot>();
    let root = match root {
        Ok(root) => {
            target.append_child(&place).ok()?;
            root
        }
        Err(_) => {
            let init = ShadowRootInit::new(ShadowRootMode::Open);
            let root = target
                .shadow_root()
                .or_else(|| target.attach_shadow(&init).ok())?;
            root.append_child(&place).ok()?;
            root
        }
    };
    Some((root, place))
}

fn new_div(document: &Document) -> Option<HtmlElement> {
    document.create_element("div").ok()?.dyn_into().ok()
}

fn adopt_styles(root: &ShadowRoot) -> Result<(), JsError> {
    let refused = |_| JsError::new("This browser has no constructed stylesheets.");
    let sheet = CssStyleSheet::new().map_err(refused)?;
    sheet.replace_sync(ui::STYLES).map_err(refused)?;
    root.adopted_style_sheets().push(&sheet);
    Ok(())
}
