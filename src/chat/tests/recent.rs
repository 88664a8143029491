//! What was said before, for a visitor who begins anew.

use super::harness::*;
use crate::api::Reply;
use crate::api::failure::Failure;
use crate::chat::Screen;
use crate::chat::conversation::Summary;
use crate::chat::event::Fact;
use crate::chat::message::{Author, Progress};

fn touched(id: &str, at: i64) -> Summary {
    let mut last = theirs("m", Author::Assistant, "Last word", Progress::Complete);
    last.at = Some(at);
    summary(&conversation(id), Some(&last))
}

impl Story {
    fn told_recent(&mut self, result: Result<Vec<Summary>, Failure>) -> &mut Self {
        let id = self.recent_asked.pop().expect("nobody asked");
        let reply = result.map(|listed| Reply::Listed(listed, Some(9)));
        self.fact(Fact::Answered(id, reply))
    }

    fn recent(&self) -> Vec<String> {
        let rows = self.chat.recent().into_iter();
        rows.map(|row| row.id).collect()
    }
}

/// A visitor of an earlier day with no open conversation.
fn at_home() -> Story {
    let mut story = Story::returning();
    story.show().identify();
    story.reply("find", Reply::Found(None));
    assert_eq!(story.chat.screen(), Screen::Home);
    story
}

#[test]
fn the_newest_conversations_are_at_hand_where_a_new_one_begins() {
    let mut story = at_home();
    let mixed = vec![touched("old", 1), touched("new", 3), touched("mid", 2)];
    story.told_recent(Ok(mixed));
    assert_eq!(story.recent(), ["new", "mid", "old"]);
    story.server_says("Earlier", "Yes?");
    story.fact(Fact::ConversationPicked("c1".into()));
    story.refresh();
    assert_eq!(story.seen(), ["> Earlier", "Yes?"]);
    assert!(story.recent().is_empty());
}

#[test]
fn no_more_than_three_of_them_are_shown_whatever_the_backend_says() {
    let mut story = at_home();
    let many = (0..9).map(|at| touched(&format!("c{at}"), at)).collect();
    story.told_recent(Ok(many));
    assert_eq!(story.recent(), ["c8", "c7", "c6"]);
}

#[test]
fn nobody_asks_for_a_visitor_who_was_never_here_or_whose_conversation_goes_on() {
    let mut story = Story::with_key();
    story.show();
    assert!(story.recent_asked.is_empty());
    let mut story = Story::returning();
    story.show().identify();
    story.server_says("Earlier", "Yes?");
    story.reply("find", Reply::Found(Some("c1".into())));
    story.refresh();
    story.hide().show();
    assert!(story.recent_asked.is_empty());
}

#[test]
fn nobody_asks_before_the_panel_is_shown() {
    let mut story = Story::returning();
    story.page_sends("Hello");
    story.identify();
    story.reply("find", Reply::Found(None));
    assert!(story.recent_asked.is_empty());
}

#[test]
fn they_are_asked_for_again_when_the_visitor_comes_back_to_begin_anew() {
    let mut story = Story::talking();
    assert!(story.recent_asked.is_empty());
    story.fact(Fact::NewConversationAsked);
    story.told_recent(Ok(vec![touched("c1", 1)]));
    assert_eq!(story.recent(), ["c1"]);
    story.hide().show();
    assert_eq!(story.recent(), ["c1"], "until there is news");
    story.told_recent(Ok(vec![touched("c2", 2), touched("c1", 1)]));
    assert_eq!(story.recent(), ["c2", "c1"]);
    story.fact(Fact::HistoryAsked).fact(Fact::HistoryLeft);
    story.told_recent(Ok(vec![touched("c3", 3)]));
    assert_eq!(story.recent(), ["c3"]);
}

#[test]
fn a_list_that_does_not_come_is_nobodys_trouble() {
    for failure in [status(500), status(403), Failure::Network] {
        let mut story = at_home();
        story.forget_the_past();
        story.told_recent(Err(failure));
        assert!(story.recent().is_empty() && story.chat.notice().is_none());
        assert!(story.events.is_empty() && story.timers.is_empty());
    }
}

#[test]
fn what_one_visitor_said_is_not_shown_to_another() {
    let mut story = at_home();
    story.told_recent(Ok(vec![touched("c1", 1)]));
    let fresh = crate::api::secret::Secret::new("fresh");
    story.fact(Fact::Reset { fresh });
    assert!(story.recent().is_empty() && story.recent_asked.is_empty());
}
