//! One exchange: open or closed, with at most one close reason.

use super::message::Author;
use crate::time::Millis;

/// One exchange between a visitor and those who answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    /// The backend's id.
    pub id: String,
    /// Open or closed.
    pub status: Status,
    /// When it was started.
    pub created_at: Option<Millis>,
    /// What the backend calls it.
    pub title: Option<String>,
    /// Whether people answer instead of the assistant.
    pub human_handled: bool,
    /// Who of them answers, where that is known.
    pub human_agent: Option<Person>,
}

/// Whether a conversation goes on.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// It goes on.
    Open,
    /// It has ended for good.
    Closed {
        /// When, where that is known.
        at: Option<Millis>,
        /// Why, if somebody said so.
        reason: Option<String>,
    },
}

impl Conversation {
    /// Whether it goes on.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status == Status::Open
    }

    /// Who answers in it.
    #[must_use]
    pub fn answers(&self) -> Author {
        match self.human_handled {
            true => Author::HumanAgent(self.human_agent.clone().unwrap_or_default()),
            false => Author::Assistant,
        }
    }
}

/// A conversation in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The conversation.
    pub conversation: Conversation,
    /// When it was touched last, where that is known.
    pub at: Option<Millis>,
    /// Its newest message, where that is known.
    pub last: Option<Last>,
}

/// The newest message of a conversation in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Last {
    /// The backend's id.
    pub id: Option<String>,
    /// Whether the visitor said it.
    pub by_visitor: bool,
    /// Its text.
    pub text: String,
    /// When it was written, where that is known.
    pub at: Option<Millis>,
}

/// How somebody is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// Their name.
    pub name: Option<String>,
    /// The address of their picture, not yet checked.
    pub picture: Option<String>,
}

/// The visitor as the backend knows them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// The backend's id.
    pub id: Option<String>,
    /// How they are shown.
    pub person: Person,
}
