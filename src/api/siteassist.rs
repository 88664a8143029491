//! SiteAssist's Conversations API v2. Its wire format is documented at docs.siteassist.io; where
//! pages disagree (field names, status codes) both readings are accepted.

pub mod parts;
mod read;
mod write;

use super::failure::Failure;
use super::{Call, Reply, Request, Response};

/// The vendor's own base URL.
pub const BASE_URL: &str = "https://api.siteassist.io/v2";

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
