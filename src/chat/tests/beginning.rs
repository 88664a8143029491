//! Two tabs that begin at once: one goes first, and the other goes where it went.

use super::harness::*;
use crate::api::secret::Secret;
use crate::api::{Call, Reply};
use crate::chat::Device;
use crate::chat::command::Command;
use crate::chat::event::Fact;
use crate::chat::tabs::Hint;

/// A tab that has something to say while another one begins.
fn waiting(mut story: Story) -> Story {
    story.begun_elsewhere = true;
    story.show().say("Mine");
    assert_eq!(story.begins, Begins::Asked);
    assert!(story.calls.is_empty(), "{:?}", story.calls);
    story
}

fn returning() -> Story {
    let mut story = Story::returning();
    story.show().identify().reply("find", Reply::Found(None));
    story
}

fn changed() -> Fact {
    Fact::Told(Hint::Changed {
        conversation: "c1".into(),
        visitor: 0,
    })
}

fn stored(id: &str) -> Fact {
    Fact::VisitorStored {
        stored: Some(Secret::new(id)),
        fresh: Secret::new("fresh"),
    }
}

/// Other tabs can begin, once they may have heard of what began here.
fn others_can_begin(story: &mut Story) {
    assert_eq!(story.begins, Begins::May);
    story.begin_times_out();
    assert_eq!(story.begins, Begins::No);
}

/// What the other tab has said is there, and what this one says goes to the same conversation.
fn goes_where_the_other_went(story: &mut Story) {
    story.server_says("Theirs", "Yes");
    story.reply("find", Reply::Found(Some("c1".into())));
    story.refresh();
    assert_eq!(story.sent, ["Mine"]);
    let Call::Send { conversation, .. } = story.call("send") else {
        panic!()
    };
    assert_eq!(conversation, "c1");
    story.stream("And yours");
    assert_eq!(story.seen(), ["> Theirs", "Yes", "> Mine", "And yours"]);
}

#[test]
fn a_new_visitor_begins_when_no_other_tab_does_and_lets_others_begin_after_that() {
    let mut story = waiting(Story::with_key());
    let kept = Command::KeepVisitor(Some(Secret::new("new-device")));
    assert!(!story.orders.contains(&kept));
    story.may_begin(None);
    assert!(story.orders.contains(&kept));
    story.identify();
    assert_eq!(story.begin_due, None, "it may take its time");
    story.start();
    others_can_begin(&mut story);
    assert_eq!(story.sent, ["Mine"]);
}

#[test]
fn of_two_new_tabs_the_second_is_the_visitor_and_in_the_conversation_of_the_first() {
    let mut story = waiting(Story::with_key());
    story.may_begin(Some(Secret::new("theirs")));
    let Call::Identify { visitor_id, .. } = story.call("identify") else {
        panic!()
    };
    assert_eq!(*visitor_id, Secret::new("theirs"));
    story.identify();
    assert!(story.outstanding("start").is_empty());
    goes_where_the_other_went(&mut story);
    others_can_begin(&mut story);
    let kept = |order: &Command| matches!(order, Command::KeepVisitor(_));
    assert!(!story.orders.iter().any(kept), "the id is theirs");
}

#[test]
fn it_does_not_matter_when_the_second_tab_hears_of_the_first() {
    for hears_first in [true, false] {
        let mut story = waiting(Story::with_key());
        if hears_first {
            story.fact(changed());
        }
        story.fact(stored("theirs"));
        assert!(story.calls.is_empty(), "{:?}", story.calls);
        story.may_begin(Some(Secret::new("theirs"))).identify();
        goes_where_the_other_went(&mut story);
        others_can_begin(&mut story);
    }
}

#[test]
fn a_tab_that_knows_of_a_new_visitor_looks_for_a_conversation_before_it_begins_one() {
    let mut story = Story::with_key();
    story.show();
    story.fact(stored("theirs"));
    assert!(story.calls.is_empty(), "{:?}", story.calls);
    story.say("Mine").identify();
    goes_where_the_other_went(&mut story);
}

#[test]
fn who_was_here_before_begins_one_conversation_in_two_tabs_too() {
    let mut story = waiting(returning());
    story.fact(changed());
    story.may_begin(Some(Secret::new("old-device")));
    goes_where_the_other_went(&mut story);
    others_can_begin(&mut story);
}

#[test]
fn where_the_other_tab_began_nothing_this_one_does() {
    let mut story = waiting(returning());
    story.may_begin(Some(Secret::new("old-device")));
    assert!(story.outstanding("find").is_empty(), "nothing to look for");
    story.start();
    assert_eq!(story.sent, ["Mine"]);

    let mut story = waiting(Story::with_key());
    story.may_begin(Some(Secret::new("theirs"))).identify();
    story.reply("find", Reply::Found(None));
    assert_eq!(story.begin_due, None, "it is still this tab's turn");
    story.start();
    others_can_begin(&mut story);
    assert_eq!(story.sent, ["Mine"]);
}

