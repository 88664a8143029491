//! What is true whatever has happened, and how it ends.

use super::world::World;
use crate::api::backend::Memory;
use crate::chat::conversation::Conversation;
use crate::chat::event::{Fact, MessageRef};
use crate::chat::message::{Delivery, Message, Progress};
use crate::chat::tests::harness::*;
use crate::chat::{Blocked, Kept};
use std::collections::BTreeSet;

impl World {
    pub fn holds(&mut self) {
        for text in std::mem::take(&mut self.story.sent) {
            let left = self.may_send.entry(text.clone()).or_default();
            assert!(*left > 0, "{text} was sent again by itself");
            *left -= 1;
        }
        let calls = self.story.calls.values();
        assert!(calls.filter(|(call, _)| words_of(call).is_some()).count() <= 1);
        let messages = self.story.chat.transcript().messages();
        let ids: Vec<_> = messages.iter().filter_map(|it| it.id.as_ref()).collect();
        let distinct: BTreeSet<_> = ids.iter().collect();
        assert_eq!(
            distinct.len(),
            ids.len(),
            "shown twice: {:?}",
            self.story.seen()
        );
        self.words_are_there();
        if self.story.chat.can().memory == Memory::Told {
            self.each_time_is_there();
        }
    }

    /// What was said several times is there as often, or in the composer.
    fn each_time_is_there(&mut self) {
        let words = self.words.iter().collect::<BTreeSet<_>>().into_iter();
        for word in words.cloned().collect::<Vec<_>>() {
            let times = self.words.iter().filter(|it| **it == word).count();
            let there = if times > 1 {
                self.times_there(&word)
            } else {
                times
            };
            if there < times {
                let (draft, seen) = (self.story.draft(), self.story.seen());
                assert!(draft.contains(&word), "{word} is lost once: {seen:?}");
                // Nobody needs it twice there.
                self.words.retain(|it| *it != word);
                self.words.resize(self.words.len() + there, word);
            }
        }
    }

    fn times_there(&self, word: &str) -> usize {
        let chat = &self.story.chat;
        let rows = chat.transcript().messages();
        let here = |id| rows.iter().any(|it| it.id == id);
        let held = self.held.values().flat_map(|held| &held.messages);
        let held = held.filter(|it| !here(it.id.clone()));
        let mut texts: Vec<String> = rows.iter().chain(held).map(Message::text).collect();
        texts.extend(self.lied.iter().cloned());
        texts.push(self.story.draft().into());
        texts.extend(chat.doubtful.iter().map(|it| it.text.clone()));
        if chat.remembered.is_some() {
            let kept = self.story.kept.iter().flat_map(texts_of);
            texts.extend(kept.map(Into::into));
        }
        texts.iter().map(|it| it.matches(word).count()).sum()
    }

    fn words_are_there(&self) {
        let chat = &self.story.chat;
        let messages = chat.transcript().messages().iter();
        let rows: Vec<String> = messages.map(Message::text).collect();
        let draft = self.story.draft();
        let kept = self.story.kept.iter().flat_map(texts_of);
        let mut kept: Vec<&str> = kept.collect();
        let carried = self.story.carried.get("messages").list().iter();
        kept.extend(carried.filter_map(|it| it.get("text").text()));
        // An earlier page's words wait until it is known whose they are, or whether they arrived.
        let waiting = chat.remembered.is_some() || !chat.doubtful.is_empty();
        // Whom the page has not named yet is nobody, and leaves nothing.
        let nobody = chat.is_named_by_page() && chat.visitor().id.is_none();
        for word in &self.words {
            let shown = draft.contains(word) || rows.iter().any(|it| it.contains(word));
            let keeps = kept.iter().any(|it| it.contains(word));
            let arrived = self.has_arrived(word);
            let seen = || self.story.seen();
            assert!(
                shown || arrived || waiting && keeps,
                "{word} is lost: {:?}",
                seen()
            );
            assert!(
                keeps || arrived || chat.remembered.is_some() || nobody,
                "{word} is lost by a reload: {:?}",
                seen()
            );
        }
        let keeps = kept.iter().any(|it| !it.is_empty());
        let theirs = chat.remembered.is_some();
        assert!(
            !nobody || theirs || !keeps,
            "nobody's words are kept: {kept:?}"
        );
        for (word, times) in &self.said {
            let shown = rows.iter().filter(|it| it.contains(word)).count();
            assert!(shown <= *times, "said once: {:?}", self.story.seen());
        }
        for word in &self.forgotten {
            let shown = draft.contains(word) || rows.iter().any(|it| it.contains(word));
            let keeps = kept.iter().any(|it| it.contains(word));
            assert!(!shown && !keeps, "{word} is another visitor's");
        }
    }

