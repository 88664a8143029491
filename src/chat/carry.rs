//! The transcript of an open conversation that its backend tells nobody again: the tab carries it
//! from page to page, and nobody else does.

use super::command::Command;
use super::conversation::{Conversation, Status};
use super::message::{Delivery, Message, Part, Progress};
use super::{Chat, Memory};
use crate::json::Json;

/// What the tab has been told to carry.
#[derive(Debug)]
pub(super) struct Carried {
    transcript: Json,
    /// The transcript's revision by then.
    revision: u32,
    /// How much was unread by then.
    unread: u32,
}

impl Carried {
    /// What an earlier page of this tab has left.
    pub(super) fn of(transcript: &Json) -> Self {
        Self {
            transcript: transcript.clone(),
            revision: 0,
            unread: 0,
        }
    }
}

impl Chat {
    /// Takes up the conversation of an earlier page of this tab.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(super) fn take_up(&mut self, carried: &Json) {
        let id = carried.get("id").filled();
        let Some(id) = id.filter(|_| self.can().memory == Memory::Silent) else {
            return;
        };
        for message in carried.get("messages").list() {
            let key = self.transcript.next_key();
            if let Some(message) = read(key, message) {
                self.transcript.append(message);
            }
        }
        let unread = carried.get("unread").number().unwrap_or_default();
        self.unread.count = (unread as u32).min(self.replies_since(0));
        self.conversation = Some(Conversation {
            id,
            status: Status::Open,
            created_at: None,
            title: None,
            human_handled: false,
            human_agent: None,
        });
    }

    /// After everything that happens: what has changed is carried on, what is over is not.
    pub(super) fn carry_on(&mut self) {
        let silent = self.can().memory == Memory::Silent;
        let open = self.conversation.as_ref().filter(|it| it.is_open());
        let revision = self.transcript.revision();
        let unread = self.unread.count;
        let same = (revision, unread) == (self.carried.revision, self.carried.unread);
        let changed = !same || self.transcript.is_touched();
        let transcript = match open.filter(|_| silent) {
            Some(_) if !changed => return,
            Some(open) => Json::object([
                ("id", open.id.as_str().into()),
                (
                    "messages",
                    self.transcript
                        .messages()
                        .iter()
                        .filter_map(written)
                        .collect(),
                ),
                ("unread", f64::from(unread).into()),
            ]),
            None => Json::Null,
        };
        self.carried.revision = revision;
        self.carried.unread = unread;
        if transcript != self.carried.transcript {
            self.carried.transcript = transcript.clone();
            self.order(Command::CarryTranscript(transcript));
        }
    }
}

/// What was not sent goes with the words instead.
fn written(message: &Message) -> Option<Json> {
    if matches!(message.delivery, Delivery::Queued | Delivery::Failed) {
        return None;
    }
    #[allow(clippy::cast_precision_loss)]
    let at = message.at.map(|at| at as f64);
    Some(Json::object([
        ("visitor", message.is_visitors().into()),
        ("text", message.text().into()),
        ("at", at.into()),
        ("sent", (message.delivery == Delivery::Sent).into()),
    ]))
}

#[allow(clippy::cast_possible_truncation)]
fn read(key: u32, message: &Json) -> Option<Message> {
    let text = message.get("text").filled()?;
    let by = match message.get("visitor").is_true() {
        true => Message::from_visitor(key, String::new(), 0),
        false => Message::from_assistant(key, 0),
    };
    Some(Message {
        parts: vec![Part::Text(text)],
        at: message.get("at").number().map(|at| at as i64),
        delivery: match message.get("sent").is_true() {
            true => Delivery::Sent,
            false => Delivery::Doubtful,
        },
        progress: Progress::Complete,
        ..by
    })
}
