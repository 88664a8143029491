//! The visitor's words on this side of the backend: submitted, sent again, given up, edited.

use super::command::{Command, Focus, Refusal, Settled, Ticket};
use super::event::MessageRef;
use super::message::{Delivery, Key, Message};
use super::notice::{Action, Kind, Notice};
use super::snapshot::Snapshot;
use super::{Blocked, Chat};
use crate::api::backend::Memory;
use crate::api::failure::Failure;
use crate::api::{self, MESSAGE_LIMIT, Page};

/// What belongs to a message until it is sent.
#[derive(Debug)]
pub(super) struct Submission {
    pub(super) key: Key,
    page: Page,
    tickets: Vec<Ticket>,
}

impl Chat {
    pub(super) fn submitted(&mut self, text: &str, page: Page, ticket: Option<Ticket>) {
        let text = text.trim();
        let too_long = api::length(text) > MESSAGE_LIMIT;
        let refusal = match self.blocked() {
            _ if text.is_empty() => Some(Refusal::new("EMPTY_MESSAGE", "The message is empty.")),
            _ if too_long => Some(Refusal::new(
                "MESSAGE_TOO_LONG",
                format!("A message can be {MESSAGE_LIMIT} characters long."),
            )),
            blocked => blocked.map(|why| Refusal::new(why.code(), "Nothing can be sent now.")),
        };
        if let Some(refusal) = refusal {
            if ticket.is_none() {
                self.keep_in_composer(text, too_long);
            }
            return self.settle(ticket, Err(refusal));
        }
        if ticket.is_none() && self.composer.draft.trim() == text {
            self.composer.replace(String::new());
        }
        let key = self.transcript.next_key();
        let message = Message::from_visitor(key, text.into(), self.now);
        self.transcript.append(message);
        self.submitted += 1;
        self.page = page;
        self.await_sending(key, ticket);
        self.go();
    }

    fn keep_in_composer(&mut self, text: &str, too_long: bool) {
        if too_long && self.blocked().is_none() {
            self.notice = Some(Notice::new(Kind::TooLong(MESSAGE_LIMIT)));
        }
        if !self.composer.draft.contains(text) {
            self.composer.give_back(text);
        }
    }

    pub(super) fn retry_asked(&mut self, message: MessageRef, ticket: Option<Ticket>) {
        let key = match message {
            MessageRef::Key(key) => Some(key),
            MessageRef::Id(id) => self.named(&id),
        };
        match key {
            Some(key) => self.retry(key, ticket),
            None => {
                let refusal = Refusal::new("MESSAGE_NOT_FOUND", "There is no such message here.");
                self.settle(ticket, Err(refusal));
            }
        }
    }

    pub(super) fn retry(&mut self, key: Key, ticket: Option<Ticket>) {
        let own = self
            .transcript
            .get(key)
            .filter(|message| message.is_visitors());
        let delivery = own.map(|message| message.delivery);
        if delivery == Some(Delivery::Failed) {
            self.believe_again();
        }
        let blocked = self.blocked();
        let free = blocked.is_none();
        let is_over = matches!(blocked, Some(Blocked::Closed | Blocked::Lost));
        let turn = self.turn.as_ref().map(|turn| turn.message);
        // Where nobody can look, the visitor has decided.
        let delivery = match delivery {
            Some(Delivery::Doubtful) if self.can().memory != Memory::Told => Some(Delivery::Failed),
            delivery => delivery,
        };
        match delivery {
            Some(Delivery::Failed | Delivery::Sent) if free && turn != Some(key) => {
                self.transcript.send_again(key);
                self.submitted += 1;
                self.await_sending(key, ticket);
                self.go();
            }
            Some(Delivery::Doubtful) if free && turn.is_none() => {
                self.await_sending(key, ticket);
                self.check_to_send(key);
            }
            Some(Delivery::Failed) if is_over => self.send_anew(key, ticket),
            _ => {
                let message = "This message cannot be sent again now.";
                self.settle(ticket, Err(Refusal::new("NOT_RETRIABLE", message)));
            }
        }
    }

    /// What the conversation that is over did not get is said in a new one.
    fn send_anew(&mut self, key: Key, ticket: Option<Ticket>) {
        let message = self.transcript.remove(key);
        self.start_over();
        if let Some(message) = message {
            self.transcript.append(message);
            self.transcript.send_again(key);
            self.await_sending(key, ticket);
            self.go();
        }
    }

    /// The message has not arrived, and the visitor wants it sent: ahead of what waits.
    pub(super) fn send_now(&mut self, key: Key) {
        let later = self.transcript.take_queued(0);
        self.transcript.send_again(key);
        for message in later {
            self.transcript.append(message);
        }
        self.pump();
    }

    /// The visitor, or the page for them, goes on: older complaints have been read.
    fn go(&mut self) {
        self.notice.take_if(|notice| {
            notice.wait.is_none() && !matches!(notice.kind, Kind::Offline | Kind::Checking)
        });
        if self.look_failed {
            self.look_again();
        }
        self.say_if_offline();
        if self.online {
            self.probe_now();
        }
        self.pump();
    }

