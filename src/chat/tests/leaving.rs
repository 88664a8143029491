//! Leaving a conversation: a fresh start, another conversation, another visitor.

use super::harness::*;
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::api::{Call, Reply};
use crate::chat::command::{Command, HostEvent};
use crate::chat::event::Fact;
use crate::chat::notice::Kind;
use crate::chat::{Blocked, Device, Screen};
use crate::options::Options;

#[test]
fn a_fresh_start_takes_unsent_words_along_and_leaves_sent_ones() {
    let mut story = Story::talking();
    story.say("Failed").fail("send", status(418));
    story.say("Sending").say("Queued");
    story.fact(Fact::Drafted("Drafted".into()));
    let sending = story.one("send");
    story.fact(Fact::NewConversationAsked);
    assert!(story.calls.is_empty());
    assert_eq!(story.draft(), "Failed\n\nSending\n\nQueued\n\nDrafted");
    assert_eq!(story.chat.screen(), Screen::Home);
    assert_eq!(story.chat.conversation(), None);
    story.fact(Fact::StreamOpened(sending));
    assert!(story.seen().is_empty());
    story.conversation = conversation("c2");
    story.say("New").start();
    assert!(matches!(story.call("send"), Call::Send { conversation, .. } if conversation == "c2"));
}

#[test]
fn a_fresh_start_takes_words_along_that_may_not_have_arrived() {
    let mut story = Story::talking();
    story.say("More").fail("send", Failure::Network);
    story.fact(Fact::NewConversationAsked);
    assert_eq!(story.draft(), "More");
}

#[test]
fn every_promise_is_settled_when_the_conversation_is_left() {
    let mut story = Story::talking();
    let sent = story.page_sends("One");
    let queued = story.page_sends("Two");
    let opened = story.page_opens("c9");
    let closed = story.page_closes("x");
    story.fact(Fact::NewConversationAsked);
    for ticket in [sent, queued, opened, closed] {
        assert_eq!(story.refusal(ticket), Some("CONVERSATION_LEFT"));
    }
}

#[test]
fn a_fresh_start_without_a_connection_still_says_so() {
    let mut story = Story::talking();
    story
        .fact(Fact::Online(false))
        .fact(Fact::NewConversationAsked);
    assert_eq!(story.kind(), Some(Kind::Offline));
}

#[test]
fn the_page_can_start_a_conversation_in_the_middle_of_an_answer() {
    let mut story = Story::talking();
    story.say("More");
    story.stream_begins("Well");
    story.conversation = conversation("c2");
    let ticket = story.page_starts();
    assert_eq!(story.seen()[3], "Well (Streaming)");
    story.start();
    assert!(story.outstanding("send").is_empty());
    assert_eq!(
        story.outcome(ticket),
        Some(&Ok(crate::chat::command::Settled::Id("c2".into())))
    );
    assert!(story.seen().is_empty());
    let told = HostEvent::ConversationStart { id: "c2".into() };
    assert!(story.events.contains(&told));
}

#[test]
fn a_message_written_while_the_page_starts_a_conversation_goes_into_it() {
    let mut story = Story::with_key();
    story.page_starts();
    story.say("Hello").identify();
    assert_eq!(story.outstanding("start").len(), 1);
    story.start().stream("Hi!");
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
}

#[test]
fn starting_twice_settles_both_promises() {
    let mut story = Story::talking();
    let one = story.page_starts();
    let two = story.page_starts();
    assert_eq!(story.refusal(one), Some("CONVERSATION_LEFT"));
    story.start();
    assert!(story.outcome(two).unwrap().is_ok());
}

#[test]
fn a_start_of_the_page_that_failed_is_told_to_both() {
    let mut story = Story::talking();
    let ticket = story.page_starts();
    story.say("Hello").fail("start", status(500));
    assert_eq!(story.refusal(ticket), Some("HTTP_500"));
    assert_eq!(story.kind(), Some(Kind::ServiceError));
    assert_eq!(story.seen(), ["> Hello", "Hi!", "> Hello (Sending)"]);
    story.stream("Hi again!");
    assert_eq!(story.chat.conversation().unwrap().id, "c1");
}

