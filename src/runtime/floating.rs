//! What a panel needs while it floats over the page, and nothing of it stays any longer: the size of
//! what can be seen, its keys, and where it covers the page the device's way back.

use super::Runtime;
use super::back::Back;
use super::listen::Listener;
use super::viewport::{self, Viewport};
use std::rc::Rc;

/// Dropping it leaves nothing.
pub(super) struct Floating {
    covers: bool,
    _viewport: Viewport,
    _keys: Option<Listener>,
    _back: Option<Back>,
}

impl Runtime {
    /// Looks whether there is a panel over the page, and whether it covers all of it.
    pub(super) fn look_whether_it_floats(self: &Rc<Self>) {
        let floats = self.store.peek(|chat| chat.floats()).unwrap_or_default();
        let floats = floats && !self.halted.get();
        let covers = floats.then(viewport::is_filled);
        if covers != self.floating.borrow().as_ref().map(|it| it.covers) {
            let floating = covers.map(|covers| Floating {
                covers,
                _viewport: Viewport::new(self),
                _keys: self.listen_for_keys(covers),
                _back: covers.then(|| self.watch_way_back()).flatten(),
            });
            self.floating.replace(floating);
        }
        self.store.cover(covers == Some(true));
    }

    /// Goes one step back, as the device was told to. A watcher has done its work by then: as long
    /// as the panel is there it needs a new one.
    pub(super) fn go_back(self: &Rc<Self>) {
        if let Some(fact) = self.store.peek(|chat| chat.way_back()).flatten() {
            self.come_in();
            self.floating.take();
            self.dispatch(fact);
        }
    }
}
