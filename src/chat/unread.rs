//! How many replies the visitor has not seen. All tabs count the same: one that learns of a reply, or
//! shows it, tells the others, which need not look for that.

use super::command::{Command, HostEvent};
use super::tabs::Hint;
use super::{Announcement, Chat};
use crate::api::backend::Memory;
use crate::time::Millis;

/// What is unread, and who knows of it.
#[derive(Debug, Default)]
pub(super) struct Unread {
    pub(super) count: u32,
    /// What the page knows.
    told: u32,
    /// What other tabs know: the newest message, and how many were unread by then.
    shared: (String, u32),
    /// The message up to which another tab has counted, where that is not here yet.
    counted: Option<String>,
}

impl Chat {
    /// A reply is there that may not have been seen.
    pub(super) fn count_unread(&mut self, reply: &str) {
        let place = |id: &str| self.transcript.place(id);
        let counted = self.unread.counted.as_deref().and_then(place);
        if counted.is_none_or(|counted| place(reply).is_none_or(|place| place > counted)) {
            self.unread.count += 1;
        }
    }

    /// The visitor has the newest message before their eyes.
    pub(super) fn see_all(&mut self) {
        // What another tab has counted and is not here is not what they see.
        self.unread.counted.take_if(|_| self.unread.count > 0);
        self.unread.count = 0;
    }

    /// What there was to read is no longer on screen.
    pub(super) fn drop_unread(&mut self) {
        let told = self.unread.told;
        self.unread = Unread {
            told,
            ..Unread::default()
        };
    }

    /// After everything that happens: the page and other tabs are told what is unread by now.
    pub(super) fn tell_unread(&mut self) {
        let count = self.unread.count;
        let before = std::mem::replace(&mut self.unread.told, count);
        if !self.shown && count > before {
            self.announce(Announcement::Unread(count));
        }
        if count != before {
            self.emit(HostEvent::Unread(count));
            self.count_in_title(self.options.unread_title);
        }
        if let Some(hint) = self.unread_hint() {
            self.order(Command::Tell(hint));
        }
    }

    /// What other tabs do not know yet.
    fn unread_hint(&mut self) -> Option<Hint> {
        let here = self.conversation.as_ref();
        let conversation = &here.filter(|_| self.can().memory == Memory::Told)?.id;
        let newest = self.transcript.newest_there()?;
        let until = newest.id.as_ref()?;
        let count = self.unread.count;
        if self.unread.shared.1 == count && self.unread.shared.0 == *until {
            return None;
        }
        self.unread.shared = (until.clone(), count);
        Some(Hint::Unread {
            conversation: conversation.clone(),
            visitor: self.mark(),
            until: until.clone(),
            at: newest.at.unwrap_or_default(),
            count,
        })
    }

    /// Another tab has counted `count` up to the message `until`.
    pub(super) fn heard_unread(
        &mut self,
        conversation: &str,
        until: String,
        at: Millis,
        count: u32,
    ) {
        if count == 0 && self.has_history() {
            self.seen.mark(conversation, at);
        }
        let here = self.conversation.as_ref().filter(|_| !self.goes_along());
        let here = here.map(|it| it.id == conversation);
        if !here.unwrap_or(self.has_history()) {
            return;
        }
        self.unread.count = match self.transcript.replies_after(&until) {
            Some(later) => self.unread.count.min(count.saturating_add(later)),
            None => {
                self.unread.counted = Some(until);
                count
            }
        };
        let _ = self.unread_hint();
    }

    /// The page's title tells of unread messages, where the page wants it to.
    pub(super) fn count_in_title(&mut self, wanted: bool) {
        if wanted || self.options.unread_title {
            let count = if self.options.unread_title {
                self.unread.count
            } else {
                0
            };
            self.order(Command::CountInTitle(count));
        }
    }
}
