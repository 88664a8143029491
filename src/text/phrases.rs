//! What the core's kinds are called.

use super::{Key, Text};
use crate::api::MESSAGE_LIMIT;
use crate::chat::message::{Author, Delivery, Progress};
use crate::chat::notice::{Action, Kind};

impl Text {
    /// What a visitor is told by a notice, or about a field; `number` writes numbers.
    #[must_use]
    pub fn kind(&self, kind: &Kind, number: &dyn Fn(usize) -> String) -> String {
        let limited = |key, limit: usize| self.fill(key, &[("limit", &number(limit))]);
        let key = match kind {
            Kind::TooLong(limit) => return limited(Key::TooLong, *limit),
            Kind::ReasonTooLong(limit) => return limited(Key::ReasonTooLong, *limit),
            Kind::Invalid => Key::Invalid,
            Kind::SessionEnded => Key::SessionEnded,
            Kind::Unavailable => Key::Unavailable,
            Kind::Forbidden => Key::Forbidden,
            Kind::Gone => Key::Gone,
            Kind::Changed => Key::Changed,
            Kind::RateLimited => Key::RateLimited,
            Kind::ServiceError => Key::ServiceError,
            Kind::AssistantDown => Key::AssistantDown,
            Kind::Busy => Key::Busy,
            Kind::Offline => Key::Offline,
            Kind::Checking => Key::Checking,
            Kind::PerhapsDelivered => Key::PerhapsDelivered,
            Kind::Interrupted => Key::BrokenOff,
            Kind::Unreachable => Key::Unreachable,
            Kind::Refused => Key::Refused,
        };
        self.get(key)
    }

    /// What the button of a notice says.
    #[must_use]
    pub fn action(&self, action: Action) -> String {
        self.get(match action {
            Action::SendAgain(_) | Action::LoadAgain | Action::CloseAgain => Key::TryAgain,
            Action::Reconnect => Key::Reconnect,
            Action::StartNew => Key::StartNew,
        })
    }

    /// How far a visitor's message has come; nothing where it is sent.
    #[must_use]
    pub fn delivery(&self, delivery: Delivery) -> Option<String> {
        let key = match delivery {
            Delivery::Sent => return None,
            Delivery::Queued => Key::Queued,
            Delivery::Sending => Key::Sending,
            Delivery::Uncertain => Key::Uncertain,
            Delivery::Doubtful => Key::Doubtful,
            Delivery::Failed => Key::NotSent,
        };
        Some(self.get(key))
    }

    /// What is to be said about how a reply ended; nothing where it is well.
    #[must_use]
    pub fn progress(&self, progress: Progress) -> Option<String> {
        let key = match progress {
            Progress::Streaming | Progress::Complete => return None,
            Progress::Awaited => Key::Awaited,
            Progress::Stopped => Key::Stopped,
            Progress::Interrupted => Key::Interrupted,
            Progress::Failed => Key::AnswerFailed,
        };
        Some(self.get(key))
    }

    /// Who said something.
    #[must_use]
    pub fn author(&self, author: &Author) -> String {
        match author {
            Author::Visitor => self.get(Key::You),
            Author::Assistant => self.get(Key::Assistant),
            Author::HumanAgent(person) => {
                let name = person.name.clone();
                name.unwrap_or_else(|| self.get(Key::HumanAgent))
            }
        }
    }

    /// Who answers from now on.
    #[must_use]
    pub fn answers(&self, author: &Author) -> String {
        match author {
            Author::HumanAgent(_) => {
                self.fill(Key::PersonAnswers, &[("name", &self.author(author))])
            }
            Author::Visitor | Author::Assistant => self.get(Key::AssistantAnswers),
        }
    }

    /// A reply as it is heard: a person's with their name.
    #[must_use]
    pub fn heard(&self, author: &Author, reply: String) -> String {
        match author {
            Author::HumanAgent(_) => [self.author(author), reply].join(": "),
            Author::Visitor | Author::Assistant => reply,
        }
    }

    /// How much of the message limit `used` is; `number` writes numbers.
    #[must_use]
    pub fn message_counter(&self, used: usize, number: &dyn Fn(usize) -> String) -> String {
        let (used, limit) = (number(used), number(MESSAGE_LIMIT));
        self.fill(Key::Counter, &[("used", &used), ("limit", &limit)])
    }
}
