//! A backend that keeps what was said to itself: nothing is looked up, nothing is sent twice, and
//! what it says last is the end.

use super::harness::*;
use crate::api::failure::{Failure, StatusFailure};
use crate::api::{Call, Handoff, Reply};
use crate::chat::command::{HostEvent, Settled, Timer};
use crate::chat::event::{Fact, MessageRef};
use crate::chat::message::{Author, Feedback, Message, Part, Progress};
use crate::chat::notice::{Action, Kind};
use crate::chat::{Foot, Screen};

pub fn new_visitor() -> Story {
    let mut story = Story::of(silent_options(), new_device(), true);
    story.show();
    story
}

/// The backend has started a conversation and says hello.
pub fn greets(story: &mut Story) {
    let greeting = Message {
        id: None,
        at: None,
        ..theirs("", Author::Assistant, "Welcome", Progress::Complete)
    };
    let now = conversation("c1");
    story.reply("start", Reply::Fetched(now, vec![greeting]));
}

pub fn answers(story: &mut Story, text: &str) {
    let parts = vec![Part::Text(text.into())];
    story.reply("send", Reply::Answer(parts));
}

/// A visitor who has said "Hello" and was answered "Hi!".
pub fn talking() -> Story {
    let mut story = new_visitor();
    story.say("Hello");
    greets(&mut story);
    answers(&mut story, "Hi!");
    story.forget_the_past();
    story
}

fn over() -> Failure {
    Failure::Over(StatusFailure {
        status: 410,
        code: Some("ChatConversationEnded".into()),
        ..StatusFailure::default()
    })
}

fn retry(story: &mut Story, text: &str) {
    let key = story.key_of(text);
    story.fact(Fact::RetryAsked(MessageRef::Key(key), None));
}

#[test]
fn a_message_starts_a_conversation_without_a_session() {
    let mut story = new_visitor();
    assert!(story.calls.is_empty(), "nothing before a word is said");
    story.say("Hello");
    greets(&mut story);
    assert_eq!(story.seen(), ["Welcome", "> Hello (Sending)"]);
    let Call::Send { text, stream, .. } = story.call("send") else {
        panic!("no send");
    };
    assert_eq!((text.as_str(), *stream), ("Hello", false));
    answers(&mut story, "Hi!");
    assert_eq!(story.seen(), ["Welcome", "> Hello", "Hi!"]);
    assert!(story.calls.is_empty(), "{:?}", story.calls);
    let said = |event: &HostEvent| match event {
        HostEvent::Message { message, .. } => Some(message.text.clone()),
        _ => None,
    };
    let said: Vec<_> = story.events.iter().filter_map(said).collect();
    assert_eq!(said, ["Welcome", "Hello", "Hi!"]);
}

#[test]
fn a_conversation_that_the_page_starts_shows_the_greeting() {
    let mut story = new_visitor();
    let ticket = story.page_starts();
    greets(&mut story);
    assert_eq!(story.seen(), ["Welcome"]);
    assert_eq!(story.outcome(ticket), Some(&Ok(Settled::Id("c1".into()))));
}

#[test]
fn nothing_is_ever_looked_up() {
    let mut story = talking();
    story.hide().show();
    story.fact(Fact::PageVisible(false));
    story.now += 3_600_000;
    story.fact(Fact::PageVisible(true));
    story.fact(Fact::Online(false)).fact(Fact::Online(true));
    assert!(story.calls.is_empty(), "{:?}", story.calls);
    assert!(story.timers.is_empty(), "{:?}", story.timers);
}

#[test]
fn what_it_cannot_do_is_not_offered() {
    let mut story = talking();
    let ticket = story.page_opens("c0");
    assert_eq!(story.refusal(ticket), Some("NOT_SUPPORTED"));
    story.fact(Fact::HistoryAsked);
    assert_eq!(story.chat.screen(), Screen::Conversation);
    let can = story.chat.can();
    assert!(!story.chat.has_history() && !can.close_reason && !can.streaming && !can.people);
    let key = story.key_of("Hi!");
    story.fact(Fact::Rated(key, Feedback::Like));
    assert!(story.calls.is_empty(), "{:?}", story.calls);
}

