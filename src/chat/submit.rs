//! The visitor's words on this side of the backend: submitted, sent again, given up, edited.

use super::Chat;
use super::command::{Command, Focus, Refusal, Ticket};
use super::message::{Delivery, Key, Message};
use super::notice::{self, Action, Kind, Notice};
use crate::api::failure::Failure;
use crate::api::{self, MESSAGE_LIMIT, Page};

/// What belongs to a message until it is sent.
#[derive(Debug)]
pub(super) struct Submission {
    pub(super) key: Key,
    pub(super) page: Page,
    pub(super) ticket: Option<Ticket>,
}

impl Chat {
    pub(super) fn submitted(&mut self, text: &str, page: Page, ticket: Option<Ticket>) {
        let text = text.trim();
        let too_long = api::length(text) > MESSAGE_LIMIT;
        if too_long && ticket.is_none() {
            self.notice = Some(Notice::new(Kind::TooLong(MESSAGE_LIMIT)));
        }
        let refusal = match self.blocked() {
            _ if text.is_empty() => Some(Refusal::new("EMPTY_MESSAGE", "The message is empty.")),
            _ if too_long => Some(Refusal::new(
                "MESSAGE_TOO_LONG",
                format!("A message can be {MESSAGE_LIMIT} characters long."),
            )),
            blocked => blocked.map(|why| Refusal::new(why.code(), "Nothing can be sent now.")),
        };
        if let Some(refusal) = refusal {
            return self.settle(ticket, Err(refusal));
        }
        if ticket.is_none() {
            self.composer.replace(String::new());
        }
        let key = self.transcript.next_key();
        let message = Message::from_visitor(key, text.into(), self.now);
        self.transcript.append(message);
        self.submissions.push(Submission { key, page, ticket });
        self.go();
    }

    pub(super) fn retry(&mut self, key: Key, ticket: Option<Ticket>) {
        let own = self
            .transcript
            .get(key)
            .filter(|message| message.is_visitors());
        let delivery = own.map(|message| message.delivery);
        let free = self.turn.is_none() && self.blocked().is_none();
        let page = Page::default();
        match delivery {
            Some(Delivery::Failed | Delivery::Sent) if free => {
                self.transcript.send_again(key);
                self.submissions.push(Submission { key, page, ticket });
                self.go();
            }
            Some(Delivery::Uncertain) if free => {
                self.submissions.push(Submission { key, page, ticket });
                self.check(key);
            }
            _ => {
                let message = "This message cannot be sent again now.";
                self.settle(ticket, Err(Refusal::new("NOT_RETRIABLE", message)));
            }
        }
    }

    fn go(&mut self) {
        if self.look_failed {
            self.look_again();
        }
        self.say_if_offline();
        self.pump();
    }

    /// The visitor wants to change a message that was not sent.
    pub(super) fn edit_asked(&mut self, key: Key) {
        let message = self.transcript.get(key);
        if message.is_some_and(|message| message.delivery == Delivery::Failed) {
            self.edit(key);
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
        let notice = notice::from_failure(failure, self.online, Some(Action::SendAgain(key)));
        let to_be_edited = matches!(notice.kind, Kind::Invalid | Kind::TooLong(_));
        self.complain(notice, failure);
        self.fail_message(key, failure);
        if to_be_edited {
            self.edit(key);
        }
        self.pump();
    }

    pub(super) fn fail_message(&mut self, key: Key, failure: &Failure) {
        self.set_delivery(key, Delivery::Failed);
        if let Some(submission) = self.take_submission(key) {
            let refusal = Refusal::new(failure.code(), "The message was not sent.");
            self.settle(submission.ticket, Err(refusal));
        }
    }

    pub(super) fn set_delivery(&mut self, key: Key, delivery: Delivery) {
        self.transcript
            .change(key, |message| message.delivery = delivery);
    }

    pub(super) fn page_of(&self, key: Key) -> Page {
        let submission = self.submissions.iter().find(|it| it.key == key);
        submission.map(|it| it.page.clone()).unwrap_or_default()
    }

    pub(super) fn take_submission(&mut self, key: Key) -> Option<Submission> {
        let place = self.submissions.iter().position(|it| it.key == key)?;
        Some(self.submissions.remove(place))
    }
}