#[test]
fn a_start_that_is_refused_costs_nobody_their_conversation() {
    let mut story = Story::talking();
    story.page_starts();
    story.fail("start", status(403));
    assert_eq!(story.chat.blocked(), None);
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
}

#[test]
fn a_page_can_send_into_the_conversation_that_it_starts_after_a_closed_one() {
    let mut story = Story::talking();
    story.server_closes("solved");
    story.hide().show().refresh();
    story.page_starts();
    let ticket = story.page_sends("Again");
    story.conversation = conversation("c2");
    story.start().stream("Yes?");
    assert_eq!(story.seen(), ["> Again", "Yes?"]);
    assert!(story.outcome(ticket).unwrap().is_ok());
}

#[test]
fn another_conversation_takes_the_place_of_this_one() {
    let mut story = Story::talking();
    let ticket = story.page_opens("c9");
    assert_eq!(story.seen().len(), 2, "until it is there, nothing changes");
    story.conversation = conversation("c9");
    story.server.clear();
    story.server_says("Older", "Yes?");
    story.refresh();
    assert!(story.outcome(ticket).unwrap().is_ok());
    assert_eq!(story.seen(), ["> Older", "Yes?"]);
}

#[test]
fn a_conversation_that_cannot_be_opened_leaves_this_one_usable() {
    for failure in [status(403), status(404), status(500), Failure::Malformed] {
        let mut story = Story::talking();
        let ticket = story.page_opens("c9");
        story.say("Meanwhile");
        story.fail("fetch", failure.clone());
        assert_eq!(story.refusal(ticket), Some(failure.code().as_str()));
        assert!(story.chat.notice().is_some());
        assert_eq!(story.action(), None, "what is on screen needs no new start");
        assert_eq!(story.chat.blocked(), None);
        assert_eq!(story.seen()[2], "> Meanwhile (Sending)");
    }
}

#[test]
fn the_last_conversation_that_the_page_asked_for_is_shown() {
    let mut story = Story::talking();
    let one = story.page_opens("c8");
    let two = story.page_opens("c9");
    assert_eq!(story.refusal(one), Some("CONVERSATION_LEFT"));
    story.conversation = conversation("c9");
    story.server.clear();
    story.refresh();
    assert!(story.outcome(two).unwrap().is_ok());
    assert_eq!(story.chat.conversation().unwrap().id, "c9");
}

#[test]
fn opening_another_conversation_in_the_middle_of_a_message_keeps_its_words() {
    let mut story = Story::talking();
    let ticket = story.page_sends("More");
    story.page_opens("c9");
    story.conversation = conversation("c9");
    story.server.clear();
    story.refresh();
    assert_eq!(story.draft(), "More");
    assert_eq!(story.refusal(ticket), Some("CONVERSATION_LEFT"));
}

#[test]
fn words_written_while_another_conversation_is_opened_go_into_it() {
    let mut story = Story::talking();
    story.say("Before").say("Waiting");
    let opened = story.page_opens("c9");
    let sent = story.page_sends("From the page");
    story.say("From the visitor");
    story.conversation = conversation("c9");
    story.server.clear();
    story.server_says("Older", "Yes?");
    story.refresh();
    assert!(story.outcome(opened).unwrap().is_ok());
    assert_eq!(story.draft(), "Before\n\nWaiting");
    let rows = [
        "> Older",
        "Yes?",
        "> From the page (Sending)",
        "> From the visitor (Queued)",
    ];
    assert_eq!(story.seen(), rows);
    assert!(
        matches!(story.call("send"), Call::Send { conversation, page, .. } if conversation == "c9" && *page == here())
    );
    story.stream("Sure");
    assert!(story.outcome(sent).unwrap().is_ok());
}

#[test]
fn opening_what_is_on_screen_interrupts_nothing() {
    let mut story = Story::talking();
    story.say("More");
    story.stream_begins("Su");
    let ticket = story.page_opens("c1");
    assert!(story.outcome(ticket).unwrap().is_ok());
    assert_eq!(story.seen()[2..], ["> More", "Su (Streaming)"]);
}

