use serde_json::{Value, json};

use super::Parts;

fn parts(chunks: Value) -> Value {
    let mut parts = Parts::default();
    for chunk in chunks.as_array().unwrap() {
        parts.add(chunk);
    }
    parts.value()
}

fn delta(id: &str, text: &str) -> Value {
    json!({ "type": "text-delta", "id": id, "delta": text })
}

#[test]
fn interleaved_texts_keep_the_order_of_their_starts() {
    let start = |id: &str| json!({ "type": "text-start", "id": id });
    let found = parts(json!([
        start("a"),
        start("b"),
        delta("b", "B"),
        delta("a", "A"),
        delta("c", "C"),
        delta("b", "b"),
    ]));
    let texts: Vec<&Value> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|part| &part["text"])
        .collect();
    assert_eq!(texts, ["A", "Bb", "C"]);
}

#[test]
fn a_later_step_may_use_an_id_again_and_a_reset_forgets_the_step() {
    let step = json!({ "type": "start-step" });
    let reset = json!({ "type": "reset-step" });
    let found = parts(json!([
        step,
        delta("a", "one"),
        step,
        delta("a", "wrong"),
        reset,
        delta("a", "two"),
    ]));
    assert_eq!(
        found,
        json!([{ "type": "text", "text": "one" }, { "type": "text", "text": "two" }])
    );
}

#[test]
fn a_tool_call_is_one_part_in_its_last_state() {
    let found = parts(json!([
        { "type": "tool-input-start", "toolCallId": "1", "toolName": "search" },
        { "type": "tool-input-delta", "toolCallId": "1", "inputTextDelta": "{" },
        { "type": "tool-input-available", "toolCallId": "1", "toolName": "search", "input": {} },
        { "type": "tool-output-error", "toolCallId": "1", "errorText": "no" },
    ]));
    assert_eq!(
        found,
        json!([{ "type": "tool-search", "toolCallId": "1", "state": "output-error",
            "input": {}, "errorText": "no" }])
    );
}

#[test]
fn sources_and_data_stay_but_what_is_transient_or_unknown_does_not() {
    let source = json!({ "type": "source-url", "sourceId": "s", "url": "https://a.example" });
    let data = json!({ "type": "data-note", "data": 1 });
    let transient = json!({ "type": "data-note", "data": 2, "transient": true });
    let found = parts(json!([source, data, transient, { "type": "news" }, "text", 7]));
    assert_eq!(found, json!([source, data]));
}

#[test]
fn an_error_is_remembered_beside_the_text() {
    let mut parts = Parts::default();
    parts.add(&delta("a", "half"));
    parts.add(&json!({ "type": "error", "errorText": "broken" }));
    assert_eq!(
        (parts.error(), parts.texts()),
        (Some("broken"), vec!["half"])
    );
}
