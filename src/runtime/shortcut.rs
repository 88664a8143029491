//! Keys that are the panel's wherever the focus is, while it floats over the page. F6 moves between
//! page and panel: nothing else can be meant by it on a page that leaves it alone, it is the key for
//! the next pane everywhere. Where the panel covers the page it comes in from there; Tab stays inside
//! and Escape leaves, as it does on the launcher of any panel. While no panel floats over the page,
//! nobody listens.

use super::Runtime;
use super::listen::Listener;
use crate::chat::event::Fact;
use crate::ui::escapes;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// Its code: WebKitGTK has no name for it together with Shift.
const TAB: u32 = 9;
const TAB_INDEX: &str = "tabindex";

impl Runtime {
    pub(super) fn listen_for_keys(self: &Rc<Self>, covers: bool) -> Option<Listener> {
        let runtime = Rc::downgrade(self);
        let mut left = self.page_focus();
        let pressed = move |event: Event| {
            let key = event.dyn_ref().filter(|key| is_free(key));
            if let (Some(runtime), Some(key)) = (runtime.upgrade(), key) {
                let does = match (key.key().as_str(), key.key_code()) {
                    ("F6", _) => !key.shift_key() && runtime.cross_over(&mut left, covers),
                    (_, TAB) => covers && runtime.go_round(key.shift_key()),
                    _ => {
                        escapes(key)
                            && (runtime.hide_by_launcher() || covers && runtime.leave_cover())
                    }
                };
                if does {
                    event.prevent_default();
                }
            }
        };
        Some(Listener::new(web_sys::window()?.into(), "keydown", pressed))
    }

    /// Into the panel, or back to where the visitor left the page.
    fn cross_over(&self, left: &mut Option<HtmlElement>, covers: bool) -> bool {
        if covers || !self.has_focus() {
            *left = self.page_focus();
            self.focus_foot();
            return true;
        }
        if let Some(left) = left.take() {
            let _ = left.focus();
        }
        // There was nothing, or it is gone.
        if self.has_focus() {
            let _ = self.leave_for_the_beginning();
        }
        true
    }

    /// Hides the panel if the focus is on its launcher, where it stays; whether it was there.
    fn hide_by_launcher(self: &Rc<Self>) -> bool {
        let launcher = |it: Element| it.matches("[part=launcher]").unwrap_or_default();
        let is_there = self.focused().is_some_and(launcher);
        if is_there {
            self.dispatch(Fact::Hidden);
        }
        is_there
    }

    /// What has the focus on the page.
    pub(super) fn page_focus(&self) -> Option<HtmlElement> {
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

/// The page's own use of a key comes first.
fn is_free(key: &KeyboardEvent) -> bool {
    !(key.ctrl_key() || key.alt_key() || key.meta_key() || key.default_prevented())
}
