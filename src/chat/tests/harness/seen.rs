//! What there is to be seen of a story.

use super::{Outcome, Story};
use crate::chat::command::Ticket;
use crate::chat::message::{Author, Delivery, Key, Message, Progress};
use crate::chat::notice::{Action, Kind};

impl Story {
    /// The transcript, one line a message.
    pub fn seen(&self) -> Vec<String> {
        let messages = self.chat.transcript().messages().iter();
        messages.map(line).collect()
    }

    pub fn kind(&self) -> Option<Kind> {
        self.chat.notice().map(|notice| notice.kind.clone())
    }

    pub fn action(&self) -> Option<Action> {
        self.chat.notice().and_then(|notice| notice.action)
    }

    pub fn draft(&self) -> &str {
        &self.chat.composer().draft
    }

    pub fn key_of(&self, text: &str) -> Key {
        let mut messages = self.chat.transcript().messages().iter();
        let found = messages.find(|message| message.text() == text);
        found.expect("such a message").key
    }

    pub fn outcome(&self, ticket: Ticket) -> Option<&Outcome> {
        let settled = self.settled.iter().find(|(known, _)| *known == ticket);
        settled.map(|(_, outcome)| outcome)
    }

    /// The code that the promise was rejected with.
    pub fn refusal(&self, ticket: Ticket) -> Option<&str> {
        match self.outcome(ticket) {
            Some(Err(refusal)) => Some(&refusal.code),
            _ => None,
        }
    }
}

fn line(message: &Message) -> String {
    let text = message.text();
    match (&message.author, message.delivery, message.progress) {
        (Author::Visitor, Delivery::Sent, _) => format!("> {text}"),
        (Author::Visitor, delivery, _) => format!("> {text} ({delivery:?})"),
        (Author::Assistant, _, Progress::Complete) => text,
        (Author::Assistant, _, progress) => format!("{text} ({progress:?})"),
        (Author::HumanAgent(person), ..) => {
            format!("{}: {text}", person.name.as_deref().unwrap_or("?"))
        }
    }
}
