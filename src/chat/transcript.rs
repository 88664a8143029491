//! The ordered messages of the conversation on screen.

use super::message::{Author, Delivery, Key, Message, Part, Progress};
use std::collections::BTreeMap;

/// The ordered messages, and what has changed about them since the view last looked.
#[derive(Debug, Default)]
pub struct Transcript {
    messages: Vec<Message>,
    last_key: Key,
    /// Counts changes of which messages there are.
    revision: u32,
    touched: Vec<Key>,
    /// Backend ids of messages that were sent again: their newer copies stand for them.
    superseded: Vec<String>,
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

    pub(super) fn next_key(&mut self) -> Key {
        self.last_key += 1;
        self.last_key
    }

    pub(super) fn append(&mut self, message: Message) {
        self.messages.push(message);
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
        self.superseded.extend(message.id.take());
        message.delivery = Delivery::Queued;
        self.append(message);
    }

    /// Takes over what the backend says the conversation holds and returns the keys of messages
    /// that were not here, complete, before. Nothing that is only here is lost, nothing is shown
    /// twice.
    pub(super) fn merge(&mut self, server: Vec<Message>) -> Vec<Key> {
        let mut merge = Merge::new(std::mem::take(&mut self.messages));
        let mut new = Vec::new();
        let mut before = None;
        let mut changed = false;
        for mut theirs in server {
            if theirs
                .id
                .as_ref()
                .is_some_and(|id| self.superseded.contains(id))
            {
                continue;
            }
            if let Some((place, mut ours)) = merge.take(&theirs, before) {
                before = Some(place);
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
                changed = true;
                merge.place(theirs, None);
            }
        }
        let (messages, moved) = merge.finish();
        self.messages = messages;
        if changed || moved {
            self.revision += 1;
        }
        new
    }
}

/// Our messages on the left, the backend's order on the right.
struct Merge {
    ours: Vec<Option<Message>>,
    by_id: BTreeMap<String, usize>,
    /// Places of messages without an id: few, and near the end.
    loose: Vec<usize>,
    placed: Vec<(Option<usize>, Message)>,
}

impl Merge {
    fn new(ours: Vec<Message>) -> Self {
        let ids = ours.iter().enumerate();
        Self {
            by_id: ids
                .clone()
                .filter_map(|(place, message)| Some((message.id.clone()?, place)))
                .collect(),
            loose: ids
                .filter(|(_, message)| message.id.is_none())
                .map(|(place, _)| place)
                .collect(),
            ours: ours.into_iter().map(Some).collect(),
            placed: Vec::new(),
        }
    }

    /// Our copy of `theirs`: by id, else the oldest that says the same, else the reply that stands
    /// where theirs does, behind the message at `before`.
    fn take(&mut self, theirs: &Message, before: Option<usize>) -> Option<(usize, Message)> {
        let known = theirs.id.as_ref().and_then(|id| self.by_id.get(id));
        let place = match known {
            Some(place) => *place,
            None => {
                let answers = |place: usize| Some(place) == before.map(|before| before + 1);
                let same = |place: &usize| {
                    let ours = self.ours.get(*place).and_then(Option::as_ref);
                    ours.is_some_and(|ours| is_same(ours, theirs, answers(*place)))
                };
                let found = self.loose.iter().position(|place| same(place))?;
                self.loose.remove(found)
            }
        };
        let ours = self.ours.get_mut(place)?.take()?;
        Some((place, ours))
    }

    fn place(&mut self, message: Message, from: Option<usize>) {
        self.placed.push((from, message));
    }

    /// Puts what only we have behind what stood before it, and says whether anything moved.
    fn finish(self) -> (Vec<Message>, bool) {
        let mut anchored: BTreeMap<usize, Vec<Message>> = BTreeMap::new();
        let mut unanchored = Vec::new();
        let mut anchor = None;
        for (place, ours) in self.ours.into_iter().enumerate() {
            match (ours, anchor) {
                (None, _) => anchor = Some(place),
                (Some(message), Some(anchor)) => anchored.entry(anchor).or_default().push(message),
                (Some(message), None) => unanchored.push(message),
            }
        }
        let mut messages = Vec::new();
        let mut moved = !unanchored.is_empty() && !self.placed.is_empty();
        let mut last = None;
        for (from, message) in self.placed {
            moved |= from.is_some() && from < last;
            last = from.or(last);
            messages.push(message);
            let followers = from.and_then(|place| anchored.remove(&place));
            messages.extend(followers.unwrap_or_default());
        }
        messages.extend(unanchored);
        (messages, moved)
    }
}

/// Whether `theirs` is the backend's copy of our message, which has no id yet.
fn is_same(ours: &Message, theirs: &Message, answers: bool) -> bool {
    match (&ours.author, &theirs.author) {
        (Author::Visitor, Author::Visitor) => {
            let may_have_arrived = matches!(
                ours.delivery,
                Delivery::Sending | Delivery::Sent | Delivery::Uncertain
            );
            may_have_arrived && ours.text().trim() == theirs.text().trim()
        }
        (Author::Assistant, Author::Assistant) => answers || ours.parts == theirs.parts,
        _ => false,
    }
}

/// Takes over what the backend knows better; says whether anything changed.
fn adopt(ours: &mut Message, theirs: Message) -> bool {
    let before = ours.clone();
    ours.id = theirs.id;
    ours.at = theirs.at.or(ours.at);
    ours.author = theirs.author;
    if ours.is_visitors() {
        ours.delivery = Delivery::Sent;
    } else if !matches!(ours.progress, Progress::Streaming | Progress::Stopped) {
        if !continues(&ours.parts, &theirs.parts) {
            ours.rewrites += 1;
        }
        if theirs.progress != Progress::Awaited {
            ours.progress = theirs.progress;
            ours.parts = theirs.parts;
        } else if continues(&ours.parts, &theirs.parts) {
            ours.parts = theirs.parts;
        }
    }
    *ours != before
}

/// Whether `longer` is `shorter` with more at its end.
fn continues(shorter: &[Part], longer: &[Part]) -> bool {
    let same = |(short, long): (&Part, &Part)| match (short, long) {
        (Part::Text(short), Part::Text(long)) => long.starts_with(short.as_str()),
        _ => short == long,
    };
    shorter.len() <= longer.len() && shorter.iter().zip(longer).all(same)
}
