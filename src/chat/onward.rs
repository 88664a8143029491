//! From one page of a tab to the next: the conversation on screen, and whether the panel is needed.

use super::Chat;
use super::calls::Purpose;
use super::command::Command;
use super::conversation::Conversation;

/// What a floating panel is to be on the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onward {
    /// Shown, as it is here.
    Shown,
    /// Hidden, and not needed.
    Hidden,
    /// Hidden, and there all the same: the visitor waits for somebody, or has not read everything.
    Waiting,
}

/// What an earlier page of this tab was in the middle of, and the next one is to know.
#[derive(Debug, Default)]
pub(super) struct Back {
    /// The conversation that was on screen, until it is here again.
    pub(super) resumes: Option<String>,
    /// How often it may still say that no person answers.
    pub(super) promise: u32,
    /// Whether the visitor reads one that was closed before.
    pub(super) reads_closed: bool,
    /// Whether they have waited behind a hidden panel since.
    pub(super) waits: bool,
    /// Whether the next page is told that they do.
    pub(super) keeps_waiting: bool,
}

impl Back {
    pub(super) fn to(waits: bool) -> Self {
        Self {
            waits,
            keeps_waiting: waits,
            ..Self::default()
        }
    }
}

impl Chat {
    /// A floating panel is on the next page what it is on this one.
    pub(super) fn keep_shown(&mut self) {
        self.back.keeps_waiting = self.is_waiting();
        let onward = match (self.shown, self.back.keeps_waiting) {
            (true, _) => Onward::Shown,
            (false, true) => Onward::Waiting,
            (false, false) => Onward::Hidden,
        };
        if !self.options.inline {
            self.order(Command::KeepShown(onward));
        }
    }

    /// The same where nobody shows or hides it, but something is waited for, or no longer.
    pub(super) fn keep_waiting(&mut self) {
        if self.is_waiting() != self.back.keeps_waiting {
            self.keep_shown();
        }
    }

    /// Whether something is expected behind the hidden panel, or has come.
    fn is_waiting(&self) -> bool {
        let looks = self.back.waits && !self.looked;
        let news = looks || self.person_answers() || self.unread.count > 0;
        // Where nobody tells it again, what is open is carried there.
        let open = |it: &Conversation| it.is_open();
        let comes_along = self.can().history || self.conversation.as_ref().is_some_and(open);
        news && !self.shown && comes_along
    }

    /// The conversation that the next page is to show again. What was closed before the visitor's eyes
    /// is over.
    pub(super) fn stays_in(&self) -> Option<String> {
        let here = self.conversation.as_ref();
        let read = !self.back.reads_closed && self.unread.count == 0;
        let over = here.is_some_and(|it| !it.is_open() && read);
        let kept = here
            .map(|it| &it.id)
            .or(self.back.resumes.as_ref())
            .cloned();
        kept.filter(|_| self.can().history && !self.lost && !over)
    }

    /// How often the backend may say there that no person answers.
    pub(super) fn promise(&self) -> u32 {
        match self.back.resumes {
            Some(_) => self.back.promise,
            None => self.poll.promise,
        }
    }

    /// What is wanted of a panel that nobody has shown yet: how the launcher is to look, where an option
    /// says so, and what the visitor has waited for since an earlier page.
    pub(super) fn look_ahead(&mut self) {
        if self.shown {
            return;
        }
        if self.options.looks_ahead {
            self.ask_looks();
        }
        if self.back.waits {
            self.verify();
            self.look_again();
        }
    }

    /// What an earlier page showed is of no matter here.
    pub(super) fn resume_none(&mut self) {
        self.back.resumes = None;
        self.back.reads_closed = false;
    }

    /// It was somebody else's.
    pub(super) fn look_for_own(&mut self) {
        if self.calls.any(|purpose| purpose == Purpose::Load) {
            self.abort(|purpose| purpose == Purpose::Load);
            self.look_again();
        }
    }
}
