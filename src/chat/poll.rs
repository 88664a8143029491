//! Looking for what people wrote: there is no push, so the chat asks, less and less often, and only
//! while a person answers and the visitor could see it.

use super::Chat;
use super::command::{Command, Timer};
use super::conversation::Conversation;
use crate::time::Millis;

const SOONEST: Millis = 3_000;
const LATEST: Millis = 30_000;

/// How long until the next look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Poll {
    delay: Millis,
}

impl Default for Poll {
    fn default() -> Self {
        Self { delay: SOONEST }
    }
}

impl Poll {
    /// The delay before the next look; the one after that is half as long again.
    fn next(&mut self) -> Millis {
        let delay = self.delay;
        self.delay = (delay + delay / 2).min(LATEST);
        delay
    }
}

impl Chat {
    /// Something has just happened: looks often again.
    pub(super) fn poll_soon(&mut self) {
        self.poll = Poll::default();
        self.poll_later();
    }

    pub(super) fn poll_later(&mut self) {
        let matters = |it: &Conversation| it.is_open() && it.human_handled;
        if self.shown && self.page_visible && self.conversation.as_ref().is_some_and(matters) {
            let delay = self.poll.next();
            self.order(Command::SetTimer(Timer::Poll, delay));
        } else {
            self.order(Command::ClearTimer(Timer::Poll));
        }
    }

    pub(super) fn poll_now(&mut self) {
        self.refresh();
        self.poll_later();
    }
}
