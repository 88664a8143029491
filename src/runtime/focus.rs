//! Where the focus may be put, and that it does not get lost.

use super::Runtime;
use crate::chat::Foot;
use crate::chat::command::Focus;
use crate::chat::event::Fact;
use leptos::prelude::GetUntracked;
use leptos::task::tick;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, ShadowRoot};

impl Runtime {
    /// Whether wishes that come of `fact` count: what happens by itself takes no focus from the page.
    pub(super) fn may_take_focus(&self, fact: &Fact) -> bool {
        let by_itself = matches!(
            fact,
            Fact::Ready
                | Fact::Answered(..)
                | Fact::StreamEnded(_)
                | Fact::TimedOut(_)
                | Fact::Online(_)
        );
        !self.keeps_focus.get() && (!by_itself || self.has_focus())
    }

    /// Where what has the focus is about to go away, its neighbour at the foot gets it; no button
    /// does there, which the visitor could press by going on to write.
    pub fn look_after_focus(self: &Rc<Self>) {
        if !self.has_focus() {
            return;
        }
        let runtime = Rc::downgrade(self);
        let before = self.store.focus().get_untracked();
        spawn_local(async move {
            tick().await;
            let Some(runtime) = runtime.upgrade() else {
                return;
            };
            // What is wished for meanwhile comes true by itself.
            let wish = runtime.store.focus().get_untracked();
            if nobody_has_focus() && (wish.is_none() || wish == before) {
                runtime.focus_foot();
            }
        });
    }

    /// Gives the focus to what stands at the foot of a panel that is shown.
    pub(super) fn focus_foot(&self) {
        let foot = self.store.peek(|chat| chat.shown().then(|| chat.foot()));
        self.store.wish_focus(match foot.flatten() {
            None => return,
            Some(Foot::CloseForm) => Focus::Reason,
            Some(Foot::History) => Focus::History,
            Some(Foot::Closed) => Focus::Closed,
            Some(Foot::Composer) => Focus::Composer,
        });
    }

    /// What has the focus in the widget: the panel or the launcher.
    pub(super) fn focused(&self) -> Option<Element> {
        root_of(self.target.dyn_ref()?)?.active_element()
    }

    pub(super) fn has_focus(&self) -> bool {
        let target = self.target.dyn_ref::<Element>();
        target.is_some_and(|it| it.matches(":focus-within").unwrap_or_default())
    }
}

/// The root that the panel is in.
pub(super) fn root_of(target: &Element) -> Option<ShadowRoot> {
    let around = target.get_root_node().dyn_into().ok();
    around.or_else(|| target.shadow_root())
}

fn nobody_has_focus() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| {
        let active = document.active_element();
        active.is_none() || active == document.body().map(Into::into)
    })
}
