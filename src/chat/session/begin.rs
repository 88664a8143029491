//! One tab at a time begins: becomes a visitor, or starts a conversation. Two that did so at once
//! would be two visitors, or one who talks in two conversations.

use crate::api::secret::Secret;
use crate::chat::Chat;
use crate::chat::calls::Purpose;
use crate::chat::command::{CallId, Command, Timer};
use crate::chat::message::Delivery;
use crate::time::Millis;

/// Whether this tab may begin.
#[derive(Debug, Default)]
pub(super) enum Begin {
    #[default]
    No,
    /// It wants to, and these calls wait for it.
    Asked(Vec<CallId>),
    /// No other tab does.
    May,
    /// It has begun, and no other tab may yet.
    Has,
}

/// How long other tabs are waited for: one of them may be asleep.
const PATIENCE: Millis = 8_000;
/// How long others wait once this one has begun: what it stored and told has to reach them, which
/// takes WebKit a tenth of a second.
const GRACE: Millis = 300;

impl Chat {
    /// Whether the call `id` has to wait until no other tab begins anything.
    pub(super) fn waits_to_begin(&mut self, id: CallId) -> bool {
        let becomes = self.session.is_new() && self.is_known_by_device();
        let begins = match self.calls.purpose(id) {
            Some(Purpose::Start | Purpose::StartFor(..)) => true,
            Some(Purpose::Looks) | None => false,
            Some(_) => becomes,
        };
        if !begins || !self.can().history {
            return false;
        }
        match &mut self.session.begin {
            Begin::May => return false,
            Begin::Has => {
                self.begin_is(Begin::May, None);
                return false;
            }
            Begin::Asked(calls) => calls.push(id),
            Begin::No => {
                self.begin_is(Begin::Asked(vec![id]), Some(PATIENCE));
                self.order(Command::AskToBegin);
            }
        }
        true
    }

    /// No other tab begins anything now; `stored` is the visitor that one of them may have made.
    pub(in crate::chat) fn may_begin(&mut self, stored: Option<Secret>) {
        let Begin::Asked(calls) = &mut self.session.begin else {
            return;
        };
        let calls = std::mem::take(calls);
        let known = !self.is_known_by_device() || self.session.is_known_as(stored.as_ref());
        if self.session.is_new() && !known {
            self.become_known_as(stored);
        }
        self.begin_is(Begin::May, None);
        // Where a tab that was first talks, this one does; what was stopped begins nothing.
        if !self.looked || self.turn.is_none() {
            self.begin_none();
            self.pump();
        }
        for id in calls {
            self.perform(id);
        }
    }

    /// No conversation begins now: what waits for one goes into the one that is there, or waits on.
    pub(in crate::chat) fn begin_none(&mut self) {
        if self.calls.any(|purpose| purpose == Purpose::Start) {
            self.abort(|purpose| purpose == Purpose::Start);
            if let Some(turn) = self.take_turn() {
                self.set_delivery(turn.message, Delivery::Queued);
            }
        }
    }

    /// The visitor is one whom another tab has made.
    pub(in crate::chat) fn become_known_as(&mut self, stored: Option<Secret>) {
        self.session.become_known_as(stored);
        self.look_before_begin();
    }

    /// A conversation may have begun in another tab: unless one does here, it is looked for.
    pub(in crate::chat) fn look_before_begin(&mut self) {
        let waits = matches!(self.session.begin, Begin::Asked(_));
        let begins = self.turn.is_some() || self.calls.any(|purpose| purpose == Purpose::Start);
        if self.conversation.is_none() && (waits || !begins) {
            self.looked = false;
        }
    }

    /// Lets other tabs begin soon, once this one has.
    pub(in crate::chat) fn look_whether_begun(&mut self) {
        use Purpose::{Find, Identify, Load, Start, StartFor};
        let begins = |purpose| matches!(purpose, Identify | Start | StartFor(..) | Find | Load);
        match &self.session.begin {
            Begin::May if !self.calls.any(begins) => self.begin_is(Begin::Has, Some(GRACE)),
            Begin::Asked(calls) if calls.iter().all(|id| self.calls.purpose(*id).is_none()) => {
                self.let_others_begin();
            }
            _ => {}
        }
    }

    pub(in crate::chat) fn let_others_begin(&mut self) {
        if !matches!(self.session.begin, Begin::No) {
            self.begin_is(Begin::No, None);
            self.order(Command::HasBegun);
        }
    }

    /// Other tabs were waited for, or have waited, for long enough.
    pub(in crate::chat) fn begin_timed_out(&mut self) {
        self.may_begin(None);
        if matches!(self.session.begin, Begin::Has) {
            self.let_others_begin();
        }
    }

    fn begin_is(&mut self, begin: Begin, until: Option<Millis>) {
        self.session.begin = begin;
        self.order(match until {
            Some(after) => Command::SetTimer(Timer::Begin, after),
            None => Command::ClearTimer(Timer::Begin),
        });
    }
}
