//! The backends there are and what each can do. The core and the views follow [`Capabilities`] and
//! never a backend's name: one more is a module of its own and a line in each `match` here.

use super::failure::Failure;
use super::{Call, Reply, Request, Response, polyai, siteassist};
use crate::options::Options;

/// What a backend can do, as the page has set it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// What becomes of what was said.
    pub memory: Memory,
    /// Visitors have sessions of their own: every call carries a token.
    pub sessions: bool,
    /// A visitor's conversations can be listed, opened and looked at again.
    pub history: bool,
    /// An answer can arrive as it is written.
    pub streaming: bool,
    /// It keeps why a conversation was closed.
    pub close_reason: bool,
    /// It keeps what visitors think of replies.
    pub feedback: bool,
    /// It has the site owner's wishes about how the chat looks.
    pub looks: bool,
    /// People can take over a conversation and write into it.
    pub people: bool,
    /// A new conversation begins with a greeting of its own.
    pub greeting: bool,
    /// While an answer is being made, nothing else may be asked of the conversation.
    pub one_at_a_time: bool,
}

/// What becomes of what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// The backend tells it again: what is not known here is looked up.
    Told,
    /// The backend keeps it to itself: the tab keeps the transcript, and of a message that got lost
    /// on the way nobody can find out whether it arrived.
    Silent,
    /// The backend keeps nothing: each call carries the transcript.
    Nothing,
}

/// The backends there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Backend {
    /// SiteAssist's Conversations API.
    #[default]
    SiteAssist,
    /// PolyAI's Chat API.
    PolyAi,
}

/// What a page calls them.
pub const BACKENDS: [(&str, Backend); 2] = [
    ("siteassist", Backend::SiteAssist),
    ("polyai", Backend::PolyAi),
];

impl Backend {
    /// What it can do where the page has chosen these options.
    #[must_use]
    pub fn capabilities(self, options: &Options) -> Capabilities {
        let can = match self {
            Self::SiteAssist => siteassist::capabilities(options.transport),
            Self::PolyAi => polyai::CAPABILITIES,
        };
        Capabilities {
            streaming: can.streaming && !options.no_streaming,
            ..can
        }
    }

    /// The vendor's own base URL, where there is one for everybody.
    #[must_use]
    pub fn base_url(self) -> Option<&'static str> {
        match self {
            Self::SiteAssist => Some(siteassist::BASE_URL),
            Self::PolyAi => None,
        }
    }

    /// What the page has to say before anything can be asked, in words for the site owner; none
    /// where it has been said.
    #[must_use]
    pub fn missing(self, options: &Options) -> Option<&'static str> {
        match self {
            Self::SiteAssist => siteassist::missing(options),
            Self::PolyAi => polyai::missing(options),
        }
    }

    /// Why nothing may be asked of `base_url` all the same, in words for the site owner.
    #[must_use]
    pub fn refusal(self, base_url: &str, options: &Options) -> Option<&'static str> {
        match self {
            Self::SiteAssist => None,
            Self::PolyAi => polyai::refusal(base_url, options),
        }
    }

    /// The request for `call`; none for a call that needs what the backend cannot do.
    #[must_use]
    pub fn request(self, call: &Call, options: &Options) -> Option<Request> {
        match self {
            Self::SiteAssist => Some(siteassist::request(call)),
            Self::PolyAi => polyai::request(call, options),
        }
    }

    /// What `response` says to `call`.
    ///
    /// # Errors
    /// The backend's error, or [`Failure::Malformed`] where the answer is not what the contract
    /// says.
    pub fn reply(self, call: &Call, response: Response) -> Result<Reply, Failure> {
        match self {
            Self::SiteAssist => siteassist::reply(call, response),
            Self::PolyAi => polyai::reply(call, response),
        }
    }
}
