//! Whether the backend can be reached: words wait, the chat tries by itself, nothing is sent twice.

use super::harness::*;
use crate::api::failure::Failure;
use crate::api::{Call, Reply};
use crate::chat::command::{HostEvent, Timer};
use crate::chat::event::{Fact, MessageRef};
use crate::chat::notice::{Action, Kind};

const LOST: [Failure; 2] = [Failure::Network, Failure::Timeout];

#[test]
fn a_first_message_that_cannot_reach_the_backend_waits_and_goes_by_itself() {
    for failure in LOST {
        let mut story = Story::with_key();
        story.show().say("Hello").say("More");
        let ticket = story.page_sends("From the page");
        story.fail("identify", failure.clone());
        assert_eq!(story.kind(), Some(Kind::Unreachable));
        story.ring(Timer::Probe).identify().fail("start", failure);
        let waiting = ["> Hello (Queued)", "> More (Queued)"];
        assert_eq!(story.seen()[..2], waiting);
        assert_eq!(story.outcome(ticket), None);
        story.ring(Timer::Probe);
        assert_eq!(story.seen()[..2], waiting, "trying is no news");
        story.reply("find", Reply::Found(None)).start();
        assert_eq!(story.kind(), None);
        story.stream("Hi!").stream("Yes?").stream("Sure");
        assert_eq!(
            story.seen(),
            [
                "> Hello",
                "Hi!",
                "> More",
                "Yes?",
                "> From the page",
                "Sure"
            ]
        );
        assert!(story.outcome(ticket).unwrap().is_ok());
    }
}

#[test]
fn that_the_page_could_not_start_is_no_news_once_what_waits_goes() {
    for failure in LOST {
        let mut story = Story::with_key();
        story.show();
        story.page_starts();
        story.say("Hello").identify().fail("start", failure);
        assert_eq!(story.kind(), Some(Kind::Unreachable));
        story.ring(Timer::Probe);
        if !story.outstanding("find").is_empty() {
            story.reply("find", Reply::Found(None));
        }
        story.start();
        assert_eq!(story.kind(), None);
        story.stream("Hi!");
        assert_eq!(story.seen(), ["> Hello", "Hi!"]);
    }
}

#[test]
fn a_conversation_that_may_have_begun_is_looked_for_before_another_begins() {
    let mut failures = vec![Failure::Malformed, status(409), status(500), busy(503, 3)];
    failures.extend(LOST);
    for failure in failures {
        let mut story = Story::with_key();
        story.show().say("Hello").say("More").identify();
        story.fail("start", failure.clone()).wait();
        if failure.is_of_line() {
            story.ring(Timer::Probe);
        } else if story.outstanding("find").is_empty() {
            let key = MessageRef::Key(story.key_of("Hello"));
            story.fact(Fact::RetryAsked(key, None));
        }
        assert!(story.outstanding("start").is_empty(), "{failure:?}");
        story.reply("find", Reply::Found(Some("c1".into())));
        story.refresh();
        let Call::Send { conversation, .. } = story.call("send") else {
            panic!("no message");
        };
        assert_eq!(conversation, "c1");
        assert!(story.outstanding("start").is_empty(), "{failure:?}");
        assert_eq!(starts(&story), ["c1"], "{failure:?}");
    }
}

fn starts(story: &Story) -> Vec<&str> {
    let starts = story.events.iter().filter_map(|event| match event {
        HostEvent::ConversationStart { id } => Some(id.as_str()),
        _ => None,
    });
    starts.collect()
}

#[test]
fn a_conversation_that_was_there_or_began_in_another_tab_does_not_begin_here() {
    let mut story = Story::returning();
    story.show().identify();
    story.reply("find", Reply::Found(Some("c1".into())));
    story.refresh();
    assert_eq!(starts(&story), [""; 0]);

    let mut story = Story::with_key();
    story.show().say("Hello").identify();
    story.fail("start", Failure::Network).ring(Timer::Probe);
    story.server_says("From another tab", "");
    story.reply("find", Reply::Found(Some("c1".into())));
    story.refresh();
    assert_eq!(starts(&story), [""; 0]);

    let mut story = Story::with_key();
    story.show().say("Hello").identify();
    story.fail("start", Failure::Network).ring(Timer::Probe);
    story.reply("find", Reply::Found(None)).start();
    assert_eq!(starts(&story), ["c1"]);
}

#[test]
fn a_conversation_that_has_surely_not_begun_begins_at_once() {
    for failure in [status(400), status(422), busy(429, 3)] {
        let mut story = Story::with_key();
        story.show().say("Hello").identify();
        story.fail("start", failure.clone()).wait();
        match story.draft() {
            "" => {
                let key = MessageRef::Key(story.key_of("Hello"));
                story.fact(Fact::RetryAsked(key, None));
            }
            _ => drop(story.say("Hello")),
        }
        story.start().stream("Hi!");
        assert_eq!(story.seen(), ["> Hello", "Hi!"], "{failure:?}");
    }
}

#[test]
fn a_backend_that_tells_nothing_is_asked_to_begin_again() {
    let mut story = Story::of(silent_options(), new_device(), true);
    story.show().say("Hello").fail("start", Failure::Network);
    story.ring(Timer::Probe).start();
    assert_eq!(story.seen(), ["> Hello (Sending)"]);
}

#[test]
fn tries_come_less_and_less_often_and_by_chance() {
    let mut story = Story::with_key();
    story.show().say("Hello");
    let mut waits = Vec::new();
    for _ in 0..8 {
        story.fail("identify", Failure::Network);
        waits.push(story.timers[&Timer::Probe] - story.now);
        story.ring(Timer::Probe);
    }
    assert_eq!(
        waits,
        [2, 4, 8, 16, 32, 60, 60, 60].map(|seconds| seconds * 1000)
    );
    story.chance = u32::MAX / 4;
    story.fail("identify", Failure::Network);
    assert_eq!(story.timers[&Timer::Probe] - story.now, 14_999);
}

