//! Other tabs of the same visitor: a change here is looked at there, and one tab looks for all. Tabs
//! tell each other where something happened, never what; whoever hears nothing looks for itself.

use super::calls::Purpose;
use super::command::{Command, Timer};
use super::{Chat, Device};
use crate::api::secret::Secret;
use crate::hash::hash;
use crate::time::Millis;

/// What tabs tell each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Something happened in this conversation.
    Changed {
        /// Its id.
        conversation: String,
        /// Whose it is.
        visitor: Mark,
    },
    /// Somebody looks for messages of people.
    Looks {
        /// In this conversation.
        conversation: String,
        /// Whose it is.
        visitor: Mark,
        /// How long it is until the next look.
        next: Millis,
        /// Who looks: the greatest goes on, the others need not.
        rank: Rank,
    },
    /// How far this conversation was seen, and what is unread of it.
    Unread {
        /// Its id.
        conversation: String,
        /// Whose it is.
        visitor: Mark,
        /// The id of its newest message.
        until: String,
        /// When that was said.
        at: Millis,
        /// How many replies up to there the visitor has not seen.
        count: u32,
    },
    /// The visitor is forgotten.
    Forgotten {
        /// Who.
        visitor: Mark,
    },
}

/// A hash of the backend's id of a visitor; 0 where that is not known.
pub type Mark = u64;

/// Which of several tabs looks: one that is seen, since browsers slow the others down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// Whether its panel is seen.
    pub seen: bool,
    /// A random number.
    pub tab: u32,
}

/// How much later than expected another tab may look before this one does.
const GRACE: Millis = 3_000;
/// No tab is waited for any longer.
const LONGEST: Millis = 90_000;

impl Chat {
    /// Something happened here that other tabs would show.
    pub(super) fn tell_tabs(&mut self) {
        if let Some(conversation) = self.conversation.as_ref().map(|it| it.id.clone()) {
            let visitor = self.mark();
            self.order(Command::Tell(Hint::Changed {
                conversation,
                visitor,
            }));
        }
    }

    /// The visitor is forgotten here; where the device stores who they are, that tells it.
    pub(super) fn tell_forgotten(&mut self) {
        if !self.is_known_by_device() {
            let visitor = self.mark();
            self.order(Command::Tell(Hint::Forgotten { visitor }));
        }
    }

    /// This tab will look again in `next`.
    pub(super) fn tell_looks(&mut self, next: Millis) {
        if let Some(conversation) = self.conversation.as_ref().map(|it| it.id.clone()) {
            let (visitor, rank) = (self.mark(), self.rank());
            self.order(Command::Tell(Hint::Looks {
                conversation,
                visitor,
                next,
                rank,
            }));
        }
    }

    /// How long another tab can be relied on to look.
    pub(super) fn relies_for(&self) -> Millis {
        (self.relies_until - self.now).clamp(0, LONGEST)
    }

    /// Another tab said so.
    pub(super) fn told(&mut self, hint: Hint) {
        // Tabs whose visitors the page names may have different ones.
        let (Hint::Changed { visitor, .. }
        | Hint::Looks { visitor, .. }
        | Hint::Unread { visitor, .. }
        | Hint::Forgotten { visitor }) = &hint;
        if self.is_named_by_page() && (*visitor == 0 || *visitor != self.mark()) {
            return;
        }
        let here = self.conversation.as_ref().map(|it| it.id.as_str());
        match hint {
            Hint::Changed { conversation, .. } if here == Some(conversation.as_str()) => {
                self.look_with_others();
            }
            Hint::Changed { .. } => {
                let none = here.is_none();
                self.elsewhere = true;
                match none {
                    true => self.follow(),
                    false => self.go_along(),
                }
            }
            Hint::Unread {
                conversation,
                until,
                at,
                count,
                ..
            } => self.heard_unread(&conversation, until, at, count),
            Hint::Forgotten { .. } if !self.is_known_by_device() => {
                self.options.token = None;
                self.forget(Device::default());
            }
            Hint::Looks {
                conversation,
                next,
                rank,
                ..
            } if here == Some(conversation.as_str()) && rank > self.rank() => {
                let wait = next.clamp(0, LONGEST - GRACE) + GRACE;
                self.relies_until = self.now.saturating_add(wait);
                if self.person_answers() && !self.is_refreshing() {
                    self.order(Command::SetTimer(Timer::Poll, wait));
                }
            }
            _ => {}
        }
    }