fn busy_story() -> (Story, Vec<u32>) {
    let mut story = Story::talking();
    let tickets = vec![
        story.page_sends("One"),
        story.page_sends("Two"),
        story.page_opens("c9"),
        story.page_closes("x"),
    ];
    story.fact(Fact::Drafted("Secret words".into()));
    (story, tickets)
}

fn nothing_is_left(story: &Story, tickets: &[u32], outstanding: &[u32]) {
    assert!(story.seen().is_empty());
    assert_eq!(story.draft(), "");
    assert_eq!(story.chat.conversation(), None);
    assert_eq!(story.chat.notice(), None);
    assert!(story.chat.announcements().is_empty());
    assert_eq!(story.chat.close_form().reason, "");
    assert!(story.timers.is_empty(), "{:?}", story.timers);
    assert!(outstanding.iter().all(|id| !story.calls.contains_key(id)));
    for ticket in tickets {
        assert!(story.outcome(*ticket).is_some_and(Result::is_err));
    }
}

#[test]
fn a_reset_leaves_nothing_behind_and_begins_as_somebody_else() {
    let (mut story, tickets) = busy_story();
    let outstanding: Vec<_> = story.calls.keys().copied().collect();
    story.fact(Fact::Reset {
        fresh: Secret::new("third"),
    });
    nothing_is_left(&story, &tickets, &outstanding);
    assert!(story.orders.contains(&Command::KeepVisitor(None)));
    for id in outstanding {
        story.fact(Fact::StreamOpened(id));
        let reply = Reply::Fetched(conversation("c1"), story.server.clone());
        story.fact(Fact::Answered(id, Ok(reply)));
    }
    assert!(story.seen().is_empty() && story.chat.conversation().is_none());
    story.say("Hello");
    let Call::Identify { visitor_id, .. } = story.call("identify") else {
        panic!()
    };
    assert_eq!(*visitor_id, Secret::new("third"));
}

#[test]
fn another_identity_leaves_nothing_of_the_last_behind() {
    let (mut story, tickets) = busy_story();
    let outstanding: Vec<_> = story.calls.keys().copied().collect();
    let options = Options {
        token: Some(Secret::new("other")),
        ..Options::default()
    };
    story.fact(Fact::Configured {
        options: Box::new(options),
        device: Device::default(),
    });
    nothing_is_left(&story, &tickets, &outstanding);
    assert_eq!(story.token("verify"), "other");
    assert_eq!(story.token("find"), "other");
}

#[test]
fn other_words_and_colours_leave_the_conversation_alone() {
    let mut story = Story::talking();
    story.say("More");
    let mut options = key_options();
    options.heading = Some("Help".into());
    story.fact(Fact::Configured {
        options: Box::new(options),
        device: new_device(),
    });
    assert_eq!(story.chat.options().heading.as_deref(), Some("Help"));
    story.stream("Sure");
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
}

#[test]
fn a_credential_that_comes_later_is_used_at_once() {
    let mut story = Story::of(Options::default(), Device::default(), true);
    story.show();
    assert_eq!(story.chat.blocked(), Some(Blocked::NotConfigured));
    let options = Options {
        asks_for_token: true,
        ..Options::default()
    };
    story.fact(Fact::Configured {
        options: Box::new(options),
        device: Device::default(),
    });
    assert_eq!(story.asked.len(), 1);
    assert_eq!(story.chat.blocked(), None);
}

#[test]
fn a_reset_clears_the_count_of_unread_messages() {
    let mut story = Story::talking();
    story.say("More").hide().stream("Sure");
    assert_eq!(story.chat.unread(), 1);
    story.fact(Fact::Reset {
        fresh: Secret::new("x"),
    });
    assert_eq!(story.chat.unread(), 0);
    assert_eq!(story.events.last(), Some(&HostEvent::Unread(0)));
}

#[test]
fn a_reset_takes_a_given_token_away() {
    let mut story = Story::with_token();
    story.show().fact(Fact::Reset {
        fresh: Secret::new("x"),
    });
    assert!(story.calls.is_empty());
    assert_eq!(story.chat.blocked(), Some(Blocked::NotConfigured));
}
