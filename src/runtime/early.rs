//! As long as the rest of the panel is on its way, facts wait for it.

use super::Runtime;
use crate::chat::Chat;
use crate::chat::command::Command;
use crate::chat::event::Fact;
use crate::js::events;
use crate::{rest, storage};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

impl Runtime {
    /// Does what does not wait. Whatever else is wanted asks once more for a rest that did not come.
    pub(super) fn wait_for_rest(self: &Rc<Self>, fact: Fact) {
        let focuses = self.may_take_focus(&fact);
        let wants = !matches!(
            fact,
            Fact::Drafted(_) | Fact::NoticeDismissed | Fact::Hidden
        );
        self.look_after_focus();
        let foresee = |chat: &mut Chat| {
            let facts = self.facts.borrow();
            chat.foresee(&fact, facts.iter().rev().find_map(Fact::options))
        };
        let Some(foreseen) = self.store.early(foresee) else {
            return;
        };
        if foreseen.forgets {
            self.facts.borrow_mut().retain(Fact::outlasts_visitor);
            self.promises.abandon(&events::forgotten());
        }
        if foreseen.waits {
            self.facts.borrow_mut().push_back(fact);
        }
        for command in foreseen.commands {
            // The page may have removed the widget in answer to an event.
            let wanted = focuses || !matches!(command, Command::Focus(_));
            if wanted && !self.halted.get() {
                self.carry_out_early(command);
            }
        }
        self.look_whether_it_floats();
        if wants {
            self.bring_rest();
        }
    }

    /// Brings it, unless it is on its way.
    pub(super) fn bring_rest(self: &Rc<Self>) {
        if self.waits.replace(true) {
            return;
        }
        let runtime = Rc::downgrade(self);
        spawn_local(async move {
            let is_there = rest::load().await;
            let Some(runtime) = runtime.upgrade() else {
                return;
            };
            runtime.waits.set(false);
            if is_there {
                runtime.dispatch(Fact::Ready);
            } else if !runtime.halted.get() {
                runtime.rest_is_missing();
            }
        });
    }

    /// The page's promises are not kept; what the visitor wants waits on.
    fn rest_is_missing(&self) {
        self.facts.borrow_mut().retain(|fact| !fact.is_promised());
        self.promises.abandon(&events::not_loaded());
        self.store.early(Chat::rest_is_missing);
        events::emit_error(&self.target, "LOAD_FAILED");
    }

    /// What can be done without it.
    pub(super) fn carry_out_early(&self, command: Command) {
        match command {
            Command::KeepVisitor(visitor) => self.storage.borrow().keep(visitor.as_ref()),
            Command::KeepSeen(seen) => self.storage.borrow().keep_seen(&seen),
            Command::CarryTranscript(transcript) => {
                self.storage.borrow().carry_transcript(&transcript);
            }
            Command::KeepWords(words) => self.storage.borrow().keep_words(words.as_ref()),
            Command::KeepShown(onward) => storage::keep_shown(onward),
            Command::Focus(to) => self.store.wish_focus(to),
            Command::Emit(event) => events::emit(&self.target, event),
            _ => {}
        }
    }
}