    /// The visitor wants to change a message that was not sent.
    pub(super) fn edit_asked(&mut self, key: Key) {
        let message = self.transcript.get(key);
        if message.is_some_and(|message| message.delivery == Delivery::Failed) {
            if matches!(self.blocked(), Some(Blocked::Closed | Blocked::Lost)) {
                return self.start_over();
            }
            self.edit(key);
            let again = Some(Action::SendAgain(key));
            self.notice
                .take_if(|notice| notice.action == again && notice.wait.is_none());
        }
    }

    fn edit(&mut self, key: Key) {
        if let Some(message) = self.transcript.remove(key) {
            self.composer.give_back(&message.text());
            self.order(Command::Focus(Focus::Composer));
        }
    }

    /// The message was not sent, and the visitor is told why: it goes back to the composer, or can
    /// be sent again.
    pub(super) fn give_up(&mut self, key: Key, failure: &Failure) {
        let notice = self.explain(failure, Action::SendAgain(key));
        let to_be_edited = matches!(notice.kind, Kind::Invalid | Kind::TooLong(_));
        self.complain(notice, failure);
        self.fail_message(key, &failure.code());
        if to_be_edited {
            self.edit(key);
        }
        self.pump();
    }

    /// None of the messages that wait will be sent.
    pub(super) fn give_up_waiting(&mut self, code: &str) {
        while let Some(key) = self.first_waiting() {
            self.fail_message(key, code);
        }
    }

    pub(super) fn first_waiting(&self) -> Option<Key> {
        let mut messages = self.transcript.messages().iter();
        let first = messages.find(|message| message.delivery == Delivery::Queued);
        first.map(|message| message.key)
    }

    pub(super) fn fail_message(&mut self, key: Key, code: &str) {
        self.set_delivery(key, Delivery::Failed);
        for submission in self.take_submissions(|it| it.key == key) {
            self.refuse(submission, code, "The message was not sent.");
        }
    }

    /// The backend has the message.
    pub(super) fn message_sent(&mut self, key: Key) {
        let message = self.transcript.change(key, |message| {
            message.delivery = Delivery::Sent;
            Snapshot::of(message)
        });
        let submissions = self.take_submissions(|it| it.key == key);
        let Some(message) = message.filter(|_| !submissions.is_empty()) else {
            return;
        };
        self.tell_tabs();
        let id = message.id.clone();
        self.emit_message(message);
        for ticket in submissions.into_iter().flat_map(|it| it.tickets) {
            self.settle(Some(ticket), Ok(Settled::Id(id.clone())));
        }
    }

    /// Tells of messages that a look has found to have arrived.
    pub(super) fn tell_arrived(&mut self) {
        let arrived = |submission: &&Submission| {
            let message = self.transcript.get(submission.key);
            message.is_some_and(|message| message.delivery == Delivery::Sent)
        };
        let arrived = self.submissions.iter().filter(arrived).map(|it| it.key);
        for key in arrived.collect::<Vec<_>>() {
            self.message_sent(key);
        }
    }

    /// Nobody will find out about this message by themselves: the page is not left waiting.
    pub(super) fn refuse_if_unsent(&mut self, key: Key, code: &str) {
        let submissions = self.submissions.iter_mut();
        let tickets: Vec<Ticket> = submissions
            .filter(|submission| submission.key == key)
            .flat_map(|submission| std::mem::take(&mut submission.tickets))
            .collect();
        for ticket in tickets {
            let message = "Whether the message was sent is not known.";
            self.settle(Some(ticket), Err(Refusal::new(code, message)));
        }
    }

    pub(super) fn refuse_submissions(&mut self, code: &str, message: &str) {
        for submission in std::mem::take(&mut self.submissions) {
            self.refuse(submission, code, message);
        }
    }

    fn refuse(&mut self, submission: Submission, code: &str, message: &str) {
        for ticket in submission.tickets {
            self.settle(Some(ticket), Err(Refusal::new(code, message)));
        }
    }

    fn await_sending(&mut self, key: Key, ticket: Option<Ticket>) {
        let page = self.page.clone();
        let tickets = ticket.into_iter().collect();
        self.submissions.push(Submission { key, page, tickets });
    }

    pub(super) fn set_delivery(&mut self, key: Key, delivery: Delivery) {
        self.transcript
            .change(key, |message| message.delivery = delivery);
    }

    pub(super) fn page_of(&self, key: Key) -> Page {
        let submission = self.submissions.iter().find(|it| it.key == key);
        submission.map(|it| it.page.clone()).unwrap_or_default()
    }

    pub(super) fn take_submissions(
        &mut self,
        matches: impl Fn(&Submission) -> bool,
    ) -> Vec<Submission> {
        let all = std::mem::take(&mut self.submissions).into_iter();
        let (taken, kept) = all.partition(|submission| matches(submission));
        self.submissions = kept;
        taken
    }
}
