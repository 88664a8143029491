//! Coming back: the open conversation of an earlier visit is looked for.

use super::harness::*;
use crate::api::Reply;
use crate::api::failure::Failure;
use crate::chat::Screen;
use crate::chat::command::Timer;
use crate::chat::event::Fact;
use crate::chat::notice::{Action, Kind};

fn found() -> Reply {
    Reply::Found(Some("c1".into()))
}

fn looking() -> Story {
    let mut story = Story::returning();
    story.server_says("Earlier", "Yes?");
    story.show().identify();
    story
}

#[test]
fn a_returning_visitor_finds_the_open_conversation() {
    let mut story = looking();
    assert_eq!(story.chat.screen(), Screen::Loading);
    story.reply("find", found()).refresh();
    assert_eq!(story.seen(), ["> Earlier", "Yes?"]);
    assert_eq!(story.chat.screen(), Screen::Conversation);
    assert_eq!(story.chat.unread(), 0);
    story.say("More").stream("Sure");
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
}

#[test]
fn a_returning_visitor_without_an_open_conversation_starts_a_new_one() {
    let mut story = looking();
    story.reply("find", Reply::Found(None));
    assert_eq!(story.chat.screen(), Screen::Home);
    story.say("Hello").start().stream("Hi!");
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
}

#[test]
fn a_conversation_that_is_gone_or_closed_by_now_is_no_obstacle() {
    for gone in [403, 404, 410] {
        let mut story = looking();
        story.say("Hello");
        story.reply("find", found()).fail("fetch", status(gone));
        assert_eq!(story.kind(), None);
        story.start().stream("Hi!");
        assert_eq!(story.seen(), ["> Hello", "Hi!"]);
    }
    let mut story = looking();
    story.say("Hello").reply("find", found());
    story.server_closes("done");
    story.refresh();
    story.conversation = conversation("c2");
    story.start().stream("Hi!");
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
}

#[test]
fn words_written_while_it_is_looked_for_are_sent_into_what_is_found() {
    let mut story = looking();
    story.say("Hello").say("Again");
    assert_eq!(story.seen(), ["> Hello (Queued)", "> Again (Queued)"]);
    story.reply("find", found()).refresh();
    assert_eq!(
        story.seen(),
        ["> Earlier", "Yes?", "> Hello (Sending)", "> Again (Queued)"]
    );
}

#[test]
fn a_look_that_failed_can_be_tried_again() {
    for failure in [
        Failure::Network,
        Failure::Timeout,
        Failure::Malformed,
        status(500),
        status(502),
        status(418),
    ] {
        let mut story = looking();
        story.fail("find", failure);
        assert_eq!(
            story.action(),
            Some(Action::LoadAgain),
            "{:?}",
            story.kind()
        );
        assert_eq!(story.chat.blocked(), None);
        story.try_again();
        story.reply("find", found()).refresh();
        assert_eq!(story.seen(), ["> Earlier", "Yes?"]);
        assert_eq!(story.kind(), None);
    }
}

#[test]
fn words_that_waited_for_a_look_that_failed_are_sent_by_trying_again() {
    let mut story = looking();
    story.say("Hello");
    let ticket = story.page_sends("From the page");
    story.fail("find", status(500));
    assert_eq!(
        story.refusal(ticket),
        Some("HTTP_500"),
        "the page is not left waiting"
    );
    assert_eq!(
        story.seen(),
        ["> Hello (Failed)", "> From the page (Failed)"]
    );
    story.try_again();
    story.reply("find", found()).refresh();
    story.stream("Sure");
    assert!(
        story.seen().contains(&"> Hello".into()),
        "{:?}",
        story.seen()
    );
}

#[test]
fn a_busy_service_is_looked_at_again_by_itself_with_the_words_that_wait() {
    for code in [503, 429] {
        let mut story = looking();
        story.say("Hello");
        story.fail("find", busy(code, 3));
        assert_eq!(story.chat.notice().unwrap().wait, Some(3));
        assert_eq!(story.seen(), ["> Hello (Queued)"]);
        story.wait();
        story.reply("find", found()).refresh();
        assert_eq!(story.seen()[2], "> Hello (Sending)", "{code}");
        assert_eq!(story.kind(), None);
    }
}

