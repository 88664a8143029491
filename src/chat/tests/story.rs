//! The main road: a first message, its answer, another one.

use super::harness::*;
use crate::api::answer::Delta;
use crate::api::{Call, Reply};
use crate::chat::command::{Command, Focus, HostEvent};
use crate::chat::event::Fact;
use crate::chat::message::{Author, Part, Progress};
use crate::chat::{Announcement, Screen};

#[test]
fn nothing_is_asked_of_the_backend_before_the_visitor_writes() {
    let mut story = Story::with_key();
    story.show().fact(Fact::Drafted("Hel".into()));
    assert!(story.calls.is_empty());
    assert_eq!(story.events, [HostEvent::Show]);
    assert_eq!(story.orders, [Command::Focus(Focus::Composer)]);
    assert_eq!(story.chat.screen(), Screen::Home);
}

#[test]
fn the_first_message_identifies_starts_sends_and_streams() {
    let mut story = Story::with_key();
    story.show().say("Hello");
    assert_eq!(story.seen(), ["> Hello (Sending)"]);
    assert_eq!(story.draft(), "");
    story.identify();
    let started_on = Some("https://example.com/here".into());
    assert_eq!(
        *story.call("start"),
        Call::Start {
            page_url: started_on
        }
    );
    assert_eq!(story.token("start"), "t1");
    story.start();
    assert_eq!(
        *story.call("send"),
        Call::Send {
            conversation: "c1".into(),
            text: "Hello".into(),
            page: here(),
            stream: true,
        }
    );
    assert!(story.chat.awaits_reply());
    let id = story.stream_begins("Hi");
    assert_eq!(story.seen(), ["> Hello", "Hi (Streaming)"]);
    assert!(!story.chat.awaits_reply() && story.chat.can_stop());
    story.fact(Fact::Streamed(id, vec![Delta::Finished]));
    story.stream_ends(id);
    assert_eq!(story.seen(), ["> Hello", "Hi"]);
    assert!(!story.chat.can_stop());
    assert_eq!(*story.call("fetch"), fetch("c1"));
}

#[test]
fn the_page_hears_of_the_conversation_and_of_both_messages() {
    let mut story = Story::talking();
    story.say("More").stream("Sure");
    let told: Vec<_> = story.events.iter().filter_map(said).collect();
    assert_eq!(told, [("visitor", "More"), ("assistant", "Sure")]);
    let reply = Announcement::Reply(Author::Assistant, "Sure".into());
    assert_eq!(
        story.chat.announcements().last().map(|(_, what)| what),
        Some(&reply)
    );
}

#[test]
fn what_the_backend_holds_takes_the_place_of_what_was_streamed() {
    let mut story = Story::with_key();
    story.show().say("Hello").identify().start().stream("Hi!");
    let keys: Vec<_> = keys(&story);
    let rows = story.chat.transcript().revision();
    story.server_says("Hello", "Hi!");
    story.refresh();
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
    assert_eq!(keys, self::keys(&story));
    assert_eq!(rows, story.chat.transcript().revision());
    let ids = story.chat.transcript().messages().iter();
    assert_eq!(
        ids.map(|it| it.id.clone().unwrap()).collect::<Vec<_>>(),
        ["m0", "m1"]
    );
    let replies = story.events.iter().filter_map(said);
    assert_eq!(replies.filter(|(role, _)| *role == "assistant").count(), 1);
}

#[test]
fn a_backend_that_changes_line_breaks_and_spaces_makes_no_second_copy() {
    let mut story = Story::talking();
    story.say("one\r\n two").stream("Ok");
    story.server_says("one\n two ", "Ok");
    story.refresh();
    assert_eq!(story.seen().len(), 4);
}

#[test]
fn a_whole_answer_needs_no_stream() {
    let mut options = key_options();
    options.no_streaming = true;
    let mut story = Story::of(options, new_device(), true);
    story.show().say("Hello").identify().start();
    assert!(matches!(
        story.call("send"),
        Call::Send { stream: false, .. }
    ));
    let parts = vec![Part::Text("Hi!".into())];
    story.reply("send", Reply::Answer(parts));
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
}

#[test]
fn an_answer_without_content_leaves_no_empty_row() {
    let mut story = Story::talking();
    story.say("More");
    let id = story.one("send");
    story.fact(Fact::StreamOpened(id));
    let deltas = vec![Delta::Opened(Part::Text(String::new())), Delta::Finished];
    story.fact(Fact::Streamed(id, deltas));
    story.stream_ends(id);
    assert_eq!(story.seen(), ["> Hello", "Hi!", "> More"]);
    let replies = story.events.iter().filter_map(said);
    assert_eq!(replies.filter(|(role, _)| *role == "assistant").count(), 0);
}

