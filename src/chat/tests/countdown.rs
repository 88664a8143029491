//! Waiting, whatever the clock does meanwhile.

use super::harness::*;
use crate::api::Reply;
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::chat::Blocked;
use crate::chat::command::Timer;
use crate::chat::event::Fact;
use crate::chat::notice::Kind;

fn waiting(seconds: u32) -> Story {
    let mut story = Story::talking();
    story.say("More").fail("send", busy(429, seconds));
    story
}

fn left(story: &Story) -> Option<u32> {
    story.chat.notice().and_then(|notice| notice.wait)
}

#[test]
fn every_second_counts() {
    let mut story = waiting(3);
    let mut counted = vec![left(&story)];
    while story.timers.contains_key(&Timer::Countdown) {
        story.ring(Timer::Countdown);
        counted.push(left(&story));
    }
    assert_eq!(counted, [Some(3), Some(2), Some(1), None]);
    assert_eq!(story.chat.blocked(), None);
}

#[test]
fn a_device_that_slept_does_not_wait_longer() {
    let mut story = waiting(60);
    story.now += 3_600_000;
    story.ring(Timer::Countdown);
    assert_eq!(left(&story), None);
    assert!(!story.timers.contains_key(&Timer::Countdown));
}

#[test]
fn a_clock_set_back_does_not_stop_the_count() {
    let mut story = waiting(3);
    story.now -= 86_400_000;
    story.fact(Fact::TimedOut(Timer::Countdown));
    assert_eq!(left(&story), Some(2));
    story.fact(Fact::TimedOut(Timer::Countdown));
    story.fact(Fact::TimedOut(Timer::Countdown));
    assert_eq!(left(&story), None);
}

#[test]
fn the_ends_of_time_do_no_harm() {
    for (before, after) in [(i64::MIN, i64::MAX), (i64::MAX, i64::MIN)] {
        let mut story = Story::talking();
        story.now = before;
        story.say("More").fail("send", busy(429, 3));
        story.now = after;
        story.fact(Fact::TimedOut(Timer::Countdown));
        assert!(left(&story) < Some(3));
    }
}

#[test]
fn no_wait_at_all_is_over_at_the_next_second() {
    let mut story = waiting(0);
    story.ring(Timer::Countdown);
    assert_eq!(story.chat.blocked(), None);
    assert!(story.timers.is_empty());
}

#[test]
fn a_wait_cannot_be_dismissed_and_says_nothing_of_the_connection_until_it_is_over() {
    let mut story = waiting(2);
    story.fact(Fact::NoticeDismissed).fact(Fact::Online(false));
    assert_eq!(story.kind(), Some(Kind::RateLimited));
    assert_eq!(story.chat.blocked(), Some(Blocked::Waiting));
    story.wait();
    assert_eq!(story.kind(), Some(Kind::Offline));
}

#[test]
fn what_else_fails_meanwhile_does_not_end_the_wait() {
    for failure in [status(500), status(422), Failure::Network, busy(503, 2)] {
        let mut story = waiting(60);
        story.ring(Timer::Countdown);
        story.close_with("Done").fail("close", failure.clone());
        let kind = story.kind();
        assert!(kind != Some(Kind::RateLimited), "it is told: {failure:?}");
        assert_eq!(left(&story), Some(59), "{failure:?}");
        assert_eq!(story.chat.blocked(), Some(Blocked::Waiting));
        for id in story.outstanding("fetch") {
            story.fact(Fact::Answered(id, Err(status(500))));
        }
        story.say("Too soon").wait();
        assert_eq!(story.draft(), "Too soon");
        assert_eq!(story.kind(), kind, "it is still there to be read");
        assert_eq!(story.chat.blocked(), None);
        story.try_again();
        assert_eq!(story.outstanding("close").len(), 1);
    }
}

#[test]
fn a_longer_wait_takes_the_place_of_a_shorter_one() {
    let mut story = waiting(3);
    story.close_with("Done").fail("close", busy(429, 60));
    assert_eq!(left(&story), Some(60));
}

#[test]
fn a_new_conversation_does_not_end_the_wait() {
    let mut story = waiting(60);
    story.close_with("Done").reply("close", Reply::Closed);
    assert_eq!(story.chat.blocked(), Some(Blocked::Closed));
    story.ring(Timer::Countdown);
    story.fact(Fact::NewConversationAsked);
    assert_eq!(story.chat.blocked(), Some(Blocked::Waiting));
    assert_eq!((left(&story), story.action()), (Some(59), None));
    story.wait().say("Hello again").start().stream("Hi!");
    assert_eq!(story.seen(), ["> Hello again", "Hi!"]);
}

#[test]
fn another_visitor_need_not_wait() {
    let mut story = waiting(60);
    let fresh = Secret::new("fresh");
    story.fact(Fact::Reset { fresh });
    assert_eq!((left(&story), story.chat.blocked()), (None, None));
}

#[test]
fn a_second_that_comes_late_changes_nothing() {
    let mut story = Story::talking();
    story.fact(Fact::TimedOut(Timer::Countdown));
    story.fact(Fact::TimedOut(Timer::Recheck));
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
    assert_eq!(story.kind(), None);
}

#[test]
fn a_wait_without_anything_to_try_again_goes_away() {
    let mut story = Story::talking();
    let ticket = story.page_opens("c9");
    story.fail("fetch", busy(503, 2));
    assert!(story.outcome(ticket).unwrap().is_err());
    assert_eq!(story.kind(), Some(Kind::Busy));
    story.wait();
    assert_eq!(story.kind(), None);
}
