//! The UI message stream, majors 5 to 7.

use super::{deltas, events, json};
use crate::api::answer::{Answer, Delta};
use crate::chat::message::Part;

fn opened(text: &str) -> Delta {
    Delta::Opened(Part::Text(text.into()))
}

fn appended(part: usize, text: &str) -> Delta {
    let text = text.into();
    Delta::Appended { part, text }
}

fn link(label: &str) -> Part {
    Part::Link {
        label: label.into(),
        href: "https://example.com/".into(),
    }
}

/// The parts that the changes make.
fn parts(changes: &[Delta]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for change in changes.iter().cloned() {
        match change {
            Delta::Opened(part) => parts.push(part),
            Delta::Appended { part, text } => match &mut parts[part] {
                Part::Text(so_far) => so_far.push_str(&text),
                other => panic!("text for {other:?}"),
            },
            Delta::Replaced { part, with } => parts[part] = with,
            Delta::Truncated(length) => parts.truncate(length),
            Delta::Failed | Delta::Aborted | Delta::Finished => {}
        }
    }
    parts
}

fn texts(changes: &[Delta]) -> Vec<String> {
    let text = |part| match part {
        Part::Text(text) => Some(text),
        _ => None,
    };
    parts(changes).into_iter().filter_map(text).collect()
}

#[test]
fn an_answer_of_major_5_is_read() {
    let read = deltas([
        r#"{"type":"start","messageId":"m1"}"#,
        r#"{"type":"start-step"}"#,
        r#"{"type":"text-start","id":"t1","providerMetadata":{"openai":{"itemId":"t1"}}}"#,
        r#"{"type":"text-delta","id":"t1","delta":"Hello! "}"#,
        r#"{"type":"text-delta","id":"t1","delta":"How can I help?"}"#,
        r#"{"type":"text-end","id":"t1"}"#,
        r#"{"type":"finish-step"}"#,
        r#"{"type":"finish"}"#,
        "[DONE]",
    ]);
    let wanted = [
        opened(""),
        appended(0, "Hello! "),
        appended(0, "How can I help?"),
        Delta::Finished,
    ];
    assert_eq!(read, wanted);
}

#[test]
fn an_answer_of_major_7_with_what_a_visitor_is_not_shown_is_read() {
    let read = deltas([
        r#"{"type":"start","messageMetadata":{"a":1}}"#,
        r#"{"type":"start-step"}"#,
        r#"{"type":"reasoning-start","id":"r"}"#,
        r#"{"type":"reasoning-delta","id":"r","delta":"secret thoughts"}"#,
        r#"{"type":"reasoning-end","id":"r"}"#,
        r#"{"type":"reasoning-file","url":"data:x","mediaType":"image/png"}"#,
        r#"{"type":"custom","kind":"a.b"}"#,
        r#"{"type":"data-weather","id":"w","data":{"temperature":100},"transient":true}"#,
        r#"{"type":"file","url":"https://example.com/f","mediaType":"image/png"}"#,
        r#"{"type":"source-document","sourceId":"s","mediaType":"text/plain","title":"T"}"#,
        r#"{"type":"tool-approval-request","approvalId":"a","toolCallId":"c"}"#,
        r#"{"type":"steering-message","id":"x","parts":[]}"#,
        r#"{"type":"text-start","id":"0"}"#,
        r#"{"type":"text-delta","id":"0","delta":"Hi","later-field":[]}"#,
        r#"{"type":"text-end","id":"0","citations":[{"source":{"type":"source"}}]}"#,
        r#"{"type":"from-major-8","anything":null}"#,
        r#"{"type":"finish","finishReason":"stop"}"#,
    ]);
    assert_eq!(read, [opened(""), appended(0, "Hi"), Delta::Finished]);
}

#[test]
fn parts_may_be_written_in_turns() {
    let read = deltas([
        r#"{"type":"text-start","id":"a"}"#,
        r#"{"type":"text-start","id":"b"}"#,
        r#"{"type":"text-delta","id":"b","delta":"second"}"#,
        r#"{"type":"text-delta","id":"a","delta":"first"}"#,
        r#"{"type":"text-delta","id":"b","delta":"!"}"#,
    ]);
    assert_eq!(texts(&read), ["first", "second!"]);
}

