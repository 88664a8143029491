//! Why a call failed, as far as a visitor or the host page could act on it.

use super::Response;
use crate::json::Json;

/// The longest wait that a backend can impose on a visitor, in seconds.
const LONGEST_WAIT: u32 = 3600;

/// Why a call failed.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The backend answered with an error.
    Status(StatusFailure),
    /// The request or its answer got lost on the way; it may or may not have arrived.
    Network,
    /// Nothing came for too long; it may or may not have arrived.
    Timeout,
    /// The answer is not what the contract says.
    Malformed,
    /// The backend said in the middle of its answer that it failed.
    BrokenOff,
    /// The host page gave no token, or `getToken` failed.
    NoToken,
    /// The backend does not let this page in, whoever the visitor is.
    NotAdmitted(StatusFailure),
    /// The conversation has ended on the backend's side.
    Over(StatusFailure),
}

/// An error that the backend answered with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatusFailure {
    /// The HTTP status: what decides.
    pub status: u16,
    /// The backend's own code, kept even where it is unknown; a refinement only.
    pub code: Option<String>,
    /// How many seconds to wait, from the header first, then from the details.
    pub retry_after: Option<u32>,
    /// What else the backend said, for the site owner.
    pub details: Json,
}

impl Failure {
    /// Reads an error answer; its body may be anything.
    #[must_use]
    pub fn from_response(response: &Response) -> Self {
        let body = response.json();
        let error = body.get("error");
        let code = error.get("code").filled();
        let details = error.get("details");
        let read = |text: &str| written_seconds(text.trim());
        let told = details.get("retryAfter");
        // Servers on the way may have added theirs to it.
        let header = response.retry_after.as_deref();
        let header = header.and_then(|it| it.split(',').filter_map(read).max());
        let told = || {
            told.number()
                .and_then(whole_seconds)
                .or(told.text().and_then(read))
        };
        Self::Status(StatusFailure {
            status: response.status,
            code: code.or_else(|| body.get("error_code").filled()),
            retry_after: header.or_else(told),
            details: match body.get("error_id").filled() {
                Some(id) => told_details(&Json::object([("errorId", id.into())])),
                None => told_details(details),
            },
        })
    }

    /// What the failure of a call for a session means: a refusal is the page's, not the visitor's.
    #[must_use]
    pub fn of_session(&self) -> Self {
        match self {
            Self::Status(failure) if matches!(failure.status, 400 | 403 | 404 | 410 | 422) => {
                Self::NotAdmitted(failure.clone())
            }
            failure => failure.clone(),
        }
    }

    /// The HTTP status, where there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Status(it) | Self::NotAdmitted(it) | Self::Over(it) => Some(it.status),
            _ => None,
        }
    }

    /// How many seconds to wait, where the backend says so.
    #[must_use]
    pub fn wait(&self) -> Option<u32> {
        match self {
            Self::Status(failure) => failure.retry_after,
            _ => None,
        }
    }

    /// Whether the backend surely did not do what was asked: it said so before doing anything.
    #[must_use]
    pub fn surely_refused(&self) -> bool {
        match self {
            Self::Status(failure) => matches!(failure.status, 300..=407 | 409..=499),
            Self::NoToken | Self::NotAdmitted(_) | Self::Over(_) => true,
            Self::Network | Self::Timeout | Self::Malformed | Self::BrokenOff => false,
        }
    }

    /// Whether the call or its answer got lost on the way.
    #[must_use]
    pub fn is_of_line(&self) -> bool {
        matches!(self, Self::Network | Self::Timeout)
    }

    /// Whether it can mean that the conversation was closed meanwhile.
    #[must_use]
    pub fn may_mean_closed(&self) -> bool {
        matches!(self, Self::Status(it) if matches!(it.status, 400 | 403 | 404 | 409 | 422))
    }

    /// Whether the backend wants to be left alone for a while.
    #[must_use]
    pub fn asks_for_patience(&self) -> bool {
        matches!(self.status(), Some(429 | 503))
    }

    /// The code that the host page is told.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Status(failure) | Self::NotAdmitted(failure) | Self::Over(failure) => failure
                .code
                .clone()
                .unwrap_or_else(|| format!("HTTP_{}", failure.status)),
            Self::Network => "NETWORK".into(),
            Self::Timeout => "TIMEOUT".into(),
            Self::Malformed => "MALFORMED_ANSWER".into(),
            Self::BrokenOff => "ANSWER_FAILED".into(),
            Self::NoToken => "NO_TOKEN".into(),
        }
    }
}

/// The fields that the contract knows, each in a few words: anything else could hold what a visitor
/// wrote, which no event may carry.
fn told_details(details: &Json) -> Json {
    const LONGEST: usize = 200;
    let fields = [
        "conversationId",
        "retryAfter",
        "field",
        "reason",
        "resource",
        "conflictingField",
        "service",
        "feature",
        "currentPlan",
        "requiredPlan",
        "errorId",
    ];
    let told = fields.map(|name| match details.get(name) {
        Json::Text(text) if text.len() > LONGEST => (name, Json::Null),
        value @ (Json::Text(_) | Json::Number(_)) => (name, value.clone()),
        _ => (name, Json::Null),
    });
    match Json::object(told) {
        Json::Object(fields) if fields.is_empty() => Json::Null,
        told => told,
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole_seconds(seconds: f64) -> Option<u32> {
    let most = f64::from(LONGEST_WAIT);
    (seconds.is_finite() && seconds >= 0.0).then(|| seconds.min(most).ceil() as u32)
}

/// Seconds as a header has them; the standard library's reader of fractions would cost kilobytes.
fn written_seconds(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return None;
    }
    let begun = u32::from(fraction.bytes().any(|byte| byte != b'0'));
    let seconds = whole.parse::<u32>().unwrap_or(LONGEST_WAIT);
    Some(seconds.saturating_add(begun).min(LONGEST_WAIT))
}
