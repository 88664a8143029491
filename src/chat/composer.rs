//! The text box: what is in it, and whether it can be submitted.

use super::Chat;
use super::calls::Purpose;

/// What is in the text box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Composer {
    /// The visitor's words.
    pub draft: String,
    /// Counts changes that did not come from the visitor's typing: the view shows them.
    pub revision: u32,
    /// What is given back while facts are taken in that have waited: what was written after them
    /// takes the place of the draft.
    held: Option<String>,
}

impl Composer {
    pub(super) fn replace(&mut self, draft: String) {
        self.draft = draft;
        self.revision += 1;
    }

    /// Puts words back before those that are there.
    pub(super) fn give_back(&mut self, text: &str) {
        if let Some(held) = &mut self.held {
            *held = before(text, held);
        } else {
            self.replace(before(text, &self.draft));
        }
    }

    /// From here on what is given back is held.
    pub(super) fn hold(&mut self) {
        self.held = Some(String::new());
    }

    /// Gives back what was held.
    pub(super) fn let_go(&mut self) {
        let held = self.held.take().unwrap_or_default();
        if !held.is_empty() {
            self.give_back(&held);
        }
    }

    pub(super) fn forget(&mut self) {
        self.replace(String::new());
        if let Some(held) = &mut self.held {
            held.clear();
        }
    }
}

fn before(text: &str, rest: &str) -> String {
    match rest.trim() {
        "" => text.to_owned(),
        rest => format!("{text}\n\n{rest}"),
    }
}

/// Why nothing can be submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// The conversation is closed.
    Closed,
    /// The conversation cannot be used from here any more.
    Lost,
    /// Chat is not available on this site.
    Unavailable,
    /// The visitor has to wait.
    Waiting,
    /// The page gave no credential.
    NotConfigured,
}

impl Blocked {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Closed => "CONVERSATION_CLOSED",
            Self::Lost => "CONVERSATION_NOT_FOUND",
            Self::Unavailable => "PAYMENT_REQUIRED",
            Self::Waiting => "RATE_LIMIT_EXCEEDED",
            Self::NotConfigured => "NOT_CONFIGURED",
        }
    }
}

impl Chat {
    /// Why nothing can be submitted, if that is so.
    #[must_use]
    pub fn blocked(&self) -> Option<Blocked> {
        let closed = self.conversation.as_ref().is_some_and(|it| !it.is_open());
        // What is written meanwhile is for the new one.
        let starting = |purpose| matches!(purpose, Purpose::StartFor(..));
        let starting = self.calls.any(starting);
        let waiting = self.notice.as_ref().is_some_and(|it| it.wait.is_some());
        match () {
            () if closed && !starting => Some(Blocked::Closed),
            () if self.lost && !starting => Some(Blocked::Lost),
            () if self.unavailable => Some(Blocked::Unavailable),
            () if waiting => Some(Blocked::Waiting),
            () if !self.options.is_complete() => Some(Blocked::NotConfigured),
            () => None,
        }
    }
}
