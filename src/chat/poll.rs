//! Looking for what people wrote: there is no push, so the chat asks, less and less often, and only
//! while a person answers and the visitor could see it.

use super::Chat;
use super::command::{Command, Timer};
use super::conversation::Conversation;
use crate::time::Millis;

const SOONEST: Millis = 3_000;
const LATEST: Millis = 30_000;
const MOST_LOOKS: u32 = 12;

/// How long until the next look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Poll {
    delay: Millis,
    /// How often the rest of an answer has been looked for that nobody here waits for.
    looks: u32,
}

impl Default for Poll {
    fn default() -> Self {
        Self {
            delay: SOONEST,
            looks: 0,
        }
    }
}

impl Poll {
    /// The delay before the next look; the one after that is half as long again.
    fn next(&mut self) -> Millis {
        let delay = self.delay;
        self.delay = (delay + delay / 2).min(LATEST);
        delay
    }

    /// The same for the rest of an answer; none once it has been looked for often enough.
    pub(super) fn next_for_rest(&mut self) -> Option<Millis> {
        self.looks += 1;
        (self.looks <= MOST_LOOKS).then(|| self.next())
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
        let seen = self.shown && self.page_visible && !self.lost;
        if seen && self.conversation.as_ref().is_some_and(matters) {
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
