//! The visitor's words across a reload: what is in the composer, and what was not sent yet.

use super::Chat;
use super::command::Command;
use super::message::{Delivery, Message};
use super::poll::PROMISE;
use crate::json::Json;

/// Words that are not on the backend, or may not be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The backend's id of the visitor who wrote them, where the page says who its visitors are;
    /// none where they are known by the device alone.
    pub owner: Option<String>,
    /// What has surely not been sent; a blank line between messages.
    pub unsent: String,
    /// Messages that may have arrived.
    pub uncertain: Vec<Uncertain>,
    /// The conversation that they are for, and that was on screen.
    pub conversation: Option<String>,
    /// Whether it was closed then.
    pub closed: bool,
    /// How often the backend, which took a message of it for people, may still say that none answers.
    pub promise: u32,
}

/// A message that may have arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uncertain {
    /// What it says.
    pub text: String,
    /// What tells it from the same words said before: how often there were any by then, and in which
    /// conversation. Empty where a page of an earlier version kept it.
    pub mark: String,
}

impl Kept {
    /// What [`Self::written`] wrote. Of anything else, what can be read of it.
    #[must_use]
    pub fn read(stored: &Json) -> Option<Self> {
        let Json::Object(_) = stored else { return None };
        let marks = stored.get("marks").list().iter();
        let marks = marks.chain(std::iter::repeat(&Json::Null));
        let texts = stored.get("uncertain").list().iter().zip(marks);
        Some(Self {
            owner: stored.get("owner").filled(),
            unsent: stored.get("unsent").filled().unwrap_or_default(),
            conversation: stored.get("conversation").filled(),
            closed: stored.get("closed").is_true(),
            promise: promise(stored),
            uncertain: texts
                .filter_map(|(text, mark)| {
                    Some(Uncertain {
                        text: text.filled()?,
                        mark: mark.filled().unwrap_or_default(),
                    })
                })
                .collect(),
        })
    }

    /// As it is stored. Earlier versions read all of it but the marks.
    #[must_use]
    pub fn written(&self) -> Json {
        let texts = self.uncertain.iter().map(|it| it.text.as_str());
        let marks = self.uncertain.iter().map(|it| it.mark.as_str());
        Json::object([
            ("owner", self.owner.clone().into()),
            ("unsent", self.unsent.as_str().into()),
            ("uncertain", texts.collect()),
            ("marks", marks.collect()),
            ("conversation", self.conversation.clone().into()),
            ("closed", self.closed.into()),
            ("promise", f64::from(self.promise).into()),
        ])
    }

