//! The visitor's conversations: listed page by page, opened, left.

use super::harness::*;
use crate::api::failure::Failure;
use crate::api::{Call, Reply};
use crate::chat::command::{Command, Focus, HostEvent};
use crate::chat::conversation::{Status, Summary};
use crate::chat::event::Fact;
use crate::chat::message::{Author, Progress};
use crate::chat::notice::{Action, Kind};
use crate::chat::{Device, Foot, Listing, Screen, Seen};

/// A visitor of an earlier day with no open conversation, who looks at the list.
fn in_history() -> Story {
    let mut story = Story::returning();
    story.show().identify();
    story.reply("find", Reply::Found(None));
    story.fact(Fact::HistoryAsked);
    story
}

/// A conversation in the list, touched `at`, with a last word of the assistant.
fn listed(id: &str, at: i64) -> Summary {
    let mut last = theirs("m", Author::Assistant, "Last word", Progress::Complete);
    last.at = Some(at);
    summary(&conversation(id), Some(&last))
}

fn page(numbers: impl Iterator<Item = u32>) -> Vec<Summary> {
    let newest_first = |number| listed(&format!("c{number}"), 9000 - i64::from(number));
    numbers.map(newest_first).collect()
}

fn ids(story: &Story) -> Vec<String> {
    story.chat.history().into_iter().map(|row| row.id).collect()
}

#[test]
fn there_is_a_history_for_those_who_were_here_before_or_have_a_token() {
    assert!(!Story::with_key().chat.has_history());
    assert!(Story::returning().chat.has_history());
    assert!(Story::with_token().chat.has_history());
    assert!(Story::with_get_token().chat.has_history());
    assert!(Story::talking().chat.has_history());
    let mut story = Story::with_key();
    story.show().fact(Fact::HistoryAsked);
    assert_eq!(story.chat.screen(), Screen::Home);
    assert!(story.calls.is_empty());
}

#[test]
fn conversations_are_listed_newest_first() {
    let mut story = in_history();
    assert_eq!(story.chat.screen(), Screen::History);
    assert_eq!(story.chat.foot(), Foot::History);
    assert_eq!(story.chat.listing(), Listing::Loading);
    assert!(story.orders.contains(&Command::Focus(Focus::History)));
    let mixed = vec![listed("old", 1), listed("new", 3), listed("mid", 2)];
    story.reply("list", Reply::Listed(mixed, Some(3)));
    assert_eq!(ids(&story), ["new", "mid", "old"]);
    assert_eq!(story.chat.listing(), Listing::Here(false));
    let row = &story.chat.history()[0];
    assert_eq!(row.last, Some((false, "Last word".into())));
    assert!(row.open && !row.opening);
}

#[test]
fn a_visitor_without_conversations_is_told_so() {
    let mut story = in_history();
    story.reply("list", Reply::Listed(Vec::new(), Some(0)));
    assert_eq!(story.chat.listing(), Listing::Here(false));
    assert!(ids(&story).is_empty());
}

#[test]
fn more_pages_come_when_they_are_asked_for() {
    let mut story = in_history();
    story.reply("list", Reply::Listed(page(0..20), Some(30)));
    assert_eq!(story.chat.listing(), Listing::Here(true));
    story.fact(Fact::MoreAsked).fact(Fact::MoreAsked);
    let second = Call::List {
        offset: 20,
        limit: 20,
    };
    assert_eq!(story.call("list"), &second);
    assert_eq!(story.chat.listing(), Listing::Loading);
    assert_eq!(ids(&story).len(), 20);
    // A new one has pushed one of them onto this page.
    story.reply("list", Reply::Listed(page(19..30), Some(31)));
    assert_eq!(ids(&story).len(), 30);
    assert_eq!(story.chat.listing(), Listing::Here(false));
}

#[test]
fn a_backend_that_tells_no_total_is_asked_until_a_page_is_not_full() {
    let mut story = in_history();
    story.reply("list", Reply::Listed(page(0..20), None));
    assert_eq!(story.chat.listing(), Listing::Here(true));
    story.fact(Fact::MoreAsked);
    story.reply("list", Reply::Listed(page(20..24), None));
    assert_eq!(story.chat.listing(), Listing::Here(false));
    let mut story = in_history();
    story.reply("list", Reply::Listed(Vec::new(), Some(99)));
    assert_eq!(
        story.chat.listing(),
        Listing::Here(false),
        "no end of asking"
    );
}