    /// The conversation goes on in another tab: that is shown here too, where it would be seen.
    fn look_with_others(&mut self) {
        if self.is_watched() && self.turn.is_none() {
            // What a look finds that is under way may be older.
            self.poll.again = self.is_refreshing();
            self.refresh();
        }
    }

    /// A conversation goes on in another tab, and here is none: it is looked for, at the latest
    /// before one begins here.
    fn follow(&mut self) {
        self.look_before_begin();
        if self.shown && !self.looked && !self.look_failed && self.turn.is_none() {
            self.look_again();
        }
    }

    /// The conversation here is over, and another tab goes on in another one: so does this tab, unless
    /// somebody is reading here.
    pub(super) fn go_along(&mut self) {
        if self.shown && self.goes_along() {
            self.looked = false;
            self.look_again();
        }
    }

    /// Whether it would, were it shown.
    pub(super) fn goes_along(&self) -> bool {
        self.elsewhere && self.ending().is_some() && !self.reads()
    }

    /// Whether the visitor has chosen what is on screen, is choosing, or has gone back in it.
    pub(super) fn reads(&self) -> bool {
        let back = self.is_watched() && !self.at_end;
        let chooses = self.history.on_screen || self.calls.any(Purpose::enters);
        self.back.reads_closed || chooses || back
    }

    /// Another tab of this browser has become a visitor, or forgotten the one there was.
    pub(super) fn visitor_stored(&mut self, stored: Option<Secret>, fresh: Secret) {
        if !self.is_known_by_device() || self.session.is_known_as(stored.as_ref()) {
            return;
        }
        if self.session.is_new() {
            self.become_known_as(stored);
            // What that tab tells may be here before what it stores.
            if self.elsewhere {
                self.follow();
            }
        } else {
            self.forget(Device {
                stored,
                fresh,
                ..Device::default()
            });
        }
    }

    pub(super) fn mark(&self) -> Mark {
        let id = self.session.profile.id.as_deref();
        id.map(|id| hash(&[id])).unwrap_or_default()
    }

    fn rank(&self) -> Rank {
        Rank {
            seen: self.is_watched(),
            tab: self.tab,
        }
    }

    /// Whether somebody could be looking at the panel.
    fn is_watched(&self) -> bool {
        self.shown && self.page_visible
    }
}

impl Hint {
    /// The hint as one tab sends it to another.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Changed {
                conversation,
                visitor,
            } => format!("changed\n{conversation}\n{visitor}"),
            Self::Looks {
                conversation,
                visitor,
                next,
                rank,
            } => {
                let (seen, tab) = (u8::from(rank.seen), rank.tab);
                format!("looks\n{conversation}\n{visitor}\n{next}\n{seen}\n{tab}")
            }
            Self::Unread {
                conversation,
                visitor,
                until,
                at,
                count,
            } => format!("unread\n{conversation}\n{visitor}\n{until}\n{at}\n{count}"),
            Self::Forgotten { visitor } => format!("forgotten\n\n{visitor}"),
        }
    }

    /// What another tab sent, which may be of another version.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let (kind, conversation) = (lines.next()?, lines.next()?.to_owned());
        let visitor = lines.next()?.parse().ok()?;
        match kind {
            "changed" => Some(Self::Changed {
                conversation,
                visitor,
            }),
            "unread" => Some(Self::Unread {
                conversation,
                visitor,
                until: lines.next()?.to_owned(),
                at: lines.next()?.parse().ok()?,
                count: lines.next()?.parse().ok()?,
            }),
            "forgotten" => Some(Self::Forgotten { visitor }),
            "looks" => Some(Self::Looks {
                conversation,
                visitor,
                next: lines.next()?.parse().ok()?,
                rank: Rank {
                    seen: lines.next()? == "1",
                    tab: lines.next()?.parse().ok()?,
                },
            }),
            _ => None,
        }
    }
}
