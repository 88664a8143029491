//! Every error that PolyAI's documentation names, in both envelopes: what a visitor is told of it.

use super::polyai::{close, reply, send, start};
use crate::api::failure::{Failure, StatusFailure};
use crate::api::{Call, Reply};
use crate::chat::notice::{self, Action, Kind};
use crate::json::Json;

const AGAIN: Option<Action> = Some(Action::LoadAgain);

/// What a failed call comes to: the end of the conversation, or a notice.
#[derive(Debug, PartialEq)]
enum Told {
    Over,
    Notice(Kind),
}

fn current(code: &str) -> String {
    format!(
        r#"{{"success":false,"error":"vendor words","error_id":"550e8400","error_code":"{code}","error_message":"vendor words","data":null}}"#
    )
}

const OLDER: &str = r#"{"error_message":"vendor words"}"#;

fn told(call: &Call, status: u16, body: &str) -> Told {
    match reply(call, status, body) {
        Err(Failure::Over(_)) | Ok(Reply::Closed) => Told::Over,
        Err(failure) => Told::Notice(notice::from_failure(&failure, true, AGAIN).kind),
        Ok(reply) => panic!("{status} {body}: {reply:?}"),
    }
}

/// Status, code; what it comes to for a new conversation, a message, a close.
fn documented() -> Vec<(u16, &'static str, [Told; 3])> {
    use Kind::{AssistantDown, Busy, Invalid, RateLimited, Refused, ServiceError, TooLong};
    use Kind::{Unavailable, Unreachable};
    let three = |kind: Kind| [(); 3].map(|()| Told::Notice(kind.clone()));
    let owners = || three(Unavailable);
    let over = || [Told::Notice(Unavailable), Told::Over, Told::Over];
    let ours = |kind: Kind| {
        let kind = || Told::Notice(kind.clone());
        [Told::Notice(Unavailable), kind(), kind()]
    };
    vec![
        (400, "CHAT_DRAFT_NOT_EXIST", owners()),
        (400, "CHAT_TIMEOUT", over()),
        (500, "CHAT_DRAFT_DEPLOYMENT_FAILED", three(ServiceError)),
        (410, "ChatConversationEnded", over()),
        (401, "AUTH_USER_UNAUTHORISED", owners()),
        (401, "AUTH_USER_INVALID_TOKEN", owners()),
        (401, "AUTH_USER_NOT_FOUND", owners()),
        (403, "USER_ACCESS_FORBIDDEN", owners()),
        (403, "ACCOUNT_INSUFFICIENT_PERMISSIONS", owners()),
        (404, "ACCOUNT_NOT_FOUND", owners()),
        (404, "PROJECT_NOT_FOUND", owners()),
        (404, "CONVERSATIONS_NOT_FOUND", over()),
        (400, "SCHEMA_VALIDATION_FAILED", ours(Invalid)),
        (408, "", three(Unreachable)),
        (412, "", ours(Refused)),
        (413, "", ours(TooLong(10_000))),
        (415, "", ours(Refused)),
        (422, "", ours(Invalid)),
        (429, "", three(RateLimited)),
        (501, "", three(ServiceError)),
        (502, "", three(AssistantDown)),
        (503, "", three(Busy)),
        (504, "", three(AssistantDown)),
    ]
}

#[test]
fn every_documented_error_is_told_in_our_words() {
    for (status, code, expected) in documented() {
        let calls = [start(), send(), close()];
        for (call, expected) in calls.iter().zip(expected) {
            let read = told(call, status, &current(code));
            assert_eq!(read, expected, "{status} {code} {call:?}");
        }
    }
}

#[test]
fn the_older_envelope_and_none_at_all_say_the_same_by_their_status() {
    for (status, code, expected) in documented() {
        // There the status is all there is to tell: what only a code says is unknown.
        let by_code = matches!(
            code,
            "CHAT_DRAFT_NOT_EXIST" | "CHAT_TIMEOUT" | "ACCOUNT_NOT_FOUND" | "PROJECT_NOT_FOUND"
        );
        let calls = [start(), send(), close()];
        for (call, expected) in calls.iter().zip(expected).filter(|_| !by_code) {
            for body in [OLDER, "", "<html>", "null", r#"{"error":null}"#] {
                assert_eq!(
                    told(call, status, body),
                    expected,
                    "{status} {body} {call:?}"
                );
            }
        }
    }
}

#[test]
fn the_older_envelope_says_in_words_that_a_conversation_has_timed_out() {
    let body = r#"{"error_message":"Chat session exceeded the timeout limit."}"#;
    for (call, expected) in [
        (start(), Told::Notice(Kind::Unavailable)),
        (send(), Told::Over),
        (close(), Told::Over),
    ] {
        assert_eq!(told(&call, 400, body), expected, "{call:?}");
        let elsewhere = told(&call, 500, body);
        assert_eq!(elsewhere, Told::Notice(Kind::ServiceError), "{call:?}");
    }
}

#[test]
fn the_page_learns_code_status_and_the_id_for_support_and_no_words() {
    let Err(failure) = reply(&send(), 500, &current("CHAT_DRAFT_DEPLOYMENT_FAILED")) else {
        panic!("no failure");
    };
    let Failure::Status(StatusFailure {
        status,
        code,
        details,
        ..
    }) = &failure
    else {
        panic!("{failure:?}");
    };
    assert_eq!(*status, 500);
    assert_eq!(code.as_deref(), Some("CHAT_DRAFT_DEPLOYMENT_FAILED"));
    assert_eq!(*details, Json::object([("errorId", "550e8400".into())]));
    assert!(!format!("{failure:?}").contains("vendor"));
}

#[test]
fn an_error_of_the_page_itself_is_no_message_that_may_have_been_delivered() {
    for (status, code, _) in documented() {
        if let Err(failure) = reply(&send(), status, &current(code)) {
            let sure = matches!(status, 400..=407 | 409..=499);
            assert_eq!(failure.surely_refused(), sure, "{status} {code}");
        }
    }
}