#[test]
fn the_last_answer_is_read_before_the_end() {
    for handoff in [
        None,
        Some(Handoff {
            destination: Some("billing".into()),
            reason: Some("asked".into()),
        }),
    ] {
        let mut story = talking();
        story.say("Bye").say("One more");
        let last = Reply::LastAnswer(vec![Part::Text("Goodbye".into())], handoff.clone());
        story.reply("send", last);
        let seen = ["Welcome", "> Hello", "Hi!", "> Bye", "Goodbye"];
        assert_eq!(story.seen()[..5], seen);
        assert_eq!(story.seen()[5], "> One more (Failed)");
        assert_eq!(story.chat.foot(), Foot::Closed);
        let close = HostEvent::ConversationClose {
            id: "c1".into(),
            reason: None,
        };
        let handed = handoff.map(|to| HostEvent::Handoff { agent: None, to });
        let told = story.events.iter().skip(2);
        assert!(told.eq(handed.iter().chain([&close])), "{:?}", story.events);
        assert!(story.calls.is_empty());
    }
}

#[test]
fn an_end_without_words_is_an_end() {
    let mut story = talking();
    story.say("Bye");
    story.reply("send", Reply::LastAnswer(Vec::new(), None));
    assert_eq!(story.seen(), ["Welcome", "> Hello", "Hi!", "> Bye"]);
    assert_eq!(story.chat.foot(), Foot::Closed);
}

#[test]
fn a_conversation_that_is_over_keeps_its_transcript_and_the_message_goes_into_a_new_one() {
    let mut story = talking();
    story.say("Still there?").fail("send", over());
    let seen = ["Welcome", "> Hello", "Hi!", "> Still there? (Failed)"];
    assert_eq!(story.seen(), seen);
    assert_eq!(story.chat.foot(), Foot::Closed);
    assert_eq!(story.kind(), None);
    let told = story.events.iter().find_map(|event| match event {
        HostEvent::Error { code, status, .. } => Some((code.as_str(), *status)),
        _ => None,
    });
    assert_eq!(told, Some(("ChatConversationEnded", Some(410))));
    assert_eq!(story.sent, ["Hello", "Still there?"]);
    retry(&mut story, "Still there?");
    greets(&mut story);
    answers(&mut story, "Yes");
    assert_eq!(story.seen(), ["Welcome", "> Still there?", "Yes"]);
    assert_eq!(story.sent, ["Hello", "Still there?", "Still there?"]);
}

#[test]
fn what_got_lost_may_have_been_delivered_and_is_sent_again_by_a_click_alone() {
    for (failure, kind) in [
        (Failure::Network, Kind::PerhapsDelivered),
        (Failure::Timeout, Kind::PerhapsDelivered),
        (Failure::Malformed, Kind::ServiceError),
        (status(500), Kind::ServiceError),
        (status(502), Kind::AssistantDown),
        (status(504), Kind::AssistantDown),
    ] {
        let mut story = talking();
        let ticket = story.page_sends("Lost");
        story.say("Behind it").fail("send", failure.clone());
        let seen = ["> Lost (Doubtful)", "> Behind it (Failed)"];
        assert_eq!(story.seen()[3..], seen, "{failure:?}");
        assert_eq!(story.kind(), Some(kind));
        assert_eq!(story.refusal(ticket), Some(failure.code().as_str()));
        story.fact(Fact::Online(true)).hide().show();
        assert!(story.calls.is_empty(), "nothing by itself");
        story.try_again();
        answers(&mut story, "Found");
        assert_eq!(
            story.seen()[3..],
            ["> Behind it (Failed)", "> Lost", "Found"]
        );
        assert_eq!(story.kind(), None);
    }
}

#[test]
fn the_visitor_can_go_on_after_a_message_that_got_lost() {
    let mut story = talking();
    story.say("Lost").fail("send", Failure::Network);
    story.say("Never mind");
    answers(&mut story, "Well");
    let seen = ["> Lost (Doubtful)", "> Never mind", "Well"];
    assert_eq!(story.seen()[3..], seen);
    retry(&mut story, "Lost");
    answers(&mut story, "Found");
    let seen = ["> Never mind", "Well", "> Lost", "Found"];
    assert_eq!(story.seen()[3..], seen);
}

