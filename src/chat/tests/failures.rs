//! What a visitor is told when a message, a close or a start fails, row by row.

use super::harness::*;
use crate::api::Reply;
use crate::api::failure::Failure;
use crate::chat::Blocked;
use crate::chat::Chat;
use crate::chat::command::{Command, HostEvent, Timer};
use crate::chat::event::{Fact, MessageRef};
use crate::chat::notice::{Action, Kind};

/// Where the visitor's words are in the end.
#[derive(Debug, PartialEq)]
enum Words {
    Composer,
    Failed,
    Doubtful,
}

fn words(chat: &Chat) -> Words {
    match chat.composer().draft.as_str() {
        "More" => Words::Composer,
        _ if chat.transcript().doubtful().is_some() => Words::Doubtful,
        _ => Words::Failed,
    }
}

/// A message that failed like this and was looked for in vain.
fn unsent(failure: Failure) -> Story {
    let mut story = Story::talking();
    story.say("More").fail("send", failure);
    while story.chat.can_stop() {
        story.refresh();
        if story.timers.contains_key(&Timer::Recheck) {
            story.ring(Timer::Recheck);
        }
    }
    story
}

#[test]
fn every_failure_of_a_message_is_told_and_loses_no_words() {
    let rows = [
        (status(400), Kind::Invalid, None, Words::Composer),
        (status(402), Kind::Unavailable, None, Words::Failed),
        (status(403), Kind::Forbidden, Some("new"), Words::Failed),
        (status(404), Kind::Gone, Some("new"), Words::Failed),
        (status(410), Kind::Gone, Some("new"), Words::Failed),
        (status(409), Kind::Changed, None, Words::Failed),
        (status(413), Kind::TooLong(10_000), None, Words::Composer),
        (
            about(422, "content"),
            Kind::TooLong(10_000),
            None,
            Words::Composer,
        ),
        (about(422, "color"), Kind::Invalid, None, Words::Composer),
        (status(422), Kind::Invalid, None, Words::Composer),
        (busy(429, 7), Kind::RateLimited, None, Words::Failed),
        (
            status(500),
            Kind::ServiceError,
            Some("again"),
            Words::Failed,
        ),
        (
            status(599),
            Kind::ServiceError,
            Some("again"),
            Words::Failed,
        ),
        (
            status(502),
            Kind::AssistantDown,
            Some("again"),
            Words::Failed,
        ),
        (
            status(504),
            Kind::AssistantDown,
            Some("again"),
            Words::Failed,
        ),
        (busy(503, 7), Kind::Busy, Some("again"), Words::Doubtful),
        (status(418), Kind::Refused, Some("again"), Words::Failed),
        (status(302), Kind::Refused, Some("again"), Words::Failed),
        (status(408), Kind::Unreachable, Some("again"), Words::Failed),
        (
            Failure::Network,
            Kind::Unreachable,
            Some("again"),
            Words::Failed,
        ),
        (
            Failure::Timeout,
            Kind::Unreachable,
            Some("again"),
            Words::Failed,
        ),
        (
            Failure::Malformed,
            Kind::ServiceError,
            Some("again"),
            Words::Failed,
        ),
        (
            Failure::NoToken,
            Kind::SessionEnded,
            Some("reconnect"),
            Words::Failed,
        ),
    ];
    for (failure, kind, action, place) in rows {
        let story = unsent(failure.clone());
        assert_eq!(story.kind(), Some(kind), "{failure:?}");
        let named = story.action().map(|action| match action {
            Action::SendAgain(key) => {
                assert_eq!(key, story.key_of("More"));
                "again"
            }
            Action::StartNew => "new",
            Action::Reconnect => "reconnect",
            other => panic!("{other:?}"),
        });
        assert_eq!(named, action, "{failure:?}");
        assert_eq!(words(&story.chat), place, "{failure:?}");
        match place {
            Words::Composer => assert_eq!(story.seen().len(), 2),
            words => assert_eq!(story.seen()[2], format!("> More ({words:?})")),
        }
        let code = failure.code();
        let told = |it: &&HostEvent| matches!(it, HostEvent::Error { code: it, .. } if *it == code);
        assert!(story.events.iter().any(|it| told(&it)), "{failure:?}");
    }
}

