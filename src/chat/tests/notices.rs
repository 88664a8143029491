//! From a failure to a notice: one pure function, as a table.

use super::harness::*;
use crate::api::failure::{Failure, StatusFailure};
use crate::chat::Listing;
use crate::chat::event::Fact;
use crate::chat::notice::{Action, Kind, Notice, from_failure};
use crate::json::Json;

const AGAIN: Option<Action> = Some(Action::LoadAgain);

fn coded(status: u16, code: &str, details: Json) -> Failure {
    Failure::Status(StatusFailure {
        status,
        code: Some(code.into()),
        retry_after: None,
        details,
    })
}

fn field(name: &str) -> Json {
    Json::object([("field", name.into())])
}

fn notice(kind: Kind, wait: Option<u32>, action: Option<Action>) -> Notice {
    Notice { kind, wait, action }
}

#[test]
fn all_documented_codes_and_every_other_status_have_a_notice() {
    let null = || Json::Null;
    let reconnect = Some(Action::Reconnect);
    let new = Some(Action::StartNew);
    let rows = [
        (
            coded(400, "INVALID_REQUEST_BODY", field("content")),
            Kind::Invalid,
            None,
            None,
        ),
        (
            coded(401, "UNAUTHORIZED", null()),
            Kind::SessionEnded,
            None,
            reconnect,
        ),
        (
            coded(402, "PAYMENT_REQUIRED", null()),
            Kind::Unavailable,
            None,
            None,
        ),
        (coded(403, "FORBIDDEN", null()), Kind::Forbidden, None, new),
        (
            coded(404, "CONVERSATION_NOT_FOUND", null()),
            Kind::Gone,
            None,
            new,
        ),
        (coded(409, "CONFLICT", null()), Kind::Changed, None, None),
        (
            coded(422, "VALIDATION_ERROR", field("content")),
            Kind::TooLong(10_000),
            None,
            None,
        ),
        (
            coded(422, "VALIDATION_ERROR", field("closeReason")),
            Kind::ReasonTooLong(256),
            None,
            None,
        ),
        (
            coded(422, "VALIDATION_ERROR", null()),
            Kind::Invalid,
            None,
            None,
        ),
        (
            coded(429, "RATE_LIMIT_EXCEEDED", null()),
            Kind::RateLimited,
            Some(15),
            None,
        ),
        (
            coded(500, "INTERNAL_SERVER_ERROR", null()),
            Kind::ServiceError,
            None,
            AGAIN,
        ),
        (
            coded(502, "BAD_GATEWAY", null()),
            Kind::AssistantDown,
            None,
            AGAIN,
        ),
        (
            coded(503, "SERVICE_UNAVAILABLE", null()),
            Kind::Busy,
            Some(15),
            AGAIN,
        ),
        // The status decides, whatever the code says.
        (
            coded(500, "UNAUTHORIZED", null()),
            Kind::ServiceError,
            None,
            AGAIN,
        ),
        (
            coded(429, "QUOTA_OF_SOME_KIND", null()),
            Kind::RateLimited,
            Some(15),
            None,
        ),
        (coded(418, "TEAPOT", null()), Kind::Refused, None, AGAIN),
        (busy(429, 60), Kind::RateLimited, Some(60), None),
        (busy(503, 30), Kind::Busy, Some(30), AGAIN),
        (status(410), Kind::Gone, None, new),
        (status(413), Kind::TooLong(10_000), None, None),
        (status(408), Kind::Unreachable, None, AGAIN),
        (status(504), Kind::AssistantDown, None, AGAIN),
        (status(599), Kind::ServiceError, None, AGAIN),
        (status(405), Kind::Refused, None, AGAIN),
        (status(304), Kind::Refused, None, AGAIN),
        (Failure::Network, Kind::Unreachable, None, AGAIN),
        (Failure::Timeout, Kind::Unreachable, None, AGAIN),
        (Failure::Malformed, Kind::ServiceError, None, AGAIN),
        (Failure::NoToken, Kind::SessionEnded, None, reconnect),
    ];
    for (failure, kind, wait, action) in rows {
        let told = from_failure(&failure, true, AGAIN);
        assert_eq!(told, notice(kind, wait, action), "{failure:?}");
    }
}

