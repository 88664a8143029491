//! The visitor stops an answer.

use super::harness::*;
use crate::api::failure::Failure;
use crate::chat::Announcement;
use crate::chat::command::{HostEvent, Timer};
use crate::chat::event::Fact;
use crate::chat::message::{Author, Progress};

#[test]
fn what_arrived_before_the_stop_stays_and_the_next_message_goes() {
    let mut story = Story::talking();
    story.say("More").say("And more");
    let id = story.stream_begins("Well,");
    story.fact(Fact::Stopped);
    assert!(!story.calls.contains_key(&id), "the stream is given up");
    let rows = ["> More", "Well, (Stopped)", "> And more (Sending)"];
    assert_eq!(story.seen()[2..], rows);
    story.fact(Fact::StreamEnded(id));
    assert_eq!(story.seen()[2..], rows, "late news change nothing");
}

#[test]
fn the_backends_whole_answer_does_not_undo_a_stop() {
    let mut story = Story::talking();
    story.say("More");
    story.stream_begins("Well,");
    story.fact(Fact::Stopped);
    story.server_says("More", "Well, there is a lot more");
    story.refresh();
    assert_eq!(story.seen()[3], "Well, (Stopped)");
    assert_eq!(story.seen().len(), 4);
}

#[test]
fn a_stop_before_the_stream_begins_finds_out_whether_the_message_arrived() {
    let mut story = Story::talking();
    let ticket = story.page_sends("More");
    story.fact(Fact::Stopped);
    assert!(story.outstanding("send").is_empty());
    assert_eq!(story.seen()[2], "> More (Uncertain)");
    story.server_says("More", "");
    story.refresh();
    assert_eq!(story.seen()[2..], ["> More", " (Stopped)"]);
    assert!(!story.chat.can_stop(), "the answer is not waited for");
    assert!(story.outcome(ticket).unwrap().is_ok());
    assert_eq!(story.kind(), None);
}

#[test]
fn a_stopped_message_that_did_not_arrive_can_be_sent_again() {
    let mut story = Story::talking();
    let ticket = story.page_sends("More");
    story.fact(Fact::Stopped).refresh();
    story.ring(Timer::Recheck).refresh();
    assert_eq!(story.seen()[2], "> More (Failed)");
    assert!(story.outcome(ticket).unwrap().is_err());
    assert!(!story.chat.can_stop());
    assert_eq!(story.kind(), None, "the visitor knows why");
    let key = story.key_of("More");
    story.fact(Fact::RetryAsked(
        crate::chat::event::MessageRef::Key(key),
        None,
    ));
    story.refresh().stream("Sure");
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
}

#[test]
fn a_stop_while_the_conversation_is_being_started_keeps_the_words() {
    let mut story = Story::with_key();
    story.show().say("Hello").identify();
    story.fact(Fact::Stopped);
    assert_eq!(story.seen(), ["> Hello (Failed)"]);
    assert!(!story.chat.can_stop());
    story.start();
    assert_eq!(
        story.seen(),
        ["> Hello (Failed)"],
        "it is not sent after all"
    );
    let key = story.key_of("Hello");
    story.fact(Fact::RetryAsked(
        crate::chat::event::MessageRef::Key(key),
        None,
    ));
    story.stream("Hi!");
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
}

#[test]
fn a_stop_during_a_check_ends_it_and_tells_the_page() {
    let mut story = Story::talking();
    let ticket = story.page_sends("More");
    story.fail("send", Failure::Network);
    story.fact(Fact::Stopped);
    assert!(!story.chat.can_stop());
    assert!(story.outcome(ticket).unwrap().is_err());
    assert_eq!(story.seen()[2], "> More (Doubtful)");
    assert!(!story.timers.contains_key(&Timer::Recheck));
    assert_eq!(story.kind(), None);
}

#[test]
fn a_stop_of_a_whole_answer_finds_out_too() {
    let mut options = key_options();
    options.no_streaming = true;
    let mut story = Story::of(options, new_device(), true);
    story.show().say("Hello").identify().start();
    story.fact(Fact::Stopped);
    story.server_says("Hello", "Hi!");
    story.refresh();
    assert_eq!(story.seen(), ["> Hello", " (Stopped)"]);
    assert!(!story.chat.can_stop());
}

/// The backend goes on with its answer after the stop.
fn the_backend_goes_on(mut story: Story) {
    story.forget_the_past();
    story.server_says("More", "Well");
    story.server[3].progress = Progress::Awaited;
    story.hide().refresh();
    assert_eq!(story.seen()[2..], ["> More", " (Stopped)"]);
    assert!(!story.timers.contains_key(&Timer::Recheck));
    story.server[3] = theirs("m3", Author::Assistant, "Well, well", Progress::Complete);
    story.show().refresh();
    assert_eq!(story.seen()[2..], ["> More", " (Stopped)"]);
    let told = |event: &HostEvent| match event {
        HostEvent::Message { message, .. } => message.role != "visitor",
        event => matches!(event, HostEvent::Unread(_)),
    };
    assert!(!story.events.iter().any(told), "{:?}", story.events);
    let told = Announcement::Reply(Author::Assistant, "Well, well".into());
    let mut announced = story.chat.announcements().iter();
    assert!(!announced.any(|(_, what)| *what == told));
}

#[test]
fn a_stop_before_the_first_word_stays_one() {
    let mut story = Story::talking();
    story.say("More");
    let id = story.one("send");
    story.fact(Fact::StreamOpened(id)).fact(Fact::Stopped);
    assert_eq!(story.seen()[2..], ["> More", " (Stopped)"]);
    the_backend_goes_on(story);
}

#[test]
fn a_stop_before_the_stream_began_stays_one() {
    let mut story = Story::talking();
    story.say("More").fact(Fact::Stopped);
    the_backend_goes_on(story);
}

#[test]
fn a_stop_while_the_answer_is_looked_for_stays_one() {
    let mut story = Story::talking();
    story.say("More").fail("send", Failure::Network);
    story.server_says("More", "");
    story.refresh();
    story.fact(Fact::Stopped);
    story.server.truncate(2);
    the_backend_goes_on(story);
}

#[test]
fn nothing_stands_in_for_the_answer_to_what_did_not_arrive() {
    let mut story = Story::talking();
    story.say("More").fact(Fact::Stopped).refresh();
    assert_eq!(story.seen()[2..], ["> More (Uncertain)"]);
    story.ring(Timer::Recheck).refresh();
    assert_eq!(story.seen()[2..], ["> More (Failed)"]);
}

#[test]
fn a_stop_when_nothing_runs_is_nothing() {
    let mut story = Story::talking();
    story.fact(Fact::Stopped);
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
    assert!(story.calls.is_empty() && story.timers.is_empty());
}
