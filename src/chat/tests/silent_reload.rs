//! What the tab carries over a reload where no backend tells it again.

use super::harness::*;
use super::silent::{answers, new_visitor, talking};
use crate::api::Reply;
use crate::api::failure::Failure;
use crate::api::secret::Secret;
use crate::chat::command::HostEvent;
use crate::chat::event::Fact;
use crate::chat::{Device, Onward};
use crate::json::Json;
use crate::options::Options;
use proptest::prelude::*;

fn page_after(story: &Story, options: Options) -> Story {
    let device = Device {
        kept: story.kept.clone(),
        carried: story.carried.clone(),
        ..new_device()
    };
    let mut next = Story::of(options, device, true);
    next.kept.clone_from(&story.kept);
    next.carried.clone_from(&story.carried);
    next
}

fn reloaded_with(story: &Story, options: Options) -> Story {
    let mut next = page_after(story, options);
    next.show();
    next
}

fn reloaded(story: &Story) -> Story {
    reloaded_with(story, silent_options())
}

#[test]
fn the_open_conversation_goes_on() {
    let story = talking();
    let mut next = reloaded(&story);
    assert_eq!(next.seen(), story.seen());
    assert!(
        next.calls.is_empty() && next.events.len() == 1,
        "{:?}",
        next.events
    );
    next.say("And?");
    answers(&mut next, "So");
    let again = reloaded(&next);
    assert_eq!(again.seen(), ["Welcome", "> Hello", "Hi!", "> And?", "So"]);
    let at = |story: &Story| story.chat.transcript().messages()[1].at;
    assert_eq!(at(&again), at(&story));
}

#[test]
fn a_message_that_was_under_way_may_have_been_delivered() {
    let mut story = talking();
    story.say("On its way");
    let mut next = reloaded(&story);
    assert_eq!(next.seen()[3..], ["> On its way (Doubtful)"]);
    assert_eq!(next.draft(), "");
    assert!(next.calls.is_empty());
    let key = next.key_of("On its way");
    next.fact(Fact::RetryAsked(
        crate::chat::event::MessageRef::Key(key),
        None,
    ));
    answers(&mut next, "Here");
    assert_eq!(next.seen()[3..], ["> On its way", "Here"]);
}

#[test]
fn what_was_not_sent_is_in_the_composer() {
    let mut story = talking();
    story.say("Lost").fail("send", Failure::Network);
    story.say("Refused").fail("send", status(418));
    story.fact(Fact::Drafted("Draft".into()));
    let next = reloaded(&story);
    assert_eq!(next.seen()[3..], ["> Lost (Doubtful)"]);
    assert_eq!(next.draft(), "Refused\n\nDraft");
}

#[test]
fn nothing_is_carried_of_what_is_over() {
    let closed = |story: &mut Story| {
        story.close_with("").reply("close", Reply::Closed);
    };
    let ended = |story: &mut Story| {
        story.say("Bye");
        story.reply("send", Reply::LastAnswer(Vec::new(), None));
    };
    let reset = |story: &mut Story| {
        let fresh = Secret::new("fresh");
        story.fact(Fact::Reset { fresh });
    };
    for ends in [&closed as &dyn Fn(&mut Story), &ended, &reset] {
        let mut story = talking();
        assert_ne!(story.carried, Json::Null);
        ends(&mut story);
        assert_eq!(story.carried, Json::Null);
        assert_eq!(reloaded(&story).seen(), Vec::<String>::new());
    }
}

/// The next page, once all of the panel is there.
fn after(story: &Story) -> Story {
    let mut next = story.next_page(silent_options());
    next.fact(Fact::Ready);
    next
}

#[test]
fn what_came_behind_a_hidden_panel_is_unread_on_the_next_pages_until_it_is_seen() {
    let mut story = talking();
    story.say("And?").hide();
    assert_eq!(story.kept_shown, Some(Onward::Hidden));
    answers(&mut story, "So");
    assert_eq!(story.kept_shown, Some(Onward::Waiting));
    let mut next = after(&after(&story));
    assert!(next.calls.is_empty() && next.timers.is_empty());
    assert_eq!(next.chat.unread(), 1);
    assert_eq!(next.events, [HostEvent::Unread(1)]);
    assert_eq!(next.kept_shown, Some(Onward::Waiting));
    next.show();
    assert_eq!(next.events.last(), Some(&HostEvent::Unread(0)));
    next.hide();
    assert_eq!(next.kept_shown, Some(Onward::Hidden));
    assert_eq!(after(&next).chat.unread(), 0);
}

