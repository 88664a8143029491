use serde_json::{Value, json};

use crate::harness::{Sandbox, events, failed, ok, spoken};

fn question(text: &str) -> Value {
    json!({ "messages": [
        { "role": "system", "content": "Be brief." },
        { "role": "user", "content": "hello" },
        { "role": "assistant", "content": "Hello!" },
        { "role": "user", "content": text },
    ]})
}

#[tokio::test]
async fn completions_answer_a_visitor_and_a_server_and_keep_nothing() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    for token in [visitor.token.as_str(), "sk_sandbox"] {
        let request = sandbox.post("/v2/chat/completions", &question("close a conversation"));
        let answer = ok(request.bearer_auth(token).send().await.unwrap()).await;
        let text = answer["steps"][0]["content"][0]["text"].as_str().unwrap();
        assert!(text.contains("256 characters"), "{text}");
    }
    assert_eq!(visitor.read("/conversations").await["total"], 0);
}

#[tokio::test]
async fn completions_stream() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let mut body = question("close a conversation");
    body["stream"] = json!(true);
    body["assistantId"] = json!("b7c1e1de-38a4-4c1e-8f5c-0f2d9a6b4e83");
    let response = visitor
        .post("/chat/completions", &body)
        .send()
        .await
        .unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let (events, done) = events(&response.text().await.unwrap());
    assert!(done && spoken(&events).contains("256 characters"));
}

#[tokio::test]
async fn completions_check_their_fields() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let user = json!({ "role": "user", "content": "hello" });
    for (body, status, code) in [
        (json!({}), 400, "INVALID_REQUEST_BODY"),
        (json!({ "messages": "hello" }), 400, "INVALID_REQUEST_BODY"),
        (
            json!({ "messages": [{ "role": "user" }] }),
            400,
            "INVALID_REQUEST_BODY",
        ),
        (json!({ "messages": [] }), 422, "VALIDATION_ERROR"),
        (
            json!({ "messages": [{ "role": "bot", "content": "x" }] }),
            422,
            "VALIDATION_ERROR",
        ),
        (
            json!({ "messages": [user], "assistantId": "x" }),
            400,
            "INVALID_REQUEST_BODY",
        ),
        (
            json!({ "messages": [user], "assistantId": "5a9db0c5-6c0e-4f5e-9f0b-1d6f3a4c7e21" }),
            404,
            "NOT_FOUND",
        ),
    ] {
        let response = visitor
            .post("/chat/completions", &body)
            .send()
            .await
            .unwrap();
        failed(response, status, code).await;
    }
}
