//! Finding out whether a message arrived before anything is sent again.

use super::harness::*;
use crate::api::failure::Failure;
use crate::chat::command::{HostEvent, Timer};
use crate::chat::event::Fact;
use crate::chat::message::{Author, Progress};
use crate::chat::notice::{Action, Kind};

fn sending() -> (Story, u32) {
    let mut story = Story::talking();
    let ticket = story.page_sends("More");
    (story, ticket)
}

#[test]
fn a_message_that_arrived_with_its_answer_needs_nothing_more() {
    for failure in [
        Failure::Network,
        Failure::Timeout,
        Failure::Malformed,
        status(500),
        status(502),
    ] {
        let (mut story, ticket) = sending();
        story.fail("send", failure);
        assert_eq!(story.kind(), Some(Kind::Checking));
        assert_eq!(story.seen()[2], "> More (Uncertain)");
        assert!(story.outstanding("send").is_empty());
        story.server_says("More", "Sure");
        story.refresh();
        assert_eq!(story.seen()[2..], ["> More", "Sure"]);
        assert_eq!(story.kind(), None);
        assert!(story.outcome(ticket).unwrap().is_ok());
        assert!(!story.chat.can_stop());
    }
}

#[test]
fn the_page_hears_once_of_a_message_that_turned_out_to_have_arrived() {
    use crate::chat::command::HostEvent;
    let (mut story, _) = sending();
    story.fail("send", Failure::Network);
    story.server_says("More", "Sure");
    story.refresh().refresh();
    let told = story
        .events
        .iter()
        .filter(|event| matches!(event, HostEvent::Message { .. }));
    assert_eq!(told.count(), 2, "{:?}", story.events);
}

#[test]
fn an_answer_that_is_still_being_written_is_waited_for() {
    let (mut story, _) = sending();
    story.fail("send", Failure::Timeout);
    story.server_says("More", "Su");
    story.server[3].progress = Progress::Awaited;
    story.refresh();
    assert_eq!(story.seen()[3], "Su (Awaited)");
    story.server[3] = theirs("m3", Author::Assistant, "Sure", Progress::Complete);
    story.ring(Timer::Recheck).refresh();
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
    assert!(!story.chat.can_stop());
    assert_eq!(story.chat.unread(), 0);
}

#[test]
fn a_message_that_did_not_arrive_is_looked_for_twice_and_then_can_be_sent_again() {
    let (mut story, ticket) = sending();
    story.fail("send", Failure::Network).refresh();
    assert_eq!(story.outcome(ticket), None);
    story.ring(Timer::Recheck).refresh();
    assert_eq!(story.seen()[2], "> More (Failed)");
    assert_eq!(story.refusal(ticket), Some("NETWORK"));
    assert_eq!(story.kind(), Some(Kind::Unreachable));
    story.try_again().refresh().stream("Sure");
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
}

#[test]
fn a_cut_stream_keeps_what_came_and_takes_the_rest_from_the_backend() {
    let (mut story, ticket) = sending();
    let id = story.stream_begins("Su");
    story.stream_ends(id);
    assert!(story.outcome(ticket).unwrap().is_ok());
    assert_eq!(story.seen()[2..], ["> More", "Su (Awaited)"]);
    story.server_says("More", "Sure");
    story.refresh();
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
    assert_eq!(
        story.chat.transcript().messages()[3].rewrites,
        0,
        "it only grew"
    );
}

#[test]
fn a_cut_answer_that_the_backend_does_not_complete_is_interrupted() {
    let (mut story, _) = sending();
    let id = story.stream_begins("Su");
    story.stream_ends(id);
    story.server_says("More", "");
    story.refresh();
    let mut looks = 1;
    while story.timers.contains_key(&Timer::Recheck) {
        story.ring(Timer::Recheck).refresh();
        looks += 1;
        assert!(looks < 20);
    }
    assert_eq!(story.seen()[2..], ["> More", "Su (Interrupted)"]);
    assert_eq!(story.kind(), Some(Kind::Interrupted));
    assert!(!story.chat.can_stop());
    story.try_again();
    assert_eq!(story.seen()[2..], ["Su (Interrupted)", "> More (Sending)"]);
    story.stream("Sure");
    story.server[2].id = Some("m2".into());
    story.server_says("More", "Sure");
    story.refresh();
    assert_eq!(story.seen()[2..], ["Su (Interrupted)", "> More", "Sure"]);
}

