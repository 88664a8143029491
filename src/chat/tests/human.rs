//! People answer: no push, so the chat looks, less and less often, while it can be seen.

use super::harness::*;
use crate::api::Reply;
use crate::api::failure::Failure;
use crate::chat::command::{HostEvent, Timer};
use crate::chat::conversation::Person;
use crate::chat::event::Fact;
use crate::chat::message::{Author, Progress};

fn agent() -> Person {
    Person {
        name: Some("Grace".into()),
        picture: None,
    }
}

/// A message was taken by people; the look that follows has been answered.
fn handed_over() -> Story {
    let mut story = Story::talking();
    story.say("A person, please").reply("send", Reply::Accepted);
    story.conversation.human_handled = true;
    story.server_says("A person, please", "");
    story.refresh();
    story
}

fn grace_says(story: &mut Story, text: &str) {
    let id = format!("h{}", story.server.len());
    let author = Author::HumanAgent(agent());
    story
        .server
        .push(theirs(&id, author, text, Progress::Complete));
}

fn delay(story: &Story) -> i64 {
    story.timers[&Timer::Poll] - story.now
}

#[test]
fn a_message_that_people_take_ends_the_turn_and_is_told_as_a_handoff() {
    let mut story = Story::talking();
    let ticket = story.page_sends("A person, please");
    story.reply("send", Reply::Accepted);
    assert!(!story.chat.can_stop() && !story.chat.awaits_reply());
    assert_eq!(story.seen()[2], "> A person, please");
    assert!(story.outcome(ticket).unwrap().is_ok());
    assert_eq!(agents_told(&story), [], "who it is will be known at once");
    story.conversation.human_handled = true;
    story.conversation.human_agent = Some(agent());
    story.refresh();
    assert_eq!(agents_told(&story), [agent().name]);
}

/// Whom the page was told to answer from now on.
fn agents_told(story: &Story) -> Vec<Option<String>> {
    let events = story.events.iter();
    let agents = events.filter_map(|event| match event {
        HostEvent::Handoff { agent, .. } => Some(agent.clone()),
        _ => None,
    });
    agents.collect()
}

#[test]
fn a_handoff_is_told_without_a_name_where_the_look_cannot_tell_it() {
    for looks in [true, false] {
        let mut story = Story::talking();
        story.say("A person, please").reply("send", Reply::Accepted);
        story.server_says("A person, please", "");
        match looks {
            true => drop(story.refresh()),
            false => drop(story.fail("fetch", status(500))),
        }
        assert_eq!(agents_told(&story), [None], "{looks}");
        story.conversation.human_handled = true;
        story.ring(Timer::Poll).refresh();
        assert_eq!(agents_told(&story), [None], "{looks}");
    }
}

#[test]
fn what_was_promised_in_one_conversation_says_nothing_of_the_next() {
    let mut story = Story::talking();
    story.say("A person, please").reply("send", Reply::Accepted);
    story.fact(Fact::NewConversationAsked);
    story.say("Hello again");
    story.conversation = conversation("c2");
    story.start().stream("Hi again!");
    story.server.clear();
    story.server_says("Hello again", "Hi again!");
    story.refresh();
    assert_eq!(story.chat.answering_person(), None);
    assert_eq!(agents_told(&story), []);
}

#[test]
fn a_handoff_is_told_once() {
    let mut story = handed_over();
    story
        .ring(Timer::Poll)
        .refresh()
        .ring(Timer::Poll)
        .refresh();
    let told = story
        .events
        .iter()
        .filter(|it| matches!(it, HostEvent::Handoff { .. }));
    assert_eq!(told.count(), 1);
}

#[test]
fn it_is_looked_less_and_less_often_until_somebody_writes() {
    let mut story = handed_over();
    let mut delays = Vec::new();
    for _ in 0..9 {
        delays.push(delay(&story));
        story.ring(Timer::Poll).refresh();
    }
    assert_eq!(delays[0], 3_000);
    assert!(delays.is_sorted(), "{delays:?}");
    assert_eq!(*delays.last().unwrap(), 30_000);
    grace_says(&mut story, "Hello, I am Grace");
    story.ring(Timer::Poll).refresh();
    assert_eq!(story.seen().last().unwrap(), "Grace: Hello, I am Grace");
    assert_eq!(delay(&story), 3_000);
}

#[test]
fn a_failed_look_does_not_end_the_looking() {
    let mut story = handed_over();
    for failure in [Failure::Network, status(500), busy(503, 9)] {
        story.ring(Timer::Poll).fail("fetch", failure);
        assert_eq!(story.kind(), None);
    }
    assert!(story.timers.contains_key(&Timer::Poll));
}

#[test]
fn a_conversation_that_is_gone_is_no_longer_looked_at() {
    for code in [401, 403, 404] {
        let mut story = handed_over();
        story.ring(Timer::Poll).fail("fetch", status(code));
        for id in story.outstanding("identify") {
            story.calls.remove(&id);
            story.fact(Fact::Answered(id, Err(status(401))));
        }
        assert!(story.timers.is_empty(), "{code}: {:?}", story.timers);
        assert!(story.chat.notice().is_some());
    }
}

#[test]
fn the_next_message_can_be_written_at_once() {
    let mut story = handed_over();
    story.say("Are you there?").reply("send", Reply::Accepted);
    assert_eq!(story.seen()[3], "> Are you there?");
    assert!(!story.chat.can_stop());
}

#[test]
fn a_look_asked_for_before_the_handoff_does_not_undo_it() {
    let mut story = Story::talking();
    story.hide().show();
    let old = story.one("fetch");
    story.say("A person, please").reply("send", Reply::Accepted);
    assert!(!story.calls.contains_key(&old), "it is asked anew");
    story.fact(Fact::Answered(
        old,
        Ok(Reply::Fetched(conversation("c1"), Vec::new())),
    ));
    assert!(story.chat.conversation().unwrap().human_handled);
}

#[test]
fn an_answer_of_people_in_the_middle_of_a_stream_leaves_no_open_row() {
    let mut story = Story::talking();
    story.say("More");
    let id = story.stream_begins("Su");
    story.calls.remove(&id);
    story.fact(Fact::Answered(id, Ok(Reply::Accepted)));
    assert_eq!(story.seen()[3], "Su (Interrupted)");
    assert!(!story.chat.can_stop());
}
