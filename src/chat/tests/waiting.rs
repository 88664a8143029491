//! Whoever waits for a person behind a hidden panel waits on the next page too, and only they do.

use super::harness::*;
use crate::api::failure::Failure;
use crate::api::{Call, Reply};
use crate::chat::command::{HostEvent, Timer};
use crate::chat::conversation::{Person, Status};
use crate::chat::event::Fact;
use crate::chat::message::{Author, Message, Progress};
use crate::chat::{Announcement, Foot, Onward};
use crate::options::Options;

/// What people say takes place when the clock says so.
fn person_says(story: &mut Story, text: &str) {
    story.now += 1_000;
    let id = format!("p{}", story.server.len());
    let author = Author::HumanAgent(Person::default());
    let at = Some(story.now);
    story.server.push(Message {
        at,
        ..theirs(&id, author, text, Progress::Complete)
    });
}

/// A person answers "c1"; the panel is hidden.
fn waiting() -> Story {
    let mut story = Story::talking();
    story.conversation.human_handled = true;
    person_says(&mut story, "One moment");
    story.hide().show().refresh();
    assert_eq!(story.kept_shown, Some(Onward::Shown));
    story.hide();
    story
}

/// The next page, once all of the panel is there.
fn next_page(story: &Story, options: Options) -> Story {
    let mut next = story.next_page(options);
    next.fact(Fact::Ready);
    next
}

fn counts(story: &Story) -> Vec<u32> {
    let counts = story.events.iter().filter_map(|event| match event {
        HostEvent::Unread(count) => Some(*count),
        _ => None,
    });
    counts.collect()
}

#[test]
fn who_waits_for_a_person_waits_on_the_next_page() {
    let story = waiting();
    assert_eq!(story.kept_shown, Some(Onward::Waiting));
    let mut next = next_page(&story, key_options());
    next.identify().refresh();
    assert_eq!(next.chat.unread(), 0);
    assert!(!next.chat.shown());
    person_says(&mut next, "Here I am");
    next.ring(Timer::Poll).refresh();
    assert_eq!(counts(&next), [1]);
    let said = next.chat.announcements().last().map(|it| &it.1);
    assert_eq!(said, Some(&Announcement::Unread(1)));
    assert_eq!(next.kept_shown, Some(Onward::Waiting));
}

#[test]
fn what_a_person_wrote_between_two_pages_is_unread() {
    let mut story = waiting();
    person_says(&mut story, "Here I am");
    person_says(&mut story, "Still there?");
    let mut next = next_page(&story, key_options());
    next.identify().refresh();
    assert_eq!(counts(&next), [2]);
    let mut third = next_page(&next, key_options());
    third.identify().refresh();
    assert_eq!(counts(&third), [2], "it is still unread");
    third.show();
    assert_eq!(counts(&third), [2, 0]);
    assert_eq!(third.kept_shown, Some(Onward::Shown));
}

#[test]
fn once_nobody_is_waited_for_the_next_page_needs_no_panel() {
    let mut story = waiting();
    story.conversation.human_handled = false;
    story.ring(Timer::Poll).refresh();
    assert_eq!(story.kept_shown, Some(Onward::Hidden));
    let next = next_page(&story, key_options());
    assert!(next.calls.is_empty() && next.timers.is_empty());
    assert_eq!(next.kept_shown, Some(Onward::Hidden));
    // It can end between two pages as well.
    let mut story = waiting();
    story.conversation.human_handled = false;
    let mut next = next_page(&story, key_options());
    assert_eq!(next.kept_shown, Some(Onward::Waiting));
    next.identify().refresh();
    assert_eq!(next.kept_shown, Some(Onward::Hidden));
    assert!(next.timers.is_empty());
}

