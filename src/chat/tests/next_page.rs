//! The next page of a tab goes on with the conversation that was on screen, and with the panel.

use super::harness::*;
use crate::api::failure::Failure;
use crate::api::{Call, Reply};
use crate::chat::event::Fact;
use crate::chat::notice::Action;
use crate::chat::{Foot, Kept, Onward, Screen};
use crate::options::Options;

/// The conversation that is kept for the next page.
fn stays_in(story: &Story) -> Option<String> {
    story.kept.as_ref()?.conversation.clone()
}

/// The next page of whoever had "c1" on screen and writes `draft`, and has a newer open one too.
fn next_page(draft: &str) -> Story {
    let mut story = Story::talking();
    story.fact(Fact::Drafted(draft.into()));
    story.next_page(key_options())
}

/// The visitor chose "c1" from their history, which was closed long ago.
fn reading() -> Story {
    let mut story = Story::returning();
    story.show().identify();
    story.reply("find", Reply::Found(None));
    story.server_says("Earlier", "Yes?");
    story.server_closes("done");
    story.fact(Fact::HistoryAsked);
    story.fact(Fact::ConversationPicked("c1".into())).refresh();
    story
}

#[test]
fn the_conversation_on_screen_is_still_on_screen_on_the_next_page() {
    let mut next = next_page("As I said");
    next.show().identify();
    assert_eq!(next.draft(), "As I said");
    next.fact(Fact::Drafted("As I said here".into()));
    assert_eq!(stays_in(&next).as_deref(), Some("c1"));
    next.refresh();
    assert_eq!(next.seen(), ["> Hello", "Hi!"]);
    next.say("As I said here").stream("I see");
    assert_eq!(next.seen()[2..], ["> As I said here", "I see"]);
}

#[test]
fn words_of_the_next_page_go_into_the_conversation_that_was_on_screen() {
    let mut next = next_page("");
    next.show().say("Hello again").identify();
    next.refresh().stream("I see");
    assert_eq!(next.seen(), ["> Hello", "Hi!", "> Hello again", "I see"]);
}

#[test]
fn a_closed_conversation_that_was_chosen_is_read_on_on_the_next_pages() {
    let mut next = reading();
    for _ in 0..3 {
        next = next.next_page(key_options());
        next.show().identify();
        next.refresh();
        assert_eq!(next.seen(), ["> Earlier", "Yes?"]);
        assert_eq!(next.chat.foot(), Foot::Closed);
    }
    next.fact(Fact::NewConversationAsked);
    assert_eq!(next.kept, None);
}

#[test]
fn what_was_closed_before_the_visitors_eyes_is_over_on_the_next_page() {
    let mut story = Story::talking();
    story.close_with("done").reply("close", Reply::Closed);
    story.server_closes("done");
    story.refresh();
    assert_eq!(story.kept, None);
    let mut story = Story::talking();
    story.server_closes("done");
    story.hide().show().refresh();
    assert_eq!(story.chat.foot(), Foot::Closed);
    assert_eq!(story.kept, None);
    let mut next = story.next_page(key_options());
    next.show().identify().reply("find", Reply::Found(None));
    assert_eq!(next.chat.screen(), Screen::Home);
}

#[test]
fn what_was_closed_between_two_pages_is_over_too_and_the_open_one_is_found() {
    let mut next = next_page("As I said");
    next.server_closes("done");
    next.show().identify();
    next.refresh();
    assert!(next.seen().is_empty());
    next.server.clear();
    next.conversation = conversation("c2");
    next.reply("find", Reply::Found(Some("c2".into())));
    next.refresh();
    assert_eq!((next.draft(), next.kind()), ("As I said", None));
    assert_eq!(stays_in(&next).as_deref(), Some("c2"));
}

#[test]
fn what_is_said_before_it_is_known_that_it_was_closed_goes_into_the_open_one() {
    let mut next = reading().next_page(key_options());
    next.show().say("Hello").identify();
    next.refresh();
    next.server.clear();
    next.conversation = conversation("c2");
    next.reply("find", Reply::Found(Some("c2".into())));
    next.refresh();
    assert_eq!(next.seen(), ["> Hello (Sending)"]);
    next.close_with("").reply("close", Reply::Closed);
    assert_eq!(stays_in(&next), None, "it was open when it was entered");
}