#[test]
fn a_step_that_starts_again_takes_its_text_back() {
    let mut story = Story::talking();
    story.say("More");
    let id = story.stream_begins("wrong");
    let part = Part::Text("right".into());
    let deltas = vec![Delta::Truncated(0), Delta::Opened(part), Delta::Finished];
    story.fact(Fact::Streamed(id, deltas));
    story.stream_ends(id);
    assert_eq!(story.seen().last().unwrap(), "right");
    assert_eq!(story.chat.transcript().messages()[3].rewrites, 1);
}

#[test]
fn an_answer_that_says_it_was_broken_off_by_the_backend_keeps_what_came() {
    let mut story = Story::talking();
    story.say("More");
    let id = story.stream_begins("Well");
    story.fact(Fact::Streamed(id, vec![Delta::Aborted]));
    story.stream_ends(id);
    assert_eq!(story.seen().last().unwrap(), "Well (Stopped)");
}

#[test]
fn messages_of_another_tab_keep_the_backends_order() {
    let mut story = Story::talking();
    story.say("Here").stream("Here too");
    story.server_says("Elsewhere", "There");
    story.server_says("Here", "Here too");
    story.refresh();
    let rows = [
        "> Hello",
        "Hi!",
        "> Elsewhere",
        "There",
        "> Here",
        "Here too",
    ];
    assert_eq!(story.seen(), rows);
}

#[test]
fn a_look_asked_for_before_a_message_does_not_touch_its_answer() {
    let mut story = Story::talking();
    story.hide().show().say("More");
    let stream = story.stream_begins("Su");
    story.server_closes("too early");
    story.refresh();
    assert!(story.chat.can_stop() && story.chat.can_close());
    story.fact(Fact::Streamed(stream, vec![Delta::Finished]));
    story.stream_ends(stream);
    story.server_says("More", "Su");
    story.refresh();
    assert_eq!(story.seen()[2..], ["> More", "Su"]);
    assert!(!story.chat.can_close(), "it is noticed after the answer");
}

#[test]
fn an_answer_that_is_still_being_written_is_looked_for_and_announced_when_complete() {
    use crate::chat::command::Timer;
    let mut story = Story::talking();
    story.server_says("Elsewhere", "The");
    story.server[3].progress = Progress::Awaited;
    story.hide().show().refresh();
    assert_eq!(story.seen().last().unwrap(), "The (Awaited)");
    story.server[3] = theirs(
        "m3",
        story.server[3].author.clone(),
        "The rest",
        Progress::Complete,
    );
    story.ring(Timer::Recheck).refresh();
    assert_eq!(story.seen().last().unwrap(), "The rest");
    assert_eq!(
        story.events.iter().filter_map(said).next_back(),
        Some(("assistant", "The rest"))
    );
    assert!(!story.timers.contains_key(&Timer::Recheck));
}

#[test]
fn an_answer_that_is_never_completed_is_not_looked_for_for_ever() {
    use crate::chat::command::Timer;
    let mut story = Story::talking();
    story.server_says("Elsewhere", "The");
    story.server[3].progress = Progress::Awaited;
    story.hide().show().refresh();
    let mut looks = 0;
    while story.timers.contains_key(&Timer::Recheck) {
        story.ring(Timer::Recheck).refresh();
        looks += 1;
        assert!(looks < 30);
    }
    assert!(looks > 3);
}

#[test]
fn a_refused_empty_or_endless_message_stays_where_it_was() {
    let mut story = Story::talking();
    story.say("  \n ");
    assert_eq!(story.seen().len(), 2);
    let long = "a".repeat(10_001);
    story.say(&long);
    assert_eq!(story.seen().len(), 2);
    assert_eq!(story.draft(), long);
    assert_eq!(
        story.kind(),
        Some(crate::chat::notice::Kind::TooLong(10_000))
    );
    let fits = "😀".repeat(5_000);
    story.say(&fits);
    assert_eq!(story.draft(), "");
    assert_eq!(story.kind(), None);
}

#[test]
fn a_suggestion_does_not_take_the_words_in_the_composer_with_it() {
    let mut story = Story::with_key();
    story.show().fact(Fact::Drafted("I was just".into()));
    story.fact(Fact::Submitted {
        text: "Prices?".into(),
        page: here(),
        ticket: None,
    });
    assert_eq!(story.draft(), "I was just");
    assert_eq!(story.seen(), ["> Prices? (Sending)"]);
}

fn fetch(id: &str) -> Call {
    Call::Fetch {
        conversation: id.into(),
    }
}

fn keys(story: &Story) -> Vec<u32> {
    let messages = story.chat.transcript().messages().iter();
    messages.map(|message| message.key).collect()
}

fn said(event: &HostEvent) -> Option<(&'static str, &str)> {
    match event {
        HostEvent::Message { message, .. } => Some((message.role, &message.text)),
        _ => None,
    }
}