#[test]
fn nothing_is_unread_of_what_is_over_forgotten_or_was_never_said() {
    let mut story = talking();
    story.say("And?").hide();
    answers(&mut story, "So");
    let mut closed = after(&story);
    closed.page_closes("done");
    closed.reply("close", Reply::Closed);
    let mut other = after(&story);
    let fresh = Secret::new("fresh");
    other.fact(Fact::Reset { fresh });
    for story in [&closed, &other] {
        assert_eq!(story.kept_shown, Some(Onward::Hidden));
        assert_eq!(after(story).chat.unread(), 0);
    }
    let carried = r#"{"id":"c1","messages":[{"text":"x"}],"unread":1e9}"#;
    story.carried = Json::read(carried).unwrap();
    assert_eq!(after(&story).chat.unread(), 1);
}

#[test]
fn a_visitor_who_is_forgotten_before_anything_else_happens_leaves_nothing_either() {
    let mut next = page_after(&talking(), silent_options());
    let fresh = Secret::new("fresh");
    next.fact(Fact::Reset { fresh });
    assert_eq!(next.carried, Json::Null);
    assert_eq!(reloaded(&next).seen(), Vec::<String>::new());
}

#[test]
fn nothing_is_carried_where_the_backend_tells_it_again() {
    assert_eq!(Story::talking().carried, Json::Null);
    let next = reloaded_with(&talking(), key_options());
    assert_eq!(next.seen(), Vec::<String>::new());
}

#[test]
fn a_keystroke_carries_nothing_anew() {
    let mut story = talking();
    story.chat.take_touched();
    story.carried = Json::Null;
    story.fact(Fact::Drafted("a".into()));
    assert_eq!(story.carried, Json::Null);
}

#[test]
fn nonsense_is_no_conversation() {
    for carried in ["7", "{}", r#"{"id":""}"#, r#"{"messages":[{"text":"x"}]}"#] {
        let device = Device {
            carried: Json::read(carried).unwrap(),
            ..new_device()
        };
        let story = Story::of(silent_options(), device, true);
        assert_eq!(story.seen(), Vec::<String>::new(), "{carried}");
    }
    let device = Device {
        carried: Json::read(r#"{"id":"c1","messages":[7,{},{"text":"x"}]}"#).unwrap(),
        ..new_device()
    };
    let story = Story::of(silent_options(), device, true);
    assert_eq!(story.seen(), ["x"]);
    assert_eq!(new_visitor().carried, Json::Null);
}

fn any_value() -> impl Strategy<Value = Json> {
    prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        any::<f64>().prop_map(Json::Number),
        ".{0,6}".prop_map(Json::Text),
    ]
}

#[test]
fn a_page_that_comes_back_shows_what_a_later_one_carried_on() {
    let mut story = talking();
    let mut later = reloaded(&story);
    later.say("And?");
    answers(&mut later, "So");
    let device = Device {
        kept: later.kept.clone(),
        carried: later.carried.clone(),
        ..new_device()
    };
    let forgotten = false;
    story.fact(Fact::CameBack { device, forgotten });
    assert_eq!(story.seen(), later.seen());
    assert_eq!(story.carried, later.carried);
    later.say("More").hide();
    answers(&mut later, "Sure");
    let device = Device {
        carried: later.carried.clone(),
        ..new_device()
    };
    story.hide().fact(Fact::CameBack { device, forgotten });
    assert_eq!(story.chat.unread(), 1);
    let device = new_device();
    story.fact(Fact::CameBack { device, forgotten });
    assert!(story.seen().is_empty());
    assert_eq!(story.carried, Json::Null);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_tab_carries_goes_on_the_same(
        id in any_value(), fields in prop::collection::vec((any_value(), any_value(), any_value(), any_value()), 0..6),
    ) {
        let message = |(visitor, text, at, sent)| {
            Json::object([("visitor", visitor), ("text", text), ("at", at), ("sent", sent)])
        };
        let messages: Json = fields.into_iter().map(message).collect();
        let carried = Json::object([("id", id), ("messages", messages)]);
        let mut story = talking();
        story.carried = carried;
        let once = reloaded(&story);
        prop_assert_eq!(reloaded(&once).seen(), once.seen());
    }
}
