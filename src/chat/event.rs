//! What has happened, as plain data. Every answer carries the id of what it answers.

use super::Device;
use super::command::{CallId, Ticket, Timer};
use super::message::{Feedback, Key};
use super::notice::Action;
use super::tabs::Hint;
use crate::api::answer::Delta;
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::api::{Page, Reply};
use crate::options::Options;
use crate::time::Millis;

/// Something that has happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// When, by the device's clock, which may jump.
    pub at: Millis,
    /// A random number.
    pub chance: u32,
    /// What.
    pub fact: Fact,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// All facts that had to wait have been taken in.
    Ready,
    /// The panel was shown, by the visitor or the page.
    Shown,
    /// The panel was hidden.
    Hidden,
    /// The visitor came back to the tab, or left it.
    PageVisible(bool),
    /// The end of the transcript came into sight, or left it.
    AtEnd(bool),
    /// The browser's connection came or went.
    Online(bool),
    /// The visitor changed what is in the composer.
    Drafted(String),
    /// A message was submitted: the composer's text, or what the page gave with a ticket.
    Submitted {
        /// What it says.
        text: String,
        /// Where.
        page: Page,
        /// Whom to tell when it was sent.
        ticket: Option<Ticket>,
    },
    /// The visitor stopped the answer.
    Stopped,
    /// A message is to be sent again.
    RetryAsked(MessageRef, Option<Ticket>),
    /// A message that was not sent goes back to the composer.
    EditAsked(Key),
    /// The visitor said what they think of a reply, or takes just that back.
    Rated(Key, Feedback),
    /// The visitor wants another answer to what they said last.
    AskedAgain(Page),
    /// The visitor copied something.
    Copied,
    /// The button of the notice was pressed.
    NoticeActed(Action),
    /// The notice was dismissed.
    NoticeDismissed,
    /// The visitor wants to end the conversation.
    CloseAsked,
    /// The visitor went back from ending it.
    CloseDeclined,
    /// The visitor changed the reason.
    ReasonDrafted(String),
    /// The conversation is to be closed, with the form's reason or the one the page gave.
    CloseConfirmed(Option<CloseOrder>),
    /// A fresh start is wanted in the panel.
    NewConversationAsked,
    /// The page wants a conversation to be started now.
    StartAsked {
        /// The page it starts on.
        page_url: Option<String>,
        /// Whom to tell.
        ticket: Ticket,
    },
    /// The page wants this conversation to be shown.
    OpenAsked {
        /// Its id.
        id: String,
        /// Whom to tell.
        ticket: Ticket,
    },
    /// The visitor wants to see their conversations.
    HistoryAsked,
    /// The visitor wants to see more of them, or to try again.
    MoreAsked,
    /// The visitor goes back from them.
    HistoryLeft,
    /// The visitor chose one of them, by its id.
    ConversationPicked(String),
    /// This visitor is to be forgotten; the id is for the next one.
    Reset {
        /// A new random device id.
        fresh: Secret,
    },
    /// The page changed its options; the device's ids are for the visitor that they mean.
    Configured {
        /// The new options.
        options: Box<Options>,
        /// What the device brings along for them.
        device: Device,
    },
    /// A call was answered.
    Answered(CallId, Result<Reply, Failure>),
    /// The answer to a call begins to stream in.
    StreamOpened(CallId),
    /// More of a streamed answer.
    Streamed(CallId, Vec<Delta>),
    /// A streamed answer has ended, in whatever way; what it said last tells which.
    StreamEnded(CallId),
    /// The page answered to [`super::command::Command::AskToken`].
    TokenGiven(CallId, Option<Secret>),
    /// No other tab of this visitor becomes one or starts a conversation now; the visitor id as it
    /// is stored by then.
    MayBegin(Option<Secret>),
    /// Another tab said this.
    Told(Hint),
    /// Another tab has kept this device's visitor id, or removed it.
    VisitorStored {
        /// The id, if there is one.
        stored: Option<Secret>,
        /// A new random one.
        fresh: Secret,
    },
    /// The page is there again after a later one that has changed what was stored.
    CameBack {
        /// What the device brings along by now.
        device: Device,
        /// Whether the visitor was forgotten meanwhile.
        forgotten: bool,
    },
    /// A timer went off.
    TimedOut(Timer),
}

impl Fact {
    /// Whether the page has been promised an answer.
    #[must_use]
    pub fn is_promised(&self) -> bool {
        match self {
            Self::Submitted { ticket, .. } | Self::RetryAsked(_, ticket) => ticket.is_some(),
            Self::StartAsked { .. } | Self::OpenAsked { .. } | Self::CloseConfirmed(Some(_)) => {
                true
            }
            _ => false,
        }
    }

    /// What the page wants from then on.
    #[must_use]
    pub fn options(&self) -> Option<&Options> {
        match self {
            Self::Configured { options, .. } => Some(options),
            _ => None,
        }
    }

    /// Whether it is about the page and not about what its visitor did, or the page for them.
    #[must_use]
    pub fn outlasts_visitor(&self) -> bool {
        matches!(
            self,
            Self::Configured { .. } | Self::PageVisible(_) | Self::Online(_)
        )
    }
}

/// A message as the view or the page names it.
#[derive(Clone, Debug, PartialEq)]
pub enum MessageRef {
    /// By its name on this page.
    Key(Key),
    /// By what events and snapshots call it.
    Id(String),
}

/// A close that the page asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct CloseOrder {
    /// Why.
    pub reason: Option<String>,
    /// Whom to tell.
    pub ticket: Ticket,
}
