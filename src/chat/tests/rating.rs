//! What visitors say about replies, and other answers they ask for.

use super::harness::*;
use crate::api::{Call, Reply};
use crate::chat::event::Fact;
use crate::chat::message::{Author, Feedback, Key, Progress};
use crate::chat::notice::Kind;
use crate::options::Transport;

const LIKE: Feedback = Feedback::Like;
const DISLIKE: Feedback = Feedback::Dislike;

fn rate(story: &mut Story, feedback: Feedback) {
    let key = story.key_of("Hi!");
    story.fact(Fact::Rated(key, feedback));
}

fn shown(story: &Story) -> Option<Feedback> {
    let key: Key = story.key_of("Hi!");
    story.chat.transcript().get(key).unwrap().feedback
}

fn told(story: &Story) -> Option<Feedback> {
    match story.call("rate") {
        Call::Rate { message, feedback } if message == "m1" => *feedback,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_reply_can_be_liked_and_that_can_be_taken_back() {
    let mut story = Story::talking();
    rate(&mut story, LIKE);
    assert_eq!((shown(&story), told(&story)), (Some(LIKE), Some(LIKE)));
    story.reply("rate", Reply::Rated);
    rate(&mut story, LIKE);
    assert_eq!((shown(&story), told(&story)), (None, None));
    story.reply("rate", Reply::Rated);
    assert_eq!((shown(&story), story.calls.len()), (None, 0));
}

#[test]
fn of_quick_presses_the_last_one_counts() {
    let mut story = Story::talking();
    rate(&mut story, LIKE);
    rate(&mut story, DISLIKE);
    rate(&mut story, DISLIKE);
    rate(&mut story, DISLIKE);
    assert_eq!((shown(&story), told(&story)), (Some(DISLIKE), Some(LIKE)));
    story.reply("rate", Reply::Rated);
    assert_eq!(told(&story), Some(DISLIKE));
    story.reply("rate", Reply::Rated);
    assert!(story.calls.is_empty());
}

#[test]
fn what_the_backend_did_not_keep_is_undone_with_a_notice() {
    let mut story = Story::talking();
    rate(&mut story, LIKE);
    story.reply("rate", Reply::Rated);
    rate(&mut story, DISLIKE);
    story.fail("rate", status(404));
    assert_eq!(shown(&story), Some(LIKE));
    assert_eq!(story.kind(), Some(Kind::Refused));
    story.say("More");
    assert_eq!(
        story.sent.last().unwrap(),
        "More",
        "the conversation goes on"
    );
}

#[test]
fn a_rating_that_fails_hides_no_countdown() {
    let mut story = Story::talking();
    rate(&mut story, LIKE);
    story.say("More").fail("send", busy(429, 9));
    story.fail("rate", status(500));
    assert_eq!(
        (story.kind(), shown(&story)),
        (Some(Kind::RateLimited), None)
    );
}

#[test]
fn a_look_does_not_undo_what_was_just_pressed() {
    let mut story = Story::talking();
    rate(&mut story, LIKE);
    story
        .fact(Fact::PageVisible(false))
        .fact(Fact::PageVisible(true));
    story.refresh();
    assert_eq!(shown(&story), Some(LIKE));
}

#[test]
fn what_was_said_about_a_reply_earlier_comes_with_it() {
    let mut story = Story::talking();
    story.say("More").stream("Sure");
    story.server_says("More", "Sure");
    story.server[3].feedback = Some(DISLIKE);
    story.refresh();
    let sure = story.key_of("Sure");
    let sure = story.chat.transcript().get(sure).unwrap();
    assert_eq!(sure.feedback, Some(DISLIKE));
}

#[test]
fn only_whole_answers_that_the_backend_knows_can_be_rated() {
    let mut story = Story::talking();
    story.say("More").stream("Sure");
    let unknown = story.key_of("Sure");
    let visitors = story.key_of("Hello");
    story.server_says("More", "Sure");
    for (key, feedback) in [(unknown, LIKE), (visitors, LIKE), (999, DISLIKE)] {
        story.fact(Fact::Rated(key, feedback));
    }
    assert!(story.outstanding("rate").is_empty());
    story.refresh();
    story.fact(Fact::Rated(unknown, LIKE));
    assert_eq!(story.outstanding("rate").len(), 1);
    for (author, progress) in [
        (Author::Assistant, Progress::Failed),
        (Author::HumanAgent(Default::default()), Progress::Complete),
    ] {
        assert!(!theirs("m9", author, "x", progress).is_ratable());
    }
}

#[test]
fn where_the_backend_keeps_no_messages_nothing_is_rated() {
    let mut options = key_options();
    options.transport = Transport::Completions;
    let story = Story::of(options, new_device(), true);
    assert!(!story.chat.keeps_feedback());
    assert!(Story::talking().chat.keeps_feedback());
}

#[test]
fn asking_again_sends_the_last_question_once_more_and_keeps_both_answers() {
    let mut story = Story::talking();
    assert!(story.chat.can_ask_again());
    story.fact(Fact::Drafted("Half a thou".into()));
    story.fact(Fact::AskedAgain(here()));
    assert!(!story.chat.can_ask_again());
    story.fact(Fact::AskedAgain(here()));
    story.stream("Hi again!");
    story.server_says("Hello", "Hi again!");
    story.refresh();
    let all = ["> Hello", "Hi!", "> Hello", "Hi again!"];
    assert_eq!(story.seen(), all);
    assert_eq!(story.draft(), "Half a thou");
    assert_eq!(story.sent, ["Hello", "Hello"]);

    let mut later = Story::returning();
    later.server = story.server;
    later.show().identify();
    later
        .reply("find", Reply::Found(Some("c1".into())))
        .refresh();
    assert_eq!(later.seen(), all, "a reload shows the same");
}

#[test]
fn nothing_is_asked_again_of_nobody_of_people_or_of_the_end() {
    let mut story = Story::with_key();
    story.show();
    assert!(!story.chat.can_ask_again());
    let mut story = Story::talking();
    story.conversation.human_handled = true;
    story
        .fact(Fact::PageVisible(false))
        .fact(Fact::PageVisible(true));
    story.refresh();
    assert!(!story.chat.can_ask_again());
    let mut story = Story::talking();
    story.close_with("").reply("close", Reply::Closed);
    assert!(!story.chat.can_ask_again());
}

#[test]
fn an_answer_that_was_stopped_can_be_asked_for_again() {
    let mut story = Story::talking();
    story.say("More");
    story.stream_begins("Su");
    assert!(!story.chat.can_ask_again());
    story.fact(Fact::Stopped);
    assert!(story.chat.can_ask_again());
}
