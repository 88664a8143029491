//! Ending a conversation, here and elsewhere.

use super::harness::*;
use crate::api::failure::Failure;
use crate::api::{Call, Reply};
use crate::chat::command::{Command, Focus, HostEvent, Settled, Timer};
use crate::chat::conversation::Status;
use crate::chat::event::{Fact, MessageRef};
use crate::chat::notice::{Action, Kind};
use crate::chat::{Blocked, Screen};

#[test]
fn a_conversation_is_closed_with_a_reason() {
    let mut story = Story::talking();
    assert!(story.chat.can_close());
    story.close_with("  All clear ");
    assert_eq!(
        *story.call("close"),
        Call::Close {
            conversation: "c1".into(),
            reason: Some("All clear".into()),
        }
    );
    assert!(story.chat.close_form().closing);
    story.reply("close", Reply::Closed);
    let closed = Status::Closed {
        at: Some(story.now),
        reason: Some("All clear".into()),
    };
    assert_eq!(story.chat.conversation().unwrap().status, closed);
    assert!(!story.chat.close_form().open && !story.chat.close_form().closing);
    assert_eq!(story.chat.blocked(), Some(Blocked::Closed));
    assert!(story.orders.contains(&Command::Focus(Focus::StartNew)));
    let told = HostEvent::ConversationClose {
        id: "c1".into(),
        reason: Some("All clear".into()),
    };
    assert_eq!(story.events, [told]);
    story.server_closes("All clear");
    story.refresh();
    assert_eq!(story.events.len(), 1, "it is told once");
}

#[test]
fn a_reason_is_optional_and_can_be_thought_better_of() {
    let mut story = Story::talking();
    story.fact(Fact::CloseAsked);
    story.fact(Fact::ReasonDrafted("Hm".into()));
    story.fact(Fact::CloseDeclined);
    assert!(!story.chat.close_form().open);
    assert_eq!(story.chat.close_form().reason, "");
    story.close_with("  ");
    assert!(matches!(
        story.call("close"),
        Call::Close { reason: None, .. }
    ));
}

#[test]
fn a_reason_is_as_long_as_the_backend_counts() {
    for (reason, fits) in [
        ("a".repeat(256), true),
        ("a".repeat(257), false),
        ("😀".repeat(128), true),
        (format!("{}a", "😀".repeat(128)), false),
        (format!("  {}\n", "a".repeat(256)), true),
    ] {
        let mut story = Story::talking();
        story.close_with(&reason);
        assert_eq!(story.outstanding("close").len(), usize::from(fits));
        let error = story.chat.close_form().error.clone();
        assert_eq!(error, (!fits).then_some(Kind::ReasonTooLong(256)));
        let mut story = Story::talking();
        let ticket = story.page_closes(&reason);
        let refused = story.refusal(ticket);
        assert_eq!(refused, (!fits).then_some("REASON_TOO_LONG"));
    }
}

#[test]
fn closing_twice_asks_once_and_tells_both() {
    let mut story = Story::talking();
    let one = story.page_closes("one");
    let two = story.page_closes("two");
    story.close_with("three");
    story.reply("close", Reply::Closed);
    assert_eq!(story.outcome(one), Some(&Ok(Settled::Done)));
    assert_eq!(story.outcome(two), Some(&Ok(Settled::Done)));
    let late = story.page_closes("late");
    assert_eq!(story.refusal(late), Some("NO_CONVERSATION"));
}

#[test]
fn a_close_that_failed_can_be_tried_again_with_the_same_reason() {
    let rows = [
        (status(500), Kind::ServiceError),
        (status(502), Kind::AssistantDown),
        (busy(503, 2), Kind::Busy),
        (Failure::Network, Kind::Unreachable),
        (Failure::Timeout, Kind::Unreachable),
        (Failure::Malformed, Kind::ServiceError),
    ];
    for (failure, kind) in rows {
        for by_page in [false, true] {
            let mut story = Story::talking();
            let ticket = by_page.then(|| story.page_closes("Done"));
            if !by_page {
                story.close_with("Done");
            }
            story.fail("close", failure.clone());
            assert_eq!(story.kind(), Some(kind.clone()));
            assert_eq!(story.action(), Some(Action::CloseAgain));
            if let Some(ticket) = ticket {
                assert_eq!(story.refusal(ticket), Some(failure.code().as_str()));
            }
            story.wait().try_again();
            assert!(
                matches!(story.call("close"), Call::Close { reason: Some(reason), .. } if reason == "Done")
            );
            story.reply("close", Reply::Closed);
            assert_eq!(story.kind(), None);
        }
    }
}

