use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// An error in the contract's envelope.
#[derive(Debug)]
pub(crate) struct Failure {
    pub status: StatusCode,
    pub code: String,
    pub message: String,
    pub details: Option<Map<String, Value>>,
}

pub(crate) type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    fn new(status: StatusCode, code: &str, message: &str, details: Value) -> Self {
        let details = match details {
            Value::Object(details) => Some(details),
            _ => None,
        };
        Failure {
            status,
            code: code.into(),
            message: message.into(),
            details,
        }
    }

    /// A body, query or path that cannot be understood.
    pub fn malformed(field: &str, message: &str) -> Self {
        let details = if field.is_empty() {
            Value::Null
        } else {
            json!({ "field": field })
        };
        Failure::new(
            StatusCode::BAD_REQUEST,
            "INVALID_REQUEST_BODY",
            message,
            details,
        )
    }

    /// Understood, but against a rule.
    pub fn invalid(field: &str, reason: &str) -> Self {
        Failure::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "VALIDATION_ERROR",
            "The request is not valid.",
            json!({ "field": field, "reason": reason }),
        )
    }

    pub fn unauthorized(message: &str) -> Self {
        Failure::new(
            StatusCode::UNAUTHORIZED,
            "UNAUTHORIZED",
            message,
            Value::Null,
        )
    }

    pub fn forbidden(message: &str) -> Self {
        Failure::new(StatusCode::FORBIDDEN, "FORBIDDEN", message, Value::Null)
    }

    pub fn no_conversation(id: &str) -> Self {
        Failure::new(
            StatusCode::NOT_FOUND,
            "CONVERSATION_NOT_FOUND",
            "There is no such conversation.",
            json!({ "conversationId": id }),
        )
    }

    pub fn not_found(message: &str) -> Self {
        Failure::new(StatusCode::NOT_FOUND, "NOT_FOUND", message, Value::Null)
    }

    pub fn closed() -> Self {
        Failure::new(
            StatusCode::CONFLICT,
            "CONFLICT",
            "The conversation is closed.",
            json!({ "resource": "conversation", "conflictingField": "status" }),
        )
    }

    pub fn conflict(message: &str) -> Self {
        Failure::new(StatusCode::CONFLICT, "CONFLICT", message, Value::Null)
    }

    pub fn too_many_requests(seconds: u64) -> Self {
        Failure::new(
            StatusCode::TOO_MANY_REQUESTS,
            "RATE_LIMIT_EXCEEDED",
            "Rate limit exceeded. Please try again later.",
            json!({ "retryAfter": seconds }),
        )
    }

    pub fn internal() -> Self {
        Failure::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "INTERNAL_SERVER_ERROR",
            "An unexpected error occurred.",
            Value::Null,
        )
    }

    /// What the contract prints for `status`.
    pub fn example(status: StatusCode) -> Self {
        match status.as_u16() {
            400 => Failure::malformed("content", "The request body is not valid."),
            401 => Failure::unauthorized("The token is missing or not valid."),
            402 => Failure::new(
                status,
                "PAYMENT_REQUIRED",
                "This needs a higher plan.",
                json!({ "currentPlan": "free", "requiredPlan": "pro", "feature": "messages" }),
            ),
            403 => Failure::forbidden("This is not allowed."),
            404 => Failure::no_conversation("00000000-0000-4000-8000-000000000000"),
            409 => Failure::closed(),
            422 => Failure::invalid("content", "must be between 1 and 10000 characters"),
            429 => Failure::too_many_requests(60),
            500 => Failure::internal(),
            502 => Failure::new(
                status,
                "BAD_GATEWAY",
                "The assistant's model does not answer.",
                json!({ "service": "ai_model_service" }),
            ),
            503 => Failure::new(
                status,
                "SERVICE_UNAVAILABLE",
                "The service is unavailable for a moment.",
                json!({ "retryAfter": 30 }),
            ),
            _ => {
                let reason = status.canonical_reason().unwrap_or("Unknown");
                let code = reason.to_uppercase().replace([' ', '-'], "_");
                Failure::new(status, &code, reason, Value::Null)
            }
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let retry_after = self
            .details
            .as_ref()
            .and_then(|details| details.get("retryAfter"));
        let retry_after = retry_after.and_then(Value::as_u64).map(HeaderValue::from);
        let mut error = json!({ "message": self.message, "code": self.code });
        if let (Some(error), Some(details)) = (error.as_object_mut(), self.details) {
            error.insert("details".into(), Value::Object(details));
        }
        let mut response = (self.status, Json(json!({ "error": error }))).into_response();
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        eprintln!("sandbox: the database failed: {error}");
        Failure::internal()
    }
}
