//! What the page asks for by its handle, and what it is told.

use super::harness::*;
use crate::api::failure::Failure;
use crate::chat::command::Settled;
use crate::chat::event::Fact;
use crate::json::Json;

#[test]
fn a_message_of_the_page_is_settled_when_it_was_sent() {
    let mut story = Story::talking();
    let ticket = story.page_sends("More");
    assert_eq!(story.outcome(ticket), None);
    let id = story.stream_begins("Su");
    let Some(Ok(Settled::Id(name))) = story.outcome(ticket).cloned() else {
        panic!("{:?}", story.settled)
    };
    story.stream_ends(id);
    story.server_says("More", "Sure");
    story.refresh();
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
    let again = story.page_retries(&name);
    assert_eq!(
        story.outcome(again),
        None,
        "the name is good for as long as the page lives"
    );
    assert_eq!(story.outstanding("send").len(), 1);
}

#[test]
fn a_message_of_the_page_leaves_the_composer_alone() {
    let mut story = Story::talking();
    story.fact(Fact::Drafted("my own".into()));
    story.page_sends("More");
    assert_eq!(story.draft(), "my own");
}

#[test]
fn what_cannot_be_sent_is_refused_with_a_code() {
    let mut story = Story::talking();
    let empty = story.page_sends(" ");
    let long = story.page_sends(&"a".repeat(10_001));
    assert_eq!(story.refusal(empty), Some("EMPTY_MESSAGE"));
    assert_eq!(story.refusal(long), Some("MESSAGE_TOO_LONG"));
    assert_eq!(story.kind(), None);
    story.say("x").fail("send", busy(429, 9));
    let early = story.page_sends("More");
    assert_eq!(story.refusal(early), Some("RATE_LIMIT_EXCEEDED"));
    let unknown = story.page_retries("nothing");
    assert_eq!(story.refusal(unknown), Some("MESSAGE_NOT_FOUND"));
    let reply = story.page_retries("m1");
    assert_eq!(story.refusal(reply), Some("NOT_RETRIABLE"));
}

#[test]
fn a_message_the_page_sends_again_is_settled_like_a_new_one() {
    let mut story = Story::talking();
    let first = story.page_sends("More");
    story.fail("send", status(418));
    assert_eq!(story.refusal(first), Some("HTTP_418"));
    let name = format!("local-{}", story.key_of("More"));
    let again = story.page_retries(&name);
    story.stream("Sure");
    assert!(story.outcome(again).unwrap().is_ok());
}

#[test]
fn asking_twice_about_one_message_settles_both() {
    let mut story = Story::talking();
    story.say("More").fail("send", Failure::Network);
    story.fact(Fact::Stopped).fail("fetch", Failure::Malformed);
    let name = format!("local-{}", story.key_of("More"));
    let one = story.page_retries(&name);
    let two = story.page_retries(&name);
    story.server_says("More", "Sure");
    story.refresh();
    assert!(story.outcome(one).is_some());
    assert!(story.outcome(two).is_some());
}

#[test]
fn a_snapshot_holds_the_conversation_and_its_messages() {
    let mut story = Story::with_key();
    assert_eq!(story.chat.snapshot(), Json::Null);
    story = Story::talking();
    story.say("More");
    let snapshot = story.chat.snapshot();
    assert_eq!(snapshot.get("id").text(), Some("c1"));
    assert_eq!(snapshot.get("status").text(), Some("open"));
    let messages = snapshot.get("messages").list();
    let read = |field: &str| -> Vec<_> {
        let texts = messages.iter().filter_map(|it| it.get(field).text());
        texts.map(str::to_owned).collect()
    };
    assert_eq!(read("role"), ["visitor", "assistant", "visitor"]);
    assert_eq!(read("text"), ["Hello", "Hi!", "More"]);
    assert_eq!(read("delivery"), ["sent", "sent", "sending"]);
    story.server_closes("Bye");
    story.stream("Sure").refresh();
    let snapshot = story.chat.snapshot();
    assert_eq!(snapshot.get("status").text(), Some("closed"));
    assert_eq!(snapshot.get("closeReason").text(), Some("Bye"));
    assert_eq!(snapshot.get("closedAt").number(), Some(5.0));
}
