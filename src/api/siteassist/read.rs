//! HTTP answers as replies.

use super::{looks, parts};
use crate::api::secret::Secret;
use crate::api::{Call, Reply, Response};
use crate::chat::conversation::{Conversation, Last, Person, Profile, Status, Summary};
use crate::chat::message::{Author, Delivery, Feedback, Message, Part, Progress};
use crate::json::Json;
use crate::time;

pub(super) fn reply(call: &Call, response: &Response) -> Option<Reply> {
    // There may be thousands of messages: each is made when it is read, and only that is kept.
    let list = match call {
        Call::Tail { .. } => "data",
        _ => "messages",
    };
    let mut messages = Vec::new();
    let take = |item| messages.extend(message(&item));
    let body = Json::read_apart(&response.body, list, take).unwrap_or_default();
    let body = &body;
    match call {
        Call::Identify { .. } => Some(Reply::Identified {
            token: Secret::new(body.get("sessionToken").filled()?),
            visitor: profile(body.get("visitor")),
        }),
        Call::Configuration { .. } => Some(Reply::Configured(looks::looks(body))),
        Call::Verify => Some(Reply::Verified(profile(body))).filter(|_| is_visitor(body)),
        Call::FindOpen => found(body),
        Call::Start { .. } | Call::Fetch { .. } => {
            Some(Reply::Fetched(conversation(body)?, messages))
        }
        Call::Tail { .. } => {
            matches!(body.get("data"), Json::List(_)).then_some(Reply::Rest(messages))
        }
        Call::List { .. } => listed(body),
        Call::Send { .. } if response.status == 202 => Some(Reply::Accepted),
        Call::Send { .. } | Call::Complete { .. } => answer(body),
        Call::Rate { .. } => Some(Reply::Rated),
        Call::Close { .. } => body.get("success").is_true().then_some(Reply::Closed),
    }
}

fn profile(visitor: &Json) -> Profile {
    Profile {
        id: visitor.get("id").filled(),
        person: Person {
            name: visitor.get("name").filled(),
            picture: visitor.get("avatarUrl").filled(),
        },
    }
}

fn is_visitor(body: &Json) -> bool {
    body.get("id").filled().is_some()
}

/// The first open conversation of a list; a backend that ignores `status` is checked.
fn found(body: &Json) -> Option<Reply> {
    let Json::List(items) = body.get("data") else {
        return None;
    };
    let open = items
        .iter()
        .find(|item| item.get("status").text() == Some("open"));
    Some(Reply::Found(open.and_then(|item| item.get("id").filled())))
}

fn listed(body: &Json) -> Option<Reply> {
    let Json::List(items) = body.get("data") else {
        return None;
    };
    let summaries = items.iter().filter_map(summary).collect();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let total = body.get("total").number().map(|total| total as u32);
    Some(Reply::Listed(summaries, total))
}

fn summary(item: &Json) -> Option<Summary> {
    let at = |field: &str| item.get(field).text().and_then(time::parse);
    let last = message(item.get("lastMessage"));
    Some(Summary {
        conversation: conversation(item)?,
        // One of these names is a slip of the vendor's that may come and go.
        at: at("lastInteractionAt")
            .or_else(|| at("lastInterationAt"))
            .or_else(|| at("updatedAt"))
            .or_else(|| at("createdAt")),
        last: last.map(|last| Last {
            by_visitor: last.is_visitors(),
            text: last.text(),
            at: last.at,
            id: last.id,
        }),
    })
}

fn conversation(body: &Json) -> Option<Conversation> {
    let at = |field: &str| body.get(field).text().and_then(time::parse);
    let agent = body.get("humanAgent");
    Some(Conversation {
        id: body.get("id").filled()?,
        status: match body.get("status").text()? {
            "closed" => Status::Closed {
                at: at("closedAt").or_else(|| at("updatedAt")),
                reason: body.get("closeReason").filled(),
            },
            _ => Status::Open,
        },
        created_at: at("createdAt"),
        title: body.get("title").filled(),
        human_handled: body.get("isHumanHandled").is_true(),
        human_agent: (*agent != Json::Null).then(|| person(agent)),
    })
}

fn message(body: &Json) -> Option<Message> {
    let author = match body.get("role").text()? {
        "user" => Author::Visitor,
        "assistant" => Author::Assistant,
        "human_agent" => Author::HumanAgent(person(body.get("humanAgent"))),
        _ => return None,
    };
    let parts = body.get("parts").list();
    Some(Message {
        key: 0,
        id: Some(body.get("id").filled()?),
        author,
        parts: parts.iter().filter_map(parts::part).collect(),
        at: body.get("createdAt").text().and_then(time::parse),
        delivery: Delivery::Sent,
        may_arrive: false,
        progress: match body.get("status").text() {
            Some("streaming") => Progress::Awaited,
            Some("error") => Progress::Failed,
            _ => Progress::Complete,
        },
        feedback: match body.get("feedback").text() {
            Some("like") => Some(Feedback::Like),
            Some("dislike") => Some(Feedback::Dislike),
            _ => None,
        },
        rewrites: 0,
    })
}

fn person(body: &Json) -> Person {
    Person {
        name: body.get("name").filled(),
        picture: body.get("image").filled(),
    }
}

/// The last step with text is the answer; steps before it are the assistant's work.
fn answer(body: &Json) -> Option<Reply> {
    let Json::List(steps) = body.get("steps") else {
        return None;
    };
    let read = |step: &Json| -> Vec<Part> {
        let content = step.get("content").list();
        content.iter().filter_map(parts::part).collect()
    };
    let parts = steps.iter().rev().map(read).find(|parts| !parts.is_empty());
    Some(Reply::Answer(parts.unwrap_or_default()))
}
