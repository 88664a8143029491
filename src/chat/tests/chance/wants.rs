//! What the visitor, or the page for them, wants to be sent.

use super::world::World;
use crate::chat::message::{Delivery, Key, Message};
use std::collections::BTreeMap;

impl World {
    /// The visitor, or the page, wants this message to be sent again.
    pub fn allow_again(&mut self, key: Key) {
        let text = self.story.chat.transcript().get(key).map(Message::text);
        self.counts(&text.unwrap_or_default());
    }

    /// Somebody wants this to be said.
    pub fn counts(&mut self, text: &str) {
        for word in text.split_whitespace().filter(|it| it.starts_with('<')) {
            *self.said.entry(word.into()).or_default() += 1;
        }
    }

    /// The visitor says what is in the composer, and this.
    pub fn submits(&mut self, word: &str) {
        let text = format!("{} {word}", self.story.draft());
        self.counts(&text);
        self.story.say(&text);
    }

    /// The messages that are to be sent, or are being sent.
    pub fn awaited(&self) -> BTreeMap<Key, String> {
        let under_way = |it: &&Message| {
            use Delivery::{Queued, Sending, Uncertain};
            it.is_visitors() && matches!(it.delivery, Queued | Sending | Uncertain)
        };
        let rows = self.story.chat.transcript().messages().iter();
        let rows = rows.filter(under_way);
        rows.map(|it| (it.key, it.text())).collect()
    }

    /// What is to be sent that was not before may be.
    pub fn allows(&mut self, before: &BTreeMap<Key, String>) {
        let now = self.awaited();
        for (_, text) in now.iter().filter(|(key, _)| !before.contains_key(key)) {
            let rows = now.values().filter(|it| *it == text).count();
            self.may_send.insert(text.clone(), rows);
        }
    }
}
