//! What is unread: everything that came and has not been seen, however much of it is loaded.

use super::harness::*;
use crate::chat::command::HostEvent;
use crate::chat::conversation::Person;
use crate::chat::event::Fact;
use crate::chat::message::{Author, Progress};
use crate::chat::{Device, Seen};
use crate::options::Options;
use proptest::prelude::*;

/// Somebody is answered while they see it or not.
fn answered(story: &mut Story, text: &str) {
    story.say("More").stream(text);
    story.server_says("More", text);
    story.refresh();
}

fn counts(story: &Story) -> Vec<u32> {
    let events = story.events.iter();
    let counts = events.filter_map(|event| match event {
        HostEvent::Unread(count) => Some(*count),
        _ => None,
    });
    counts.collect()
}

#[test]
fn what_the_visitor_sees_is_not_unread() {
    let mut story = Story::talking();
    answered(&mut story, "Sure");
    assert_eq!((story.chat.unread(), counts(&story)), (0, vec![]));
}

#[test]
fn messages_are_unread_while_the_panel_is_hidden() {
    let mut story = Story::talking();
    story.say("More").hide();
    story.stream("Sure");
    story.server_says("More", "Sure");
    let grace = Author::HumanAgent(Person::default());
    let reply = theirs("h", grace, "I am here too", Progress::Complete);
    story.server.push(reply);
    story.refresh();
    assert_eq!(story.chat.unread(), 2);
    story.show();
    assert_eq!((story.chat.unread(), counts(&story)), (0, vec![1, 2, 0]));
}

#[test]
fn messages_are_unread_while_the_tab_is_left_or_the_end_is_out_of_sight() {
    for (away, back) in [
        (Fact::PageVisible(false), Fact::PageVisible(true)),
        (Fact::AtEnd(false), Fact::AtEnd(true)),
        (Fact::HistoryAsked, Fact::HistoryLeft),
    ] {
        let mut story = Story::talking();
        story.say("More").fact(away);
        story.stream("Sure");
        assert_eq!(story.chat.unread(), 1, "{back:?}");
        story.fact(back);
        assert_eq!((story.chat.unread(), counts(&story)), (0, vec![1, 0]));
    }
}

#[test]
fn showing_the_panel_somewhere_else_in_the_transcript_is_not_seeing() {
    let mut story = Story::talking();
    story.fact(Fact::AtEnd(false)).say("More").hide();
    story.stream("Sure").show();
    assert_eq!(story.chat.unread(), 1);
    story.fact(Fact::AtEnd(true));
    assert_eq!(story.chat.unread(), 0);
}

#[test]
fn a_conversation_that_is_left_has_nothing_unread() {
    let mut story = Story::talking();
    story.say("More").hide().stream("Sure");
    story.fact(Fact::NewConversationAsked);
    assert_eq!((story.chat.unread(), counts(&story)), (0, vec![1, 0]));
}

#[test]
fn the_title_tells_of_unread_messages_where_the_page_wants_it_to() {
    for wanted in [false, true] {
        let mut story = Story::talking();
        let options = Options {
            unread_title: wanted,
            ..key_options()
        };
        let configured = |options| Fact::Configured {
            options: Box::new(options),
            device: new_device(),
        };
        story.fact(configured(options));
        story.say("More").hide().stream("Sure");
        assert_eq!(story.in_title.take(), wanted.then_some(1));
        // The page may have written another one.
        story.fact(Fact::PageVisible(false));
        assert_eq!(story.in_title, wanted.then_some(1));
        story.fact(configured(key_options()));
        assert_eq!(story.in_title, wanted.then_some(0));
        story.show();
        assert_eq!(story.in_title, wanted.then_some(0));
    }
}

#[test]
fn what_was_seen_is_kept_without_a_word_of_it() {
    let mut story = Story::talking();
    answered(&mut story, "Sure");
    let kept = story.seen.clone();
    assert!(
        kept.bytes()
            .all(|byte| byte.is_ascii_digit() || b" -".contains(&byte)),
        "{kept}"
    );
    let seen = Seen::read(&kept);
    assert_eq!(seen.written(), kept);
    assert!(seen.until("c1") >= 1);
    story.fact(Fact::Reset {
        fresh: crate::api::secret::Secret::new("fresh"),
    });
    assert_eq!(story.seen, "");
}

#[test]
fn what_came_before_the_first_visit_is_no_news() {
    let mut story = Story::with_token();
    story.show();
    let first = story.now;
    story.now += 1000;
    assert_eq!(Seen::read(&story.seen).until("c2"), 0);
    story.reply("find", crate::api::Reply::Found(Some("c1".into())));
    story.server_says("Earlier", "Yes?");
    story.server[1].at = Some(first + 5);
    story.refresh();
    let seen = Seen::read(&story.seen);
    assert_eq!((seen.until("c1"), seen.until("c2")), (first + 5, first + 5));
}

#[test]
fn what_was_seen_is_marked_by_the_backends_clock() {
    let mut story = Story::talking();
    let held = story.server.last().unwrap().at.unwrap();
    assert!(story.now > held + 1000, "the device's clock is fast");
    answered(&mut story, "Sure");
    let seen = Seen::read(&story.seen);
    assert_eq!((seen.until("c1"), seen.until("c2")), (held, held));
    story.say("And").stream_begins("W");
    assert_eq!(Seen::read(&story.seen).until("c1"), held);
}

#[test]
fn a_hundred_conversations_are_remembered_those_seen_last() {
    let mut story = Story::of(key_options(), new_device(), true);
    story.show();
    for number in 0..120 {
        story.conversation = conversation(&format!("c{number}"));
        let reply = theirs(
            &format!("m{number}"),
            Author::Assistant,
            "Hi",
            Progress::Complete,
        );
        story.server = vec![reply];
        let at = story.now + number;
        story.server[0].at = Some(at);
        let ticket = story.ticket();
        let id = format!("c{number}");
        story.fact(Fact::OpenAsked { id, ticket });
        if number == 0 {
            story.identify();
        }
        story.refresh();
    }
    let seen = Seen::read(&story.seen);
    let now = story.now;
    assert_eq!(story.seen.split(' ').count(), 201);
    assert_eq!((seen.until("c19"), seen.until("c20")), (now, now + 20));
    assert_eq!(seen.until("c119"), now + 119);
}

#[test]
fn nonsense_in_storage_is_nothing_seen() {
    for (text, written) in [
        ("", ""),
        ("null", ""),
        ("5", "5"),
        ("5 6", "5"),
        ("5 6 7 x 8", "5 6 7"),
        ("99999999999999999999 1 2", "1 2"),
        ("5  6 7", "5"),
    ] {
        assert_eq!(Seen::read(text).written(), written, "{text}");
    }
}

#[test]
fn another_visitors_token_comes_without_what_was_seen_before() {
    let mut story = Story::with_token();
    story.show();
    let mut options = story.chat.options().clone();
    options.token = Some(crate::api::secret::Secret::new("another"));
    story.fact(Fact::Configured {
        options: Box::new(options),
        device: Device {
            seen: Seen::read("1 2 3"),
            ..new_device()
        },
    });
    assert!(!story.seen.contains(" 2 3"), "{}", story.seen);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_seen_is_read_as_it_was_written(since: i64, marks: Vec<(i64, i64)>, rest in "( |-?[0-9]{1,20}|x|é){0,8}") {
        let marks: String = marks.iter().map(|(name, at)| format!(" {name} {at}")).collect();
        let seen = Seen::read(&format!("{since}{marks} {rest}"));
        prop_assert_eq!(Seen::read(&seen.written()), seen);
        let _ = Seen::read(&rest);
    }
}
