//! Messages wait for their turn, for the look, for the connection.

use super::harness::*;
use crate::api::Reply;
use crate::api::failure::Failure;
use crate::chat::command::Timer;
use crate::chat::event::{Fact, MessageRef};
use crate::chat::notice::{Action, Kind};

#[test]
fn messages_written_during_an_answer_are_sent_one_after_the_other_in_order() {
    let mut story = Story::talking();
    story.say("One").say("Two").say("Three");
    story.stream("1");
    assert_eq!(
        story.seen()[2..],
        ["> One", "1", "> Two (Sending)", "> Three (Queued)"]
    );
    story.stream("2").stream("3");
    assert_eq!(
        story.seen()[2..],
        ["> One", "1", "> Two", "2", "> Three", "3"]
    );
    story.server_says("One", "1");
    story.server_says("Two", "2");
    story.server_says("Three", "3");
    story.refresh();
    assert_eq!(
        story.seen()[2..],
        ["> One", "1", "> Two", "2", "> Three", "3"]
    );
}

#[test]
fn an_answer_that_was_cut_with_messages_waiting_is_not_shown_twice() {
    let mut story = Story::talking();
    story.say("One").say("Two");
    let id = story.stream_begins("The beg");
    story.stream_ends(id);
    story.server_says("One", "The beginning and the end");
    story.refresh();
    assert_eq!(
        story.seen()[2..],
        ["> One", "The beginning and the end", "> Two (Sending)"]
    );
}

#[test]
fn messages_written_offline_are_sent_when_the_connection_is_back() {
    let mut story = Story::talking();
    story.fact(Fact::Online(false));
    assert_eq!(story.kind(), Some(Kind::Offline));
    story.say("One").say("Two");
    assert_eq!(story.seen()[2..], ["> One (Queued)", "> Two (Queued)"]);
    assert!(story.calls.is_empty());
    story.fact(Fact::Online(true));
    assert_eq!(story.kind(), None);
    assert_eq!(story.seen()[2..], ["> One (Queued)", "> Two (Queued)"]);
    story.refresh();
    assert_eq!(story.seen()[2..], ["> One (Sending)", "> Two (Queued)"]);
}

#[test]
fn a_browser_that_is_online_too_soon_loses_no_message_and_asks_nobody_to_try_again() {
    let mut story = Story::talking();
    story.fact(Fact::Online(false)).say("One");
    story.fact(Fact::Online(true));
    for _ in 0..3 {
        story.fail("fetch", Failure::Network);
        assert_eq!(story.seen()[2..], ["> One (Queued)"]);
        assert!(story.calls.is_empty());
        story.ring(Timer::Probe);
    }
    story.refresh();
    assert_eq!((story.kind(), story.sent.len()), (None, 2));
    story.stream("1");
    assert_eq!(story.seen()[2..], ["> One", "1"]);
    assert!(!story.timers.contains_key(&Timer::Probe));
}

#[test]
fn the_first_message_survives_losing_the_connection_while_starting() {
    let mut story = Story::with_key();
    story.show().say("Hello").identify();
    story
        .fact(Fact::Online(false))
        .fail("start", Failure::Network);
    assert_eq!(story.seen(), ["> Hello (Queued)"]);
    assert_eq!(story.kind(), Some(Kind::Offline));
    story.fact(Fact::Online(true));
    story.reply("find", Reply::Found(None));
    story.start().stream("Hi!");
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
}

#[test]
fn why_a_message_failed_is_still_said_while_the_next_is_sent() {
    let mut story = Story::talking();
    story.say("One").say("Two");
    story.fail("send", status(400)).refresh();
    assert_eq!(story.kind(), Some(Kind::Invalid));
    assert_eq!(story.draft(), "One");
    assert_eq!(story.seen()[2..], ["> Two (Sending)"]);
    story.stream("2");
    assert_eq!(story.kind(), Some(Kind::Invalid));
    story.say("Three");
    assert_eq!(story.kind(), None, "writing goes on, the notice goes");
}

#[test]
fn a_failed_message_can_be_sent_again_while_another_is_answered() {
    let mut story = Story::talking();
    story.say("One").say("Two");
    story.fail("send", status(418));
    assert_eq!(story.seen()[2..], ["> One (Failed)", "> Two (Sending)"]);
    let key = story.key_of("One");
    assert_eq!(story.action(), Some(Action::SendAgain(key)));
    story.try_again();
    assert_eq!(story.seen()[2..], ["> Two (Sending)", "> One (Queued)"]);
    story.stream("2").stream("1");
    assert_eq!(story.seen()[2..], ["> Two", "2", "> One", "1"]);
}

#[test]
fn a_failed_message_can_be_edited() {
    let mut story = Story::talking();
    story.say("One").fail("send", status(418));
    story.fact(Fact::Drafted("later words".into()));
    story.fact(Fact::EditAsked(story.key_of("One")));
    assert_eq!(story.draft(), "One\n\nlater words");
    assert_eq!(story.seen().len(), 2);
}

#[test]
fn only_a_failed_message_can_be_edited() {
    let mut story = Story::talking();
    story.say("One");
    story.fact(Fact::EditAsked(story.key_of("One")));
    story.fact(Fact::EditAsked(story.key_of("Hello")));
    assert_eq!(story.seen(), ["> Hello", "Hi!", "> One (Sending)"]);
}

#[test]
fn a_message_sent_again_still_says_where_it_was_written() {
    let mut story = Story::with_key();
    story
        .show()
        .say("Hello")
        .identify()
        .fail("start", status(500));
    story.try_again().reply("find", Reply::Found(None));
    let crate::api::Call::Start { page_url } = story.call("start") else {
        panic!()
    };
    assert_eq!(*page_url, here().url);
}

#[test]
fn a_message_that_waits_or_is_on_its_way_is_not_sent_twice() {
    let mut story = Story::talking();
    story.say("One").say("Two");
    for text in ["One", "Two"] {
        let ticket = story.ticket();
        let key = MessageRef::Key(story.key_of(text));
        story.fact(Fact::RetryAsked(key, Some(ticket)));
        assert_eq!(story.refusal(ticket), Some("NOT_RETRIABLE"));
    }
    assert_eq!(story.outstanding("send").len(), 1);
}
