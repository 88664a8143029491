//! Errors of backends, whatever they look like.

use crate::api::Response;
use crate::api::failure::{Failure, StatusFailure};
use crate::json::Json;
use proptest::prelude::*;

fn read(status: u16, retry_after: Option<&str>, body: &str) -> StatusFailure {
    let response = Response {
        status,
        retry_after: retry_after.map(Into::into),
        body: body.into(),
    };
    match Failure::from_response(&response) {
        Failure::Status(failure) => failure,
        other => panic!("{other:?}"),
    }
}

/// The documented errors: status, code, details.
const DOCUMENTED: [(u16, &str, &str); 11] = [
    (400, "INVALID_REQUEST_BODY", r#"{"field":"content"}"#),
    (401, "UNAUTHORIZED", "null"),
    (
        402,
        "PAYMENT_REQUIRED",
        r#"{"currentPlan":"a","requiredPlan":"b"}"#,
    ),
    (403, "FORBIDDEN", "null"),
    (404, "CONVERSATION_NOT_FOUND", r#"{"conversationId":"c"}"#),
    (409, "CONFLICT", r#"{"resource":"r"}"#),
    (
        422,
        "VALIDATION_ERROR",
        r#"{"field":"content","reason":"r"}"#,
    ),
    (429, "RATE_LIMIT_EXCEEDED", r#"{"retryAfter":60}"#),
    (500, "INTERNAL_SERVER_ERROR", "null"),
    (502, "BAD_GATEWAY", r#"{"service":"ai_model_service"}"#),
    (503, "SERVICE_UNAVAILABLE", r#"{"retryAfter":30}"#),
];

#[test]
fn every_documented_error_is_read() {
    for (status, code, details) in DOCUMENTED {
        let body = format!(r#"{{"error":{{"message":"m","code":"{code}","details":{details}}}}}"#);
        let failure = read(status, None, &body);
        assert_eq!(failure.status, status);
        assert_eq!(failure.code.as_deref(), Some(code));
        assert_eq!(failure.details, Json::read(details).unwrap());
        let wait = [(429, Some(60)), (503, Some(30))];
        let wait = wait.iter().find(|(it, _)| *it == status);
        assert_eq!(failure.retry_after, wait.and_then(|(_, wait)| *wait));
        assert_eq!(Failure::Status(failure).code(), code);
    }
}

#[test]
fn an_unknown_code_is_kept_and_a_missing_one_is_named_by_its_status() {
    let failure = read(418, None, r#"{"error":{"message":"m","code":"TEAPOT"}}"#);
    assert_eq!(Failure::Status(failure).code(), "TEAPOT");
    for body in [
        "",
        "null",
        "<html>502</html>",
        "{",
        "[]",
        "{}",
        r#"{"error":null}"#,
        r#"{"error":"text"}"#,
        r#"{"error":{"code":7,"details":"x"}}"#,
        r#"{"error":{"code":""}}"#,
        r#"{"error":{"message":"cut"#,
    ] {
        let failure = read(502, None, body);
        assert_eq!(failure.status, 502);
        assert_eq!(failure.retry_after, None);
        assert_eq!(Failure::Status(failure).code(), "HTTP_502", "{body}");
    }
}

#[test]
fn the_other_vendors_error_is_read() {
    let body = r#"{"error_code":"CHAT_TIMEOUT","error_message":"m","error_id":"x"}"#;
    let failure = read(410, None, body);
    assert_eq!(failure.code.as_deref(), Some("CHAT_TIMEOUT"));
    let failure = read(400, None, r#"{"error":"Bad","error_code":"INVALID"}"#);
    assert_eq!(failure.code.as_deref(), Some("INVALID"));
}

#[test]
fn the_header_says_how_long_to_wait_then_the_details() {
    let sixty = r#"{"error":{"message":"m","details":{"retryAfter":60}}}"#;
    let rows = [
        (Some("5"), sixty, Some(5)),
        (Some(" 5 "), sixty, Some(5)),
        // Each of several servers on the way may have said so.
        (Some("30, 2"), sixty, Some(30)),
        (Some("2,30"), sixty, Some(30)),
        (Some("0"), sixty, Some(0)),
        (Some("1.2"), sixty, Some(2)),
        (Some("Wed, 21 Oct 2026 07:28:00 GMT"), sixty, Some(60)),
        (Some(""), sixty, Some(60)),
        (Some("-3"), sixty, Some(60)),
        (Some("inf"), sixty, Some(60)),
        (Some("NaN"), sixty, Some(60)),
        (Some("soon"), "", None),
        (None, sixty, Some(60)),
        (
            None,
            r#"{"error":{"details":{"retryAfter":"45"}}}"#,
            Some(45),
        ),
        (None, r#"{"error":{"details":{"retryAfter":0.2}}}"#, Some(1)),
        (None, r#"{"error":{"details":{"retryAfter":-1}}}"#, None),
        (
            None,
            r#"{"error":{"details":{"retryAfter":1e300}}}"#,
            Some(3600),
        ),
        (None, r#"{"error":{"details":{"retryAfter":[]}}}"#, None),
        (Some("99999999999999999999"), "", Some(3600)),
    ];
    for (header, body, wait) in rows {
        assert_eq!(
            read(429, header, body).retry_after,
            wait,
            "{header:?} {body}"
        );
    }
}

#[test]
fn what_was_surely_not_done_is_known() {
    let surely = [
        300, 400, 401, 402, 403, 404, 405, 407, 409, 410, 413, 422, 429, 499,
    ];
    let in_doubt = [408, 500, 501, 502, 503, 504, 520, 599];
    for (statuses, known) in [(&surely[..], true), (&in_doubt[..], false)] {
        for status in statuses {
            let failure = Failure::Status(read(*status, None, ""));
            assert_eq!(failure.surely_refused(), known, "{status}");
        }
    }
    assert!(Failure::NoToken.surely_refused());
    for failure in [Failure::Network, Failure::Timeout, Failure::Malformed] {
        assert!(!failure.surely_refused());
        assert_eq!(failure.status(), None);
    }
}

#[test]
fn only_a_2xx_is_accepted() {
    for status in [200, 201, 202, 204, 299] {
        let response = Response {
            status,
            ..Response::default()
        };
        assert!(response.accepted().is_ok(), "{status}");
    }
    for status in [0, 100, 199, 300, 304, 400, 500, 999] {
        let response = Response {
            status,
            ..Response::default()
        };
        assert!(response.accepted().is_err(), "{status}");
    }
}

#[test]
fn a_secret_is_never_printed() {
    use crate::api::Call;
    use crate::api::secret::Secret;
    let call = Call::Identify {
        api_key: Secret::new("pk_words"),
        visitor_id: Secret::new("id_words"),
    };
    assert!(!format!("{call:?}").contains("words"));
}

#[test]
fn nothing_of_a_visitor_comes_back_in_the_details() {
    let long = "word ".repeat(60);
    let body = format!(
        r#"{{"error":{{"message":"m","details":{{"content":"my secret","received":{{"content":"my secret"}},"field":"content","reason":"{long}","service":["my secret"]}}}}}}"#
    );
    let failure = read(422, None, &body);
    assert_eq!(
        failure.details,
        Json::read(r#"{"field":"content"}"#).unwrap()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_backend_writes_nobody_waits_longer_than_an_hour(
        header in "[-+0-9. e]{0,12}|[0-9]{1,24}(\\.[0-9]{0,12})?|\\PC{0,6}", told: f64,
    ) {
        let told = serde_json::json!({"error": {"details": {"retryAfter": told}}}).to_string();
        let failure = read(429, Some(&header), &told);
        prop_assert!(failure.retry_after.is_none_or(|seconds| seconds <= 3600));
        let written = serde_json::json!({"error": {"details": {"retryAfter": &header}}}).to_string();
        // Servers on the way add to the header, and not to the body.
        if !header.contains(',') {
            prop_assert_eq!(read(429, None, &written).retry_after, read(429, Some(&header), "").retry_after);
        }
        if let Ok(seconds) = header.parse::<u32>() && !header.starts_with('+') {
            prop_assert_eq!(failure.retry_after, Some(seconds.min(3600)));
        }
    }
}
