//! What this tab has with others: a line, and the visitor that all of them are.

use super::Runtime;
use crate::chat::event::Fact;
use crate::storage::fresh_visitor_id;
use crate::tabs::Tabs;
use js_sys::Reflect;
use std::rc::Rc;
use web_sys::Event;

impl Runtime {
    /// Opens the line to other tabs of the same visitor.
    pub(super) fn join_tabs(self: &Rc<Self>) {
        let runtime = Rc::downgrade(self);
        let hear = move |hint| {
            if let Some(runtime) = runtime.upgrade() {
                runtime.dispatch(Fact::Told(hint));
            }
        };
        let tabs = Tabs::open(self.storage.borrow().name(), hear);
        self.tabs.replace(tabs);
    }

    /// Closes it: a page that waits in the browser's history must not have one.
    pub(super) fn leave_page(self: &Rc<Self>, _: &Event) {
        self.tabs.take();
        self.left.replace(Some(self.storage.borrow().left()));
    }

    /// The page is there, perhaps again: a later page may have gone on with what this one stored.
    pub(super) fn come_to_page(self: &Rc<Self>, _: &Event) {
        self.join_tabs();
        let left = self.left.take();
        let now = self.storage.borrow().left();
        if let Some(left) = left.filter(|left| *left != now) {
            self.begin_afresh(left.is_forgotten(&now));
        }
    }

    /// Goes on with what is stored by now.
    fn begin_afresh(self: &Rc<Self>, forgotten: bool) {
        let _ = self.storage.borrow().changed_visitor();
        let device = self.storage.borrow().device();
        self.dispatch(Fact::CameBack { device, forgotten });
    }

    /// Another tab may have made a visitor, or forgotten the one there was.
    pub(super) fn read_visitor(self: &Rc<Self>, event: &Event) {
        let text = |name: &str| Reflect::get(event, &name.into()).ok()?.as_string();
        let (key, new) = (text("key"), text("newValue"));
        if let Some(new) = new {
            self.storage.borrow().marked(key.as_deref(), &new);
        } else if self.storage.borrow().ends(key.as_deref()) {
            return self.begin_afresh(false);
        }
        // None where all was removed.
        if key.is_some_and(|key| key != self.storage.borrow().name()) {
            return;
        }
        let stored = self.storage.borrow().changed_visitor();
        let fresh = fresh_visitor_id();
        self.dispatch(Fact::VisitorStored { stored, fresh });
    }
}
