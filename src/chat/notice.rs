//! What a visitor is told when something goes wrong: one pure function from a failure to a notice.

use super::message::Key;
use crate::api::failure::{Failure, StatusFailure};
use crate::api::{MESSAGE_LIMIT, REASON_LIMIT};

/// A line about an error or the connection.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What to say.
    pub kind: Kind,
    /// Seconds that the visitor has to wait, where they have to.
    pub wait: Option<u32>,
    /// What the visitor can do about it.
    pub action: Option<Action>,
}

/// What to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The message could not be sent as it is.
    Invalid,
    /// The message is longer than this many characters.
    TooLong(usize),
    /// The reason is longer than this many characters.
    ReasonTooLong(usize),
    /// The visitor's session has ended.
    SessionEnded,
    /// Chat is not available: the site owner's affair.
    Unavailable,
    /// The conversation cannot be opened here.
    Forbidden,
    /// The conversation no longer exists.
    Gone,
    /// The conversation changed elsewhere and is now up to date.
    Changed,
    /// Too many messages in a short time.
    RateLimited,
    /// Something went wrong on the service's side.
    ServiceError,
    /// The assistant is not answering.
    AssistantDown,
    /// The service is busy for a while.
    Busy,
    /// There is no connection.
    Offline,
    /// The connection broke; whether the message arrived is being checked.
    Checking,
    /// The connection broke, and nobody can check whether the message arrived.
    PerhapsDelivered,
    /// The answer was interrupted.
    Interrupted,
    /// The backend could not be reached.
    Unreachable,
    /// The request was refused for a reason of its own.
    Refused,
}

/// What the visitor can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Send this message, or ask for its answer, again.
    SendAgain(Key),
    /// Look for the conversation again.
    LoadAgain,
    /// Close the conversation again.
    CloseAgain,
    /// Get a new session.
    Reconnect,
    /// Begin a new conversation.
    StartNew,
}

/// How long to wait where the backend does not say, in seconds.
const DEFAULT_WAIT: u32 = 15;

impl Notice {
    /// A notice without a button.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            wait: None,
            action: None,
        }
    }

    /// The same with a button.
    #[must_use]
    pub fn with(self, action: Action) -> Self {
        Self {
            action: Some(action),
            ..self
        }
    }

    /// The same where there was no conversation that it could speak of.
    #[must_use]
    pub fn of_none(self, again: Option<Action>) -> Self {
        match self.kind {
            Kind::Forbidden | Kind::Gone | Kind::Changed => Self {
                kind: Kind::Refused,
                action: again,
                ..self
            },
            _ => self,
        }
    }
}

/// What `failure` means to the visitor. `again` is what "Try again" would do where that can help.
#[must_use]
pub fn from_failure(failure: &Failure, online: bool, again: Option<Action>) -> Notice {
    let helped = |kind| Notice {
        kind,
        wait: None,
        action: again,
    };
    match failure {
        _ if !online && failure.status().is_none() => Notice::new(Kind::Offline),
        Failure::Status(failure) => from_status(failure, again),
        Failure::Network | Failure::Timeout => helped(Kind::Unreachable),
        Failure::Malformed | Failure::BrokenOff => helped(Kind::ServiceError),
        Failure::NoToken => Notice::new(Kind::SessionEnded).with(Action::Reconnect),
        Failure::NotAdmitted(_) => Notice::new(Kind::Unavailable),
        Failure::Over(_) => Notice::new(Kind::Gone).with(Action::StartNew),
    }
}

/// The same of a request that was to bring something: no message was at fault, and nothing that is
/// here has changed.
#[must_use]
pub fn from_look(failure: &Failure, online: bool, again: Option<Action>) -> Notice {
    let notice = from_failure(failure, online, again);
    match notice.kind {
        Kind::Invalid | Kind::TooLong(_) | Kind::ReasonTooLong(_) | Kind::Changed => Notice {
            kind: Kind::Refused,
            action: again,
            ..notice
        },
        Kind::RateLimited => Notice {
            kind: Kind::Busy,
            ..notice
        },
        _ => notice,
    }
}

/// The status decides; the code refines it.
fn from_status(failure: &StatusFailure, again: Option<Action>) -> Notice {
    let plain = Notice::new;
    let helped = |kind| Notice {
        kind,
        wait: None,
        action: again,
    };
    let waits = |kind, action| Notice {
        kind,
        wait: Some(failure.retry_after.unwrap_or(DEFAULT_WAIT)),
        action,
    };
    match failure.status {
        400 => plain(Kind::Invalid),
        401 => plain(Kind::SessionEnded).with(Action::Reconnect),
        402 => plain(Kind::Unavailable),
        403 => plain(Kind::Forbidden).with(Action::StartNew),
        404 | 410 => plain(Kind::Gone).with(Action::StartNew),
        409 => plain(Kind::Changed),
        413 => plain(Kind::TooLong(MESSAGE_LIMIT)),
        422 => plain(validation(failure)),
        429 => waits(Kind::RateLimited, None),
        408 => helped(Kind::Unreachable),
        502 | 504 => helped(Kind::AssistantDown),
        503 => waits(Kind::Busy, again),
        500.. => helped(Kind::ServiceError),
        _ => helped(Kind::Refused),
    }
}

/// Which field, in our words; the backend's own are for the site owner.
fn validation(failure: &StatusFailure) -> Kind {
    match failure.details.get("field").text() {
        Some("content" | "message") => Kind::TooLong(MESSAGE_LIMIT),
        Some("closeReason" | "reason") => Kind::ReasonTooLong(REASON_LIMIT),
        _ => Kind::Invalid,
    }
}