    fn is_empty(&self) -> bool {
        self.unsent.is_empty() && self.uncertain.is_empty() && self.conversation.is_none()
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn promise(stored: &Json) -> u32 {
    let promise = stored.get("promise").number().unwrap_or_default();
    (promise as u32).min(PROMISE)
}

impl Chat {
    /// Takes back words of an earlier page, as soon as it is sure whose they are.
    pub(super) fn remember(&mut self, kept: Option<Kept>) {
        self.kept = kept.clone().unwrap_or_default();
        self.back.resumes = self.kept.conversation.clone();
        self.back.reads_closed = self.kept.closed;
        self.back.promise = self.kept.promise;
        self.remembered = kept;
        if !self.is_named_by_page() {
            self.recognise(None);
        }
    }

    /// It is known now who the visitor is. Nobody gets the words of anybody else.
    pub(super) fn recognise(&mut self, visitor: Option<&str>) {
        let kept = self.remembered.take().unwrap_or_default();
        if kept.owner.as_deref() != visitor || visitor.is_none() && self.is_named_by_page() {
            return self.resume_none();
        }
        if !kept.unsent.is_empty() {
            self.composer.give_back(&kept.unsent);
        }
        self.doubtful = kept.uncertain;
    }

    /// Once the conversation that an earlier page showed is here, or there is none, what has not
    /// arrived goes back to the composer. It is never sent again by itself.
    fn settle_doubtful(&mut self) {
        let mut sent_before: Vec<(Uncertain, Option<u32>)> = Vec::new();
        for sent in std::mem::take(&mut self.doubtful) {
            // What has arrived of the same words has arrived for one of them.
            let same = sent_before.iter().rev().find(|it| it.0.text == sent.text);
            let least = same.and_then(|it| it.1).map_or(0, |before| before + 1);
            let before = self.times_before(&sent.mark).map(|it| it.max(least));
            sent_before.push((sent, before));
        }
        for (sent, before) in sent_before.into_iter().rev() {
            let times = self.transcript.times_said(&sent.text);
            if before.is_none_or(|before| times <= before) {
                self.composer.give_back(&sent.text);
            }
        }
    }

    /// Has what a reload would lose kept, where that has changed.
    pub(super) fn keep_words(&mut self) {
        if self.looked && self.remembered.is_none() {
            self.settle_doubtful();
        }
        let (mut unsent, mut uncertain) = (Vec::new(), self.doubtful.clone());
        for message in self.transcript.messages() {
            match message.delivery {
                Delivery::Sent => {}
                Delivery::Queued | Delivery::Failed if !message.may_arrive => {
                    unsent.push(message.text());
                }
                // It waits for its conversation to begin.
                Delivery::Sending if self.conversation.is_none() => unsent.push(message.text()),
                _ => uncertain.push(self.uncertain(message)),
            }
        }
        self.keep(unsent, uncertain);
        self.keep_waiting();
    }

    /// The same before the rest of the panel is there.
    pub(super) fn keep_early(&mut self) {
        self.keep(self.submitted_early(), self.doubtful.clone());
    }

    fn keep(&mut self, mut unsent: Vec<String>, uncertain: Vec<Uncertain>) {
        // Whose they are is not known yet: nothing may be put in their place.
        if self.remembered.is_some() {
            return;
        }
        let named = self.is_named_by_page();
        let owner = self.session.profile.id.clone().filter(|_| named);
        if !self.composer.draft.trim().is_empty() {
            unsent.push(self.composer.draft.clone());
        }
        let words = match named && owner.is_none() {
            // As long as it is not known who they are they would be anybody's.
            true => Kept::default(),
            false => Kept {
                owner,
                unsent: unsent.join("\n\n"),
                uncertain,
                conversation: self.stays_in(),
                closed: self.back.reads_closed,
                promise: self.promise(),
            },
        };
        if words != self.kept {
            self.kept.clone_from(&words);
            let words = Some(words).filter(|words| !words.is_empty());
            self.order(Command::KeepWords(words));
        }
    }

    fn uncertain(&self, message: &Message) -> Uncertain {
        let text = message.text();
        let itself = u32::from(message.delivery == Delivery::Doubtful);
        let before = self.transcript.times_said(&text).saturating_sub(itself);
        Uncertain {
            mark: format!("{before} {}", self.conversation_id()),
            text,
        }
    }

    /// How often its words had been said before; none where that was in another conversation.
    fn times_before(&self, mark: &str) -> Option<u32> {
        match mark {
            "" => Some(0),
            mark => mark
                .strip_suffix(self.conversation_id())?
                .trim()
                .parse()
                .ok(),
        }
    }

    pub(super) fn conversation_id(&self) -> &str {
        self.conversation.as_ref().map_or("", |it| &it.id)
    }

    /// Whether the page says who its visitors are, which may be somebody else after each reload.
    pub(super) fn is_named_by_page(&self) -> bool {
        let named = self.options.token.is_some() || self.options.asks_for_token;
        named && self.can().sessions
    }

    /// Whether visitors are who the device's own id says.
    pub(super) fn is_known_by_device(&self) -> bool {
        self.options.api_key.is_some() && !self.is_named_by_page()
    }
}
