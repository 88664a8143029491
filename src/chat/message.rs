//! One thing said by one author.

use super::conversation::Person;
use crate::time::Millis;

/// What names a message on this page for as long as the page lives; unlike the backend's id it is
/// there from the first keystroke.
pub type Key = u32;

/// One thing said by one author.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Its name on this page.
    pub key: Key,
    /// The backend's id, once it is known.
    pub id: Option<String>,
    /// Who said it.
    pub author: Author,
    /// What was said.
    pub parts: Vec<Part>,
    /// When, where that is known.
    pub at: Option<Millis>,
    /// How far a visitor's message has come; replies are `Sent`.
    pub delivery: Delivery,
    /// Whether a visitor's message that failed may arrive yet: no look has found it, but nobody said
    /// no to it.
    pub may_arrive: bool,
    /// How far a reply has come; visitors' messages are `Complete`.
    pub progress: Progress,
    /// What the visitor thinks of a reply, if they said so.
    pub feedback: Option<Feedback>,
    /// How often `parts` became something else than a longer version of itself.
    pub rewrites: u32,
}

/// Who said something.
#[derive(Clone, Debug, PartialEq)]
pub enum Author {
    /// The person on the page.
    Visitor,
    /// The machine that answers.
    Assistant,
    /// A person who answers.
    HumanAgent(Person),
}

impl Author {
    /// Whether they go by the same name.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::HumanAgent(one), Self::HumanAgent(other)) => one.name == other.name,
            _ => self == other,
        }
    }
}

/// A piece of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Text; Markdown where an assistant or a human agent wrote it.
    Text(String),
    /// A button that leads somewhere.
    Link {
        /// What it says.
        label: String,
        /// Where it leads, not yet checked.
        href: String,
    },
    /// A page that the answer draws on.
    Source {
        /// Its address, not yet checked.
        url: String,
        /// Its title.
        title: Option<String>,
    },
}

/// What a visitor thinks of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feedback {
    /// It helped.
    Like,
    /// It did not.
    Dislike,
}

/// How far a visitor's message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It waits for its turn or for the connection.
    Queued,
    /// It is on its way.
    Sending,
    /// The backend has it.
    Sent,
    /// It may have arrived; that is being found out.
    Uncertain,
    /// It may have arrived; that could not be found out yet.
    Doubtful,
    /// It has not arrived, as far as anybody can tell, and can be sent again.
    Failed,
}

/// How far a reply has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// More is coming.
    Streaming,
    /// There is more on the backend, which is being looked for.
    Awaited,
    /// All of it is here.
    Complete,
    /// The visitor stopped it.
    Stopped,
    /// The connection broke in the middle.
    Interrupted,
    /// The backend broke off in the middle.
    Failed,
}

impl Message {
    /// A visitor's message that is about to be sent.
    #[must_use]
    pub fn from_visitor(key: Key, text: String, at: Millis) -> Self {
        Self {
            key,
            id: None,
            author: Author::Visitor,
            parts: vec![Part::Text(text)],
            at: Some(at),
            delivery: Delivery::Queued,
            may_arrive: false,
            progress: Progress::Complete,
            feedback: None,
            rewrites: 0,
        }
    }

    /// The assistant's reply of which nothing has arrived yet.
    #[must_use]
    pub fn from_assistant(key: Key, at: Millis) -> Self {
        Self {
            key,
            id: None,
            author: Author::Assistant,
            parts: Vec::new(),
            at: Some(at),
            delivery: Delivery::Sent,
            may_arrive: false,
            progress: Progress::Streaming,
            feedback: None,
            rewrites: 0,
        }
    }

    /// Whether the visitor said it.
    #[must_use]
    pub fn is_visitors(&self) -> bool {
        self.author == Author::Visitor
    }

    /// Its text parts that say something, a blank line between them.
    #[must_use]
    pub fn text(&self) -> String {
        let texts = self.parts.iter().filter_map(|part| match part {
            Part::Text(text) => Some(text.as_str()),
            Part::Link { .. } | Part::Source { .. } => None,
        });
        let texts = texts.filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join("\n\n")
    }

    /// Whether it may have arrived.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        matches!(self.delivery, Delivery::Uncertain | Delivery::Doubtful)
    }

    /// Whether it is a reply that may still grow.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        matches!(self.progress, Progress::Streaming | Progress::Awaited)
    }
}