#[test]
fn unread_words_are_waiting_also_after_their_conversation_has_ended() {
    let mut story = waiting();
    person_says(&mut story, "Goodbye");
    story.server_closes("Sold out");
    let mut next = next_page(&story, key_options());
    next.identify().refresh();
    assert_eq!(counts(&next), [1]);
    let mut third = next_page(&next, key_options());
    third.identify().refresh();
    third.show();
    assert_eq!(third.seen().last().unwrap(), "?: Goodbye");
    assert_eq!(third.chat.foot(), Foot::Closed);
    third.hide();
    assert_eq!(third.kept_shown, Some(Onward::Hidden));
    assert_eq!(third.kept, None, "it was seen, and is over");
    let mut other = waiting();
    other.server_closes("Sold out");
    let mut next = next_page(&other, key_options());
    next.identify().refresh();
    next.reply("find", Reply::Found(None));
    assert_eq!(next.kept_shown, Some(Onward::Hidden));
}

#[test]
fn nobody_waits_who_has_not_talked_with_a_person() {
    let mut story = Story::talking();
    story.hide();
    assert_eq!(story.kept_shown, Some(Onward::Hidden));
    let mut story = Story::with_key();
    story.fact(Fact::Ready).fact(Fact::PageVisible(false));
    assert_eq!(story.kept_shown, None);
    let mut story = Story::returning();
    story.fact(Fact::Ready);
    assert!(story.calls.is_empty());
    assert_eq!(story.kept_shown, None);
}

#[test]
fn where_there_is_nobody_to_wait_for_it_ends() {
    // A device that has forgotten the visitor, and a page with another chat.
    for options in [key_options(), silent_options()] {
        let mut story = Story::of(options, waiting_device(), true);
        story.fact(Fact::Ready);
        assert!(story.calls.is_empty());
        assert_eq!(story.kept_shown, Some(Onward::Hidden));
    }
}

#[test]
fn it_does_not_end_because_the_page_says_late_whose_chat_it_is() {
    let mut story = Story::of(Options::default(), waiting_device(), true);
    story.fact(Fact::Ready);
    assert_eq!(story.kept_shown, None, "the next page would wait too");
    let options = Box::new(token_options());
    let device = waiting_device();
    story.fact(Fact::Configured { options, device });
    story.conversation.human_handled = true;
    story.reply("verify", named("v1"));
    story.reply("find", Reply::Found(Some("c1".into())));
    story.refresh();
    assert!(story.timers.contains_key(&Timer::Poll));
    // Whoever comes after them waits for nobody.
    let other = Options {
        token: Some(crate::api::secret::Secret::new("other")),
        ..Options::default()
    };
    let (options, device) = (Box::new(other), waiting_device());
    story.fact(Fact::Configured { options, device });
    assert_eq!(story.kept_shown, Some(Onward::Hidden));
    assert!(story.calls.is_empty());
}

fn waiting_device() -> crate::chat::Device {
    crate::chat::Device {
        waits: true,
        ..new_device()
    }
}

#[test]
fn it_does_not_end_because_the_backend_cannot_be_asked_right_now() {
    for (failure, waits) in [
        (Failure::Network, true),
        (status(500), true),
        (status(401), false),
        (status(418), false),
    ] {
        let mut next = next_page(&waiting(), token_options());
        next.fail("fetch", failure.clone());
        let still = next.kept_shown == Some(Onward::Waiting);
        assert_eq!(still, waits, "{failure:?}");
    }
    let mut next = next_page(&waiting(), key_options());
    next.fail("identify", Failure::Network);
    next.fact(Fact::Online(false)).fact(Fact::Online(true));
    next.identify().refresh();
    assert!(next.timers.contains_key(&Timer::Poll));
}

#[test]
fn a_visitor_whom_the_page_names_waits_and_nobody_else_for_them() {
    let mut story = Story::with_token();
    story.show().reply("verify", named("v1"));
    story.conversation.human_handled = true;
    story.reply("find", Reply::Found(Some("c1".into())));
    story.server_says("Hello", "Hi!");
    story.refresh().hide();
    assert_eq!(story.kept_shown, Some(Onward::Waiting));
    let mut next = next_page(&story, token_options());
    next.reply("verify", named("v1")).refresh();
    assert!(next.timers.contains_key(&Timer::Poll));
    let mut other = next_page(&story, token_options());
    other.reply("verify", named("v2"));
    assert_eq!(*other.call("find"), Call::FindOpen);
    other.reply("find", Reply::Found(None));
    assert_eq!(other.kept_shown, Some(Onward::Hidden));
}

