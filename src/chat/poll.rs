//! Looking for what people wrote: there is no push, so the chat asks, less and less often, and only
//! while a person answers. Where nobody could see it, it asks seldom, and after a while no more.

use super::Chat;
use super::command::{Command, Timer};
use super::conversation::Conversation;
use super::jitter::full_jitter;
use crate::time::Millis;

/// The shortest and the longest pause between two looks.
type Pace = (Millis, Millis);

const SEEN: Pace = (3_000, 30_000);
const UNSEEN: Pace = (15_000, 60_000);
/// How many looks nobody sees: ten minutes of them.
const MOST_UNSEEN: u32 = 12;
/// How many looks for the rest of an answer that nobody here waits for.
const MOST_FOR_REST: u32 = 12;
/// How often a backend that took a message for people may still say that no person answers: five
/// minutes of looks.
pub(super) const PROMISE: u32 = 14;

/// How long until the next look.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Poll {
    /// The last pause.
    pause: Option<Millis>,
    unseen: u32,
    for_rest: u32,
    pub(super) promise: u32,
    /// Whether the page does not know yet that a person answers.
    pub(super) untold: bool,
    /// Whether something has happened since the look that is under way was begun.
    pub(super) again: bool,
}

impl Poll {
    /// Something has just happened: it is looked often again.
    pub(super) fn quicken(&mut self) {
        *self = Self {
            promise: self.promise,
            untold: self.untold,
            again: self.again,
            ..Self::default()
        };
    }

    /// Each pause is half as long again as the one before it.
    fn next(&mut self, (shortest, longest): Pace) -> Millis {
        let longer = self.pause.map_or(shortest, |last| last + last / 2);
        *self.pause.insert(longer.clamp(shortest, longest))
    }

    fn next_unseen(&mut self) -> Option<Millis> {
        self.unseen += 1;
        (self.unseen <= MOST_UNSEEN).then(|| self.next(UNSEEN))
    }

    /// How long until the next look for the rest of an answer; none after the last.
    pub(super) fn next_for_rest(&mut self) -> Option<Millis> {
        self.for_rest += 1;
        (self.for_rest <= MOST_FOR_REST).then(|| self.next(SEEN))
    }

    /// The backend has taken a message for people.
    pub(super) fn promised(&mut self) {
        self.promise = PROMISE;
    }

    /// Whether a person answers where the backend says `human`: for a while it may not know yet.
    pub(super) fn believes(&mut self, human: bool) -> bool {
        self.promise = match human {
            true => 0,
            false => self.promise.saturating_sub(1),
        };
        human || self.promise > 0
    }

    /// The assistant answers again.
    pub(super) fn forget_promise(&mut self) {
        self.promise = 0;
    }
}

impl Chat {
    /// Something has just happened: looks often again.
    pub(super) fn poll_soon(&mut self) {
        self.poll.quicken();
        self.plan_poll(0);
    }

    /// Plans the next look, in `least` at the earliest. While one is under way there is nothing to
    /// plan: its answer will.
    pub(super) fn plan_poll(&mut self, least: Millis) {
        if self.is_refreshing() {
            return self.order(Command::ClearTimer(Timer::Poll));
        }
        if std::mem::take(&mut self.poll.again) && least == 0 && self.turn.is_none() {
            return self.refresh();
        }
        let seen = self.shown && self.page_visible;
        let pause = match (self.person_answers(), seen) {
            (false, _) => None,
            (true, true) => Some(self.poll.next(SEEN)),
            (true, false) => self.poll.next_unseen(),
        };
        let Some(pause) = pause else {
            return self.order(Command::ClearTimer(Timer::Poll));
        };
        // Those who opened the same page at once do not ask at once for ever.
        let by_chance = pause / 4;
        let pause = pause - by_chance + full_jitter(self.chance, by_chance, 0, by_chance);
        let pause = pause.max(least).max(self.relies_for());
        self.order(Command::SetTimer(Timer::Poll, pause));
        self.tell_looks(pause);
    }

    pub(super) fn poll_now(&mut self) {
        if self.person_answers() {
            self.refresh();
        }
    }

    /// Whether messages may come by themselves.
    pub(super) fn person_answers(&self) -> bool {
        let person = |it: &Conversation| it.is_open() && it.human_handled;
        !self.lost && self.conversation.as_ref().is_some_and(person)
    }
}
