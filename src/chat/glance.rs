//! How the conversation stands, cheaply: a short one is fetched, of a long one the list tells whether
//! anything is new, and only that is fetched.

use super::Chat;
use super::calls::Purpose;
use super::conversation::{Conversation, Summary};
use super::message::{Message, Progress};
use crate::api::Call;
use crate::api::failure::Failure;

/// More messages than these are too many to fetch for a look.
const SHORT: usize = 50;
/// How many known messages are fetched with the new ones, to see that nothing is between them.
const OVERLAP: usize = 5;

impl Chat {
    /// Asks how the conversation stands, if nothing else is under way.
    pub(super) fn refresh(&mut self) {
        let turns = self.turns;
        let now = |it| matches!(it, Purpose::Glance(of) | Purpose::Refresh(of) if of == turns);
        if self.calls.any(now) || self.lost || self.conversation.is_none() || !self.can().history {
            return;
        }
        self.abort(is_look);
        // What is in doubt may be anywhere.
        if self.transcript.known() <= SHORT || self.is_in_doubt() {
            return self.fetch(turns);
        }
        let call = Call::List {
            offset: 0,
            limit: 1,
        };
        self.call(call, Purpose::Glance(turns));
    }

    pub(super) fn is_refreshing(&self) -> bool {
        self.calls.any(is_look)
    }

    /// The conversation that the visitor touched last.
    pub(super) fn glanced(&mut self, turns: u32, listed: Vec<Summary>) {
        let here = self.conversation.as_ref().map(|it| it.id.clone());
        let mut listed = listed.into_iter();
        let found = listed.find(|it| Some(&it.conversation.id) == here.as_ref());
        match (here, found) {
            _ if self.is_stale(turns) => self.plan_poll(0),
            (Some(conversation), Some(summary)) => {
                let old = self.knows_all(&summary);
                self.found_out(None, Some(summary.conversation));
                if old {
                    return self.plan_poll(0);
                }
                let offset = self.transcript.known().saturating_sub(OVERLAP);
                let offset = u32::try_from(offset).unwrap_or_default();
                let call = Call::Tail {
                    conversation,
                    offset,
                };
                self.call(call, Purpose::Refresh(turns));
            }
            _ => self.fetch(turns),
        }
    }

    /// Where there is no such list, all is fetched.
    pub(super) fn glance_failed(&mut self, turns: u32, failure: &Failure) {
        let no_list = matches!(failure.status(), Some(400 | 403..=428));
        match no_list || *failure == Failure::Malformed {
            true => self.fetch(turns),
            false => self.refresh_failed(failure),
        }
    }

    /// The end of the conversation is here.
    pub(super) fn rest_came(&mut self, turns: u32, messages: Vec<Message>) {
        if self.is_stale(turns) {
            self.plan_poll(0);
        } else if self.transcript.joins(&messages) {
            self.found_out(Some(messages), None);
            self.look_for_rest();
            self.plan_poll(0);
        } else {
            self.fetch(turns);
        }
    }

    /// All of the conversation is here.
    pub(super) fn refreshed(&mut self, turns: u32, now: Conversation, messages: Vec<Message>) {
        let here = self.conversation.as_ref().map(|it| it.id.as_str());
        if here == Some(now.id.as_str()) && !self.is_stale(turns) {
            self.found_out(Some(messages), Some(now));
            self.look_for_rest();
            self.settle_doubt();
        }
        self.plan_poll(0);
    }

    /// Whether what was asked after so many turns says nothing any more.
    fn is_stale(&self, turns: u32) -> bool {
        self.turn.is_some() || turns != self.turns
    }

    fn knows_all(&self, summary: &Summary) -> bool {
        let newest = self.transcript.messages().last();
        let last = summary.last.as_ref().and_then(|last| last.id.as_ref());
        newest.is_some_and(|it| it.id.as_ref() == last && it.progress != Progress::Awaited)
            && last.is_some()
    }

    fn fetch(&mut self, turns: u32) {
        if let Some(conversation) = self.conversation.as_ref().map(|it| it.id.clone()) {
            self.call(Call::Fetch { conversation }, Purpose::Refresh(turns));
        }
    }
}

pub(super) fn is_look(purpose: Purpose) -> bool {
    matches!(purpose, Purpose::Glance(_) | Purpose::Refresh(_))
}