#[test]
fn that_words_wait_is_told_once_and_can_be_cut_short() {
    let mut story = Story::with_key();
    story.show().say("Hello").fail("identify", Failure::Network);
    story.fact(Fact::NoticeDismissed);
    story.ring(Timer::Probe).fail("identify", Failure::Network);
    assert_eq!(story.kind(), None, "the visitor knows");
    let told = |event: &&HostEvent| matches!(event, HostEvent::Error { .. });
    assert_eq!(story.events.iter().filter(told).count(), 1);
    story.say("More");
    story.fail("identify", Failure::Network);
    assert_eq!(story.action(), Some(Action::LoadAgain));
    story.try_again();
    assert_eq!(story.outstanding("identify").len(), 1);
    story.fail("identify", Failure::Network);
    assert_eq!(story.action(), Some(Action::LoadAgain), "still not");
}

#[test]
fn a_conversation_is_looked_at_before_what_waits_is_sent_into_it() {
    let mut story = Story::talking();
    story.hide().show().fail("fetch", Failure::Network);
    assert_eq!(story.kind(), None, "nothing waits for it");
    assert!(story.timers.is_empty());
    story.say("More");
    assert_eq!(story.seen()[2..], ["> More (Queued)"]);
    story.fail("fetch", Failure::Timeout);
    assert!(story.outstanding("send").is_empty());
    story.ring(Timer::Probe).refresh();
    assert_eq!(story.seen()[2..], ["> More (Sending)"]);
}

#[test]
fn any_answer_says_that_the_backend_can_be_reached() {
    for failure in [status(500), status(418), Failure::Malformed] {
        let mut story = Story::talking();
        story.hide().show().fail("fetch", Failure::Network);
        story.say("More").fail("fetch", failure);
        assert_eq!(story.seen()[2..], ["> More (Sending)"]);
    }
}

#[test]
fn a_backend_that_wants_to_be_left_alone_is() {
    for code in [429, 503] {
        let mut story = Story::talking();
        story.hide().show().fail("fetch", Failure::Network);
        story.say("More").fail("fetch", busy(code, 9));
        assert_eq!(story.chat.notice().unwrap().wait, Some(9));
        assert_eq!(story.seen()[2..], ["> More (Queued)"]);
        assert!(story.calls.is_empty());
        story.wait();
        assert_eq!(story.seen()[2..], ["> More (Sending)"]);
    }
}

#[test]
fn a_browser_that_is_wrong_about_the_connection_does_not_stop_anybody() {
    let mut story = Story::of(key_options(), new_device(), false);
    story.show().say("Hello");
    assert_eq!(story.kind(), Some(Kind::Offline));
    assert!(story.calls.is_empty());
    story.ring(Timer::Probe).identify();
    assert_eq!(story.kind(), None);
    assert!(story.chat.online());
    story.start().stream("Hi!");
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
}

#[test]
fn a_look_for_an_earlier_conversation_is_repeated_while_somebody_waits_for_it() {
    let mut story = Story::returning();
    story.show().identify().fail("find", Failure::Network);
    assert_eq!(story.action(), Some(Action::LoadAgain));
    story.hide();
    story.ring(Timer::Probe);
    assert!(story.calls.is_empty() && story.timers.is_empty());
    story.show().fail("find", Failure::Network);
    story.ring(Timer::Probe).reply("find", Reply::Found(None));
    assert_eq!(story.kind(), None);
    assert!(story.calls.is_empty() && story.timers.is_empty());
}

#[test]
fn a_message_in_doubt_is_looked_for_until_there_is_an_answer() {
    let mut story = Story::talking();
    let ticket = story.page_sends("More");
    story.fail("send", Failure::Network);
    for _ in 0..20 {
        story.fail("fetch", Failure::Network);
        assert_eq!(story.seen()[2], "> More (Uncertain)");
        story.ring(Timer::Probe);
    }
    assert_eq!(story.outcome(ticket), None);
    story.server_says("More", "Sure");
    story.refresh();
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
    assert!(!story.timers.contains_key(&Timer::Probe));
}

#[test]
fn a_check_comes_no_sooner_than_the_backend_wants() {
    for code in [429, 503] {
        let mut story = Story::talking();
        story.say("More").fail("send", Failure::Network);
        story.fail("fetch", busy(code, 30));
        story.fact(Fact::Online(false)).fact(Fact::Online(true));
        assert!(story.calls.is_empty());
        assert_eq!(story.timers[&Timer::Recheck], story.now + 30_000);
        story.ring(Timer::Recheck);
        assert_eq!(story.outstanding("fetch").len(), 1);
    }
}

#[test]
fn a_stop_ends_the_waiting_for_the_line() {
    let mut story = Story::with_key();
    story.show().say("Hello").fail("identify", Failure::Network);
    story.ring(Timer::Probe).fact(Fact::Stopped);
    assert_eq!(story.seen(), ["> Hello (Failed)"]);
    assert!(!story.chat.can_stop());
}

#[test]
fn a_device_that_slept_looks_at_once_what_became_of_an_answer() {
    let mut story = Story::talking();
    story.say("More");
    let id = story.stream_begins("Su");
    story.fact(Fact::PageVisible(false));
    story.now += 59_000;
    story.fact(Fact::PageVisible(true));
    assert!(story.calls.contains_key(&id), "it may still go on");
    story.fact(Fact::PageVisible(false));
    story.now += 61_000;
    story.fact(Fact::PageVisible(true));
    assert!(!story.calls.contains_key(&id));
    story.server_says("More", "Sure");
    story.refresh();
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
}