    /// Whether the backend has these words and, where it does not tell, has said so.
    fn has_arrived(&self, word: &str) -> bool {
        let tells = self.story.chat.can().memory == Memory::Told;
        let held = self.held.values().filter(|_| tells);
        let mut held = held.flat_map(|held| &held.messages);
        let mut acknowledged = self.acknowledged.iter();
        acknowledged.any(|text| text.contains(word)) || held.any(|it| it.text().contains(word))
    }

    /// Everything that is under way fails, and every timer goes off.
    pub fn comes_to_rest(&mut self) {
        let story = &mut self.story;
        let human = |it: &Conversation| it.human_handled;
        // Only people are looked for without an end, and only while the panel is shown.
        match story.chat.conversation().is_some_and(human) {
            true => story.hide(),
            false => story.show(),
        };
        story.fact(Fact::Online(true));
        for _ in 0..300 {
            if story.begin_due.is_some() {
                story.begin_times_out();
            } else if let Some((id, _)) = story.asked.pop() {
                story.fact(Fact::TokenGiven(id, None));
            } else if let Some(id) = story.calls.keys().next().copied() {
                story.calls.remove(&id);
                story.fact(Fact::Answered(id, Err(status(500))));
            } else if let Some(timer) = story.timers.keys().next().copied() {
                story.ring(timer);
            } else {
                break;
            }
        }
        assert!(story.calls.is_empty() && story.timers.is_empty(), "no rest");
        assert_eq!(story.begins, Begins::No, "no other tab ever begins");
        assert!(!story.chat.can_stop(), "a turn without end");
        assert!(!story.chat.close_form().closing);
        let under_way = |delivery| matches!(delivery, Delivery::Queued | Delivery::Sending);
        let messages = story.chat.transcript().messages();
        assert!(
            !messages.iter().any(|it| under_way(it.delivery)),
            "{:?}",
            story.seen()
        );
        let streaming = messages.iter().any(|it| it.progress == Progress::Streaming);
        assert!(!streaming, "{:?}", story.seen());
        for ticket in 1..story.ticket() {
            assert!(
                story.outcome(ticket).is_some(),
                "promise {ticket} waits for ever"
            );
        }
        match story.chat.blocked() {
            None | Some(Blocked::Closed | Blocked::NotConfigured) => {}
            Some(why) => assert!(story.chat.notice().is_some(), "{why:?} without a word"),
        }
    }

    /// With a backend that works again, the visitor can say something, and is answered.
    pub fn goes_on(&mut self) {
        if self.story.chat.blocked() == Some(Blocked::NotConfigured) {
            return;
        }
        self.story.hide().show();
        let word = format!("<{}>", self.next());
        let mut seen = Vec::new();
        for _ in 0..4 {
            let wanted = self.awaited();
            match self.row_of(&word) {
                Some((key, Delivery::Failed | Delivery::Doubtful)) => {
                    self.allow_again(key);
                    let key = MessageRef::Key(key);
                    self.story.fact(Fact::RetryAsked(key, None));
                }
                _ if matches!(
                    self.story.chat.blocked(),
                    Some(Blocked::Closed | Blocked::Lost)
                ) =>
                {
                    self.story.fact(Fact::NewConversationAsked);
                }
                _ => {
                    self.words.push(word.clone());
                    self.submits(&word);
                }
            }
            self.allows(&wanted);
            self.all_goes_well();
            self.holds();
            seen.push((self.story.seen(), self.story.kind()));
            if let Some((key, Delivery::Sent)) = self.row_of(&word) {
                let reply = self.story.chat.transcript().reply_to(key);
                let human = self.story.chat.answering_person().is_some();
                assert!(human || reply == Some(Progress::Complete), "{seen:?}");
                return;
            }
        }
        panic!("a dead end: {seen:?} {:?}", self.story.chat.blocked());
    }
}

fn texts_of(kept: &Kept) -> impl Iterator<Item = &str> {
    let uncertain = kept.uncertain.iter().map(|it| it.text.as_str());
    uncertain.chain([kept.unsent.as_str()])
}
