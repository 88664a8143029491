//! SiteAssist's Conversations API v2. Its wire format is documented at docs.siteassist.io; where
//! pages disagree (field names, status codes) both readings are accepted.

mod looks;
pub mod parts;
mod read;
mod write;

use super::backend::{Capabilities, Memory};
use super::failure::Failure;
use super::{Call, Reply, Request, Response};
use crate::options::{Options, Transport};

/// The vendor's own base URL.
pub const BASE_URL: &str = "https://api.siteassist.io/v2";

/// What it can do; stateless completions are not part of the conversation that they go with.
#[must_use]
pub fn capabilities(transport: Transport) -> Capabilities {
    let keeps = transport == Transport::Messages;
    Capabilities {
        memory: if keeps { Memory::Told } else { Memory::Nothing },
        sessions: true,
        history: true,
        streaming: true,
        close_reason: true,
        feedback: keeps,
        looks: true,
        people: true,
        greeting: false,
        one_at_a_time: false,
    }
}

/// What the page has to say before anything can be asked.
#[must_use]
pub fn missing(options: &Options) -> Option<&'static str> {
    let named = options.token.is_some() || options.asks_for_token;
    (!named && options.api_key.is_none())
        .then_some("Nothing tells the backend who is asking: set api-key, token or getToken.")
}

/// The request for `call`.
#[must_use]
pub fn request(call: &Call) -> Request {
    write::request(call)
}

/// What `response` says to `call`.
///
/// # Errors
/// The backend's error, or [`Failure::Malformed`] where the answer is not what the contract says.
pub fn reply(call: &Call, response: Response) -> Result<Reply, Failure> {
    read::reply(call, &response.accepted()?).ok_or(Failure::Malformed)
}
