//! Lists of SiteAssist as replies: of conversations, and of messages.

use super::replies::{list, read, tail};
use crate::api::failure::Failure;
use crate::api::{Call, Reply};
use crate::chat::conversation::{Last, Summary};
use crate::chat::message::Progress;

fn listed(body: &str) -> (Vec<Summary>, Option<u32>) {
    match read(&list(), 200, body) {
        Ok(Reply::Listed(summaries, total)) => (summaries, total),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_conversation_in_a_list_is_read_in_full() {
    let (summaries, total) = listed(
        r#"{"object":"list","total":31,"limit":20,"offset":0,"data":[{"object":"conversation",
        "id":"c1","createdAt":"1970-01-01T00:00:01Z","updatedAt":"1970-01-01T00:00:02Z",
        "status":"closed","closedAt":"1970-01-01T00:00:02Z","closeReason":"done",
        "lastInteractionAt":"1970-01-01T00:00:03Z","isHumanHandled":true,
        "humanAgent":{"name":"Grace","image":null},"title":"Wood","lastMessage":{"id":"m9",
        "createdAt":"1970-01-01T00:00:04Z","role":"user","status":"complete",
        "parts":[{"type":"text","text":"Thanks"}]}}]}"#,
    );
    assert_eq!(total, Some(31));
    let [summary] = &summaries[..] else { panic!() };
    assert!(!summary.conversation.is_open() && summary.conversation.human_handled);
    assert_eq!(summary.conversation.title.as_deref(), Some("Wood"));
    assert_eq!(summary.at, Some(3000));
    let last = Last {
        id: Some("m9".into()),
        by_visitor: true,
        text: "Thanks".into(),
        at: Some(4000),
    };
    assert_eq!(summary.last, Some(last));
}

#[test]
fn the_time_of_the_last_word_is_found_under_every_name_it_has_had() {
    for (fields, at) in [
        (
            r#""lastInteractionAt":"1970-01-01T00:00:04Z","lastInterationAt":"1970-01-01T00:00:03Z""#,
            4,
        ),
        (
            r#""lastInterationAt":"1970-01-01T00:00:03Z","updatedAt":"1970-01-01T00:00:02Z""#,
            3,
        ),
        (
            r#""updatedAt":"1970-01-01T00:00:02Z","createdAt":"1970-01-01T00:00:01Z""#,
            2,
        ),
        (
            r#""createdAt":"1970-01-01T00:00:01Z","lastInteractionAt":null"#,
            1,
        ),
    ] {
        let body = format!(r#"{{"data":[{{"id":"c1","status":"open",{fields}}}]}}"#);
        let (summaries, total) = listed(&body);
        assert_eq!(
            (summaries[0].at, total),
            (Some(at * 1000), None),
            "{fields}"
        );
        assert_eq!(summaries[0].last, None);
    }
}

#[test]
fn what_is_no_conversation_is_left_out_of_a_list() {
    let (summaries, _) = listed(
        r#"{"total":"many","data":[7,null,{"id":"old","status":"open"},{"status":"open"},
        {"id":"b","status":"open","updatedAt":"1970-01-01T00:00:02Z"},
        {"id":"a","status":"closed","lastMessage":"?","updatedAt":"1970-01-01T00:00:09Z"}]}"#,
    );
    let ids = summaries.iter().map(|it| it.conversation.id.as_str());
    assert_eq!(ids.collect::<Vec<_>>(), ["old", "b", "a"]);
    assert_eq!(listed(r#"{"data":[]}"#), (Vec::new(), None));
}

#[test]
fn the_rest_of_a_conversation_is_its_messages() {
    let body = r#"{"object":"list","data":[{"id":"m1","role":"user","status":"complete",
        "parts":[{"type":"text","text":"Hi"}]},{"id":"m2","role":"robot"},
        {"id":"m3","role":"assistant","status":"streaming","parts":[]}]}"#;
    let Ok(Reply::Rest(messages)) = read(&tail(), 200, body) else {
        panic!()
    };
    let ids = messages.iter().filter_map(|it| it.id.as_deref());
    assert_eq!(ids.collect::<Vec<_>>(), ["m1", "m3"]);
    assert_eq!(messages[1].progress, Progress::Awaited);
}

#[test]
fn what_is_no_list_is_no_answer() {
    for call in [list(), tail(), Call::FindOpen] {
        for body in ["{}", "[]", "<html>", r#"{"data":{}}"#] {
            assert_eq!(read(&call, 200, body), Err(Failure::Malformed), "{body}");
        }
    }
}
