//! What the visitor has seen: what comes meanwhile is unread until they see it, not merely until it
//! is loaded. For the history, the device remembers how far each conversation was seen, by hashes.

use super::command::{Command, HostEvent};
use super::{Chat, Screen};
use crate::hash::hash;
use crate::time::Millis;

/// As many conversations are remembered.
const MOST: usize = 100;

/// How far conversations were seen on this device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// When the visitor was here first: older messages count as seen.
    since: Option<Millis>,
    /// The hash of a conversation's id and the time of the newest message that was seen of it; the
    /// conversation that was looked at last is the last.
    marks: Vec<(i64, Millis)>,
}

impl Seen {
    /// What [`Self::written`] wrote. Of anything else, what can be read of it.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut numbers = text.split(' ').map(|number| number.parse::<i64>().ok());
        let since = numbers.next().flatten();
        let mut marks = Vec::new();
        while let (Some(Some(hash)), Some(Some(at))) = (numbers.next(), numbers.next()) {
            marks.push((hash, at));
        }
        marks.truncate(MOST);
        Self { since, marks }
    }

    /// Numbers with spaces between them; nothing where nothing was seen.
    #[must_use]
    pub fn written(&self) -> String {
        let since = self.since.into_iter();
        let marks = self.marks.iter().flat_map(|(hash, at)| [*hash, *at]);
        let numbers = since.chain(marks).map(|number| number.to_string());
        numbers.collect::<Vec<_>>().join(" ")
    }

    fn begin(&mut self, now: Millis) {
        self.since.get_or_insert(now);
    }

    /// Up to when the messages of a conversation were seen.
    pub(super) fn until(&self, conversation: &str) -> Millis {
        let name = name(conversation);
        let mark = self.marks.iter().find(|(known, _)| *known == name);
        mark.map(|mark| mark.1).or(self.since).unwrap_or_default()
    }

    /// Whether that is news.
    fn mark(&mut self, conversation: &str, at: Millis) -> bool {
        let name = name(conversation);
        let place = self.marks.iter().position(|(known, _)| *known == name);
        let known = place.and_then(|place| self.marks.get(place));
        if known.is_some_and(|known| known.1 >= at) {
            return false;
        }
        if let Some(place) = place.or((self.marks.len() >= MOST).then_some(0)) {
            self.marks.remove(place);
        }
        self.marks.push((name, at));
        true
    }
}

fn name(conversation: &str) -> i64 {
    hash(&[conversation]).cast_signed()
}

impl Chat {
    /// Whether the visitor has the newest message before their eyes.
    pub(super) fn is_seen(&self) -> bool {
        self.shown && self.page_visible && self.at_end && self.screen() == Screen::Conversation
    }

    /// After everything that happens: what is seen is not unread.
    pub(super) fn look_seen(&mut self) {
        if self.shown {
            self.seen.begin(self.now);
        }
        if !self.is_seen() {
            return;
        }
        self.set_unread(0);
        let here = self.conversation.as_ref();
        let newest = self.transcript.messages().last();
        if let (Some(here), Some(at)) = (here, newest.and_then(|newest| newest.at))
            && self.can().history
            && self.seen.mark(&here.id, at)
        {
            self.order(Command::KeepSeen(self.seen.written()));
        }
    }

    /// A reply is there that may not have been seen.
    pub(super) fn count_unread(&mut self) {
        if !self.is_seen() {
            self.set_unread(self.unread + 1);
        }
    }

    pub(super) fn set_unread(&mut self, count: u32) {
        if std::mem::replace(&mut self.unread, count) != count {
            self.emit(HostEvent::Unread(count));
            self.count_in_title(self.options.unread_title);
        }
    }

    /// The page's title tells of unread messages, where the page wants it to.
    pub(super) fn count_in_title(&mut self, wanted: bool) {
        if wanted || self.options.unread_title {
            let count = if self.options.unread_title {
                self.unread
            } else {
                0
            };
            self.order(Command::CountInTitle(count));
        }
    }

    /// Nobody was here.
    pub(super) fn forget_seen(&mut self, seen: Seen) {
        self.set_unread(0);
        self.seen = seen;
        self.order(Command::KeepSeen(self.seen.written()));
    }
}
