//! A message that no look has found may arrive after all: it is not sent again without another look.

use super::harness::*;
use crate::api::failure::Failure;
use crate::chat::command::Timer;
use crate::chat::event::{Fact, MessageRef};
use crate::chat::notice::Kind;

/// "More" got lost on the way, was looked for twice, and is told not to have been sent.
fn told_not_sent(failure: Failure) -> Story {
    let mut story = Story::talking();
    story.say("More").fail("send", failure).refresh();
    story.ring(Timer::Recheck).refresh();
    assert_eq!(story.seen()[2], "> More (Failed)");
    story.sent.clear();
    story
}

fn try_the_row_again(story: &mut Story) {
    let key = MessageRef::Key(story.key_of("More"));
    story.fact(Fact::RetryAsked(key, None));
}

#[test]
fn what_arrives_after_it_was_told_not_to_have_been_sent_is_not_sent_again() {
    for failure in [Failure::Network, Failure::Timeout, status(504)] {
        for by_row in [false, true] {
            let mut story = told_not_sent(failure.clone());
            story.server_says("More", "Sure");
            match by_row {
                true => try_the_row_again(&mut story),
                false => drop(story.try_again()),
            }
            assert_eq!(story.kind(), Some(Kind::Checking));
            story.refresh();
            assert_eq!(story.sent, [""; 0]);
            assert_eq!(story.seen()[2..], ["> More", "Sure"]);
            assert_eq!(story.kind(), None);
            assert!(!story.chat.can_stop());
        }
    }
}

#[test]
fn what_is_still_not_there_is_sent_after_one_look() {
    let mut story = told_not_sent(Failure::Timeout);
    story.try_again();
    assert_eq!(story.sent, [""; 0]);
    story.refresh();
    assert_eq!(story.sent, ["More"]);
    story.stream("Sure");
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
}

#[test]
fn what_was_surely_refused_is_sent_without_a_look() {
    let mut story = Story::talking();
    story.say("More").fail("send", busy(429, 2)).wait();
    story.sent.clear();
    try_the_row_again(&mut story);
    assert_eq!(story.sent, ["More"]);
}

#[test]
fn what_waits_behind_another_turn_is_looked_for_at_its_own() {
    let mut story = told_not_sent(Failure::Network);
    story.say("Next");
    try_the_row_again(&mut story);
    story.server_says("More", "Sure");
    story.stream("Yes");
    story.server_says("Next", "Yes");
    story.refresh();
    assert_eq!(story.sent, ["Next"]);
    assert_eq!(story.seen()[2..], ["> More", "Sure", "> Next", "Yes"]);
    assert!(!story.chat.can_stop());
}

#[test]
fn a_later_look_that_finds_it_takes_the_complaint_back() {
    let mut story = told_not_sent(status(504));
    assert!(story.kind().is_some());
    story.server_says("More", "Sure");
    story.fact(Fact::PageVisible(false));
    story.fact(Fact::PageVisible(true)).refresh();
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
    assert_eq!(story.kind(), None);
}

#[test]
fn it_is_looked_for_now_and_then_as_long_as_the_visitor_waits_for_it() {
    let mut story = told_not_sent(status(504));
    let mut looks = 0;
    while story.timers.contains_key(&Timer::Recheck) {
        story.ring(Timer::Recheck).refresh();
        looks += 1;
        assert!(looks < 20, "for ever");
    }
    assert!(looks > 3, "{looks}");
    assert_eq!(story.seen()[2], "> More (Failed)");
    assert!(story.calls.is_empty());

    let mut story = told_not_sent(status(504));
    story.hide();
    assert!(story.timers.is_empty());
}

#[test]
fn after_a_reload_it_counts_as_what_may_have_arrived() {
    let story = told_not_sent(Failure::Network);
    let kept = story.kept.unwrap();
    assert_eq!(kept.unsent, "");
    assert_eq!(kept.uncertain[0].text, "More");
}
