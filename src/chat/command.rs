//! What is to be done, as plain data. Only the runtime does it.

use super::snapshot::Snapshot;
use super::tabs::Hint;
use super::{Kept, Onward};
use crate::api::secret::Secret;
use crate::api::{Call, Handoff};
use crate::json::Json;
use crate::time::Millis;

/// Names a call, so that late answers can be told from current ones.
pub type CallId = u32;

/// Names a promise that the page waits for.
pub type Ticket = u32;

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Perform a call and report with its id.
    Call {
        /// Its name.
        id: CallId,
        /// What to ask.
        call: Call,
        /// On whose behalf.
        token: Option<Secret>,
    },
    /// Give up a call and report nothing more of it.
    Abort(CallId),
    /// Ask the page for a visitor token.
    AskToken {
        /// What the answer is to carry.
        id: CallId,
        /// Why.
        reason: TokenReason,
    },
    /// Say when no other tab of this visitor becomes one or starts a conversation.
    AskToBegin,
    /// Let the other tabs do so.
    HasBegun,
    /// Keep this device's visitor id for the next visit, or forget it.
    KeepVisitor(Option<Secret>),
    /// Keep these words for the next page of this tab, or none.
    KeepWords(Option<Kept>),
    /// Carry this transcript to the next page of this tab, or nothing.
    CarryTranscript(Json),
    /// Keep what the panel is to be on the next page of this tab.
    KeepShown(Onward),
    /// Keep for the next visit what was seen; forget it where that is nothing.
    KeepSeen(String),
    /// Make the chat look as it is to.
    Dress,
    /// Tell in the page's title how many messages are unread.
    CountInTitle(u32),
    /// Tell other tabs of this visitor.
    Tell(Hint),
    /// Wake up once; replaces the timer of the same name.
    SetTimer(Timer, Millis),
    /// Forget a timer.
    ClearTimer(Timer),
    /// Put the focus there, if the panel has it.
    Focus(Focus),
    /// Tell the page.
    Emit(HostEvent),
    /// Settle a promise of the page.
    Settle(Ticket, Result<Settled, Refusal>),
    /// Tell the site owner, on the console.
    Warn(String),
}

/// Why a token is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenReason {
    /// There is none.
    Missing,
    /// The backend no longer takes the last one.
    Expired,
}

impl TokenReason {
    /// The word that `getToken` is called with.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Expired => "expired",
        }
    }
}

/// What can wake the chat up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timer {
    /// Once a second while somebody has to wait.
    Countdown,
    /// It is time to look again whether a message arrived.
    Recheck,
    /// It is time to look for messages of people.
    Poll,
    /// It is time to try whether the backend can be reached.
    Probe,
    /// Tabs that begin do not wait for each other any longer.
    Begin,
}

/// Where the focus can be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The composer, or what stands in its place.
    Composer,
    /// The reason in the close form.
    Reason,
    /// That the conversation has ended: nothing that a key could press.
    Closed,
    /// What the closed state offers.
    StartNew,
    /// The list of conversations.
    History,
}

/// What a promise of the page resolves to.
#[derive(Clone, Debug, PartialEq)]
pub enum Settled {
    /// Nothing.
    Done,
    /// The id of what came to be.
    Id(String),
}

/// Why a promise of the page is rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// A stable code.
    pub code: String,
    /// A sentence for the page's developer.
    pub message: String,
}

impl Refusal {
    /// A refusal with a code and a sentence.
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
        }
    }
}

/// What the page is told.
#[derive(Clone, Debug, PartialEq)]
pub enum HostEvent {
    /// The panel is shown.
    Show,
    /// The panel is hidden.
    Hide,
    /// A conversation was started.
    ConversationStart {
        /// Its id.
        id: String,
    },
    /// A conversation was closed, here or elsewhere.
    ConversationClose {
        /// Its id.
        id: String,
        /// Why.
        reason: Option<String>,
    },
    /// A message was sent, or a reply is complete.
    Message {
        /// The message.
        message: Snapshot,
        /// Its conversation.
        conversation: Option<String>,
    },
    /// The count of messages that the visitor has not seen changed.
    Unread(u32),
    /// A person answers from now on, or the page is to lead the visitor to one.
    Handoff {
        /// Their name.
        agent: Option<String>,
        /// Where to lead the visitor, and why.
        to: Handoff,
    },
    /// Something went wrong.
    Error {
        /// The backend's code, or ours.
        code: String,
        /// The HTTP status, if there was one.
        status: Option<u16>,
        /// Seconds to wait.
        retry_after: Option<u32>,
        /// What the backend said about it.
        details: Json,
    },
}
