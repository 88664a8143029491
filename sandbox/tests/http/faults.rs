use std::time::{Duration, Instant};

use futures_util::StreamExt;
use serde_json::json;

use crate::harness::{Sandbox, Visitor, events, ok, spoken};

async fn send_raw(visitor: &Visitor<'_>, conversation: &str) -> Vec<u8> {
    let body = r#"{"content":"hello","stream":true}"#;
    let request = format!(
        "POST /v2/conversations/{conversation}/messages HTTP/1.1\r\nHost: localhost\r\n\
         Authorization: Bearer {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n\
         {body}",
        visitor.token,
        body.len()
    );
    visitor.sandbox.raw(&request).await
}

#[tokio::test]
async fn a_fault_strikes_its_method_and_path_as_often_as_planned() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let order = json!({ "method": "post", "path": "*/conversations", "times": 2,
        "fault": { "status": 500 } });
    sandbox.admin("/faults", order).await;
    let start = async || {
        visitor
            .post("/conversations", &json!({}))
            .send()
            .await
            .unwrap()
            .status()
            .as_u16()
    };
    visitor.read("/conversations").await;
    assert_eq!(
        (start().await, start().await, start().await),
        (500, 500, 201)
    );

    sandbox.fault("", json!({ "status": 500 })).await;
    let cleared = sandbox
        .request(reqwest::Method::DELETE, "/admin/faults")
        .send()
        .await
        .unwrap();
    assert_eq!(cleared.status(), 204);
    assert_eq!(start().await, 201);
}

#[tokio::test]
async fn a_dropped_connection_ends_without_a_byte_and_without_the_work() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    sandbox.fault("/messages", json!({ "drop": true })).await;
    assert_eq!(send_raw(&visitor, &id).await, b"");
    assert_eq!(visitor.messages(&id).await.len(), 0);

    sandbox
        .fault("/messages", json!({ "drop": true, "after": true }))
        .await;
    assert_eq!(send_raw(&visitor, &id).await, b"");
    assert_eq!(
        visitor.messages(&id).await.len(),
        2,
        "the request did arrive"
    );
}

#[tokio::test]
async fn an_error_after_the_work_leaves_the_work_done() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    for (after, expected) in [(false, 0), (true, 2)] {
        sandbox
            .fault("/messages", json!({ "status": 503, "after": after }))
            .await;
        assert_eq!(visitor.send(&id, "hello").await.status(), 503);
        assert_eq!(visitor.messages(&id).await.len(), expected);
    }
}

#[tokio::test]
async fn a_cut_answer_breaks_off_after_so_many_bytes_and_is_stored_whole() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    for bytes in [0, 1, 150] {
        sandbox
            .fault("/messages", json!({ "cutAfter": bytes }))
            .await;
        let response = visitor.stream(&id, "hello").await;
        assert_eq!(response.status(), 200, "the head arrives");
        let mut received = 0;
        let mut body = response.bytes_stream();
        let error = loop {
            match body.next().await {
                Some(Ok(bytes)) => received += bytes.len(),
                Some(Err(error)) => break error,
                None => panic!("the body ended as if it were whole"),
            }
        };
        assert_eq!(received, bytes, "{error}");
        assert_eq!(
            visitor.messages(&id).await.last().unwrap()["status"],
            "complete"
        );
    }
    sandbox.fault("/messages", json!({ "cutAfter": 20 })).await;
    let raw = send_raw(&visitor, &id).await;
    assert!(!raw.ends_with(b"0\r\n\r\n"), "no final chunk");
}

#[tokio::test]
async fn a_stalled_request_gets_no_answer_until_the_client_gives_up() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    sandbox.fault("/me", json!({ "stall": true })).await;
    let request = visitor
        .get("/identity/me")
        .timeout(Duration::from_millis(300))
        .send();
    assert!(request.await.unwrap_err().is_timeout());
    visitor.read("/identity/me").await;

    let id = visitor.start().await;
    sandbox
        .fault("/messages", json!({ "stallAfter": 40 }))
        .await;
    let response = visitor.stream(&id, "hello").await;
    let mut body = response.bytes_stream();
    let mut received = 0;
    while let Ok(piece) = tokio::time::timeout(Duration::from_millis(300), body.next()).await {
        received += piece.expect("the connection stays open").unwrap().len();
    }
    assert_eq!(received, 40);
}

