//! The conversation is over, and another tab of the visitor begins a new one: both go on in that.

use super::harness::*;
use crate::api::Reply;
use crate::api::secret::Secret;
use crate::chat::event::Fact;
use crate::chat::tabs::Hint;

fn changed(conversation: &str) -> Fact {
    Fact::Told(Hint::Changed {
        conversation: conversation.into(),
        visitor: 0,
    })
}

/// The conversation was ended in another tab, which shows here.
fn closed_elsewhere() -> Story {
    let mut story = Story::talking();
    story.server_closes("done");
    story.fact(changed("c1")).refresh();
    assert!(story.chat.ending().is_some());
    story
}

/// From now on the backend tells of what another tab has begun.
fn second_begins(story: &mut Story) {
    story.conversation = conversation("c2");
    story.server.clear();
    story.server_says("Second", "Again!");
}

fn finds_second(story: &mut Story) {
    second_begins(story);
    story.reply("find", Reply::Found(Some("c2".into())));
    story.refresh();
    assert_eq!(story.seen(), ["> Second", "Again!"]);
    assert!(story.chat.ending().is_none());
}

fn stays(story: &Story) {
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
    assert!(story.outstanding("find").is_empty());
}

#[test]
fn a_tab_whose_conversation_is_over_goes_on_in_the_one_that_begins_elsewhere() {
    let mut story = closed_elsewhere();
    story.fact(Fact::Drafted("A draft".into()));
    story.fact(changed("c2"));
    assert_eq!(story.seen(), ["> Hello", "Hi!"], "until it is here");
    finds_second(&mut story);
    assert_eq!(story.draft(), "A draft");
    story.say("More");
    assert!(story.outstanding("start").is_empty());
    story.one("send");
}

#[test]
fn a_tab_that_learns_later_that_its_conversation_is_over_goes_on_too() {
    for sees in [true, false] {
        let mut story = Story::talking();
        story.fact(Fact::PageVisible(sees));
        story.fact(changed("c1")).fact(changed("c2"));
        story.fact(Fact::PageVisible(true));
        story.server_closes("done");
        story.refresh();
        finds_second(&mut story);
    }
}

#[test]
fn a_hidden_panel_asks_for_nothing_until_it_is_shown() {
    let mut story = closed_elsewhere();
    story.hide().fact(changed("c2"));
    assert!(story.calls.is_empty());
    story.show();
    finds_second(&mut story);
}

#[test]
fn what_is_over_stays_where_nothing_goes_on_elsewhere_or_that_cannot_be_found_out() {
    let replies = [
        Ok(Reply::Found(None)),
        Ok(Reply::Found(Some("c1".into()))),
        Err(status(500)),
    ];
    for reply in replies {
        let mut story = closed_elsewhere();
        story.fact(changed("c2"));
        let same = matches!(reply, Ok(Reply::Found(Some(_))));
        match reply {
            Ok(reply) => story.reply("find", reply),
            Err(failure) => story.fail("find", failure),
        };
        if same {
            story.refresh();
        }
        stays(&story);
        assert_eq!(story.kind(), None);
        assert!(story.chat.ending().is_some() && story.calls.is_empty());
    }
}

#[test]
fn who_has_gone_back_in_what_is_over_reads_on_until_they_look_away() {
    let mut story = closed_elsewhere();
    story.fact(Fact::AtEnd(false)).fact(changed("c2"));
    story.fact(Fact::AtEnd(true));
    stays(&story);
    story.fact(Fact::AtEnd(false));
    story.fact(Fact::PageVisible(false));
    finds_second(&mut story);
}

#[test]
fn who_looks_through_their_conversations_goes_on_looking() {
    let mut story = closed_elsewhere();
    story.fact(changed("c2")).fact(Fact::HistoryAsked);
    second_begins(&mut story);
    story.reply("find", Reply::Found(Some("c2".into())));
    story.refresh();
    stays(&story);
    story.fact(Fact::HistoryLeft);
    finds_second(&mut story);
}

#[test]
fn who_chose_to_read_what_is_over_goes_on_in_the_other_one_when_they_want_to() {
    for before in [true, false] {
        let mut story = closed_elsewhere();
        story.fact(Fact::HistoryAsked);
        if before {
            story.fact(changed("c2"));
        }
        story.conversation = conversation("c0");
        story.server_closes("long ago");
        story.fact(Fact::ConversationPicked("c0".into())).refresh();
        if !before {
            story.fact(changed("c2"));
        }
        story.hide().show();
        stays(&story);
        story.fact(Fact::NewConversationAsked);
        finds_second(&mut story);
        story.say("More");
        assert!(story.outstanding("start").is_empty());
    }
}

#[test]
fn whoever_goes_on_in_two_conversations_at_once_is_taken_to_neither() {
    let mut story = Story::talking();
    story.fact(changed("c2")).fact(changed("c1")).refresh();
    story.server_closes("Bye");
    story.fact(changed("c1")).refresh();
    assert!(story.chat.ending().is_some());
    stays(&story);
}

#[test]
fn a_new_conversation_is_a_new_one_where_no_other_tab_has_said_anything() {
    let mut story = closed_elsewhere();
    story.fact(Fact::NewConversationAsked).say("Afresh");
    assert!(story.outstanding("find").is_empty());
    story.one("start");
}

#[test]
fn a_tab_that_hears_of_a_conversation_before_its_visitor_is_stored_shows_it_then() {
    let mut story = Story::with_key();
    story.show().fact(changed("c2"));
    assert!(story.calls.is_empty());
    story.fact(Fact::VisitorStored {
        stored: Some(Secret::new("theirs")),
        fresh: Secret::new("fresh"),
    });
    story.identify();
    finds_second(&mut story);
}