#[test]
fn a_text_without_a_beginning_begins() {
    let read = deltas([
        r#"{"type":"text-delta","id":"a","delta":"No "}"#,
        r#"{"type":"text-delta","id":"a","delta":"start"}"#,
        r#"{"type":"text-end","id":"never"}"#,
        r#"{"type":"text-delta","delta":"No id"}"#,
    ]);
    assert_eq!(texts(&read), ["No start", "No id"]);
}

#[test]
fn an_id_may_be_used_again_in_a_later_step_and_in_the_same() {
    let again = [
        r#"{"type":"text-start","id":"0"}"#,
        r#"{"type":"text-delta","id":"0","delta":"one"}"#,
        r#"{"type":"text-end","id":"0"}"#,
        r#"{"type":"text-start","id":"0"}"#,
        r#"{"type":"text-delta","id":"0","delta":"two"}"#,
    ];
    assert_eq!(texts(&deltas(again)), ["one", "two"]);
    let read = deltas([
        r#"{"type":"start-step"}"#,
        r#"{"type":"text-delta","id":"0","delta":"one"}"#,
        r#"{"type":"finish-step"}"#,
        r#"{"type":"start-step"}"#,
        r#"{"type":"text-delta","id":"0","delta":"two"}"#,
    ]);
    assert_eq!(texts(&read), ["one", "two"]);
}

#[test]
fn a_step_that_is_done_again_leaves_nothing_of_its_first_try() {
    let read = deltas([
        r#"{"type":"start-step"}"#,
        r#"{"type":"text-delta","id":"0","delta":"kept"}"#,
        r#"{"type":"finish-step"}"#,
        r#"{"type":"start-step"}"#,
        r#"{"type":"text-delta","id":"0","delta":"wrong"}"#,
        r#"{"type":"source-url","sourceId":"s","url":"https://example.com/"}"#,
        r#"{"type":"reset-step"}"#,
        r#"{"type":"text-delta","id":"0","delta":"right"}"#,
    ]);
    assert!(read.contains(&Delta::Truncated(1)));
    assert_eq!(texts(&read), ["kept", "right"]);
    assert_eq!(parts(&read).len(), 2);
    let read = deltas([
        r#"{"type":"text-delta","id":"0","delta":"wrong"}"#,
        r#"{"type":"reset-step"}"#,
        r#"{"type":"text-delta","id":"0","delta":"right"}"#,
    ]);
    assert_eq!(texts(&read), ["right"], "without a step, all of it");
}

