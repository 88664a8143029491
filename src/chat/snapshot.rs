//! The conversation as the page sees it.

use super::Chat;
use super::conversation::Status;
use super::message::{Author, Delivery, Message};
use crate::json::Json;
use crate::time::Millis;

/// One message as the page sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The backend's id; until that is known, one that is good on this page only.
    pub id: String,
    /// `visitor`, `assistant` or `human-agent`.
    pub role: &'static str,
    /// Its text.
    pub text: String,
    /// When it was written.
    pub at: Option<Millis>,
    /// `queued`, `sending`, `sent`, `uncertain` or `failed`.
    pub delivery: &'static str,
}

impl Snapshot {
    /// What the page may know of `message`.
    #[must_use]
    pub fn of(message: &Message) -> Self {
        Self {
            id: name(message),
            role: match message.author {
                Author::Visitor => "visitor",
                Author::Assistant => "assistant",
                Author::HumanAgent(_) => "human-agent",
            },
            text: message.text(),
            at: message.at,
            delivery: match message.delivery {
                Delivery::Queued => "queued",
                Delivery::Sending => "sending",
                Delivery::Sent => "sent",
                Delivery::Uncertain | Delivery::Doubtful => "uncertain",
                Delivery::Failed => "failed",
            },
        }
    }

    fn json(self) -> Json {
        Json::object([
            ("id", self.id.into()),
            ("role", self.role.into()),
            ("text", self.text.into()),
            ("createdAt", millis(self.at)),
            ("delivery", self.delivery.into()),
        ])
    }
}

/// What the page calls a message.
#[must_use]
pub fn name(message: &Message) -> String {
    message.id.clone().unwrap_or_else(|| local_name(message))
}

/// What the page calls it until the backend's id is known.
#[must_use]
pub fn local_name(message: &Message) -> String {
    format!("local-{}", message.key)
}

impl Chat {
    /// The conversation with its messages; null where there is none. Times are in milliseconds.
    #[must_use]
    pub fn snapshot(&self) -> Json {
        let Some(conversation) = &self.conversation else {
            return Json::Null;
        };
        let (status, closed_at, reason) = match &conversation.status {
            Status::Open => ("open", None, None),
            Status::Closed { at, reason } => ("closed", *at, reason.clone()),
        };
        let agent = conversation.human_agent.as_ref();
        let messages = self.transcript.messages().iter();
        Json::object([
            ("id", conversation.id.as_str().into()),
            ("status", status.into()),
            ("closedAt", millis(closed_at)),
            ("closeReason", reason.into()),
            ("isHumanHandled", conversation.human_handled.into()),
            (
                "humanAgent",
                agent.and_then(|agent| agent.name.clone()).into(),
            ),
            (
                "messages",
                messages
                    .map(|message| Snapshot::of(message).json())
                    .collect(),
            ),
        ])
    }
}

#[allow(clippy::cast_precision_loss)]
fn millis(at: Option<Millis>) -> Json {
    at.map(|at| at as f64).into()
}