#[test]
fn nothing_is_said_of_a_message_where_the_backend_refuses_to_close() {
    for failure in [status(400), status(413), status(422)] {
        let mut story = Story::talking();
        story.close_with("Done").fail("close", failure.clone());
        let form = story.chat.close_form();
        assert_eq!((form.open, form.reason.as_str()), (true, "Done"));
        assert_eq!(story.kind(), Some(Kind::Refused), "{failure:?}");
        assert_eq!(story.action(), Some(Action::CloseAgain));
    }
}

#[test]
fn a_reason_that_the_backend_refuses_is_told_in_the_form() {
    let mut story = Story::talking();
    story
        .close_with("Done")
        .fail("close", about(422, "closeReason"));
    assert_eq!(
        story.chat.close_form().error,
        Some(Kind::ReasonTooLong(256))
    );
    assert_eq!(story.chat.close_form().reason, "Done");
    assert_eq!(story.kind(), None);
}

#[test]
fn a_close_of_what_was_closed_elsewhere_shows_the_closed_state() {
    let mut story = Story::talking();
    story.close_with("Mine").fail("close", status(409));
    assert_eq!(story.kind(), Some(Kind::Changed));
    story.server_closes("Theirs");
    story.refresh();
    assert_eq!(story.kind(), None);
    assert!(!story.chat.can_close());
    assert!(!story.chat.close_form().open);
}

#[test]
fn a_close_that_may_have_arrived_is_looked_up() {
    let mut story = Story::talking();
    story.close_with("Mine").fail("close", Failure::Network);
    story.server_closes("Mine");
    story.refresh();
    assert_eq!(story.kind(), None);
    assert_eq!(story.chat.blocked(), Some(Blocked::Closed));
}

#[test]
fn a_close_seen_elsewhere_while_ours_is_under_way_is_enough() {
    let mut story = Story::talking();
    story.hide().show();
    let ticket = story.page_closes("Mine");
    let mine = story.one("close");
    story.server_closes("Theirs");
    story.refresh();
    assert_eq!(story.outcome(ticket), Some(&Ok(Settled::Done)));
    story.calls.remove(&mine);
    story.fact(Fact::Answered(mine, Err(Failure::Network)));
    assert_eq!(story.kind(), None);
    story.fact(Fact::Answered(mine, Ok(Reply::Closed)));
    let Status::Closed { reason, .. } = &story.chat.conversation().unwrap().status else {
        panic!()
    };
    assert_eq!(reason.as_deref(), Some("Theirs"));
}

#[test]
fn closing_in_the_middle_of_an_answer_keeps_what_came() {
    let mut story = Story::talking();
    story.say("More").say("And more");
    let ticket = story.page_sends("Still more");
    let stream = story.stream_begins("Well");
    story.close_with("Enough").reply("close", Reply::Closed);
    assert!(!story.calls.contains_key(&stream));
    assert!(!story.chat.can_stop());
    assert_eq!(
        story.seen()[2..],
        [
            "> More",
            "Well (Stopped)",
            "> And more (Failed)",
            "> Still more (Failed)"
        ]
    );
    assert_eq!(story.refusal(ticket), Some("CONVERSATION_CLOSED"));
    story.fact(Fact::NewConversationAsked);
    assert_eq!(story.draft(), "And more\n\nStill more");
}

#[test]
fn closing_before_an_answer_begins_leaves_no_empty_row_and_no_second_copy() {
    let mut story = Story::talking();
    let ticket = story.page_sends("More");
    story.close_with("Enough").reply("close", Reply::Closed);
    assert!(story.outcome(ticket).unwrap().is_err());
    story.server_says("More", "");
    story.server_closes("Enough");
    story.refresh();
    assert_eq!(story.seen(), ["> Hello", "Hi!", "> More"]);

    let mut story = Story::talking();
    story.say("More");
    let id = story.one("send");
    story.fact(Fact::StreamOpened(id));
    story.close_with("Enough").reply("close", Reply::Closed);
    assert_eq!(story.seen(), ["> Hello", "Hi!", "> More"]);
}

#[test]
fn messages_written_while_it_is_being_closed_are_not_sent_into_it() {
    let mut story = Story::talking();
    story.close_with("Enough").say("One more thing");
    assert!(story.outstanding("send").is_empty());
    story.fail("close", status(500));
    assert_eq!(story.seen()[2], "> One more thing (Sending)");
}