#[test]
fn trying_again_sends_the_message_again() {
    for failure in [
        status(500),
        status(502),
        status(418),
        Failure::Network,
        Failure::Malformed,
    ] {
        let refused = failure.surely_refused();
        let mut story = unsent(failure);
        for id in story.outstanding("fetch") {
            story.calls.remove(&id);
        }
        story.try_again();
        if !refused {
            assert_eq!(story.seen()[2], "> More (Uncertain)");
            story.refresh();
        }
        assert_eq!(story.seen()[2], "> More (Sending)");
        assert_eq!(story.kind(), None);
        story.stream("Sure");
        assert_eq!(story.seen()[2..], ["> More", "Sure"]);
    }
}

#[test]
fn starting_a_new_conversation_brings_the_words_along() {
    for code in [403, 404, 410] {
        let mut story = unsent(status(code));
        assert_eq!(story.chat.blocked(), Some(Blocked::Lost));
        story.fact(Fact::NoticeDismissed);
        assert!(
            story.chat.notice().is_some(),
            "it says why nothing can be sent"
        );
        story.try_again();
        assert_eq!(story.draft(), "More");
        assert_eq!(story.chat.blocked(), None);
        assert_eq!(story.chat.notice(), None);
        assert!(story.seen().is_empty());
    }
}

#[test]
fn it_goes_on_saying_that_a_conversation_is_gone_where_the_page_cannot_start_another() {
    for fact in [Fact::NoticeDismissed, Fact::Online(false)] {
        let mut story = unsent(status(404));
        story.page_starts();
        story.fact(fact).fail("start", busy(503, 2));
        assert_eq!(story.chat.blocked(), Some(Blocked::Lost));
        story.wait();
        assert_eq!(story.action(), Some(Action::StartNew));
    }
}

#[test]
fn a_plan_that_does_not_allow_chat_is_the_owners_affair_until_the_panel_is_shown_again() {
    let mut story = unsent(status(402));
    assert_eq!(story.chat.blocked(), Some(Blocked::Unavailable));
    assert!(
        story
            .orders
            .iter()
            .any(|order| matches!(order, Command::Warn(_)))
    );
    story.fact(Fact::NoticeDismissed);
    assert_eq!(story.kind(), Some(Kind::Unavailable));
    story.hide().show();
    assert_eq!(story.chat.blocked(), None);
    assert_eq!(story.kind(), None);
    let key = story.key_of("More");
    story.fact(Fact::RetryAsked(MessageRef::Key(key), None));
    assert_eq!(story.seen()[2], "> More (Sending)");
}

#[test]
fn a_message_can_be_tried_again_though_chat_was_not_available() {
    let mut story = unsent(status(402));
    let key = story.key_of("More");
    story.fact(Fact::RetryAsked(MessageRef::Key(key), None));
    assert_eq!(story.seen()[2], "> More (Sending)");
    assert_eq!(story.kind(), None);
    story.fail("send", status(402));
    assert_eq!(story.seen()[2], "> More (Failed)");
    assert_eq!(story.kind(), Some(Kind::Unavailable));
}

#[test]
fn a_conversation_that_is_gone_is_told_again_once_the_plan_has_been() {
    let mut story = unsent(status(404));
    story.page_starts();
    story.fail("start", status(402));
    assert_eq!(story.kind(), Some(Kind::Unavailable));
    story.hide().show();
    assert_eq!(story.chat.blocked(), Some(Blocked::Lost));
    assert_eq!(story.action(), Some(Action::StartNew));
}

#[test]
fn too_many_messages_are_counted_down_and_the_composer_wakes_up_by_itself() {
    let mut story = Story::talking();
    story.say("One").say("Two");
    story.fail("send", busy(429, 3));
    assert_eq!(story.chat.blocked(), Some(Blocked::Waiting));
    assert_eq!(story.chat.notice().unwrap().wait, Some(3));
    story.say("Three");
    assert_eq!(story.draft(), "Three", "nothing is lost meanwhile");
    story.ring(Timer::Countdown);
    assert_eq!(story.chat.notice().unwrap().wait, Some(2));
    story.wait();
    assert_eq!(story.chat.notice(), None);
    assert_eq!(story.chat.blocked(), None);
    assert_eq!(story.seen()[2..], ["> One (Failed)", "> Two (Sending)"]);
}

