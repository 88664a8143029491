//! The next page of the same tab.

use super::world::World;
use crate::api::Call;
use crate::api::secret::Secret;
use crate::chat::event::Fact;
use crate::chat::tests::harness::*;
use crate::chat::{Chat, Device, Onward, Seen};

impl World {
    /// The page is loaded again. What was under way may have arrived by then; some things happen
    /// before all of the panel is there, or the rest of it does not come.
    pub fn reloads(&mut self, which: u8, works: bool, online: bool) {
        let before = self.sending();
        self.on_their_way.extend(before.map(|(_, call)| call));
        self.received.clear();
        if works {
            self.arrives(u8::MAX);
        }
        let device = self.leaves_page();
        let next = Story::of(self.options.clone(), device, online);
        let last = std::mem::replace(&mut self.story, next);
        self.story.now = last.now;
        self.story.chance = last.chance;
        self.story.begun_elsewhere = last.begun_elsewhere;
        self.story.kept = last.kept;
        self.story.carried = last.carried;
        self.story.kept_shown = last.kept_shown;
        self.story.seen = last.seen;
        if which > 3 {
            return self.begins_early(which, works, online);
        }
        if self.story.kept_shown == Some(Onward::Shown) {
            self.story.show();
        }
    }

    /// The page waits in the browser's history, and is there again.
    pub fn comes_back(&mut self) {
        let forgotten = false;
        let before = self.sending();
        self.on_their_way.extend(before.map(|(_, call)| call));
        let device = self.leaves_page();
        self.story.fact(Fact::CameBack { device, forgotten });
    }

    /// What the next page finds.
    fn leaves_page(&mut self) -> Device {
        self.loses_what_nobody_owns();
        Device {
            stored: self.stored.clone(),
            fresh: Secret::new(format!("fresh {}", self.next())),
            kept: self.story.kept.clone(),
            carried: self.story.carried.clone(),
            seen: Seen::read(&self.story.seen),
            waits: self.story.kept_shown == Some(Onward::Waiting),
            tab: self.next(),
        }
    }

    /// Words of visitors whom the page names are nobody's before it is known who they are, nor do
    /// they take the place of what is kept until then.
    fn loses_what_nobody_owns(&mut self) {
        let chat = &self.story.chat;
        let kept = self.story.kept.clone().unwrap_or_default();
        if chat.remembered.is_some() {
            let keeps = |word: &String| {
                let uncertain = kept
                    .uncertain
                    .iter()
                    .any(|it| it.text.contains(word.as_str()));
                uncertain || kept.unsent.contains(word.as_str())
            };
            self.words.retain(keeps);
            self.words.sort();
            self.words.dedup();
        } else if chat.is_named_by_page() && kept.owner.is_none() {
            self.words.clear();
        }
    }

    fn begins_early(&mut self, which: u8, works: bool, online: bool) {
        self.story.chat.await_rest();
        let word = self.word();
        let text = format!("{} {word}", self.story.draft());
        self.counts(&text);
        let mut facts = vec![
            Fact::Shown,
            Fact::Drafted(text.clone()),
            Fact::Submitted {
                text,
                page: here(),
                ticket: None,
            },
        ];
        if which == 5 {
            let fresh = Secret::new("fresh");
            facts.push(Fact::Reset { fresh });
        }
        let mut waiting = Vec::new();
        for fact in facts {
            let foreseen = self.story.chat.foresee(&fact, None);
            for command in foreseen.commands {
                self.story.note(command);
            }
            if foreseen.forgets {
                waiting.retain(Fact::outlasts_visitor);
                self.forgets();
            }
            waiting.extend(Some(fact).filter(|_| foreseen.waits));
        }
        if which > 6 {
            Chat::rest_is_missing(&mut self.story.chat);
            return self.reloads(0, works, online);
        }
        for fact in waiting {
            self.story.fact(fact);
        }
        self.story.fact(Fact::Ready);
    }

    /// Something that was given up has arrived all the same.
    pub fn arrives(&mut self, which: u8) {
        let Some(place) = usize::from(which).checked_rem(self.on_their_way.len()) else {
            return;
        };
        let call = self.on_their_way.swap_remove(place);
        let refused = self.refusal(&call).is_some();
        if let Call::Send {
            conversation, text, ..
        } = &call
            && !refused
        {
            self.receives(conversation, text);
        }
    }
}
