//! Waiting, whatever the clock does meanwhile.

use super::harness::*;
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
