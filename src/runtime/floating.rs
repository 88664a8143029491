//! What a panel needs while it floats over the page, and nothing of it stays any longer: the size of
//! what can be seen, a key to it and back, and on small screens the device's way back.

use super::Runtime;
use super::back::Back;
use super::listen::Listener;
use super::viewport::Viewport;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// Dropping it leaves nothing.
pub(super) struct Floating {
    _viewport: Viewport,
    _shortcut: Option<Listener>,
    _back: Option<Back>,
}

impl Runtime {
    /// Looks whether there is a panel over the page.
    pub(super) fn look_whether_it_floats(self: &Rc<Self>) {
        let floats = self.store.peek(|chat| chat.floats()).unwrap_or_default();
        let floats = floats && !self.halted.get();
        if floats != self.floating.borrow().is_some() {
            let floating = floats.then(|| Floating {
                _viewport: Viewport::new(self.target.dyn_ref()),
                _shortcut: self.listen_for_shortcut(),
                _back: self.watch_way_back(),
            });
            self.floating.replace(floating);
        }
    }

    /// Goes one step back, as the device was told to. A watcher has done its work by then: as long
    /// as the panel is there it needs a new one.
    pub(super) fn go_back(self: &Rc<Self>) {
        if let Some(fact) = self.store.peek(|chat| chat.way_back()).flatten() {
            self.floating.take();
            self.dispatch(fact);
        }
    }
}
