//! What there is to see: read by the view, decided here.

use super::calls::Purpose;
use super::conversation::{Conversation, Profile};
use super::message::Key;
use super::notice::Notice;
use super::transcript::Transcript;
use super::{Chat, CloseForm, Composer};
use crate::options::Options;

/// What fills the panel between header and composer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// An earlier conversation is being looked for.
    Loading,
    /// Nothing has been said yet: greeting and suggestions.
    Home,
    /// The transcript.
    Conversation,
}

/// What assistive technology says aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// A reply has begun.
    Answering,
    /// A reply is complete.
    Reply(String),
}

impl Chat {
    /// What the page asked for.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Whether the panel is shown.
    #[must_use]
    pub fn shown(&self) -> bool {
        self.shown
    }

    /// What fills the panel.
    #[must_use]
    pub fn screen(&self) -> Screen {
        if !self.transcript.messages().is_empty() {
            Screen::Conversation
        } else if self.is_loading() {
            Screen::Loading
        } else if self.conversation.as_ref().is_some_and(|it| !it.is_open()) {
            Screen::Conversation
        } else {
            Screen::Home
        }
    }

    /// The conversation on screen.
    #[must_use]
    pub fn conversation(&self) -> Option<&Conversation> {
        self.conversation.as_ref()
    }

    /// Its messages.
    #[must_use]
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// Its messages, for reading and forgetting which of them changed.
    pub fn take_touched(&mut self) -> Vec<Key> {
        self.transcript.take_touched()
    }

    /// The text box.
    #[must_use]
    pub fn composer(&self) -> &Composer {
        &self.composer
    }

    /// The form that ends the conversation.
    #[must_use]
    pub fn close_form(&self) -> &CloseForm {
        &self.close
    }

    /// What the visitor is told about errors and the connection.
    #[must_use]
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// How many messages came while the panel was hidden.
    #[must_use]
    pub fn unread(&self) -> u32 {
        self.unread
    }

    /// Who the visitor is, where the backend knows.
    #[must_use]
    pub fn visitor(&self) -> &Profile {
        &self.session.profile
    }

    /// Whether an answer is on its way that can be stopped.
    #[must_use]
    pub fn can_stop(&self) -> bool {
        self.turn.is_some()
    }

    /// Whether a reply is expected of which no row tells yet.
    #[must_use]
    pub fn awaits_reply(&self) -> bool {
        let human = self
            .conversation
            .as_ref()
            .is_some_and(|it| it.human_handled);
        let unanswered = self.turn.as_ref().is_some_and(|turn| turn.answer.is_none());
        unanswered && !human
    }

    /// Whether the conversation can be ended now.
    #[must_use]
    pub fn can_close(&self) -> bool {
        !self.lost
            && self
                .conversation
                .as_ref()
                .is_some_and(Conversation::is_open)
    }

    /// What to say aloud, with a number that tells one announcement from the next.
    #[must_use]
    pub fn announcement(&self) -> Option<&(u32, Announcement)> {
        self.announcement.as_ref()
    }

    pub(super) fn announce(&mut self, what: Announcement) {
        let number = self
            .announcement
            .as_ref()
            .map_or(0, |(number, _)| number + 1);
        self.announcement = Some((number, what));
    }

    pub(super) fn is_loading(&self) -> bool {
        self.calls
            .any(|purpose| matches!(purpose, Purpose::Find | Purpose::Load(_)))
    }
}
