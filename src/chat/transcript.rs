//! The ordered messages of the conversation on screen.

mod merge;
mod turns;

use super::message::{Delivery, Key, Message, Progress};
use merge::{Ids, Merge, adopt, same_words};

/// The ordered messages, and what has changed about them since the view last looked.
#[derive(Debug, Default)]
pub struct Transcript {
    messages: Vec<Message>,
    last_key: Key,
    /// Counts changes of which messages there are.
    revision: u32,
    touched: Vec<Key>,
    /// Messages that were sent again, as they were: their newer copies stand for them.
    superseded: Vec<Message>,
}

impl Transcript {
    /// The messages, oldest first.
    #[must_use]
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// Counts changes of which messages there are and in what order.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// Whether a message has changed since that was last asked.
    pub(super) fn is_touched(&self) -> bool {
        !self.touched.is_empty()
    }

    /// The messages that changed since this was last asked.
    pub fn take_touched(&mut self) -> Vec<Key> {
        std::mem::take(&mut self.touched)
    }

    /// The message called `key`. Looks from the end, where the work is.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&Message> {
        self.messages
            .iter()
            .rev()
            .find(|message| message.key == key)
    }

    /// How many messages of the backend there are, as far as is known here.
    pub(super) fn known(&self) -> usize {
        let all = self.messages.iter().chain(&self.superseded);
        all.filter(|message| message.id.is_some()).count()
    }

    /// Whether `server` begins with a message that is known: nothing is between them and what is
    /// here.
    pub(super) fn joins(&self, server: &[Message]) -> bool {
        let mut ids = server.iter().filter_map(|message| message.id.as_ref());
        let first = ids.find(|id| !self.supersedes(id));
        first.is_some_and(|first| {
            let mut ours = self.messages.iter().rev();
            ours.any(|message| message.id.as_ref() == Some(first))
        })
    }

    /// The newest message that the backend has, as far as is known here.
    pub(super) fn newest_there(&self) -> Option<&Message> {
        self.messages.iter().rfind(|message| message.id.is_some())
    }

    /// The oldest message that may or may not have arrived.
    pub(super) fn doubtful(&self) -> Option<Key> {
        let mut messages = self.messages.iter();
        let found = messages.find(|message| message.delivery == Delivery::Doubtful);
        found.map(|message| message.key)
    }

    /// How far the next reply behind `question` has come.
    pub(super) fn reply_to(&self, question: Key) -> Option<Progress> {
        let messages = self.messages.iter();
        let mut later = messages.skip_while(|it| it.key != question).skip(1);
        let reply = later.find(|message| !message.is_visitors());
        reply.map(|reply| reply.progress)
    }

    /// How often the visitor has said this, as far as is known here.
    pub(super) fn times_said(&self, text: &str) -> u32 {
        let mut times = 0;
        for message in self.messages.iter().chain(&self.superseded) {
            let there = matches!(message.delivery, Delivery::Sent | Delivery::Doubtful);
            let said = message.is_visitors() && there;
            times += u32::from(said && same_words(&message.text(), text));
        }
        times
    }

    /// Where the backend's message `id` stands, counted from the first.
    pub(super) fn place(&self, id: &str) -> Option<usize> {
        let is_it = |message: &Message| message.id.as_deref() == Some(id);
        self.messages.iter().rposition(is_it)
    }

    /// How many replies stand behind it.
    pub(super) fn replies_after(&self, id: &str) -> Option<u32> {
        let later = self.messages.iter().skip(self.place(id)? + 1);
        u32::try_from(later.filter(|it| !it.is_visitors()).count()).ok()
    }

    pub(super) fn next_key(&mut self) -> Key {
        self.last_key += 1;
        self.last_key
    }

    /// The key of the newest message there ever was.
    #[must_use]
    pub fn last_key(&self) -> Key {
        self.last_key
    }

    /// Takes away what waits to be sent and came after `since`.
    pub(super) fn take_queued(&mut self, since: Key) -> Vec<Message> {
        let queued =
            |message: &mut Message| message.delivery == Delivery::Queued && message.key > since;
        let taken: Vec<Message> = self.messages.extract_if(.., queued).collect();
        self.revision += u32::from(!taken.is_empty());
        taken
    }

    pub(super) fn append(&mut self, message: Message) {
        self.messages.push(message);
        self.revision += 1;
    }

    /// Puts `message` right behind `before`, ahead of what waits there to be sent.
    pub(super) fn insert_after(&mut self, before: Key, message: Message) {
        let found = self.messages.iter().rposition(|it| it.key == before);
        let place = found.map_or(self.messages.len(), |place| place + 1);
        self.messages.insert(place, message);
        self.revision += 1;
    }

    /// Changes one message; the view will look at it again.
    pub(super) fn change<T>(
        &mut self,
        key: Key,
        change: impl FnOnce(&mut Message) -> T,
    ) -> Option<T> {
        let found = self
            .messages
            .iter_mut()
            .rev()
            .find(|message| message.key == key)?;
        if self.touched.last() != Some(&key) {
            self.touched.push(key);
        }
        Some(change(found))
    }

    pub(super) fn remove(&mut self, key: Key) -> Option<Message> {
        let place = self
            .messages
            .iter()
            .rposition(|message| message.key == key)?;
        self.revision += 1;
        Some(self.messages.remove(place))
    }

    /// Forgets everything; keys are not used again.
    pub(super) fn clear(&mut self) -> Vec<Message> {
        self.revision += 1;
        self.superseded.clear();
        std::mem::take(&mut self.messages)
    }

    /// Makes room for `key` to be sent again: its earlier copy on the backend is not shown beside
    /// it, and it moves to the end, together with nothing of the answer it may have had.
    pub(super) fn send_again(&mut self, key: Key) {
        let Some(mut message) = self.remove(key) else {
            return;
        };
        if message.delivery == Delivery::Sent {
            self.superseded.push(message.clone());
        }
        message.id = None;
        message.delivery = Delivery::Queued;
        self.append(message);
    }

    /// Takes over what the backend says the conversation holds and returns the keys of messages
    /// that were not here, complete, before. Nothing that is only here is lost, nothing is shown
    /// twice.
    pub(super) fn merge(&mut self, server: Vec<Message>) -> Vec<Key> {
        let before: Vec<Key> = self.messages.iter().map(|message| message.key).collect();
        let mut merge = Merge::new(std::mem::take(&mut self.messages));
        let mut new = Vec::new();
        let repeats = Ids::of(&server).repeats();
        let mut server = server.into_iter();
        for place in 0..server.len() {
            let Some(mut theirs) = server.next() else {
                break;
            };
            if repeats.contains(&place) || self.is_superseded(&theirs, &merge) {
                continue;
            }
            if let Some((place, mut ours)) = merge.take(&theirs, server.as_slice()) {
                let awaited = ours.progress == Progress::Awaited;
                if adopt(&mut ours, theirs) {
                    self.touched.push(ours.key);
                }
                if awaited && ours.progress != Progress::Awaited {
                    new.push(ours.key);
                }
                merge.place(ours, Some(place));
            } else {
                theirs.key = self.next_key();
                if theirs.progress != Progress::Awaited {
                    new.push(theirs.key);
                }
                merge.place(theirs, None);
            }
        }
        self.messages = merge.finish();
        if !self.messages.iter().map(|message| message.key).eq(before) {
            self.revision += 1;
        }
        new
    }

    /// Whether `theirs` is the earlier copy of a message that was sent again.
    fn is_superseded(&mut self, theirs: &Message, merge: &Merge) -> bool {
        let Some(id) = &theirs.id else { return false };
        if self.supersedes(id) {
            return true;
        }
        if merge.knows(id) || !theirs.is_visitors() {
            return false;
        }
        let text = theirs.text();
        let mut resent = self.superseded.iter_mut().filter(|it| it.id.is_none());
        let found = resent.find(|it| same_words(&it.text(), &text));
        found.map(|found| found.id = Some(id.clone())).is_some()
    }

    fn supersedes(&self, id: &str) -> bool {
        let mut ids = self.superseded.iter().filter_map(|it| it.id.as_deref());
        ids.any(|known| known == id)
    }
}