#[test]
fn a_button_is_shown_when_it_is_ready_and_replaced_by_later_versions() {
    let output = |label: &str, more: &str| {
        format!(
            r#"{{"type":"tool-output-available","toolCallId":"c","output":{{"buttonLabel":"{label}","href":"https://example.com/"}}{more}}}"#
        )
    };
    let (first, last) = (output("Wait", r#","preliminary":true"#), output("Go", ""));
    let read = deltas([
        r#"{"type":"tool-input-start","toolCallId":"c","toolName":"action_display-link"}"#,
        r#"{"type":"tool-input-delta","toolCallId":"c","inputTextDelta":"{"}"#,
        r#"{"type":"tool-input-available","toolCallId":"c","toolName":"action_display-link","input":{}}"#,
        r#"{"type":"tool-output-available","toolCallId":"c","output":{},"preliminary":true}"#,
        &first,
        r#"{"type":"text-delta","id":"0","delta":"There"}"#,
        &last,
    ]);
    let replaced = Delta::Replaced {
        part: 0,
        with: link("Go"),
    };
    assert!(read.contains(&Delta::Opened(link("Wait"))));
    assert!(read.contains(&replaced));
    assert_eq!(parts(&read), [link("Go"), Part::Text("There".into())]);
}

#[test]
fn a_button_of_a_step_that_is_done_again_is_shown_anew() {
    let tool =
        r#"{"type":"tool-input-available","toolCallId":"c","toolName":"action_display-link"}"#;
    let output = r#"{"type":"tool-output-available","toolCallId":"c","output":{"buttonLabel":"Go","href":"https://example.com/"}}"#;
    let read = deltas([
        r#"{"type":"start-step"}"#,
        tool,
        output,
        r#"{"type":"reset-step"}"#,
        tool,
        output,
    ]);
    assert_eq!(parts(&read), [link("Go")]);
}

#[test]
fn other_tools_and_outputs_of_unknown_calls_are_not_shown() {
    let output = r#"{"type":"tool-output-available","toolCallId":"c","output":{"buttonLabel":"Go","href":"https://example.com/"}}"#;
    let other = r#"{"type":"tool-input-available","toolCallId":"c","toolName":"getWeather"}"#;
    assert_eq!(deltas([output]), []);
    assert_eq!(deltas([other, output]), []);
    let error = r#"{"type":"tool-output-error","toolCallId":"c","errorText":"x"}"#;
    assert_eq!(deltas([other, error]), []);
}

#[test]
fn a_source_has_an_address_and_maybe_a_title() {
    let read = deltas([
        r#"{"type":"source-url","sourceId":"1","url":"https://example.com/","title":"Prices"}"#,
        r#"{"type":"source-url","sourceId":"2","url":"https://example.com/"}"#,
        r#"{"type":"source-url","sourceId":"3"}"#,
        r#"{"type":"source-url","sourceId":"4","url":""}"#,
    ]);
    let source = |title: Option<&str>| Part::Source {
        url: "https://example.com/".into(),
        title: title.map(Into::into),
    };
    assert_eq!(parts(&read), [source(Some("Prices")), source(None)]);
}

#[test]
fn an_error_an_abort_and_an_end_are_told_in_order() {
    let read = deltas([
        r#"{"type":"text-delta","id":"0","delta":"Wel"}"#,
        r#"{"type":"error","errorText":"An error occurred."}"#,
        r#"{"type":"text-delta","id":"0","delta":"l"}"#,
        r#"{"type":"abort","reason":"x"}"#,
        r#"{"type":"finish"}"#,
    ]);
    let wanted = [
        opened("Wel"),
        Delta::Failed,
        appended(0, "l"),
        Delta::Aborted,
        Delta::Finished,
    ];
    assert_eq!(read, wanted);
}

#[test]
fn an_end_because_of_an_error_is_an_error() {
    let read = deltas([r#"{"type":"finish","finishReason":"error"}"#]);
    assert_eq!(read, [Delta::Failed]);
    for reason in [
        "stop",
        "length",
        "content-filter",
        "tool-calls",
        "other",
        "unknown",
    ] {
        let chunk = format!(r#"{{"type":"finish","finishReason":"{reason}"}}"#);
        assert_eq!(deltas([chunk.as_str()]), [Delta::Finished], "{reason}");
    }
}

#[test]
fn the_end_mark_is_not_needed_and_not_an_end_by_itself() {
    assert_eq!(deltas(["[DONE]"]), []);
    assert_eq!(deltas([r#"{"type":"finish"}"#]), [Delta::Finished]);
}

#[test]
fn chunks_a_line_each_without_blank_lines_between_are_read() {
    let stream = "data: {\"type\":\"start\"}\ndata: {\"type\":\"text-delta\",\"id\":\"a\",\"delta\":\"Hi\"}\n\
                  data: {\"type\":\"finish\"}\ndata: [DONE]\n\n";
    let said = events([stream.as_bytes()]);
    let read = deltas(said.iter().map(String::as_str));
    assert_eq!(read, [opened("Hi"), Delta::Finished]);
}

#[test]
fn a_chunk_over_several_lines_is_one_chunk() {
    let stream =
        "data: {\"type\":\"text-delta\",\ndata:  \"id\":\"a\",\ndata: \"delta\":\"Hi\"}\n\n";
    let said = events([stream.as_bytes()]);
    assert_eq!(deltas(said.iter().map(String::as_str)), [opened("Hi")]);
}

#[test]
fn what_is_no_chunk_is_skipped() {
    for data in [
        "",
        "null",
        "7",
        "\"text\"",
        "[]",
        "{}",
        "{\"type\":7}",
        "{\"type\":null}",
        "<html>",
        "{\"type\":\"text-delta\",\"delta\":7}",
        "{\"type\":\"text-delta\",\"delta\":\"\"}",
        "{\"type\":\"text-delta\"}",
        "{\"type\":\"tool-output-available\"}",
        "{\"type\":\"tool-output-available\",\"toolCallId\":{}}",
        "{\"type\":\"Finish\"}",
        "{\"type\":\"text-delta\",\"delta\":\"cut",
    ] {
        let mut answer = Answer::default();
        assert_eq!(answer.read(data), [], "{data}");
    }
    assert_eq!(json("7").number(), Some(7.0));
}
