//! Whatever a backend sends: an answer, a clear failure, never a panic.

use super::looks::configuration;
use super::polyai;
use super::replies::{close, complete, fetch, identify, list, send, start, tail};
use super::{deltas, events};
use crate::api::answer::Delta;
use crate::api::siteassist::reply;
use crate::api::{Call, Reply, Response};
use crate::json::Json;
use proptest::prelude::*;

const FIELDS: [&str; 36] = [
    "id",
    "status",
    "messages",
    "parts",
    "type",
    "text",
    "role",
    "error",
    "code",
    "details",
    "retryAfter",
    "sessionToken",
    "visitor",
    "data",
    "steps",
    "content",
    "success",
    "humanAgent",
    "name",
    "image",
    "createdAt",
    "closedAt",
    "closeReason",
    "output",
    "buttonLabel",
    "href",
    "url",
    "isHumanHandled",
    "conversation_id",
    "response",
    "end_conversation",
    "handoff",
    "destination",
    "reason",
    "error_code",
    "error_id",
];

const WORDS: [&str; 16] = [
    "",
    "open",
    "closed",
    "text",
    "user",
    "assistant",
    "human_agent",
    "streaming",
    "error",
    "tool-action_display-link",
    "output-available",
    "source-url",
    "2024-01-15T10:30:00Z",
    "9999-99-99T99:99:99Z",
    "<b>",
    "\u{0}\u{feff}😀",
];

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        any::<f64>().prop_map(Json::Number),
        prop::sample::select(&WORDS[..]).prop_map(Json::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        let field = (prop::sample::select(&FIELDS[..]), inner.clone());
        let field = field.prop_map(|(name, value)| (name.to_owned(), value));
        prop_oneof![
            prop::collection::vec(inner, 0..5).prop_map(Json::List),
            prop::collection::vec(field, 0..6).prop_map(Json::Object),
        ]
    })
}

/// Pieces of which streams are made, and others.
fn any_stream() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "data: ", "data:", "\n", "\n\n", "\r\n", "\r", ":", "\u{feff}", "[DONE]", "{", "}",
            r#"{"type":"start-step"}"#, r#"{"type":"reset-step"}"#, r#"{"type":"finish"}"#,
            r#"{"type":"error"}"#, r#"{"type":"abort"}"#, r#"{"type":"text-start","id":"a"}"#,
            r#"{"type":"text-delta","id":"a","delta":"é😀"}"#,
            r#"{"type":"text-delta","id":"b","delta":"x"}"#,
            r#"{"type":"source-url","url":"https://a/"}"#,
            r#"{"type":"tool-input-start","toolCallId":"c","toolName":"action_display-link"}"#,
            r#"{"type":"tool-output-available","toolCallId":"c","output":{"buttonLabel":"Go","href":"h"}}"#,
        ]).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..6),
    ];
    let events = piece
        .clone()
        .prop_map(|data| [b"data: ", &data[..], b"\n\n"].concat());
    let pieces = prop::collection::vec(prop_oneof![piece, events], 0..40);
    pieces.prop_map(|pieces| pieces.concat())
}

/// Applies the changes as the chat does, and says whether each names a part that there is.
fn consistent(changes: &[Delta]) -> bool {
    let mut parts = 0;
    changes.iter().all(|change| {
        match change {
            Delta::Opened(_) => parts += 1,
            Delta::Truncated(length) if *length <= parts => parts = *length,
            Delta::Truncated(_) => return false,
            Delta::Appended { part, .. } | Delta::Replaced { part, .. } => return *part < parts,
            Delta::Failed | Delta::Aborted | Delta::Finished => {}
        }
        true
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2 * ProptestConfig::default().cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_stream_breaks_the_reader_and_no_cut_changes_it(
        stream in any_stream(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let whole = events([&stream[..]]);
        prop_assert_eq!(&events(stream.chunks(1)), &whole);
        let mut cuts: Vec<_> = cuts.iter().map(|cut| cut.index(stream.len() + 1)).collect();
        cuts.extend([0, stream.len()]);
        cuts.sort_unstable();
        let pieces = cuts.windows(2).map(|cut| &stream[cut[0]..cut[1]]);
        prop_assert_eq!(&events(pieces), &whole);
        let changes = deltas(whole.iter().map(String::as_str));
        prop_assert!(consistent(&changes), "{:?}", changes);
    }

    #[test]
    fn no_body_breaks_the_reader(body in any_json(), status in 100..600_u16, header in ".{0,8}") {
        let calls = [
            identify(), configuration(), Call::Verify, Call::FindOpen, start(), fetch(), list(), tail(), send(), complete(),
            close(),
        ];
        for call in calls {
            let response = Response {
                status,
                retry_after: Some(header.clone()),
                body: serde_json::to_string(&body).unwrap(),
            };
            let read = reply(&call, response);
            prop_assert!(read.is_err() || (200..300).contains(&status));
        }
        let body = serde_json::to_string(&body).unwrap();
        for call in [polyai::start(), polyai::send(), polyai::close()] {
            let read = polyai::reply(&call, status, &body);
            let closed = read == Ok(Reply::Closed);
            prop_assert!(read.is_err() || closed || (200..300).contains(&status));
        }
    }
}
