//! Being let in: keys, tokens, `getToken`, and what happens when they are refused.

use super::harness::*;
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::api::{Call, Reply};
use crate::chat::Device;
use crate::chat::command::{Command, HostEvent, Timer, TokenReason};
use crate::chat::conversation::{Person, Profile};
use crate::chat::event::Fact;
use crate::chat::message::Feedback;
use crate::chat::notice::{Action, Kind};
use crate::options::Options;

#[test]
fn a_new_device_keeps_its_visitor_id_before_it_asks_so_that_other_tabs_are_the_same_visitor() {
    let mut story = Story::with_key();
    story.show();
    assert_eq!(story.orders.len(), 1, "{:?}", story.orders);
    story.say("Hello");
    let fresh = Secret::new("new-device");
    let Call::Identify { visitor_id, .. } = story.call("identify") else {
        panic!()
    };
    assert_eq!(*visitor_id, fresh);
    assert!(story.orders.contains(&Command::KeepVisitor(Some(fresh))));
}

#[test]
fn a_returning_device_uses_its_old_id_and_keeps_nothing_new() {
    let mut story = Story::returning();
    story.show();
    let Call::Identify { visitor_id, .. } = story.call("identify") else {
        panic!()
    };
    assert_eq!(*visitor_id, Secret::new("old-device"));
    story.identify();
    assert!(
        story
            .orders
            .iter()
            .all(|it| !matches!(it, Command::KeepVisitor(_)))
    );
}

#[test]
fn a_given_token_is_verified_when_the_panel_is_first_shown_and_not_again() {
    let mut story = Story::with_token();
    assert!(story.calls.is_empty());
    story.show();
    assert_eq!(story.token("verify"), "given");
    assert_eq!(story.token("find"), "given");
    let profile = Profile {
        id: Some("v1".into()),
        person: Person {
            name: Some("Ada".into()),
            picture: None,
        },
    };
    story.reply("verify", Reply::Verified(profile.clone()));
    assert_eq!(*story.chat.visitor(), profile);
    story.hide().show();
    assert!(story.outstanding("verify").is_empty());
}

#[test]
fn a_visitor_whose_name_is_not_found_out_can_still_talk() {
    let mut story = Story::with_token();
    story.show().fail("verify", status(500));
    story.reply("find", Reply::Found(None));
    story.say("Hello").start().stream("Hi!");
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
    assert_eq!(story.kind(), None);
    story.hide().show();
    assert_eq!(story.outstanding("verify").len(), 1, "it is tried again");
}

#[test]
fn a_given_token_that_is_refused_ends_the_session_until_the_visitor_reconnects() {
    let mut story = Story::with_token();
    story
        .show()
        .fail("verify", status(401))
        .fail("find", status(401));
    assert_eq!(story.kind(), Some(Kind::SessionEnded));
    assert_eq!(story.action(), Some(Action::Reconnect));
    story.try_again();
    assert_eq!(story.token("find"), "given");
    story.reply("find", Reply::Found(None));
    assert_eq!(story.kind(), None);
}

#[test]
fn who_was_given_a_token_does_not_become_the_devices_own_visitor_when_it_expires() {
    let options = Options {
        token: Some(Secret::new("given")),
        ..key_options()
    };
    let mut story = Story::of(options, new_device(), true);
    story.show().fail("find", status(401));
    assert!(story.outstanding("identify").is_empty());
    assert_eq!(story.kind(), Some(Kind::SessionEnded));
}

#[test]
fn the_page_is_asked_for_a_token_once_for_all_calls_that_wait() {
    let mut story = Story::with_get_token();
    story.show();
    let (id, reason) = story.asked[0];
    assert_eq!((story.asked.len(), reason), (1, TokenReason::Missing));
    assert!(story.calls.is_empty());
    story.fact(Fact::TokenGiven(id, Some(Secret::new("p1"))));
    assert_eq!(story.token("verify"), "p1");
    assert_eq!(story.token("find"), "p1");
}

#[test]
fn a_page_that_gives_no_token_leaves_the_words_and_a_way_to_reconnect() {
    let mut story = Story::with_get_token();
    story.say("Hello");
    let (id, _) = story.asked[0];
    story.fact(Fact::TokenGiven(id, None));
    assert_eq!(story.kind(), Some(Kind::SessionEnded));
    assert_eq!(story.seen(), ["> Hello (Failed)"]);
    story.try_again();
    let key = story.key_of("Hello");
    story.fact(Fact::RetryAsked(
        crate::chat::event::MessageRef::Key(key),
        None,
    ));
    let (id, _) = *story.asked.last().unwrap();
    story.fact(Fact::TokenGiven(id, Some(Secret::new("p2"))));
    for verify in story.outstanding("verify") {
        story.calls.remove(&verify);
        story.fact(Fact::Answered(
            verify,
            Ok(Reply::Verified(Profile::default())),
        ));
    }
    story
        .reply("find", Reply::Found(None))
        .start()
        .stream("Hi!");
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
}

