//! The stateless transport: the transcript goes along with every message.

use super::harness::*;
use crate::api::failure::Failure;
use crate::api::{Call, Reply, Turn};
use crate::chat::event::Fact;
use crate::chat::message::Part;
use crate::chat::notice::Kind;
use crate::options::{Options, Transport};

fn completing() -> Story {
    let options = Options {
        transport: Transport::Completions,
        assistant_id: Some("a1".into()),
        ..key_options()
    };
    let mut story = Story::of(options, new_device(), true);
    story.show().say("Hello").identify().start().stream("Hi!");
    story
}

fn turns(story: &Story) -> Vec<(bool, String)> {
    let Call::Complete { turns, .. } = story.call("complete") else {
        panic!()
    };
    let pair = |turn: &Turn| (turn.by_visitor, turn.text.clone());
    turns.iter().map(pair).collect()
}

#[test]
fn the_transcript_so_far_goes_along() {
    let mut story = completing();
    assert!(story.calls.is_empty(), "there is nothing to read");
    story.say("More").say("Later");
    let said = [(true, "Hello"), (false, "Hi!"), (true, "More")];
    assert_eq!(turns(&story), said.map(|(by, text)| (by, text.to_owned())));
    assert!(
        matches!(story.call("complete"), Call::Complete { assistant: Some(it), stream: true, .. } if it == "a1")
    );
}

#[test]
fn the_transcript_is_bounded_by_count_and_by_length() {
    let mut story = completing();
    for number in 0..30 {
        story.say(&format!("{number}")).stream("Ok");
    }
    story.say("Last");
    let told = turns(&story);
    assert_eq!(told.len(), 40);
    assert_eq!(told.last().unwrap().1, "Last");
    story.stream("Ok");
    for _ in 0..6 {
        story.say(&"a".repeat(9_999)).stream("Ok");
    }
    story.say(&"b".repeat(10_000));
    let told = turns(&story);
    let length: usize = told.iter().map(|(_, text)| text.len()).sum();
    assert!(
        length <= 40_000 && told.len() > 3,
        "{length} in {}",
        told.len()
    );
    assert!(told.last().unwrap().1.starts_with('b'));
}

#[test]
fn messages_that_failed_and_replies_without_text_are_not_told() {
    let mut story = completing();
    story.say("Failed").fail("complete", Failure::Network);
    story.say("Next");
    let said = [(true, "Hello"), (false, "Hi!"), (true, "Next")];
    assert_eq!(turns(&story), said.map(|(by, text)| (by, text.to_owned())));
}

#[test]
fn a_message_that_failed_can_be_sent_again() {
    for failure in [
        Failure::Network,
        Failure::Timeout,
        status(500),
        status(502),
        status(409),
    ] {
        let mut story = completing();
        let ticket = story.page_sends("More");
        story.fail("complete", failure);
        assert_eq!(story.seen()[2], "> More (Failed)");
        assert!(story.outcome(ticket).unwrap().is_err());
        let key = story.key_of("More");
        story.fact(Fact::RetryAsked(
            crate::chat::event::MessageRef::Key(key),
            None,
        ));
        story.stream("Sure");
        assert_eq!(story.seen()[2..], ["> More", "Sure"]);
    }
}

#[test]
fn a_cut_answer_stays_and_can_be_asked_for_again() {
    let mut story = completing();
    story.say("More");
    let id = story.stream_begins("Su");
    story.stream_ends(id);
    assert_eq!(story.seen()[2..], ["> More", "Su (Interrupted)"]);
    assert_eq!(story.kind(), Some(Kind::Interrupted));
    story.try_again().stream("Sure");
    assert_eq!(story.seen()[2..], ["Su (Interrupted)", "> More", "Sure"]);
}

#[test]
fn an_error_after_the_answer_began_keeps_what_came() {
    for failure in [Failure::Network, status(429), status(400)] {
        let mut story = completing();
        story.say("More");
        let id = story.stream_begins("Su");
        story.calls.remove(&id);
        story.fact(Fact::Answered(id, Err(failure)));
        assert_eq!(story.seen()[2..], ["> More", "Su (Interrupted)"]);
        assert!(!story.chat.can_stop());
        assert!(story.chat.notice().is_some());
    }
}

#[test]
fn a_stream_that_ended_before_it_began_was_not_sent() {
    let mut story = completing();
    let ticket = story.page_sends("More");
    let id = story.one("complete");
    story.stream_ends(id);
    assert_eq!(story.seen()[2], "> More (Failed)");
    assert!(story.outcome(ticket).unwrap().is_err());
    assert!(!story.chat.can_stop());
}

#[test]
fn a_stop_before_the_answer_begins_leaves_the_words_to_be_sent_again() {
    let mut story = completing();
    let ticket = story.page_sends("More");
    story.fact(Fact::Stopped);
    assert_eq!(story.seen()[2], "> More (Failed)");
    assert!(story.outcome(ticket).unwrap().is_err());
    assert!(story.calls.is_empty());
}

#[test]
fn a_whole_answer_is_taken_too() {
    let mut story = completing();
    story.say("More");
    story.reply("complete", Reply::Answer(vec![Part::Text("Sure".into())]));
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
}

#[test]
fn a_look_does_not_mix_the_backends_empty_transcript_in() {
    let mut story = completing();
    story.hide().show();
    story.server_says("Something", "else");
    story.refresh();
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
    story.hide().show();
    story.server_closes("Bye");
    story.refresh();
    assert!(!story.chat.conversation().unwrap().is_open());
}
