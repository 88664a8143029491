//! What the visitor has seen: what comes meanwhile is unread until they see it, not merely until it
//! is loaded. For the history, the device remembers how far each conversation was seen, by hashes.

use super::command::Command;
use super::conversation::Summary;
use super::message::{Message, Progress};
use super::{Chat, Screen};
use crate::hash::hash;
use crate::time::Millis;

/// As many conversations are remembered.
const MOST: usize = 100;

/// How far conversations were seen on this device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// When the newest message was said that was there first: older ones count as seen. All times are
    /// the backend's, since the device's clock may be wrong.
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

    fn begin(&mut self, at: Millis) {
        self.since.get_or_insert(at);
    }

    /// Up to when the messages of a conversation were seen.
    pub(super) fn until(&self, conversation: &str) -> Millis {
        let name = name(conversation);
        let mark = self.marks.iter().find(|(known, _)| *known == name);
        mark.map(|mark| mark.1).or(self.since).unwrap_or_default()
    }

    /// Whether that is news.
    pub(super) fn mark(&mut self, conversation: &str, at: Millis) -> bool {
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
        if self.is_seen() {
            self.see_all();
            self.keep_seen();
        }
        self.tell_unread();
    }

    fn keep_seen(&mut self) {
        let here = self.conversation.as_ref();
        let newest = self.transcript.newest_there();
        if let (Some(here), Some(at)) = (here, newest.and_then(|newest| newest.at))
            && self.can().history
        {
            self.seen.begin(at);
            if self.seen.mark(&here.id, at) {
                self.order(Command::KeepSeen(self.seen.written()));
            }
        }
    }

    /// How many replies have come since the visitor saw the conversation last; none where they never
    /// did here.
    pub(super) fn unseen(&self, conversation: &str, messages: &[Message]) -> u32 {
        let seen = self.seen.until(conversation);
        let there = |it: &&Message| !it.is_visitors() && it.progress != Progress::Awaited;
        let came = |it: &&Message| seen > 0 && it.at > Some(seen);
        let unseen = messages.iter().filter(there).filter(came).count();
        u32::try_from(unseen).unwrap_or_default()
    }

    /// What is there when the visitor looks for the first time is no news.
    pub(super) fn begin_seen(&mut self, listed: &[Summary]) {
        if let Some(at) = listed.iter().filter_map(|it| it.at).max() {
            self.seen.begin(at);
        }
    }

    /// Nobody was here.
    pub(super) fn forget_seen(&mut self, seen: Seen) {
        self.drop_unread();
        self.seen = seen;
        self.order(Command::KeepSeen(self.seen.written()));
    }
}