#[test]
fn a_hidden_panel_does_not_keep_looking() {
    let mut story = looking();
    story.fail("find", busy(503, 3)).hide().wait();
    assert!(story.calls.is_empty());
    assert!(story.timers.is_empty());
    story.show();
    assert_eq!(story.outstanding("find").len(), 1);
}

#[test]
fn a_refused_look_is_told_and_can_be_left() {
    let mut story = looking();
    story.say("Hello");
    story.fail("find", status(403));
    assert_eq!(story.action(), Some(Action::StartNew));
    story.try_again();
    assert_eq!(story.draft(), "Hello");
    assert_eq!(story.chat.blocked(), None);

    let mut story = looking();
    story.say("Hello");
    let ticket = story.page_sends("More");
    story.fail("find", status(402));
    assert_eq!(story.kind(), Some(Kind::Unavailable));
    assert_eq!(story.refusal(ticket), Some("HTTP_402"));
    assert_eq!(story.seen()[0], "> Hello (Failed)");
}

#[test]
fn a_look_without_a_connection_waits_for_it() {
    let mut story = Story::returning();
    story.fact(Fact::Online(false)).show().say("Hello");
    story.fail("identify", Failure::Network);
    assert_eq!(story.kind(), Some(Kind::Offline));
    assert_eq!(story.seen(), ["> Hello (Queued)"]);
    story.fact(Fact::Online(true));
    story
        .identify()
        .reply("find", Reply::Found(None))
        .start()
        .stream("Hi!");
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
    assert_eq!(story.kind(), None);
}

#[test]
fn a_message_of_the_page_resumes_too_though_the_panel_was_never_shown() {
    let mut story = Story::returning();
    let ticket = story.page_sends("Hello");
    story.server_says("Earlier", "Yes?");
    story.identify().reply("find", found()).refresh();
    story.stream("Sure");
    assert_eq!(story.seen(), ["> Earlier", "Yes?", "> Hello", "Sure"]);
    assert!(story.outcome(ticket).unwrap().is_ok());
    assert_eq!(story.chat.unread(), 1);
}

#[test]
fn a_hidden_message_of_the_page_is_sent_when_the_connection_is_back() {
    let mut story = Story::returning();
    story.fact(Fact::Online(false));
    let ticket = story.page_sends("Hello");
    for id in story.outstanding("identify") {
        story.calls.remove(&id);
        story.fact(Fact::Answered(id, Err(Failure::Network)));
    }
    story.fact(Fact::Online(true));
    story
        .identify()
        .reply("find", Reply::Found(None))
        .start()
        .stream("Hi!");
    assert!(story.outcome(ticket).unwrap().is_ok());
}

#[test]
fn a_token_beside_a_key_is_looked_up_too() {
    let mut options = key_options();
    options.token = Some(crate::api::secret::Secret::new("given"));
    let mut story = Story::of(options, new_device(), true);
    story.show();
    assert_eq!(story.token("find"), "given");
}

#[test]
fn being_shown_again_looks_how_the_conversation_stands() {
    let mut story = Story::talking();
    story.server_closes("solved");
    story.hide();
    assert!(story.timers.is_empty(), "{:?}", story.timers);
    story.show().refresh();
    assert!(!story.chat.conversation().unwrap().is_open());
    assert!(!story.timers.contains_key(&Timer::Poll));
}

#[test]
fn coming_back_to_the_tab_looks_how_the_conversation_stands() {
    let mut story = Story::talking();
    story.fact(Fact::PageVisible(false));
    assert!(story.calls.is_empty());
    story.fact(Fact::PageVisible(true));
    assert_eq!(story.outstanding("fetch").len(), 1);
}

#[test]
fn a_page_that_names_no_conversation_of_this_visitor_does_not_hide_the_open_one() {
    let mut story = Story::returning();
    story.page_opens("gone");
    story.server_says("Earlier", "Yes?");
    story.show().identify().fail("fetch", status(404));
    story.reply("find", found()).refresh();
    assert_eq!(story.seen(), ["> Earlier", "Yes?"]);
    assert_eq!(story.chat.blocked(), None);
}
