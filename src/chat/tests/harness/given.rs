//! What a story is made of.

use crate::api::backend::Backend;
use crate::api::failure::{Failure, StatusFailure};
use crate::api::secret::Secret;
use crate::api::{Call, Page, Reply};
use crate::chat::conversation::{Conversation, Last, Profile, Status, Summary};
use crate::chat::message::{Author, Delivery, Message, Part, Progress};
use crate::chat::{Device, Uncertain};
use crate::json::Json;
use crate::options::Options;

pub fn kind_of(call: &Call) -> &'static str {
    match call {
        Call::Identify { .. } => "identify",
        Call::Configuration { .. } => "looks",
        Call::Verify => "verify",
        Call::FindOpen => "find",
        Call::Start { .. } => "start",
        Call::Fetch { .. } => "fetch",
        Call::List { .. } => "list",
        Call::Tail { .. } => "tail",
        Call::Send { .. } => "send",
        Call::Complete { .. } => "complete",
        Call::Rate { .. } => "rate",
        Call::Close { .. } => "close",
    }
}

/// The visitor's words that a call sends.
pub fn words_of(call: &Call) -> Option<String> {
    match call {
        Call::Send { text, .. } => Some(text.clone()),
        Call::Complete { turns, .. } => turns.last().map(|turn| turn.text.clone()),
        _ => None,
    }
}

pub fn key_options() -> Options {
    Options {
        api_key: Some(Secret::new("pk_1")),
        ..Options::default()
    }
}

/// A page that gives a token.
pub fn token_options() -> Options {
    Options {
        token: Some(Secret::new("given")),
        ..Options::default()
    }
}

/// Whose that is.
pub fn named(id: &str) -> Reply {
    Reply::Verified(Profile {
        id: Some(id.into()),
        ..Profile::default()
    })
}

/// A page whose backend tells nothing again.
pub fn silent_options() -> Options {
    Options {
        backend: Backend::PolyAi,
        api_url: Some("/proxy".into()),
        account_id: Some("ws-1".into()),
        project_id: Some("p1".into()),
        ..Options::default()
    }
}

pub fn new_device() -> Device {
    Device {
        fresh: Secret::new("new-device"),
        ..Device::default()
    }
}

/// A message that may have arrived, as pages of earlier versions kept it.
pub fn perhaps(text: &str) -> Uncertain {
    Uncertain {
        text: text.into(),
        ..Uncertain::default()
    }
}

pub fn here() -> Page {
    Page {
        url: Some("https://example.com/here".into()),
        title: Some("Here".into()),
    }
}

pub fn identified(token: &str) -> Reply {
    Reply::Identified {
        token: Secret::new(token),
        visitor: Profile::default(),
    }
}

pub fn conversation(id: &str) -> Conversation {
    Conversation {
        id: id.into(),
        status: Status::Open,
        created_at: None,
        title: None,
        human_handled: false,
        human_agent: None,
    }
}

/// A conversation in the backend's list.
pub fn summary(conversation: &Conversation, last: Option<&Message>) -> Summary {
    Summary {
        conversation: conversation.clone(),
        at: last.and_then(|last| last.at),
        last: last.map(|last| Last {
            id: last.id.clone(),
            by_visitor: last.is_visitors(),
            text: last.text(),
            at: last.at,
        }),
    }
}

/// A message as the backend holds it.
pub fn theirs(id: &str, author: Author, text: &str, progress: Progress) -> Message {
    let parts = match text {
        "" => Vec::new(),
        text => vec![Part::Text(text.into())],
    };
    Message {
        key: 0,
        id: Some(id.into()),
        author,
        parts,
        at: Some(1),
        delivery: Delivery::Sent,
        may_arrive: false,
        progress,
        feedback: None,
        rewrites: 0,
    }
}

pub fn status(status: u16) -> Failure {
    Failure::Status(StatusFailure {
        status,
        ..StatusFailure::default()
    })
}

pub fn busy(status: u16, seconds: u32) -> Failure {
    Failure::Status(StatusFailure {
        status,
        retry_after: Some(seconds),
        ..StatusFailure::default()
    })
}

pub fn about(status: u16, field: &str) -> Failure {
    Failure::Status(StatusFailure {
        status,
        details: Json::object([("field", field.into())]),
        ..StatusFailure::default()
    })
}