#[test]
fn a_conversation_closed_elsewhere_ends_every_promise_and_every_timer() {
    let mut story = Story::talking();
    story.conversation.human_handled = true;
    story.hide().show().refresh();
    assert!(story.timers.contains_key(&Timer::Poll));
    story.server_closes("Bye");
    story.ring(Timer::Poll).refresh();
    assert!(story.timers.is_empty(), "{:?}", story.timers);
    assert_eq!(story.chat.blocked(), Some(Blocked::Closed));
    let told = story.events.last().unwrap();
    assert!(
        matches!(told, HostEvent::ConversationClose { reason: Some(reason), .. } if reason == "Bye")
    );
    let ticket = story.page_sends("Hello?");
    assert_eq!(story.refusal(ticket), Some("CONVERSATION_CLOSED"));
}

#[test]
fn only_a_visitor_who_ends_the_conversation_is_led_on_to_the_next_one() {
    let led_on = Command::Focus(Focus::StartNew);
    for (who, leads_on) in [
        ("the visitor", true),
        ("the page", false),
        ("somebody", false),
        ("somebody while a reason is written", false),
    ] {
        let mut story = Story::talking();
        story.fact(Fact::Drafted("Half a sen".into()));
        if who == "the visitor" {
            story.close_with("Done");
        } else if who == "the page" {
            story.page_closes("Done");
        } else if who != "somebody" {
            story.fact(Fact::CloseAsked);
        }
        if story.outstanding("close").is_empty() {
            story.hide().show();
            story.orders.clear();
            story.server_closes("Bye");
            story.refresh();
        } else {
            story.reply("close", Reply::Closed);
        }
        assert_eq!(story.chat.blocked(), Some(Blocked::Closed), "{who}");
        assert_eq!(story.orders.contains(&led_on), leads_on, "{who}");
        story.fact(Fact::NewConversationAsked);
        assert_eq!(story.draft(), "Half a sen", "{who}");
    }
}

#[test]
fn an_empty_conversation_that_was_closed_shows_its_closed_state() {
    let mut story = Story::with_key();
    story.show();
    story.page_starts();
    story.identify().start();
    story.close_with("").reply("close", Reply::Closed);
    assert_eq!(story.chat.screen(), Screen::Conversation);
    story.fact(Fact::NewConversationAsked);
    assert_eq!(story.chat.screen(), Screen::Home);
}

#[test]
fn there_is_nothing_to_close_before_a_conversation_has_started() {
    let mut story = Story::with_key();
    story.show().fact(Fact::CloseAsked);
    assert!(!story.chat.close_form().open);
    let ticket = story.page_closes("x");
    assert_eq!(story.refusal(ticket), Some("NO_CONVERSATION"));
}

#[test]
fn a_look_that_began_before_the_end_does_not_open_the_conversation_again() {
    let mut story = Story::talking();
    story.hide().show().close_with("done");
    let old = story.one("fetch");
    story.reply("close", Reply::Closed);
    assert!(!story.calls.contains_key(&old), "it is given up");
    // The backend itself may be late.
    story.refresh();
    assert!(!story.chat.conversation().unwrap().is_open());
    assert_eq!(story.chat.blocked(), Some(Blocked::Closed));
}

fn closed_with_a_message_unsent() -> Story {
    let mut story = Story::talking();
    story.say("More").say("And more").fail("send", status(409));
    story.server_closes("solved");
    story.refresh();
    assert_eq!(
        story.seen()[2..],
        ["> More (Failed)", "> And more (Failed)"]
    );
    story
}

#[test]
fn what_a_closed_conversation_did_not_get_can_be_said_in_a_new_one() {
    let mut story = closed_with_a_message_unsent();
    let key = MessageRef::Key(story.key_of("More"));
    let ticket = story.ticket();
    story.fact(Fact::RetryAsked(key, Some(ticket)));
    assert_eq!(story.seen(), ["> More (Sending)"]);
    assert_eq!(story.draft(), "And more");
    story.conversation = conversation("c2");
    story.start().stream("Sure");
    assert_eq!(story.seen(), ["> More", "Sure"]);
    assert!(story.outcome(ticket).unwrap().is_ok());
}

#[test]
fn what_a_closed_conversation_did_not_get_can_be_edited_in_a_new_one() {
    let mut story = closed_with_a_message_unsent();
    story.fact(Fact::EditAsked(story.key_of("More")));
    assert_eq!(story.draft(), "More\n\nAnd more");
    assert_eq!(story.chat.screen(), Screen::Home);
    assert_eq!(story.chat.blocked(), None);
}