#[test]
fn who_is_stored_since_a_failure_of_this_tab_is_no_other_tabs_visitor() {
    let mut story = waiting(Story::with_key());
    story.may_begin(Some(Secret::new("new-device"))).identify();
    assert_eq!(story.outstanding("start").len(), 1);
}

#[test]
fn a_tab_that_is_asleep_does_not_stop_the_others() {
    let mut story = waiting(Story::with_key());
    let before = story.now;
    story.begin_times_out();
    assert!((5_000..15_000).contains(&(story.now - before)));
    story.identify().start();
    assert_eq!(story.sent, ["Mine"]);
    story.may_begin(Some(Secret::new("theirs")));
    assert!(story.outstanding("find").is_empty(), "too late");
}

#[test]
fn what_begins_here_next_does_not_wait_for_what_has_just_begun() {
    let mut story = Story::with_key();
    story
        .show()
        .say("Mine")
        .identify()
        .fail("start", status(500));
    story.begun_elsewhere = true;
    story.try_again().reply("find", Reply::Found(None));
    assert_eq!(story.outstanding("start").len(), 1);
    story.start();
    others_can_begin(&mut story);
}

#[test]
fn others_can_begin_after_a_failure_too() {
    let mut story = Story::with_key();
    story.show().say("Mine").fail("identify", status(500));
    others_can_begin(&mut story);
    story.try_again().identify().fail("start", status(500));
    others_can_begin(&mut story);
    assert_eq!(story.seen(), ["> Mine (Failed)"]);
}

#[test]
fn what_is_stopped_or_forgotten_while_it_waits_begins_nothing() {
    let mut story = waiting(Story::with_key());
    story.fact(Fact::Stopped).may_begin(None);
    assert!(story.calls.is_empty(), "{:?}", story.calls);
    others_can_begin(&mut story);
    assert_eq!(story.seen(), ["> Mine (Failed)"]);

    let mut story = waiting(Story::with_key());
    story.fact(Fact::Reset {
        fresh: Secret::new("next"),
    });
    assert_eq!(story.begins, Begins::No);
    story.may_begin(None);
    assert!(story.calls.is_empty(), "{:?}", story.calls);
}

#[test]
fn the_page_starts_conversations_one_tab_at_a_time_and_other_tabs_are_told() {
    let mut story = Story::with_key();
    story.begun_elsewhere = true;
    let ticket = story.page_starts();
    assert!(story.calls.is_empty(), "{:?}", story.calls);
    story.may_begin(None).identify().start();
    assert!(story.outcome(ticket).is_some());
    others_can_begin(&mut story);
    assert_eq!(story.told.len(), 1);
}

#[test]
fn a_hidden_panel_looks_for_what_began_elsewhere_when_it_is_shown() {
    let mut story = returning();
    story.hide().fact(changed());
    assert!(story.calls.is_empty(), "{:?}", story.calls);
    story.show();
    assert_eq!(story.outstanding("find").len(), 1);
}

#[test]
fn what_begins_elsewhere_does_not_disturb_what_has_begun_here() {
    let mut story = Story::with_key();
    story.show().say("Mine");
    story.fact(stored("theirs")).fact(changed());
    story.identify().start();
    assert_eq!(story.sent, ["Mine"]);
    assert!(story.outstanding("find").is_empty());
}

#[test]
fn where_a_backend_tells_no_history_nobody_waits() {
    let mut story = Story::of(silent_options(), Device::default(), true);
    story.begun_elsewhere = true;
    story.show().say("Mine");
    assert_eq!(story.begins, Begins::No);
    assert_eq!(story.outstanding("start").len(), 1);
}

#[test]
fn a_conversation_that_already_begins_here_is_not_looked_for_elsewhere() {
    let mut story = Story::with_key();
    story.show().say("Stopped").identify();
    story.fact(Fact::Stopped);
    story.fact(changed());
    story.say("Mine");
    assert!(story.outstanding("find").is_empty(), "it is on its way");
    story.start();
    assert_eq!(story.sent, ["Mine"]);
}

#[test]
fn where_a_conversation_is_found_meanwhile_what_was_stopped_begins_no_other() {
    let mut story = waiting(returning());
    let key = story.key_of("Mine");
    story.fact(Fact::Stopped).fact(Fact::EditAsked(key));
    story.fact(changed()).say("Mine");
    goes_where_the_other_went(&mut story);
    story.may_begin(None);
    assert!(story.outstanding("start").is_empty(), "{:?}", story.calls);
}

#[test]
fn a_message_that_waits_to_begin_goes_into_the_conversation_that_is_found_meanwhile() {
    let mut story = waiting(returning());
    story.hide().fact(changed()).show();
    goes_where_the_other_went(&mut story);
    story.may_begin(None);
    assert!(story.outstanding("start").is_empty(), "{:?}", story.calls);
}
