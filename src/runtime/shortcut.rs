//! F6 moves between page and panel. Nothing else can be meant by it on a page that leaves it alone:
//! it is the key for the next pane everywhere. While no panel floats over the page, nobody listens.

use super::Runtime;
use super::listen::Listener;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent};

const KEY: &str = "F6";
const TAB_INDEX: &str = "tabindex";

impl Runtime {
    pub(super) fn listen_for_shortcut(self: &Rc<Self>) -> Option<Listener> {
        let runtime = Rc::downgrade(self);
        let mut left = self.page_focus();
        let crossed = move |event: Event| {
            let wanted = event.dyn_ref().is_some_and(is_wanted);
            if let Some(runtime) = runtime.upgrade().filter(|_| wanted) {
                event.prevent_default();
                runtime.cross_over(&mut left);
            }
        };
        Some(Listener::new(web_sys::window()?.into(), "keydown", crossed))
    }

    /// Into the panel, or back to where the visitor left the page.
    fn cross_over(&self, left: &mut Option<HtmlElement>) {
        if !self.has_focus() {
            *left = self.page_focus();
            return self.focus_foot();
        }
        if let Some(left) = left.take() {
            let _ = left.focus();
        }
        // There was nothing, or it is gone.
        if self.has_focus() {
            let _ = self.leave_for_the_beginning();
        }
    }

    /// What has the focus on the page.
    fn page_focus(&self) -> Option<HtmlElement> {
        let document = web_sys::window()?.document()?;
        let active = document.active_element()?.dyn_into().ok()?;
        let nothing = document.body().as_ref() == Some(&active);
        (!nothing && self.focused().is_none()).then_some(active)
    }

    /// From here on Tab goes to the first thing on the page. For a moment its body can have the
    /// focus: no other way tells every browser where that is to begin.
    fn leave_for_the_beginning(&self) -> Option<()> {
        let body = web_sys::window()?.document()?.body()?;
        let before = body.get_attribute(TAB_INDEX);
        body.set_attribute(TAB_INDEX, "-1").ok()?;
        let _ = body.focus();
        match before {
            Some(before) => body.set_attribute(TAB_INDEX, &before),
            None => body.remove_attribute(TAB_INDEX),
        }
        .ok()
    }
}

/// The page's own use of the key comes first.
fn is_wanted(event: &KeyboardEvent) -> bool {
    let other = event.shift_key() || event.ctrl_key() || event.alt_key() || event.meta_key();
    event.key() == KEY && !other && !event.default_prevented()
}
