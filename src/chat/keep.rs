//! The visitor's words across a reload: what is in the composer, and what was not sent yet.

use super::Chat;
use super::command::Command;
use super::message::Delivery;

/// Words that are not on the backend, or may not be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The backend's id of the visitor who wrote them, where the page says who its visitors are;
    /// none where they are known by the device alone.
    pub owner: Option<String>,
    /// What has surely not been sent; a blank line between messages.
    pub unsent: String,
    /// Messages that may have arrived.
    pub uncertain: Vec<String>,
}

impl Kept {
    fn is_empty(&self) -> bool {
        self.unsent.is_empty() && self.uncertain.is_empty()
    }
}

impl Chat {
    /// Takes back words of an earlier page, as soon as it is sure whose they are.
    pub(super) fn remember(&mut self, kept: Option<Kept>) {
        self.kept = kept.clone().unwrap_or_default();
        self.remembered = kept;
        if !self.is_named_by_page() {
            self.recognise(None);
        }
    }

    /// It is known now who the visitor is. Nobody gets the words of anybody else.
    pub(super) fn recognise(&mut self, visitor: Option<&str>) {
        let kept = self.remembered.take().unwrap_or_default();
        if kept.owner.as_deref() != visitor || visitor.is_none() && self.is_named_by_page() {
            return;
        }
        if !kept.unsent.is_empty() {
            self.composer.give_back(&kept.unsent);
        }
        self.doubtful = kept.uncertain;
    }

    /// Once the conversation that an earlier page showed is here, or there is none, what has not
    /// arrived goes back to the composer. It is never sent again by itself.
    fn settle_doubtful(&mut self) {
        for text in std::mem::take(&mut self.doubtful).into_iter().rev() {
            if !self.transcript.has_of_visitor(&text) {
                self.composer.give_back(&text);
            }
        }
    }

    /// Has what a reload would lose kept, where that has changed.
    pub(super) fn keep_words(&mut self) {
        // Whose they are is not known yet: nothing may be put in their place.
        if self.remembered.is_some() {
            return;
        }
        if self.looked {
            self.settle_doubtful();
        }
        let words = self.words();
        if words != self.kept {
            self.kept.clone_from(&words);
            let words = Some(words).filter(|words| !words.is_empty());
            self.order(Command::KeepWords(words));
        }
    }

    /// A floating panel is on the next page what it is on this one.
    pub(super) fn keep_shown(&mut self) {
        if !self.options.inline {
            self.order(Command::KeepShown(self.shown));
        }
    }

    fn words(&self) -> Kept {
        let named = self.is_named_by_page();
        let owner = self.session.profile.id.clone().filter(|_| named);
        // As long as it is not known who they are they would be anybody's.
        if named && owner.is_none() {
            return Kept::default();
        }
        let (mut unsent, mut uncertain) = (self.submitted_early(), self.doubtful.clone());
        for message in self.transcript.messages() {
            match message.delivery {
                Delivery::Sent => {}
                Delivery::Queued | Delivery::Failed => unsent.push(message.text()),
                Delivery::Sending | Delivery::Uncertain | Delivery::Doubtful => {
                    uncertain.push(message.text())
                }
            }
        }
        if !self.composer.draft.trim().is_empty() {
            unsent.push(self.composer.draft.clone());
        }
        Kept {
            owner,
            unsent: unsent.join("\n\n"),
            uncertain,
        }
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