#[test]
fn a_busy_service_is_counted_down_and_a_message_is_sent_by_a_click_only() {
    let mut story = unsent(busy(503, 2));
    assert_eq!(story.chat.blocked(), Some(Blocked::Waiting));
    let action = story.action().unwrap();
    story.fact(Fact::NoticeActed(action));
    assert!(story.outstanding("send").is_empty(), "not before the time");
    story.wait();
    assert!(story.outstanding("send").is_empty(), "not by itself");
    assert_eq!(story.kind(), Some(Kind::Busy));
    story.refresh();
    assert_eq!(story.seen()[2], "> More (Failed)", "it is not there");
    story.try_again().refresh();
    assert_eq!(story.seen()[2], "> More (Sending)");
}

#[test]
fn a_message_that_a_busy_service_took_all_the_same_is_not_sent_again() {
    for waits in [true, false] {
        let mut story = unsent(busy(503, 2));
        assert!(story.calls.is_empty(), "no request before the time");
        story.wait();
        story.server_says("More", "Sure");
        if waits {
            story.refresh();
        } else {
            story.try_again().refresh();
        }
        assert_eq!(story.seen()[2..], ["> More", "Sure"]);
        assert_eq!(story.kind(), None);
        assert!(story.outstanding("send").is_empty());
    }
}

#[test]
fn a_failed_start_is_told_like_a_failed_message() {
    let rows = [
        (status(400), Kind::Invalid),
        (status(402), Kind::Unavailable),
        (status(403), Kind::Refused),
        (busy(429, 7), Kind::RateLimited),
        (status(500), Kind::ServiceError),
        (status(502), Kind::AssistantDown),
        (busy(503, 7), Kind::Busy),
        (Failure::Malformed, Kind::ServiceError),
    ];
    for (failure, kind) in rows {
        let mut story = Story::with_key();
        story.show().say("Hello");
        let ticket = story.page_sends("More");
        story.identify().fail("start", failure.clone());
        assert_eq!(story.kind(), Some(kind), "{failure:?}");
        assert_ne!(story.chat.blocked(), Some(Blocked::Lost));
        let kept = story.draft() == "Hello" || story.seen()[0] == "> Hello (Failed)";
        assert!(kept, "{failure:?}: {:?}", story.seen());
        story.wait();
        if !story.outstanding("find").is_empty() {
            story.reply("find", Reply::Found(None));
        }
        if story.chat.can_stop() {
            story.start().stream("Sure");
        }
        assert!(story.outcome(ticket).is_some(), "{failure:?}");
    }
}

#[test]
fn a_failed_session_is_told_like_a_failed_message() {
    for failure in [
        status(401),
        status(403),
        status(429),
        status(500),
        status(503),
    ] {
        let mut story = Story::with_key();
        let ticket = story.page_sends("Hello");
        story.show().fail("identify", failure.clone());
        assert_eq!(story.seen(), ["> Hello (Failed)"]);
        assert!(story.outcome(ticket).unwrap().is_err());
        assert!(story.chat.notice().is_some());
        assert_ne!(story.chat.blocked(), Some(Blocked::Lost), "{failure:?}");
    }
}

#[test]
fn looks_in_the_background_fail_silently_unless_the_visitor_must_know() {
    for failure in [
        status(500),
        busy(503, 9),
        busy(429, 9),
        Failure::Network,
        Failure::Malformed,
    ] {
        let mut story = Story::talking();
        story.hide().show().fail("fetch", failure);
        assert_eq!(story.kind(), None);
        assert_eq!(story.chat.blocked(), None);
    }
    for (code, kind) in [(403, Kind::Forbidden), (404, Kind::Gone)] {
        let mut story = Story::talking();
        story.hide().show().fail("fetch", status(code));
        assert_eq!(story.kind(), Some(kind));
        assert_eq!(story.action(), Some(Action::StartNew));
    }
}

#[test]
fn losing_the_connection_does_not_hide_that_the_conversation_is_gone() {
    let mut story = unsent(status(404));
    story.fact(Fact::Online(false)).fact(Fact::Online(true));
    assert_eq!(story.action(), Some(Action::StartNew));
}

#[test]
fn a_text_that_is_too_long_does_not_end_a_wait() {
    let mut story = Story::talking();
    story.say("One").fail("send", busy(429, 3));
    story.say(&"a".repeat(10_001));
    assert_eq!(story.chat.blocked(), Some(Blocked::Waiting));
}

#[test]
fn a_button_of_a_notice_that_is_no_longer_there_does_no_harm() {
    let mut story = Story::talking();
    for action in [
        Action::SendAgain(99),
        Action::LoadAgain,
        Action::CloseAgain,
        Action::Reconnect,
    ] {
        story.fact(Fact::NoticeActed(action));
    }
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
}
