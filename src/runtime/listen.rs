//! What the browser says about the connection and the tab.

use super::Runtime;
use crate::chat::event::Fact;
use std::rc::{Rc, Weak};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, EventTarget, VisibilityState};

/// A listener that is removed when this is dropped.
pub(super) struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    pub(super) fn new(
        target: EventTarget,
        event: &'static str,
        listen: impl FnMut(Event) + 'static,
    ) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(listen);
        let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        Self {
            target,
            event,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let listener = self.closure.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, listener);
    }
}

pub(super) fn to_browser(runtime: &Rc<Runtime>) -> Vec<Listener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let report = |fact: fn() -> Fact| {
        let runtime: Weak<Runtime> = Rc::downgrade(runtime);
        move |_| {
            if let Some(runtime) = runtime.upgrade() {
                runtime.dispatch(fact());
            }
        }
    };
    let online = report(|| Fact::Online(is_online()));
    let offline = report(|| Fact::Online(is_online()));
    let mut listeners = vec![
        Listener::new(window.clone().into(), "online", online),
        Listener::new(window.clone().into(), "offline", offline),
    ];
    let with = |act: fn(&Rc<Runtime>, &Event)| {
        let runtime: Weak<Runtime> = Rc::downgrade(runtime);
        move |event| {
            if let Some(runtime) = runtime.upgrade() {
                act(&runtime, &event);
            }
        }
    };
    let mut listen = |event, act| {
        listeners.push(Listener::new(window.clone().into(), event, with(act)));
    };
    listen("storage", Runtime::read_visitor);
    listen("pagehide", Runtime::leave_page);
    listen("pageshow", Runtime::come_to_page);
    if let Some(document) = window.document() {
        let seen = report(|| Fact::PageVisible(is_visible()));
        listeners.push(Listener::new(document.into(), "visibilitychange", seen));
    }
    listeners
}

/// Whether the browser believes that there is a connection.
pub(super) fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

pub(super) fn is_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.visibility_state() == VisibilityState::Visible)
}
