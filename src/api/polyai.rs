//! PolyAI's Chat API v1: create, respond, close. Its wire format is documented at docs.poly.ai. It
//! tells no history, takes one request of a conversation at a time, and its keys belong to the site
//! owner's proxy, not to a page.

mod read;
mod refuse;
mod write;

pub use refuse::refusal;

use super::backend::{Capabilities, Memory};
use super::failure::Failure;
use super::{Call, Reply, Request, Response};
use crate::options::Options;

/// What it can do.
pub const CAPABILITIES: Capabilities = Capabilities {
    memory: Memory::Silent,
    sessions: false,
    history: false,
    streaming: false,
    close_reason: false,
    feedback: false,
    looks: false,
    people: false,
    greeting: true,
    one_at_a_time: true,
};

/// What the page has to say before anything can be asked.
#[must_use]
pub fn missing(options: &Options) -> Option<&'static str> {
    let place = [&options.api_url, &options.account_id, &options.project_id];
    place
        .iter()
        .any(|it| it.is_none())
        .then_some("polyai needs api-url (your proxy), account-id and project-id.")
}

/// The request for `call`, which is one of the three that there are.
#[must_use]
pub fn request(call: &Call, options: &Options) -> Option<Request> {
    write::request(call, options)
}

/// What `response` says to `call`.
///
/// # Errors
/// The backend's error, or [`Failure::Malformed`] where the answer is not what the contract says.
pub fn reply(call: &Call, response: Response) -> Result<Reply, Failure> {
    read::reply(call, response)
}
