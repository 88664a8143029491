//! Ending a conversation, with at most one reason.

use super::Chat;
use super::calls::Purpose;
use super::command::{Command, Focus, Refusal, Settled, Ticket};
use super::conversation::{Conversation, Status};
use super::event::CloseOrder;
use super::glance::is_look;
use super::notice::{Action, Kind};
use crate::api::failure::Failure;
use crate::api::{self, Call, REASON_LIMIT};

/// The inline form that ends a conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CloseForm {
    /// Whether it is on screen.
    pub open: bool,
    /// The reason so far.
    pub reason: String,
    /// Counts changes of the reason that did not come from typing.
    pub revision: u32,
    /// Whether the backend has been asked to close, or will be.
    pub closing: bool,
    /// Whether it is asked once the answer under way is there.
    waits: bool,
    /// What is wrong with the reason.
    pub error: Option<Kind>,
    sent_reason: Option<String>,
    tickets: Vec<Ticket>,
}

impl CloseForm {
    pub(super) fn draft(&mut self, reason: String) {
        self.reason = reason;
        self.error = too_long(&self.reason);
    }

    pub(super) fn take_tickets(&mut self) -> Vec<Ticket> {
        std::mem::take(&mut self.tickets)
    }

    fn dismiss(&mut self) {
        self.open = false;
        self.reason.clear();
        self.revision += 1;
        self.error = None;
    }
}

fn too_long(reason: &str) -> Option<Kind> {
    (api::length(reason.trim()) > REASON_LIMIT).then_some(Kind::ReasonTooLong(REASON_LIMIT))
}

impl Chat {
    pub(super) fn close_asked(&mut self) {
        let can_close = self.conversation.as_ref().is_some_and(|it| it.is_open());
        if can_close && !self.lost {
            self.close.open = true;
            self.order(Command::Focus(Focus::Reason));
        }
    }

    pub(super) fn close_declined(&mut self) {
        if !self.close.closing {
            self.close.dismiss();
            self.order(Command::Focus(Focus::Composer));
        }
    }

    pub(super) fn close_confirmed(&mut self, order: Option<CloseOrder>) {
        let (reason, ticket) = match order {
            Some(order) => (order.reason.unwrap_or_default(), Some(order.ticket)),
            None => (self.close.reason.clone(), None),
        };
        let reason = reason.trim();
        let open = self.conversation.as_ref().filter(|it| it.is_open());
        let Some(conversation) = open.map(|it| it.id.clone()) else {
            let refusal = Refusal::new("NO_CONVERSATION", "There is no open conversation.");
            return self.settle(ticket, Err(refusal));
        };
        if let Some(error) = too_long(reason) {
            let message = format!("A reason can be {REASON_LIMIT} characters long.");
            match ticket {
                None => self.close.error = Some(error),
                ticket => self.settle(ticket, Err(Refusal::new("REASON_TOO_LONG", message))),
            }
            return;
        }
        self.close.tickets.extend(ticket);
        if self.close.closing {
            return;
        }
        let reason = (!reason.is_empty()).then(|| reason.to_owned());
        self.close.closing = true;
        self.close.sent_reason = reason;
        let sending = self
            .calls
            .any(|purpose| matches!(purpose, Purpose::Send(_)));
        if sending && self.can().one_at_a_time {
            self.close.waits = true;
        } else {
            self.ask_to_close(conversation);
        }
    }

    fn ask_to_close(&mut self, conversation: String) {
        let reason = self.close.sent_reason.clone();
        let call = Call::Close {
            conversation,
            reason,
        };
        self.call(call, Purpose::Close);
    }

    /// Asks the backend now, if that had to wait for an answer.
    pub(super) fn close_if_due(&mut self) {
        if self.turn.is_some() || !std::mem::take(&mut self.close.waits) {
            return;
        }
        let open = self.conversation.as_ref().filter(|it| it.is_open());
        if let Some(conversation) = open.map(|it| it.id.clone()) {
            self.ask_to_close(conversation);
        }
    }

    /// The backend has closed it.
    pub(super) fn closed_here(&mut self) {
        let reason = self.close.sent_reason.take();
        if self.close_with(reason) {
            self.refresh();
        }
    }

    /// The conversation is over as of now, unless it was before.
    pub(super) fn close_with(&mut self, reason: Option<String>) -> bool {
        let open = self.conversation.clone().filter(Conversation::is_open);
        let Some(mut conversation) = open else {
            self.close.closing = false;
            return false;
        };
        conversation.status = Status::Closed {
            at: Some(self.now),
            reason,
        };
        // A look that began before may not know of it.
        self.abort(is_look);
        self.conversation_came(conversation);
        self.tell_tabs();
        true
    }

    /// The conversation is closed, whoever closed it.
    pub(super) fn conversation_closed(&mut self) {
        self.abort(|purpose| purpose == Purpose::Close);
        // Whoever is writing would press what has the focus all of a sudden.
        if self.close.open && self.close.closing {
            self.order(Command::Focus(Focus::StartNew));
        }
        self.close.dismiss();
        self.close.closing = false;
        self.close.waits = false;
        for ticket in self.close.take_tickets() {
            self.settle(Some(ticket), Ok(Settled::Done));
        }
        self.drop_notice();
        self.say_if_offline();
    }

    pub(super) fn close_failed(&mut self, failure: &Failure) {
        self.close.closing = false;
        for ticket in self.close.take_tickets() {
            let refusal = Refusal::new(failure.code(), "The conversation was not closed.");
            self.settle(Some(ticket), Err(refusal));
        }
        let reason = self.close.sent_reason.take();
        if let Some(reason) = reason.filter(|_| self.close.reason.trim().is_empty()) {
            self.close.draft(reason);
            self.close.revision += 1;
        }
        let notice = self.explain(failure, Action::CloseAgain);
        match notice.kind {
            Kind::ReasonTooLong(_) if self.close.open => {
                self.report(failure);
                self.close.error = Some(notice.kind);
            }
            _ => self.complain(notice, failure),
        }
        // It may be closed all the same, or have been before.
        let known = failure.surely_refused() || failure.asks_for_patience();
        if failure.status() == Some(409) || !known {
            self.refresh();
        }
        self.pump();
    }
}
