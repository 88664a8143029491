use std::time::{Duration, Instant};

use futures_util::StreamExt;
use sandbox::Config;
use serde_json::json;

use crate::harness::{Sandbox, config, events, spoken};

#[tokio::test]
async fn a_stream_is_a_ui_message_stream() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    let response = visitor.stream(&id, "How do I close a conversation?").await;
    assert_eq!(response.status(), 200);
    for (name, value) in [
        ("content-type", "text/event-stream"),
        ("cache-control", "no-cache"),
        ("x-vercel-ai-ui-message-stream", "v1"),
        ("x-accel-buffering", "no"),
    ] {
        assert_eq!(response.headers()[name], value);
    }
    let (events, done) = events(&response.text().await.unwrap());
    assert!(done);
    let mut kinds: Vec<&str> = events
        .iter()
        .map(|event| event["type"].as_str().unwrap())
        .collect();
    assert!(
        kinds.iter().filter(|kind| **kind == "text-delta").count() > 5,
        "word by word"
    );
    kinds.dedup();
    assert_eq!(
        kinds,
        [
            "start",
            "start-step",
            "text-start",
            "text-delta",
            "text-end",
            "finish-step",
            "finish"
        ]
    );
    assert_eq!(
        visitor.messages(&id).await[1]["parts"][0]["text"],
        spoken(&events)
    );
}

#[tokio::test]
async fn an_answer_is_streaming_until_it_is_complete() {
    let sandbox = Sandbox::with(Config {
        pace: Duration::from_millis(40),
        ..config()
    })
    .await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    let text = (1..=50).map(|n| format!("{n} ")).collect::<String>();
    sandbox.admin("/answers", json!({ "text": text })).await;
    let response = visitor.stream(&id, "count").await;
    let mut body = response.bytes_stream();
    let mut received = String::new();
    while !received.contains("\"8 \"") {
        received += std::str::from_utf8(&body.next().await.unwrap().unwrap()).unwrap();
    }
    let half = &visitor.messages(&id).await[1];
    assert_eq!(half["status"], "streaming");
    let half = half["parts"][0]["text"].as_str().unwrap().to_owned();
    assert!(text.starts_with(&half) && half.len() < text.len(), "{half}");
    while let Some(bytes) = body.next().await {
        received += std::str::from_utf8(&bytes.unwrap()).unwrap();
        if received.contains(r#""type":"finish""#) {
            break;
        }
    }
    let whole = &visitor.messages(&id).await[1];
    assert_eq!(
        whole["status"], "complete",
        "who hears of the end can read the whole answer"
    );
    assert_eq!(whole["parts"][0]["text"], text);
}

#[tokio::test]
async fn a_pace_may_be_finer_than_a_millisecond() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    let text = "word ".repeat(400);
    sandbox
        .admin("/answers", json!({ "text": text, "paceMs": 0.25 }))
        .await;
    let asked = Instant::now();
    let response = visitor.stream(&id, "go").await;
    let (events, done) = events(&response.text().await.unwrap());
    assert!(done && asked.elapsed() >= Duration::from_millis(100));
    assert_eq!(spoken(&events), text);
}

#[tokio::test]
async fn a_pace_that_is_no_time_is_refused() {
    let sandbox = Sandbox::start().await;
    for pace in [json!(-1), json!("fast"), json!(1e300)] {
        let order = json!({ "text": "x", "paceMs": pace });
        let answer = sandbox.post("/admin/answers", &order).send().await;
        let answer = answer.unwrap();
        assert_eq!(answer.status(), 400, "{pace}");
    }
}

#[tokio::test]
async fn an_answer_that_nobody_listens_to_is_still_completed() {
    let sandbox = Sandbox::with(Config {
        pace: Duration::from_millis(30),
        ..config()
    })
    .await;
    let visitor = sandbox.visitor("device").await;
    for streaming in [true, false] {
        let id = visitor.start().await;
        sandbox
            .admin("/answers", json!({ "text": "one two three four five six" }))
            .await;
        let body = json!({ "content": "count", "stream": streaming });
        let request = visitor.post(&format!("/conversations/{id}/messages"), &body);
        // Dropping the request or its answer closes the connection.
        let _ = tokio::time::timeout(Duration::from_millis(100), request.send()).await;
        loop {
            let messages = visitor.messages(&id).await;
            assert_eq!(messages[0]["role"], "user");
            if messages[1]["status"] == "complete" {
                assert_eq!(
                    messages[1]["parts"][0]["text"],
                    "one two three four five six"
                );
                break;
            }
            assert_eq!(messages[1]["status"], "streaming");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}
