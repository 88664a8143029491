use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::siteassist::Failure;

/// An error in one of PolyAI's two envelopes. Closing a chat is documented with the older one.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: String,
    message: String,
    retry_after: Option<u64>,
    older: bool,
}

/// Whether PolyAI's API is at `path`.
pub(crate) fn is_at(path: &str) -> bool {
    path.starts_with("/v1/") || path.starts_with("/proxy/v1/")
}

/// The code that PolyAI's documentation gives for `status`.
pub(crate) fn usual_code(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 => "SCHEMA_VALIDATION_FAILED",
        401 => "AUTH_USER_UNAUTHORISED",
        403 => "USER_ACCESS_FORBIDDEN",
        404 => "CONVERSATIONS_NOT_FOUND",
        410 => "ChatConversationEnded",
        429 => "TOO_MANY_REQUESTS",
        500 => "INTERNAL_SERVER_ERROR",
        502 => "BAD_GATEWAY",
        503 => "SERVICE_UNAVAILABLE",
        _ => "ERROR",
    }
}

impl Problem {
    pub fn new(status: StatusCode, code: &str, message: &str) -> Problem {
        Problem {
            status,
            code: code.into(),
            message: message.into(),
            retry_after: None,
            older: false,
        }
    }

    /// The same failure as PolyAI would report it at `path`.
    pub fn like(failure: &Failure, path: &str) -> Problem {
        let details = failure.details.as_ref();
        Problem {
            retry_after: details.and_then(|details| details.get("retryAfter")?.as_u64()),
            older: path.ends_with("/chat/close"),
            ..Problem::new(failure.status, &failure.code, &failure.message)
        }
    }

    pub fn schema(problem: &str) -> Problem {
        let message = format!("The request does not fit the schema: {problem}");
        Problem::new(
            StatusCode::BAD_REQUEST,
            "SCHEMA_VALIDATION_FAILED",
            &message,
        )
    }

    pub fn unauthorised(message: &str) -> Problem {
        Problem::new(StatusCode::UNAUTHORIZED, "AUTH_USER_UNAUTHORISED", message)
    }

    pub fn bad_token() -> Problem {
        let message = "The connector token is not valid.";
        Problem::new(StatusCode::UNAUTHORIZED, "AUTH_USER_INVALID_TOKEN", message)
    }

    pub fn no_conversation() -> Problem {
        let message = "There is no such conversation.";
        Problem::new(StatusCode::NOT_FOUND, "CONVERSATIONS_NOT_FOUND", message)
    }

    pub fn ended() -> Problem {
        let message = "The conversation has ended.";
        Problem::new(StatusCode::GONE, "ChatConversationEnded", message)
    }

    pub fn timed_out() -> Problem {
        let message = "Chat session exceeded the timeout limit.";
        Problem::new(StatusCode::BAD_REQUEST, "CHAT_TIMEOUT", message)
    }

    pub fn in_the_older_envelope(self) -> Problem {
        Problem {
            older: true,
            ..self
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let id = uuid::Uuid::new_v4().to_string();
        let body = if self.older {
            json!({ "error_message": self.message })
        } else {
            json!({
                "success": false,
                "error": self.message,
                "error_id": id,
                "error_code": self.code,
                "error_message": self.message,
                "data": Value::Null,
            })
        };
        let mut response = (self.status, Json(body)).into_response();
        let headers = response.headers_mut();
        if let Ok(id) = HeaderValue::from_str(&id) {
            headers.insert(HeaderName::from_static("x-polyai-correlation-id"), id);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        eprintln!("sandbox: the database failed: {error}");
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Problem::new(
            status,
            "INTERNAL_SERVER_ERROR",
            "An unexpected error occurred.",
        )
    }
}