#[test]
fn a_forgotten_visitor_waits_for_nobody() {
    let mut story = waiting();
    let fresh = crate::api::secret::Secret::new("fresh");
    story.fact(Fact::Reset { fresh });
    assert_eq!(story.kept_shown, Some(Onward::Hidden));
    let mut next = next_page(&waiting(), key_options());
    let fresh = crate::api::secret::Secret::new("fresh");
    next.fact(Fact::Reset { fresh });
    assert_eq!(next.kept_shown, Some(Onward::Hidden));
    assert!(next.calls.is_empty());
}

#[test]
fn replies_of_a_machine_that_came_behind_a_hidden_panel_are_kept_unread_too() {
    let mut story = Story::talking();
    story.say("More").hide();
    let now = story.now;
    story.stream("Sure");
    assert_eq!(story.kept_shown, Some(Onward::Waiting));
    for (id, author, text) in [
        ("m2", Author::Visitor, "More"),
        ("m3", Author::Assistant, "Sure"),
    ] {
        let at = Some(now + 1_000);
        let message = theirs(id, author, text, Progress::Complete);
        story.server.push(Message { at, ..message });
    }
    story.refresh();
    let mut next = next_page(&story, key_options());
    next.identify().refresh();
    assert_eq!(counts(&next), [1]);
    assert!(next.timers.is_empty(), "nobody is looked for");
    assert_eq!(next.conversation.status, Status::Open);
}

/// People have taken a message; the backend does not say yet that one of them answers.
fn promised() -> Story {
    let mut story = Story::talking();
    story.say("A person, please").reply("send", Reply::Accepted);
    story.now += 1_000;
    let at = Some(story.now);
    story.server_says("A person, please", "");
    story.server[2].at = at;
    story.refresh();
    story
}

fn goes_on(story: &Story) -> Story {
    let mut next = next_page(story, key_options());
    next.identify().refresh();
    next
}

#[test]
fn who_was_promised_a_person_waits_on_the_next_page_but_not_for_ever() {
    let mut story = promised();
    story.hide();
    let mut next = goes_on(&goes_on(&story));
    assert_eq!(next.kept_shown, Some(Onward::Waiting));
    person_says(&mut next, "Here I am");
    next.ring(Timer::Poll).refresh();
    assert_eq!(counts(&next), [1]);
    let mut pages = 0;
    while story.kept_shown == Some(Onward::Waiting) {
        story = goes_on(&story);
        pages += 1;
        assert!(pages < 20);
    }
    assert!(pages > 5, "{pages}");
    assert!(story.timers.is_empty());
}

#[test]
fn a_promised_person_is_waited_for_where_the_panel_is_shown_too() {
    let mut next = promised().next_page(key_options());
    next.show().identify();
    next.refresh();
    assert!(next.chat.answering_person().is_some());
    assert!(next.timers.contains_key(&Timer::Poll));
    next.conversation.human_handled = true;
    next.ring(Timer::Poll).refresh();
    next.conversation.human_handled = false;
    next.ring(Timer::Poll).refresh();
    assert_eq!(next.chat.answering_person(), None, "it was kept");
}

#[test]
fn nobody_is_waited_for_once_the_assistant_has_answered_or_in_another_conversation() {
    let mut story = promised();
    story.hide();
    let answer = theirs("late", Author::Assistant, "I can", Progress::Complete);
    story.server.push(answer);
    assert_eq!(goes_on(&story).chat.answering_person(), None);
    let mut story = promised();
    story.hide();
    let mut next = next_page(&story, key_options());
    next.identify().fail("fetch", status(404));
    next.conversation = conversation("c2");
    next.server.clear();
    next.reply("find", Reply::Found(Some("c2".into())))
        .refresh();
    assert_eq!(next.chat.answering_person(), None);
    assert_eq!(next.kept_shown, Some(Onward::Hidden));
}