#[test]
fn an_answer_that_the_backend_broke_off_keeps_what_came() {
    let (mut story, _) = sending();
    let id = story.stream_begins("Su");
    story.stream_ends(id);
    story.server_says("More", "");
    story
        .server
        .push(theirs("m3", Author::Assistant, "", Progress::Failed));
    story.refresh();
    assert_eq!(story.seen()[2..], ["> More", "Su (Failed)"]);
    assert_eq!(story.kind(), Some(Kind::ServiceError));
    assert_eq!(
        story.action(),
        Some(Action::SendAgain(story.key_of("More")))
    );
}

#[test]
fn a_stream_that_ended_before_it_began_is_looked_up() {
    let (mut story, ticket) = sending();
    let id = story.one("send");
    story.stream_ends(id);
    assert_eq!(story.seen()[2], "> More (Uncertain)");
    story.server_says("More", "Sure");
    story.refresh();
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
    assert!(story.outcome(ticket).unwrap().is_ok());
}

#[test]
fn an_error_after_the_stream_began_is_looked_up_whatever_it_says() {
    for failure in [
        Failure::Network,
        Failure::Timeout,
        status(429),
        status(400),
        status(401),
    ] {
        let (mut story, _) = sending();
        let id = story.stream_begins("Su");
        story.calls.remove(&id);
        story.fact(Fact::Answered(id, Err(failure)));
        assert_eq!(story.seen()[2..], ["> More", "Su (Awaited)"]);
        story.server_says("More", "Sure");
        story.refresh();
        assert_eq!(story.seen()[2..], ["> More", "Sure"]);
    }
}

#[test]
fn an_error_in_the_stream_keeps_what_came_and_offers_to_try_again() {
    use crate::api::answer::Delta;
    let (mut story, _) = sending();
    let id = story.stream_begins("Su");
    story.fact(Fact::Streamed(id, vec![Delta::Failed, Delta::Finished]));
    story.stream_ends(id);
    assert_eq!(story.seen()[2..], ["> More", "Su (Failed)"]);
    assert_eq!(story.kind(), Some(Kind::ServiceError));
    let told =
        |it: &HostEvent| matches!(it, HostEvent::Error { code, .. } if code == "ANSWER_FAILED");
    assert!(story.events.iter().any(told));
    story.try_again();
    assert_eq!(story.seen()[2..], ["Su (Failed)", "> More (Sending)"]);
}

#[test]
fn nothing_is_offered_once_an_answer_that_broke_off_is_there_after_all() {
    use crate::api::answer::Delta;
    let (mut story, _) = sending();
    let id = story.stream_begins("Su");
    story.fact(Fact::Streamed(id, vec![Delta::Failed]));
    story.stream_ends(id);
    assert_eq!(story.kind(), Some(Kind::ServiceError));
    story.server_says("More", "Sure");
    story.refresh();
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
    assert_eq!(story.kind(), None);
}

#[test]
fn an_answer_tried_again_at_once_is_not_taken_for_the_first_one() {
    use crate::api::answer::Delta;
    let (mut story, _) = sending();
    let id = story.stream_begins("Su");
    story.fact(Fact::Streamed(id, vec![Delta::Failed]));
    story.stream_ends(id);
    story.try_again().stream("Sure");
    story.server_says("More", "");
    story
        .server
        .push(theirs("m3", Author::Assistant, "Su", Progress::Failed));
    story.server_says("More", "Sure");
    story.refresh();
    assert_eq!(story.seen()[2..], ["Su (Failed)", "> More", "Sure"]);
    let ids = story
        .chat
        .transcript()
        .messages()
        .iter()
        .map(|it| it.id.as_deref());
    assert_eq!(
        ids.skip(2).collect::<Vec<_>>(),
        [Some("m3"), Some("m4"), Some("m5")]
    );
}

#[test]
fn a_check_that_fails_is_repeated_and_then_leaves_the_choice_to_the_visitor() {
    let (mut story, ticket) = sending();
    story
        .fail("send", Failure::Network)
        .fail("fetch", status(502));
    assert_eq!(story.kind(), Some(Kind::Checking));
    let mut looks = 1;
    while story.timers.contains_key(&Timer::Recheck) {
        story.ring(Timer::Recheck).fail("fetch", status(500));
        looks += 1;
        assert!(looks < 20);
    }
    assert!(!story.chat.can_stop());
    assert_eq!(story.seen()[2], "> More (Doubtful)");
    assert!(
        story.outcome(ticket).unwrap().is_err(),
        "the page is not left waiting"
    );
    assert_eq!(story.kind(), Some(Kind::ServiceError));
    for id in story.outstanding("fetch") {
        story.calls.remove(&id);
        story.fact(Fact::Answered(id, Err(Failure::Network)));
    }
    story.try_again();
    story.server_says("More", "Sure");
    story.refresh();
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
}