#[test]
fn the_open_conversation_is_found_where_the_one_on_screen_is_gone() {
    for gone in [403, 404, 410] {
        let mut next = next_page("As I said");
        next.show().identify();
        next.forget_the_past();
        next.fail("fetch", status(gone));
        assert_eq!((next.kind(), next.events.len()), (None, 0));
        next.reply("find", Reply::Found(None));
        assert_eq!(next.chat.screen(), Screen::Home);
        assert_eq!(next.draft(), "As I said");
        assert_eq!(stays_in(&next), None);
    }
}

#[test]
fn the_one_on_screen_is_looked_for_again_after_a_failure() {
    for failure in [status(500), Failure::Malformed] {
        let mut next = next_page("");
        next.show().identify();
        next.fail("fetch", failure);
        assert_eq!(next.action(), Some(Action::LoadAgain));
        assert_eq!(stays_in(&next).as_deref(), Some("c1"));
        next.fact(Fact::NoticeActed(Action::LoadAgain)).refresh();
        assert_eq!(next.seen(), ["> Hello", "Hi!"]);
    }
}

#[test]
fn the_conversation_of_a_forgotten_visitor_is_nobodys() {
    let mut story = next_page("");
    story.show().identify();
    let mut device = new_device();
    device.kept.clone_from(&story.kept);
    story.fact(Fact::Reset {
        fresh: device.fresh.clone(),
    });
    assert!(story.calls.is_empty());
    assert_eq!(story.kept, None);
    // Where only the tab remembers, nobody can be whose it was.
    let mut story = Story::of(key_options(), device, true);
    story.show();
    assert!(story.calls.is_empty());
    story.say("Hello").identify().start().stream("Hi!");
    assert_eq!(stays_in(&story).as_deref(), Some("c1"));
}

#[test]
fn a_visitor_whom_the_page_names_goes_on_where_they_were_and_nobody_else_does() {
    let mut story = Story::with_token();
    story.show().reply("verify", named("v1"));
    story.reply("find", Reply::Found(Some("c1".into())));
    story.server_says("Hello", "Hi!");
    story.refresh();
    let mut next = story.next_page(token_options());
    next.show().reply("verify", named("v1")).refresh();
    assert_eq!(next.seen(), ["> Hello", "Hi!"]);
    let mut other = story.next_page(token_options());
    other.show().reply("verify", named("v2"));
    assert_eq!(*other.call("find"), Call::FindOpen);
    assert!(other.outstanding("fetch").is_empty());
    assert_eq!(other.kept, None);
    let mut other = story.next_page(token_options());
    other.show().fail("fetch", status(404));
    other.reply("verify", named("v2"));
    other.reply("find", Reply::Found(None));
    assert_eq!(other.chat.screen(), Screen::Home);
}

#[test]
fn a_page_that_comes_back_shows_what_a_later_one_showed() {
    for options in [key_options(), token_options()] {
        let mut story = Story::of(options.clone(), new_device(), true);
        story.show();
        let owner = options.token.as_ref().map(|_| "v1".to_owned());
        let kept = Kept {
            owner,
            conversation: Some("c2".into()),
            ..Kept::default()
        };
        let mut device = new_device();
        device.stored = Some(device.fresh.clone());
        device.kept = Some(kept);
        let forgotten = false;
        story.fact(Fact::CameBack { device, forgotten });
        match options.token {
            Some(_) => story.reply("verify", named("v1")),
            None => story.identify(),
        };
        story.conversation = conversation("c2");
        story.server_says("Later", "Yes");
        story.refresh();
        assert_eq!(story.seen(), ["> Later", "Yes"]);
        assert_eq!(stays_in(&story).as_deref(), Some("c2"));
    }
}

#[test]
fn a_backend_that_tells_no_conversation_again_is_not_asked_for_one() {
    let mut story = Story::of(silent_options(), new_device(), true);
    story.show().say("Hello").start();
    assert_eq!(stays_in(&story), None);
}

#[test]
fn whether_the_panel_is_shown_is_kept_where_it_floats() {
    let mut story = Story::with_key();
    story.show();
    assert_eq!(story.kept_shown, Some(Onward::Shown));
    story.hide();
    assert_eq!(story.kept_shown, Some(Onward::Hidden));
    let inline = Options {
        inline: true,
        ..key_options()
    };
    let mut story = Story::of(inline, new_device(), true);
    story.show();
    assert_eq!(story.kept_shown, None);
}
