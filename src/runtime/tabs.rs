//! What this tab has with others: a line, and the visitor that all of them are.

use super::Runtime;
use crate::chat::event::Fact;
use crate::storage::fresh_visitor_id;
use crate::tabs::Tabs;
use std::rc::Rc;

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
    pub(super) fn leave_tabs(self: &Rc<Self>) {
        self.tabs.take();
    }

    /// Another tab may have made a visitor, or forgotten the one there was.
    pub(super) fn read_visitor(self: &Rc<Self>) {
        let stored = self.storage.borrow().changed_visitor();
        let fresh = fresh_visitor_id();
        self.dispatch(Fact::VisitorStored { stored, fresh });
    }
}