#[test]
fn what_was_refused_has_surely_not_been_delivered() {
    for (failure, kind, draft) in [
        (status(400), Kind::Invalid, "Refused"),
        (busy(429, 3), Kind::RateLimited, ""),
        (status(409), Kind::Refused, ""),
        (
            Failure::NotAdmitted(StatusFailure::default()),
            Kind::Unavailable,
            "",
        ),
    ] {
        let mut story = talking();
        story.say("Refused").fail("send", failure);
        assert_eq!(story.kind(), Some(kind));
        assert_eq!(story.draft(), draft);
        if draft.is_empty() {
            assert_eq!(story.seen()[3..], ["> Refused (Failed)"]);
        }
    }
}

#[test]
fn a_busy_backend_gets_nothing_before_its_time_and_the_message_by_a_click() {
    let mut story = talking();
    story.say("Now?").fail("send", busy(503, 3));
    assert_eq!(story.seen()[3..], ["> Now? (Doubtful)"]);
    story.wait();
    assert!(story.calls.is_empty());
    assert_eq!(
        story.action(),
        Some(Action::SendAgain(story.key_of("Now?")))
    );
    story.try_again();
    answers(&mut story, "Yes");
    assert_eq!(story.seen()[3..], ["> Now?", "Yes"]);
}

#[test]
fn a_stopped_message_may_have_been_delivered() {
    let mut story = talking();
    story.say("Stop me").fact(Fact::Stopped);
    assert_eq!(story.seen()[3..], ["> Stop me (Doubtful)"]);
    assert!(story.calls.is_empty());
    assert!(!story.chat.can_stop());
}

#[test]
fn closing_waits_for_the_answer_under_way() {
    let mut story = talking();
    story.say("Wait");
    let ticket = story.page_closes("Done");
    assert_eq!(story.outstanding("close").len(), 0);
    answers(&mut story, "Here");
    story.reply("close", Reply::Closed);
    assert_eq!(story.outcome(ticket), Some(&Ok(Settled::Done)));
    assert_eq!(story.seen()[3..], ["> Wait", "Here"]);
    let ending = story.chat.ending().unwrap();
    assert_eq!(ending.reason.as_deref(), Some("Done"));
    assert!(story.calls.is_empty(), "{:?}", story.calls);
}

#[test]
fn closing_that_waits_is_done_where_the_answer_ends_the_conversation() {
    let mut story = talking();
    story.say("Wait");
    let ticket = story.page_closes("");
    story.reply("send", Reply::LastAnswer(Vec::new(), None));
    assert_eq!(story.outcome(ticket), Some(&Ok(Settled::Done)));
    assert!(story.calls.is_empty(), "{:?}", story.calls);
}

#[test]
fn closing_that_waits_goes_on_where_the_answer_got_lost() {
    let mut story = talking();
    story.say("Wait");
    story.page_closes("");
    story.fail("send", Failure::Network);
    story.reply("close", Reply::Closed);
    assert_eq!(story.chat.foot(), Foot::Closed);
}

#[test]
fn what_is_written_offline_goes_out_when_the_connection_is_back() {
    let mut story = talking();
    story.fact(Fact::Online(false));
    story.say("Later");
    assert_eq!(story.seen()[3..], ["> Later (Queued)"]);
    assert!(story.calls.is_empty());
    if story.timers.contains_key(&Timer::Probe) {
        story.ring(Timer::Probe);
    }
    assert!(story.calls.is_empty(), "{:?}", story.calls);
    story.fact(Fact::Online(true));
    answers(&mut story, "Now");
    assert_eq!(story.seen()[3..], ["> Later", "Now"]);
}

#[test]
fn a_conversation_that_did_not_start_leaves_the_old_one_to_go_on() {
    let mut story = talking();
    story.page_starts();
    story.fail("start", Failure::Network);
    story.say("Go on");
    if story.timers.contains_key(&Timer::Probe) {
        story.ring(Timer::Probe);
    }
    answers(&mut story, "Yes");
    assert_eq!(story.seen()[3..], ["> Go on", "Yes"]);
}
