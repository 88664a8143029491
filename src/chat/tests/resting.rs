//! Messages of which nobody has found out whether they arrived.

use super::harness::*;
use crate::api::failure::Failure;
use crate::chat::event::{Fact, MessageRef};
use crate::chat::notice::Action;

fn sending() -> Story {
    let mut story = Story::talking();
    story.say("More");
    story
}

#[test]
fn a_message_in_doubt_is_settled_by_any_later_look() {
    let mut story = sending();
    story.fail("send", Failure::Network);
    story.fact(Fact::Stopped);
    assert_eq!(story.seen()[2], "> More (Doubtful)");
    story.server_says("More", "Sure");
    story.refresh();
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
}

#[test]
fn a_message_in_doubt_can_be_looked_up_again_by_the_page() {
    let mut story = sending();
    story.fail("send", Failure::Network);
    story.fact(Fact::Stopped).fail("fetch", Failure::Malformed);
    let key = MessageRef::Key(story.key_of("More"));
    let ticket = story.ticket();
    story.fact(Fact::RetryAsked(key, Some(ticket)));
    story.server_says("More", "Sure");
    story.refresh();
    assert!(story.outcome(ticket).unwrap().is_ok());
}

#[test]
fn a_message_in_doubt_that_a_later_look_does_not_find_can_be_sent_again() {
    let mut story = sending();
    story.fail("send", Failure::Network);
    story.fact(Fact::Stopped).refresh();
    assert_eq!(story.seen()[2], "> More (Failed)");
    assert!(story.calls.is_empty() && story.timers.is_empty());
}

#[test]
fn trying_again_in_doubt_looks_before_it_sends() {
    let mut story = sending();
    story.fail("send", Failure::Network);
    story.fact(Fact::Stopped).fail("fetch", Failure::Malformed);
    let key = MessageRef::Key(story.key_of("More"));
    story.fact(Fact::RetryAsked(key, None));
    assert_eq!(story.seen()[2], "> More (Uncertain)");
    assert!(story.outstanding("send").is_empty());
    story.refresh();
    assert_eq!(story.seen()[2], "> More (Sending)");
    story.stream("Sure");
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
}

#[test]
fn later_messages_wait_until_it_is_known_whether_an_earlier_one_arrived() {
    let mut story = sending();
    story.fail("send", Failure::Network);
    story.fact(Fact::Stopped).fail("fetch", Failure::Malformed);
    story.say("And more");
    assert_eq!(
        story.seen()[2..],
        ["> More (Doubtful)", "> And more (Queued)"]
    );
    assert!(story.outstanding("send").is_empty());
    story.server_says("More", "Sure");
    story.refresh();
    assert_eq!(
        story.seen()[2..],
        ["> More", "Sure", "> And more (Sending)"]
    );
}

#[test]
fn messages_behind_one_in_doubt_are_not_left_waiting_where_nobody_can_find_out() {
    let mut story = sending();
    story.fail("send", Failure::Network);
    story.fact(Fact::Stopped).fail("fetch", Failure::Malformed);
    story.say("And more").fail("fetch", status(500));
    assert_eq!(
        story.seen()[2..],
        ["> More (Doubtful)", "> And more (Failed)"]
    );
    let key = story.key_of("More");
    assert_eq!(story.action(), Some(Action::SendAgain(key)));
}