#[tokio::test]
async fn a_delay_can_be_combined_with_another_fault() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    for (fault, status) in [
        (json!({ "delayMs": 200 }), 200),
        (json!({ "delayMs": 200, "status": 502 }), 502),
    ] {
        sandbox.fault("/me", fault).await;
        let start = Instant::now();
        let response = visitor.get("/identity/me").send().await.unwrap();
        assert_eq!(response.status(), status);
        assert!(start.elapsed() >= Duration::from_millis(200));
    }
}

#[tokio::test]
async fn garbage_keeps_status_and_type_but_is_not_json() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    sandbox.fault("/me", json!({ "garbage": true })).await;
    let response = visitor.get("/identity/me").send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "application/json");
    let body = response.bytes().await.unwrap();
    assert!(serde_json::from_slice::<serde_json::Value>(&body).is_err());
    assert!(std::str::from_utf8(&body).is_err(), "not even text");
}

#[tokio::test]
async fn split_and_dripping_bodies_are_the_same_bytes_in_more_pieces() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    let text = "Grüße aus dem Süden 🔥";
    for fault in [json!({ "splitUtf8": true }), json!({ "dripMs": 1 })] {
        sandbox.admin("/answers", json!({ "text": text })).await;
        sandbox.fault("/messages", fault.clone()).await;
        let response = visitor.stream(&id, "hello").await;
        let mut pieces = response.bytes_stream();
        let (mut count, mut bytes, mut torn) = (0, Vec::new(), false);
        while let Some(piece) = pieces.next().await {
            let piece = piece.unwrap();
            torn |= std::str::from_utf8(&piece).is_err();
            bytes.extend_from_slice(&piece);
            count += 1;
        }
        let (events, done) = events(std::str::from_utf8(&bytes).unwrap());
        assert_eq!((spoken(&events).as_str(), done), (text, true));
        assert!(count > 20, "{fault}: {count} pieces");
        assert!(
            torn || fault["splitUtf8"].is_null(),
            "a character comes in halves"
        );
    }
}

#[tokio::test]
async fn duplicated_events_come_twice_and_whole() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    sandbox
        .admin("/answers", json!({ "text": "one two" }))
        .await;
    sandbox
        .fault("/messages", json!({ "duplicate": true }))
        .await;
    let body = visitor.stream(&id, "count").await.text().await.unwrap();
    assert_eq!(body.matches("data: [DONE]\n\n").count(), 2);
    let (events, _) = events(&body);
    assert_eq!(spoken(&events), "one one twotwo");
}

#[tokio::test]
async fn requests_are_logged_with_status_and_time_and_without_their_query() {
    let sandbox = Sandbox::start().await;
    sandbox.visitor("device").await;
    sandbox.fault("/me", json!({ "drop": true })).await;
    assert!(
        sandbox
            .get("/v2/identity/me?token=secret")
            .send()
            .await
            .is_err()
    );
    let log = ok(sandbox.get("/admin/requests").send().await.unwrap()).await;
    let took = log[0]["ms"].clone();
    assert!(took.as_f64().is_some_and(|took| took > 0.0), "{took}");
    assert_eq!(
        log,
        json!([
            { "method": "POST", "path": "/v2/identity/init", "status": 201, "ms": took },
            { "method": "GET", "path": "/v2/identity/me", "status": null, "ms": null },
        ])
    );
    sandbox
        .request(reqwest::Method::DELETE, "/admin/requests")
        .send()
        .await
        .unwrap();
    let log = ok(sandbox.get("/admin/requests").send().await.unwrap()).await;
    assert_eq!(log, json!([]));
}

#[tokio::test]
async fn what_fails_first_is_done_later() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    let late = json!({ "status": 504, "laterMs": 50 });
    sandbox.fault("/messages", late).await;
    let sent = visitor.send(&id, "hello").await;
    assert_eq!(sent.status(), 504);
    let deadline = Instant::now() + Duration::from_secs(10);
    while visitor.messages(&id).await.len() < 2 {
        assert!(Instant::now() < deadline, "it never arrives");
        tokio::task::yield_now().await;
    }
}