#[test]
fn a_late_answer_of_the_page_to_an_older_question_is_ignored() {
    let mut story = Story::with_get_token();
    story.show();
    let (old, _) = story.asked[0];
    story.fact(Fact::Reset {
        fresh: Secret::new("x"),
    });
    story.fact(Fact::TokenGiven(old, Some(Secret::new("old"))));
    assert!(story.calls.is_empty());
    let (new, _) = story.asked[1];
    story.fact(Fact::TokenGiven(new, Some(Secret::new("new"))));
    assert_eq!(story.token("find"), "new");
}

#[test]
fn an_expired_token_is_renewed_once_for_all_and_each_call_is_repeated_once() {
    let mut story = Story::talking();
    story.hide().show();
    story.close_with("");
    story.fail("fetch", status(401)).fail("close", status(401));
    assert_eq!(story.kind(), None, "the visitor learns nothing");
    assert_eq!(story.outstanding("identify").len(), 1);
    story.reply("identify", identified("t2"));
    assert_eq!(story.token("fetch"), "t2");
    assert_eq!(story.token("close"), "t2");
    story.fail("close", status(401));
    assert!(story.outstanding("identify").is_empty(), "no loop");
    assert_eq!(story.kind(), Some(Kind::SessionEnded));
}

#[test]
fn a_call_that_was_refused_after_the_renewal_uses_the_new_token() {
    let mut story = Story::talking();
    story.hide().show();
    story.close_with("");
    story.fail("fetch", status(401));
    story.reply("identify", identified("t2"));
    story.fail("close", status(401));
    assert!(story.outstanding("identify").is_empty());
    assert_eq!(story.token("close"), "t2");
}

#[test]
fn a_message_that_was_refused_for_its_token_is_sent_again_by_itself() {
    let mut story = Story::talking();
    story.say("More").fail("send", status(401));
    story.reply("identify", identified("t2"));
    assert_eq!(story.token("send"), "t2");
    assert_eq!(story.seen()[2], "> More (Sending)");
    story.stream("Sure");
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
}

#[test]
fn a_session_that_cannot_be_renewed_leaves_the_message_to_be_sent_again() {
    let mut story = Story::talking();
    story.say("More").fail("send", status(401));
    story.fail("identify", status(500));
    assert_eq!(story.seen()[2], "> More (Failed)");
    assert_eq!(story.kind(), Some(Kind::ServiceError));
    story.try_again();
    story.reply("identify", identified("t2")).stream("Sure");
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
}

#[test]
fn reconnecting_in_a_conversation_looks_how_it_stands() {
    let mut story = Story::talking();
    story.say("More").fail("send", status(401));
    story.reply("identify", identified("t2"));
    story.fail("send", status(401));
    assert_eq!(story.action(), Some(Action::Reconnect));
    story.try_again();
    story.reply("identify", identified("t3"));
    assert_eq!(story.token("fetch"), "t3");
}

#[test]
fn an_expired_token_of_the_page_is_asked_for_with_that_reason() {
    let mut story = Story::with_get_token();
    story.show();
    story.fact(Fact::TokenGiven(1 + 2, Some(Secret::new("p1"))));
    let (id, _) = story.asked[0];
    story.fact(Fact::TokenGiven(id, Some(Secret::new("p1"))));
    story.fail("find", status(401));
    assert_eq!(story.asked.last().unwrap().1, TokenReason::Expired);
}

#[test]
fn a_page_without_any_credential_gets_no_request_and_no_lost_words() {
    let mut story = Story::of(Options::default(), Device::default(), true);
    story.show().say("Hello");
    let ticket = story.page_sends("Hi");
    let opened = story.page_opens("c1");
    let started = story.page_starts();
    assert!(story.calls.is_empty());
    assert_eq!(story.draft(), "Hello");
    assert_eq!(story.refusal(ticket), Some("NOT_CONFIGURED"));
    assert_eq!(story.refusal(opened), Some("NOT_CONFIGURED"));
    assert_eq!(story.refusal(started), Some("NOT_CONFIGURED"));
}

#[test]
fn a_page_that_nobody_is_let_in_from_is_told_so_and_the_words_stay() {
    for code in [400, 403, 404, 410] {
        let mut story = Story::with_key();
        story.show().say("Hello").fail("identify", status(code));
        assert_eq!(story.kind(), Some(Kind::Unavailable), "{code}");
        assert_eq!(story.action(), None);
        assert_eq!(story.seen().len(), 1);
        let told = story
            .events
            .iter()
            .any(|it| matches!(it, HostEvent::Error { status, .. } if *status == Some(code)));
        assert!(told, "{code}");
    }
}

