//! What can be asked of a backend. [`Call`]s and [`Reply`]s speak of conversations; each backend's
//! module says what it can do, turns a call into an HTTP request and an HTTP answer into a reply, all
//! pure; only `client` performs requests.

pub mod answer;
pub mod backend;
pub mod client;

pub mod failure;
pub mod polyai;
pub mod secret;
pub mod siteassist;
pub mod sse;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use crate::chat::conversation::{Conversation, Profile, Summary};
use crate::chat::looks::Looks;
use crate::chat::message::{Feedback, Message, Part};
use crate::json::Json;
use failure::Failure;
use secret::Secret;

/// The longest message a visitor may send, in UTF-16 code units: the strictest reading of the
/// contract's "10,000 characters".
pub const MESSAGE_LIMIT: usize = 10_000;

/// The longest close reason, in UTF-16 code units.
pub const REASON_LIMIT: usize = 256;

/// How long `text` is as the backend counts: in UTF-16 code units.
#[must_use]
pub fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// One thing asked of a backend.
#[derive(Clone, Debug, PartialEq)]
pub enum Call {
    /// Make or renew this device's visitor session. Needs no token.
    Identify {
        /// The publishable key.
        api_key: Secret,
        /// The device's own id, a credential.
        visitor_id: Secret,
    },
    /// How the site owner wants the chat to look. Needs no token.
    Configuration {
        /// The publishable key.
        api_key: Secret,
    },
    /// Who the given token belongs to.
    Verify,
    /// The visitor's newest open conversation.
    FindOpen,
    /// A new conversation.
    Start {
        /// The page it starts on.
        page_url: Option<String>,
    },
    /// A conversation with all of its messages.
    Fetch {
        /// Its id.
        conversation: String,
    },
    /// The visitor's conversations, those touched last first.
    List {
        /// How many were listed before.
        offset: u32,
        /// How many at most.
        limit: u32,
    },
    /// The messages of a conversation from one on.
    Tail {
        /// The conversation's id.
        conversation: String,
        /// How many messages are left out.
        offset: u32,
    },
    /// Send a message and get the answer.
    Send {
        /// The conversation's id.
        conversation: String,
        /// What the visitor wrote.
        text: String,
        /// Where they wrote it.
        page: Page,
        /// Whether the answer should arrive as it is written.
        stream: bool,
    },
    /// An answer to a whole transcript, which the backend does not keep.
    Complete {
        /// The assistant that should answer.
        assistant: Option<String>,
        /// The transcript so far, the new message last.
        turns: Vec<Turn>,
        /// Whether the answer should arrive as it is written.
        stream: bool,
    },
    /// Say what the visitor thinks of a reply.
    Rate {
        /// The reply's id.
        message: String,
        /// What they think; none takes it back.
        feedback: Option<Feedback>,
    },
    /// End a conversation.
    Close {
        /// Its id.
        conversation: String,
        /// Why, in the visitor's words.
        reason: Option<String>,
    },
}

impl Call {
    /// Whether the call carries a visitor token.
    #[must_use]
    pub fn needs_token(&self) -> bool {
        !matches!(self, Self::Identify { .. } | Self::Configuration { .. })
    }

    /// Whether repeating the call changes nothing on the backend.
    #[must_use]
    pub fn is_read(&self) -> bool {
        matches!(
            self,
            Self::Verify
                | Self::Configuration { .. }
                | Self::FindOpen
                | Self::Fetch { .. }
                | Self::List { .. }
                | Self::Tail { .. }
        )
    }
}

/// The host page at the moment a message was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Its address.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
}

/// One message of a transcript that a stateless call carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// Whether the visitor said it; else the assistant did.
    pub by_visitor: bool,
    /// Its text.
    pub text: String,
}

/// What a backend answered. A streamed answer is none of these: it arrives in
/// [`answer::Delta`]s.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// To [`Call::Identify`].
    Identified {
        /// The visitor's token.
        token: Secret,
        /// Who they are.
        visitor: Profile,
    },
    /// To [`Call::Configuration`].
    Configured(Looks),
    /// To [`Call::Verify`].
    Verified(Profile),
    /// To [`Call::FindOpen`]: its id, if there is one.
    Found(Option<String>),
    /// To [`Call::Start`] and [`Call::Fetch`].
    Fetched(Conversation, Vec<Message>),
    /// To [`Call::List`], in the backend's order, with how many there are in all, where that is told.
    Listed(Vec<Summary>, Option<u32>),
    /// To [`Call::Tail`].
    Rest(Vec<Message>),
    /// To [`Call::Send`] and [`Call::Complete`]: the whole answer at once.
    Answer(Vec<Part>),
    /// The same where the backend has ended the conversation with it.
    LastAnswer(Vec<Part>, Option<Handoff>),
    /// To [`Call::Send`]: a human agent has it; no answer will follow.
    Accepted,
    /// To [`Call::Rate`].
    Rated,
    /// To [`Call::Close`].
    Closed,
}

/// Where the backend wants the host page to lead the visitor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Handoff {
    /// To whom.
    pub destination: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// An HTTP request of the configured backend.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// `GET`, `POST` or `PUT`.
    pub method: &'static str,
    /// Path and query below the base URL.
    pub path: String,
    /// The JSON body.
    pub body: Option<Json>,
    /// Headers that let the page in, beside the visitor's token.
    pub keys: Vec<(&'static str, Secret)>,
}

/// An HTTP answer whose body has been read to its end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The `Retry-After` header, where the browser may read it.
    pub retry_after: Option<String>,
    /// The body; empty where it got lost.
    pub body: String,
}

impl Response {
    /// The body as JSON; null where it is none.
    #[must_use]
    pub fn json(&self) -> Json {
        Json::read(&self.body).unwrap_or_default()
    }

    /// This answer, unless it is an error.
    ///
    /// # Errors
    /// For every status that is not 2xx.
    pub fn accepted(self) -> Result<Self, Failure> {
        match self.status {
            200..=299 => Ok(self),
            _ => Err(Failure::from_response(&self)),
        }
    }
}

/// `text` as one segment of a path: an id comes from a backend or a host page and must not become
/// a path of its own.
fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => out.push(byte.into()),
            _ => {
                const HEX: [char; 16] = [
                    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
                ];
                let digit = |nibble: u8| HEX.get(usize::from(nibble)).copied();
                out.push('%');
                out.extend(digit(byte >> 4));
                out.extend(digit(byte & 15));
            }
        }
    }
    out
}
