//! Cheap looks at a long conversation: what is new is fetched, and nothing that was there is lost.

use super::harness::*;
use crate::api::failure::Failure;
use crate::api::{Call, Reply};
use crate::chat::command::Timer;
use crate::chat::event::Fact;

/// A returning visitor with 120 messages that a person has taken over; nothing is under way.
fn long() -> Story {
    let mut story = Story::returning();
    for number in 0..60 {
        story.server_says(&format!("Q{number}"), &format!("A{number}"));
    }
    story.conversation.human_handled = true;
    story.show().identify();
    story.reply("find", Reply::Found(Some("c1".into())));
    story.refresh();
    assert!(story.calls.is_empty());
    story
}

/// Answers the look at the list with what the backend holds.
fn glance(story: &mut Story) -> &mut Story {
    let listed = vec![summary(&story.conversation, story.server.last())];
    story.reply("list", Reply::Listed(listed, Some(7)))
}

/// Answers the look at the end with what the backend holds.
fn tail(story: &mut Story) -> &mut Story {
    let Call::Tail { offset, .. } = story.call("tail") else {
        panic!()
    };
    let rest = story.server[*offset as usize..].to_vec();
    assert!(rest.len() < 20, "{}", rest.len());
    story.reply("tail", Reply::Rest(rest))
}

#[test]
fn a_look_where_nothing_is_new_is_one_small_request() {
    let mut story = long();
    story.ring(Timer::Poll);
    assert_eq!(
        story.call("list"),
        &Call::List {
            offset: 0,
            limit: 1
        }
    );
    glance(&mut story);
    assert!(story.calls.is_empty());
    assert!(story.timers.contains_key(&Timer::Poll));
    assert_eq!(story.seen().len(), 120);
}

#[test]
fn what_is_new_comes_behind_what_was_there() {
    let mut story = long();
    story.server_says("From the other tab", "Yes");
    story.ring(Timer::Poll);
    glance(&mut story);
    tail(&mut story);
    assert!(story.calls.is_empty());
    let seen = story.seen();
    assert_eq!(seen.len(), 122);
    assert_eq!((&*seen[0], &*seen[119]), ("> Q0", "A59"));
    assert_eq!(seen[120..], ["> From the other tab", "Yes"]);
    assert_eq!(story.timers[&Timer::Poll] - story.now, 3_000);
}

#[test]
fn after_a_turn_the_ids_of_its_messages_come_with_the_end() {
    let mut story = long();
    story.say("More").stream("Sure");
    story.server_says("More", "Sure");
    glance(&mut story);
    tail(&mut story);
    assert_eq!(story.seen()[119..], ["A59", "> More", "Sure"]);
    let messages = story.chat.transcript().messages();
    assert!(messages.iter().all(|message| message.id.is_some()));
}

#[test]
fn a_message_that_was_sent_again_does_not_spoil_the_count() {
    let mut story = long();
    let last = story.key_of("Q59");
    let again = crate::chat::event::MessageRef::Key(last);
    story.fact(Fact::RetryAsked(again, None)).stream("Sure");
    story.server_says("Q59", "Sure");
    glance(&mut story);
    tail(&mut story);
    assert_eq!(story.seen()[118..], ["A59", "> Q59", "Sure"]);
}

#[test]
fn an_end_that_does_not_join_what_is_here_is_not_trusted() {
    let mut story = long();
    story.server_says("New", "Yes");
    story.server.drain(..50);
    story.ring(Timer::Poll);
    glance(&mut story).reply("tail", Reply::Rest(Vec::new()));
    story.refresh();
    assert_eq!(story.seen().last().unwrap(), "Yes");
    assert!(story.calls.is_empty());
}

#[test]
fn a_close_and_a_handing_back_are_seen_in_the_list() {
    let mut story = long();
    story.conversation.human_handled = false;
    story.ring(Timer::Poll);
    glance(&mut story);
    assert!(story.chat.answering_person().is_none() && story.timers.is_empty());
    story.server_closes("Tidied up");
    story.hide().show();
    glance(&mut story);
    assert!(story.chat.ending().is_some());
    assert!(story.calls.is_empty() && story.timers.is_empty());
}

#[test]
fn where_the_list_tells_of_something_else_or_is_none_all_is_fetched() {
    let mut story = long();
    let other = vec![summary(&conversation("c9"), None)];
    story
        .ring(Timer::Poll)
        .reply("list", Reply::Listed(other, None));
    story.refresh();
    for failure in [status(400), status(403), status(404), Failure::Malformed] {
        story.ring(Timer::Poll).fail("list", failure);
        story.refresh();
        assert_eq!(story.kind(), None);
        assert_eq!(story.seen().len(), 120);
    }
}

#[test]
fn a_list_that_fails_for_a_while_is_asked_again_later() {
    for failure in [Failure::Network, status(500), busy(503, 9), busy(429, 9)] {
        let mut story = long();
        story.ring(Timer::Poll).fail("list", failure);
        assert!(story.calls.is_empty());
        assert!(story.timers.contains_key(&Timer::Poll));
    }
}

#[test]
fn an_answer_from_before_the_last_turn_is_not_taken() {
    let mut story = long();
    story.ring(Timer::Poll);
    let old = story.one("list");
    story.say("More").stream("Sure");
    assert!(!story.calls.contains_key(&old), "it is asked anew");
    assert_eq!(story.outstanding("list").len(), 1);
}