#[test]
fn a_fresh_start_says_nothing_more_of_the_last_conversation() {
    let mut story = Story::talking();
    story.say("Hello").stream("Secret plans.");
    assert!(story.chat.announcements().last().is_some());
    story.fact(Fact::NewConversationAsked);
    assert!(story.chat.announcements().is_empty());
}

/// A visitor with a token of the page, whose token has expired; "More" is on its way.
fn expired() -> Story {
    let mut story = Story::with_get_token();
    story.show();
    story.page_gives("p1");
    story.reply("verify", Reply::Verified(called("ada")));
    story.reply("find", Reply::Found(None));
    story.say("Hello").start().stream("Hi!");
    story.server_says("Hello", "Hi!");
    story.refresh();
    story.say("More").fail("send", status(401));
    story.page_gives("p2");
    story
}

fn called(id: &str) -> Profile {
    Profile {
        id: Some(id.into()),
        ..Profile::default()
    }
}

#[test]
fn a_new_token_of_the_page_is_used_once_it_is_sure_that_it_is_the_same_visitors() {
    let mut story = expired();
    assert_eq!(story.token("verify"), "p2");
    assert!(story.outstanding("send").is_empty());
    story.reply("verify", Reply::Verified(called("ada")));
    assert_eq!(story.token("send"), "p2");
    story.stream("Here it is.");
    assert_eq!(story.seen(), ["> Hello", "Hi!", "> More", "Here it is."]);
}

#[test]
fn a_new_token_of_another_visitor_forgets_the_one_before_and_sends_nothing_of_theirs() {
    let mut story = expired();
    story.say("Mine").fact(Fact::Drafted("Draft".into()));
    story.sent.clear();
    story.reply("verify", Reply::Verified(called("bob")));
    assert!(story.sent.is_empty());
    assert!(story.seen().is_empty());
    assert_eq!(story.draft(), "");
    story.page_gives("p3");
    story.reply("verify", Reply::Verified(called("bob")));
    assert_eq!(story.token("find"), "p3");
    assert_eq!(story.chat.visitor().id.as_deref(), Some("bob"));
    assert!(story.sent.is_empty());
}

#[test]
fn a_new_token_whose_visitor_is_not_found_out_sends_nothing() {
    for (failure, delivery) in [
        (status(401), "Failed"),
        (status(500), "Failed"),
        (Failure::Network, "Queued"),
    ] {
        let mut story = expired();
        story.fail("verify", failure);
        assert!(story.outstanding("send").is_empty());
        let more = format!("> More ({delivery})");
        assert_eq!(*story.seen().last().unwrap(), more);
    }
}

/// A visitor with a token of the page, which the backend has refused once.
fn refused_once() -> Story {
    let mut story = Story::with_token();
    story.show().reply("verify", Reply::Verified(called("ada")));
    story.reply("find", Reply::Found(None));
    story.page_starts();
    story.say("Hello").fail("start", status(401));
    assert_eq!(story.kind(), Some(Kind::SessionEnded));
    story
}

#[test]
fn a_session_has_not_ended_whose_token_lets_in_again() {
    let mut story = refused_once();
    story.start();
    assert_eq!(story.kind(), None);
    story.stream("Hi!");
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
    // Whoever is to wait still is.
    let mut story = refused_once();
    story.fail("start", busy(503, 5));
    story.page_starts();
    story.fail("start", status(401));
    assert_eq!(story.kind(), Some(Kind::SessionEnded));
    story.page_starts();
    story.start();
    assert_eq!((story.kind(), story.action()), (Some(Kind::Busy), None));
    assert_eq!(story.wait().kind(), None);
}

#[test]
fn a_token_that_lets_in_again_goes_on_with_what_it_ended() {
    let mut story = Story::with_token();
    story.show().fail("find", status(401));
    assert_eq!(story.kind(), Some(Kind::SessionEnded));
    story.reply("verify", Reply::Verified(called("ada")));
    assert_eq!(story.kind(), None);
    story.conversation.human_handled = true;
    story.server_says("Hello", "Hi!");
    story.reply("find", Reply::Found(Some("c1".into())));
    story.refresh();
    let looks = |story: &Story| story.timers.contains_key(&Timer::Poll);
    assert!(looks(&story));
    story.ring(Timer::Poll).fail("fetch", status(401));
    assert!(!looks(&story) && story.kind() == Some(Kind::SessionEnded));
    let key = story.key_of("Hi!");
    story.fact(Fact::Rated(key, Feedback::Like));
    story.reply("rate", Reply::Rated);
    assert!(looks(&story) && story.kind().is_none());
}