#[test]
fn a_list_that_fails_can_be_tried_again() {
    for (failure, kind) in [
        (Failure::Network, Kind::Unreachable),
        (status(500), Kind::ServiceError),
        (status(403), Kind::Refused),
        (status(404), Kind::Refused),
        (status(409), Kind::Refused),
        (busy(429, 5), Kind::Busy),
        (Failure::Malformed, Kind::ServiceError),
    ] {
        let mut story = in_history();
        story.fail("list", failure);
        assert_eq!(
            story.chat.listing(),
            Listing::Failed(kind, Action::LoadAgain)
        );
        assert_eq!(story.kind(), None);
        assert!(matches!(story.events.last(), Some(HostEvent::Error { .. })));
        story.fact(Fact::MoreAsked);
        assert_eq!(story.chat.listing(), Listing::Loading);
        story.reply("list", Reply::Listed(page(0..20), Some(30)));
        story.fact(Fact::MoreAsked).fail("list", Failure::Timeout);
        assert_eq!(ids(&story).len(), 20);
        story.fact(Fact::MoreAsked);
        story.reply("list", Reply::Listed(page(20..30), Some(30)));
        assert_eq!(ids(&story).len(), 30);
    }
}

#[test]
fn a_list_that_the_session_is_over_for_can_be_reconnected_to() {
    let mut story = in_history();
    story.fail("list", status(401));
    story.reply("identify", identified("t2"));
    story.fail("list", status(401));
    let ended = Listing::Failed(Kind::SessionEnded, Action::Reconnect);
    assert_eq!(story.chat.listing(), ended);
    story.fact(Fact::MoreAsked);
    story.reply("identify", identified("t3"));
    assert_eq!(story.token("list"), "t3");
    story.reply("list", Reply::Listed(page(0..3), Some(3)));
    assert_eq!(story.chat.listing(), Listing::Here(false));
}

#[test]
fn an_open_conversation_goes_on() {
    let mut story = in_history();
    story.reply("list", Reply::Listed(vec![listed("c1", 1)], Some(1)));
    story.server_says("Earlier", "Yes?");
    story.fact(Fact::ConversationPicked("c1".into()));
    assert!(story.chat.history()[0].opening);
    assert_eq!(story.chat.screen(), Screen::History);
    story.refresh();
    assert_eq!(story.chat.screen(), Screen::Conversation);
    assert_eq!(story.orders.last(), Some(&Command::Focus(Focus::Composer)));
    story.say("And now?").stream("Now too");
    assert_eq!(story.seen(), ["> Earlier", "Yes?", "> And now?", "Now too"]);
}

#[test]
fn a_closed_conversation_is_read() {
    let mut story = in_history();
    story.server_says("Earlier", "Yes?");
    story.server_closes("Tidied up");
    story.fact(Fact::ConversationPicked("c1".into())).refresh();
    assert_eq!(story.seen(), ["> Earlier", "Yes?"]);
    assert_eq!(story.chat.foot(), Foot::Closed);
    let reason = story.chat.ending().and_then(|ending| ending.reason);
    assert_eq!(reason.as_deref(), Some("Tidied up"));
    let closes = |it: &HostEvent| matches!(it, HostEvent::ConversationClose { .. });
    assert!(!story.events.iter().any(closes), "it was closed long ago");
}

#[test]
fn the_one_on_screen_is_gone_back_to() {
    let mut story = Story::talking();
    story.fact(Fact::HistoryAsked);
    story.fact(Fact::ConversationPicked("c1".into()));
    assert_eq!(story.chat.screen(), Screen::Conversation);
    assert!(story.outstanding("list").is_empty());
    story.refresh();
    assert_eq!(story.seen(), ["> Hello", "Hi!"]);
}

#[test]
fn the_last_one_that_was_chosen_counts() {
    let mut story = in_history();
    story.fact(Fact::ConversationPicked("c1".into()));
    story.fact(Fact::ConversationPicked("c2".into()));
    story.conversation = conversation("c2");
    story.refresh();
    assert_eq!(story.chat.conversation().unwrap().id, "c2");
}

#[test]
fn what_was_asked_for_last_by_page_or_visitor_counts() {
    let mut story = in_history();
    let ticket = story.page_opens("c1");
    story.fact(Fact::ConversationPicked("c2".into()));
    assert_eq!(story.refusal(ticket), Some("CONVERSATION_LEFT"));
    story.page_opens("c3");
    story.conversation = conversation("c3");
    story.refresh();
    assert_eq!(story.chat.conversation().unwrap().id, "c3");
    assert_ne!(story.chat.screen(), Screen::History);
}

