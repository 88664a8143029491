//! What a visitor does about a reply that is there: say what they think of it, ask for another.

use super::Chat;
use super::calls::Purpose;
use super::message::{Author, Feedback, Key, Message, Progress};
use super::notice::{self, Kind, Notice};
use crate::api::failure::Failure;
use crate::api::{Call, Page};

impl Chat {
    /// Whether the backend keeps what visitors think of replies.
    #[must_use]
    pub fn keeps_feedback(&self) -> bool {
        self.can().feedback
    }

    /// Shown at once, told to the backend, taken back where that fails.
    pub(super) fn rated(&mut self, key: Key, feedback: Feedback) {
        let ratable = self.transcript.get(key).is_some_and(Message::is_ratable);
        if !ratable || !self.keeps_feedback() {
            return;
        }
        let before = self.transcript.change(key, |message| {
            let before = message.feedback;
            message.feedback = Some(feedback).filter(|new| before != Some(*new));
            before
        });
        let under_way = |purpose| matches!(purpose, Purpose::Rate(it, ..) if it == key);
        // One at a time, so that the last press is what the backend keeps.
        if !self.calls.any(under_way) {
            self.tell_rating(key, before.flatten());
        }
    }

    fn tell_rating(&mut self, key: Key, before: Option<Feedback>) {
        let message = self.transcript.get(key);
        let Some((message, feedback)) = message.and_then(|it| Some((it.id.clone()?, it.feedback)))
        else {
            return;
        };
        let call = Call::Rate { message, feedback };
        self.call(call, Purpose::Rate(key, feedback, before));
    }

    /// The backend keeps what it was `told`; the visitor may have changed their mind meanwhile.
    pub(super) fn rating_kept(&mut self, key: Key, told: Option<Feedback>) {
        let message = self.transcript.get(key);
        if message.is_some_and(|message| message.feedback != told) {
            self.tell_rating(key, told);
        }
    }

    pub(super) fn rate_failed(&mut self, key: Key, before: Option<Feedback>, failure: &Failure) {
        self.transcript
            .change(key, |message| message.feedback = before);
        self.report(failure);
        // Only what ends the session or the connection is about more than this press.
        let notice = match notice::from_failure(failure, self.online, None) {
            notice if matches!(notice.kind, Kind::Offline | Kind::SessionEnded) => notice,
            _ => Notice::new(Kind::Refused),
        };
        self.tell(notice);
    }

    /// Whether another answer can be asked for: to the visitor's last message, which has one.
    #[must_use]
    pub fn can_ask_again(&self) -> bool {
        let newest = self.transcript.messages().last();
        let answered = newest
            .is_some_and(|newest| newest.author == Author::Assistant && !newest.is_unfinished());
        let free = self.turn.is_none() && self.blocked().is_none();
        answered && free && self.answering_person().is_none() && self.last_asked().is_some()
    }

    /// Says again what the visitor said last. The backend has no other way to answer anew, and it
    /// keeps both questions with both answers: so does the screen, where nothing that was read
    /// goes away, and a reload shows the same.
    pub(super) fn asked_again(&mut self, page: Page) {
        let text = self.last_asked().map(Message::text);
        if let Some(text) = text.filter(|_| self.can_ask_again()) {
            self.submitted(&text, page, None);
        }
    }

    fn last_asked(&self) -> Option<&Message> {
        let mut messages = self.transcript.messages().iter().rev();
        messages.find(|message| message.is_visitors())
    }
}

impl Message {
    /// Whether the visitor can say what they think of it: an answer that is all there, with the id
    /// that the backend knows it by.
    #[must_use]
    pub fn is_ratable(&self) -> bool {
        let answer = self.author == Author::Assistant && self.progress == Progress::Complete;
        answer && self.id.is_some()
    }
}