#[test]
fn a_check_that_is_refused_is_not_repeated() {
    for code in [403, 404] {
        let (mut story, ticket) = sending();
        story
            .fail("send", Failure::Network)
            .fail("fetch", status(code));
        assert!(!story.chat.can_stop());
        assert_eq!(story.action(), Some(Action::StartNew), "{code}");
        assert!(story.outcome(ticket).unwrap().is_err());
        assert!(story.calls.is_empty() && story.timers.is_empty());
        story.try_again();
        assert_eq!(story.draft(), "More");
    }
}

#[test]
fn a_check_without_a_connection_waits_for_it() {
    let (mut story, _) = sending();
    story
        .fact(Fact::Online(false))
        .fail("send", Failure::Network);
    for _ in 0..3 {
        if let Some(id) = story.outstanding("fetch").first().copied() {
            story.calls.remove(&id);
            story.fact(Fact::Answered(id, Err(Failure::Network)));
        }
    }
    assert_eq!(story.kind(), Some(Kind::Offline));
    assert_eq!(story.seen()[2], "> More (Uncertain)");
    story.server_says("More", "Sure");
    story.fact(Fact::Online(true)).refresh();
    assert_eq!(story.seen()[2..], ["> More", "Sure"]);
}

#[test]
fn a_refused_message_looks_whether_the_conversation_was_closed_meanwhile() {
    for code in [400, 403, 404, 409, 422] {
        let (mut story, ticket) = sending();
        story.fail("send", status(code));
        story.server_closes("solved");
        story.refresh();
        assert!(!story.chat.conversation().unwrap().is_open(), "{code}");
        assert_eq!(story.kind(), None, "{code}");
        assert_eq!(story.seen()[2], "> More (Failed)", "{code}");
        assert!(story.outcome(ticket).unwrap().is_err());
    }
}

#[test]
fn a_refused_message_that_cannot_be_looked_for_is_told_as_it_was_refused() {
    for failure in [status(404), status(500), busy(429, 7), Failure::Malformed] {
        let (mut story, _) = sending();
        story.fail("send", status(422)).fail("fetch", failure);
        assert_eq!(story.kind(), Some(Kind::Invalid));
        assert_eq!(story.draft(), "More");
        assert!(!story.chat.can_stop());
    }
}

#[test]
fn a_conflict_reads_the_conversation_and_says_that_it_changed() {
    let (mut story, ticket) = sending();
    story.fail("send", status(409));
    story.server_says("Elsewhere", "There");
    story.refresh();
    assert_eq!(story.kind(), Some(Kind::Changed));
    assert_eq!(
        story.seen()[2..],
        ["> More (Failed)", "> Elsewhere", "There"]
    );
    assert!(story.outcome(ticket).unwrap().is_err());
    assert!(!story.chat.can_stop());
}

#[test]
fn a_conflict_with_a_closed_conversation_shows_the_closed_state() {
    let (mut story, ticket) = sending();
    story.fail("send", status(409));
    story.server_closes("solved");
    story.refresh();
    assert!(!story.chat.conversation().unwrap().is_open());
    assert_eq!(story.kind(), None);
    assert_eq!(story.seen()[2], "> More (Failed)");
    assert!(story.outcome(ticket).unwrap().is_err());
    story.fact(Fact::NewConversationAsked);
    assert_eq!(story.draft(), "More");
}

#[test]
fn a_check_that_finds_the_conversation_closed_after_the_answer_says_only_that() {
    for progress in [Progress::Complete, Progress::Failed, Progress::Awaited] {
        let (mut story, ticket) = sending();
        story.fail("send", Failure::Network);
        story.server_says("More", "Sure");
        story.server[3].progress = progress;
        story.server_closes("solved");
        story.refresh();
        assert_eq!(story.kind(), None);
        assert_eq!(story.seen()[2], "> More");
        assert!(story.outcome(ticket).unwrap().is_ok());
        assert!(!story.chat.can_stop());
        assert!(!story.timers.contains_key(&Timer::Recheck));
    }
}