#[test]
fn a_conversation_that_cannot_be_opened_leaves_everything_as_it_was() {
    for (failure, kind) in [
        (status(404), Kind::Gone),
        (status(403), Kind::Forbidden),
        (Failure::Network, Kind::Unreachable),
    ] {
        let mut story = Story::talking();
        story.fact(Fact::HistoryAsked);
        story.fact(Fact::ConversationPicked("c9".into()));
        story.fail("fetch", failure);
        assert_eq!(story.chat.screen(), Screen::History);
        assert_eq!((story.kind(), story.action()), (Some(kind), None));
        story.fact(Fact::HistoryLeft).say("Go on");
        // Where nothing came back, it is looked first whether anybody is there.
        if story.outstanding("send").is_empty() {
            story.refresh();
        }
        story.stream("Yes");
        assert_eq!(story.seen()[2..], ["> Go on", "Yes"]);
    }
}

#[test]
fn whoever_leaves_the_list_gets_nothing_of_it_any_more() {
    let mut story = in_history();
    story.fact(Fact::ConversationPicked("c9".into()));
    story.fact(Fact::HistoryLeft);
    assert!(story.calls.is_empty());
    assert_eq!(story.chat.screen(), Screen::Home);
    assert_eq!(story.orders.last(), Some(&Command::Focus(Focus::Composer)));
    let orders = story.orders.len();
    story.fact(Fact::HistoryLeft);
    assert_eq!(story.orders.len(), orders);
}

#[test]
fn a_new_conversation_is_started_from_the_list() {
    let mut story = Story::talking();
    story.fact(Fact::HistoryAsked);
    story.fact(Fact::NewConversationAsked);
    assert_eq!(
        (story.chat.screen(), story.chat.foot()),
        (Screen::Home, Foot::Composer)
    );
    assert!(story.calls.is_empty());
}

#[test]
fn an_answer_goes_on_behind_the_list() {
    let mut story = Story::talking();
    story.say("More").fact(Fact::HistoryAsked);
    story.stream("Sure");
    assert_eq!(story.chat.unread(), 1);
    story.fact(Fact::HistoryLeft);
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
}

#[test]
fn words_that_were_not_sent_come_along_into_the_composer() {
    let mut story = Story::talking();
    story.say("Unsent").fail("send", busy(429, 5));
    story.fact(Fact::HistoryAsked);
    story.fact(Fact::ConversationPicked("c9".into()));
    story.conversation = conversation("c9");
    story.refresh();
    assert_eq!(story.draft(), "Unsent");
}

#[test]
fn what_came_since_a_conversation_was_seen_is_marked() {
    let device = Device {
        seen: Seen::read("100"),
        ..new_device()
    };
    let mut story = Story::of(
        crate::options::Options {
            token: Some(crate::api::secret::Secret::new("given")),
            ..key_options()
        },
        device,
        true,
    );
    story.show().reply("find", Reply::Found(None));
    story.server_says("Hello", "Hi!");
    story.server[1].at = Some(300);
    story.fact(Fact::ConversationPicked("c1".into())).refresh();
    story.fact(Fact::HistoryAsked);
    let own = Summary {
        last: listed("own", 400)
            .last
            .map(|last| crate::chat::conversation::Last {
                by_visitor: true,
                ..last
            }),
        ..listed("own", 400)
    };
    let rows = vec![
        listed("c1", 300),
        listed("old", 99),
        listed("news", 101),
        own,
    ];
    story.reply("list", Reply::Listed(rows, None));
    let marked = story.chat.history().into_iter().filter(|row| row.unread);
    assert_eq!(marked.map(|row| row.id).collect::<Vec<_>>(), ["news"]);
}

#[test]
fn the_list_of_one_visitor_is_not_shown_to_another() {
    let mut story = in_history();
    story.reply("list", Reply::Listed(page(0..3), Some(3)));
    story.fact(Fact::Reset {
        fresh: crate::api::secret::Secret::new("fresh"),
    });
    assert!(ids(&story).is_empty());
    assert_eq!(story.chat.screen(), Screen::Home);
}

#[test]
fn a_closed_one_in_the_list_says_so() {
    let mut story = in_history();
    let mut closed = listed("c1", 1);
    closed.conversation.status = Status::Closed {
        at: None,
        reason: None,
    };
    story.reply("list", Reply::Listed(vec![closed], None));
    assert!(!story.chat.history()[0].open);
}