#[test]
fn every_status_there_could_be_has_a_notice_that_says_what_to_do() {
    for code in 300..=999 {
        let told = from_failure(&status(code), true, AGAIN);
        let settled = matches!(
            told.kind,
            Kind::Invalid | Kind::TooLong(_) | Kind::Unavailable | Kind::Changed
        );
        assert!(
            told.action.is_some() || told.wait.is_some() || settled,
            "{code}"
        );
    }
}

#[test]
fn without_a_connection_that_is_what_is_told_unless_the_backend_answered() {
    for failure in [Failure::Network, Failure::Timeout, Failure::Malformed] {
        let told = from_failure(&failure, false, AGAIN);
        assert_eq!(told, Notice::new(Kind::Offline));
    }
    let told = from_failure(&status(500), false, AGAIN);
    assert_eq!(told.kind, Kind::ServiceError);
}

#[test]
fn what_could_not_be_read_is_no_message_that_could_not_be_sent() {
    for code in [400, 409, 413, 422] {
        let refused = |story: &Story| assert_eq!(story.kind(), Some(Kind::Refused), "{code}");
        let mut story = Story::returning();
        story.show().identify().fail("find", status(code));
        refused(&story);
        assert_eq!(story.action(), AGAIN);
        let mut story = Story::returning();
        story
            .show()
            .say("Hello")
            .identify()
            .fail("find", status(code));
        refused(&story);
        assert_eq!(
            story.action(),
            Some(Action::SendAgain(story.key_of("Hello")))
        );
        let mut story = Story::talking();
        story.page_opens("c2");
        story.fail("fetch", status(code));
        refused(&story);
        let mut story = Story::talking();
        story.fact(Fact::HistoryAsked).fail("list", status(code));
        assert_eq!(
            story.chat.listing(),
            Listing::Failed(Kind::Refused, Action::LoadAgain)
        );
        story.fact(Fact::ConversationPicked("c2".into()));
        story.fail("fetch", status(code));
        refused(&story);
        let mut story = Story::talking();
        story
            .say("More")
            .fail("send", status(500))
            .fail("fetch", status(code));
        refused(&story);
        assert_eq!(
            story.action(),
            Some(Action::SendAgain(story.key_of("More")))
        );
    }
}

#[test]
fn where_nobody_has_sent_a_message_there_were_not_too_many() {
    let too_many = || busy(429, 5);
    let waits = |story: &Story| {
        assert_eq!(story.kind(), Some(Kind::Busy));
        assert_eq!(story.chat.notice().unwrap().wait, Some(5));
    };
    let mut story = Story::returning();
    story.show().identify().fail("find", too_many());
    waits(&story);
    let mut story = Story::talking();
    story.page_opens("c2");
    story.fail("fetch", too_many());
    waits(&story);
    let mut story = Story::talking();
    story.close_with("").fail("close", too_many());
    waits(&story);
    assert_eq!(story.wait().kind(), None);
    let mut story = Story::talking();
    story.say("More").fail("send", too_many());
    assert_eq!(story.kind(), Some(Kind::RateLimited));
}

#[test]
fn where_there_was_no_conversation_none_is_gone_forbidden_or_changed() {
    for code in [403, 404, 409, 410] {
        let mut story = Story::with_key();
        story.show().say("Hello").identify();
        story.fail("start", status(code));
        assert_eq!(story.kind(), Some(Kind::Refused), "{code}");
        let again = Action::SendAgain(story.key_of("Hello"));
        assert_eq!(story.action(), Some(again));
        // Nor is it the one on screen.
        let mut story = Story::talking();
        story.page_starts();
        story.fail("start", status(code));
        assert_eq!((story.kind(), story.action()), (Some(Kind::Refused), None));
        let mut story = Story::talking();
        story.page_opens("c2");
        story.fail("fetch", status(code));
        let named = story.kind() != Some(Kind::Refused);
        assert_eq!(named, code != 409, "{code}");
    }
}
