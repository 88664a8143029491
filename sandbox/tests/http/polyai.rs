use std::time::Duration;

use reqwest::{Method, RequestBuilder, Response};
use sandbox::Config;
use serde_json::{Value, json};

use crate::harness::{Sandbox, config, ok};

const CHAT: &str = "/v1/ws-sandbox/PROJECT-sandbox/chat";

fn request(sandbox: &Sandbox, operation: &str, body: &Value) -> RequestBuilder {
    let method = if operation == "close" {
        Method::PUT
    } else {
        Method::POST
    };
    sandbox
        .request(method, &format!("{CHAT}/{operation}"))
        .header("X-API-KEY", "polyai_key_sandbox")
        .header("X-TOKEN", "polyai_token_sandbox")
        .json(body)
}

async fn call(sandbox: &Sandbox, operation: &str, body: Value) -> Response {
    request(sandbox, operation, &body).send().await.unwrap()
}

async fn create(sandbox: &Sandbox) -> String {
    let chat = ok(call(sandbox, "create", json!({})).await).await;
    chat["conversation_id"].as_str().unwrap().to_owned()
}

async fn say(sandbox: &Sandbox, id: &str, message: &str) -> Response {
    call(
        sandbox,
        "respond",
        json!({ "conversation_id": id, "message": message }),
    )
    .await
}

/// Checks the newer envelope.
async fn failed(response: Response, status: u16, code: &str) {
    assert_eq!(response.status(), status);
    let correlation = response.headers()["x-polyai-correlation-id"]
        .to_str()
        .unwrap()
        .to_owned();
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["success"], false);
    assert_eq!(body["error_code"], code, "{body}");
    assert_eq!(body["error_id"], correlation);
    assert_eq!(body["error"], body["error_message"]);
    assert_eq!(body.get("data"), Some(&Value::Null));
}

#[tokio::test]
async fn a_chat_is_created_answered_and_closed() {
    let sandbox = Sandbox::start().await;
    let body = json!({ "channel": "webchat", "variant_id": "VARIANT-1", "asr_lang_code": "en-US",
        "integration_attributes": { "user_id": "12345" } });
    let chat = ok(call(&sandbox, "create", body).await).await;
    assert!(chat["response"].as_str().unwrap().starts_with("Hi"));
    let id = chat["conversation_id"].as_str().unwrap();
    let turn = ok(say(&sandbox, id, "How do I close a conversation?").await).await;
    assert_eq!(turn["conversation_id"], id);
    assert_eq!(turn["end_conversation"], false);
    assert_eq!(turn.get("handoff"), None);
    assert!(
        turn["response"]
            .as_str()
            .unwrap()
            .contains("256 characters")
    );
    for _ in 0..2 {
        let closed = ok(call(&sandbox, "close", json!({ "conversation_id": id })).await).await;
        assert_eq!(closed, json!({ "success": true }));
    }
    failed(
        say(&sandbox, id, "hello?").await,
        410,
        "ChatConversationEnded",
    )
    .await;
}

#[tokio::test]
async fn a_chat_can_be_created_without_a_body() {
    let sandbox = Sandbox::start().await;
    let request = sandbox
        .request(Method::POST, &format!("{CHAT}/create"))
        .header("x-api-key", "polyai_key_sandbox")
        .header("x-token", "polyai_token_sandbox");
    assert!(ok(request.send().await.unwrap()).await["conversation_id"].is_string());
}

#[tokio::test]
async fn the_agent_ends_the_chat_at_goodbye_and_hands_over_to_a_human() {
    let sandbox = Sandbox::start().await;
    let id = create(&sandbox).await;
    let turn = ok(say(&sandbox, &id, "Okay, goodbye!").await).await;
    assert_eq!(
        (&turn["end_conversation"], turn.get("handoff")),
        (&json!(true), None)
    );
    failed(
        say(&sandbox, &id, "one more thing").await,
        410,
        "ChatConversationEnded",
    )
    .await;

    let id = create(&sandbox).await;
    let turn = ok(say(&sandbox, &id, "I want to talk to a human").await).await;
    assert_eq!(turn["end_conversation"], true);
    assert_eq!(turn["handoff"]["destination"], "live_agent_queue");
    assert!(turn["handoff"]["reason"].is_string());
}

#[tokio::test]
async fn the_agents_turn_can_be_scripted() {
    let sandbox = Sandbox::start().await;
    let id = create(&sandbox).await;
    let script =
        json!({ "text": "Bye<br>", "endConversation": true, "handoff": { "reason": "x" } });
    sandbox.admin("/answers", script).await;
    let turn = ok(say(&sandbox, &id, "hello").await).await;
    assert_eq!(turn["response"], "Bye<br>");
    assert_eq!(turn["handoff"], json!({ "reason": "x" }));
    assert_eq!(turn["end_conversation"], true);
}

#[tokio::test]
async fn both_secrets_are_checked() {
    let sandbox = Sandbox::start().await;
    for (headers, code) in [
        (vec![], "AUTH_USER_UNAUTHORISED"),
        (
            vec![("X-API-KEY", "polyai_key_sandbox")],
            "AUTH_USER_UNAUTHORISED",
        ),
        (
            vec![("X-TOKEN", "polyai_token_sandbox")],
            "AUTH_USER_UNAUTHORISED",
        ),
        (
            vec![("X-API-KEY", "wrong"), ("X-TOKEN", "polyai_token_sandbox")],
            "AUTH_USER_UNAUTHORISED",
        ),
        (
            vec![("X-API-KEY", "polyai_key_sandbox"), ("X-TOKEN", "wrong")],
            "AUTH_USER_INVALID_TOKEN",
        ),
    ] {
        for operation in ["create", "respond"] {
            let mut request = sandbox.post(&format!("{CHAT}/{operation}"), &json!({}));
            for (name, value) in &headers {
                request = request.header(*name, *value);
            }
            failed(request.send().await.unwrap(), 401, code).await;
        }
    }
}

#[tokio::test]
async fn what_does_not_exist_or_fit_is_refused() {
    let sandbox = Sandbox::start().await;
    for (path, code) in [
        (
            "/v1/ws-other/PROJECT-sandbox/chat/create",
            "ACCOUNT_NOT_FOUND",
        ),
        (
            "/v1/ws-sandbox/PROJECT-other/chat/create",
            "PROJECT_NOT_FOUND",
        ),
        ("/v1/ws-sandbox/PROJECT-sandbox/chat/whisper", "NOT_FOUND"),
    ] {
        let request = sandbox.post(path, &json!({}));
        let request = request.header("X-API-KEY", "polyai_key_sandbox");
        let request = request.header("X-TOKEN", "polyai_token_sandbox");
        failed(request.send().await.unwrap(), 404, code).await;
    }
    failed(
        say(&sandbox, "CONV-1", "hello").await,
        404,
        "CONVERSATIONS_NOT_FOUND",
    )
    .await;
    for (operation, body) in [
        ("create", json!({ "channel": "pigeon" })),
        ("create", json!({ "integration_attributes": "x" })),
        ("create", json!([1])),
        ("respond", json!({})),
        ("respond", json!({ "conversation_id": 7 })),
    ] {
        failed(
            call(&sandbox, operation, body).await,
            400,
            "SCHEMA_VALIDATION_FAILED",
        )
        .await;
    }
}

#[tokio::test]
async fn closing_fails_in_the_older_envelope() {
    let sandbox = Sandbox::start().await;
    for (body, status) in [
        (json!({ "conversation_id": "CONV-1" }), 404),
        (json!({}), 400),
    ] {
        let response = call(&sandbox, "close", body).await;
        assert_eq!(response.status(), status);
        let body: Value = response.json().await.unwrap();
        let fields: Vec<&String> = body.as_object().unwrap().keys().collect();
        assert_eq!(fields, ["error_message"]);
    }
}

#[tokio::test]
async fn a_chat_times_out_when_the_visitor_is_silent() {
    let mut config = config();
    config.polyai.timeout = Duration::from_millis(1000);
    let sandbox = Sandbox::with(config).await;
    let id = create(&sandbox).await;
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(400)).await;
        ok(say(&sandbox, &id, "hello").await).await;
    }
    tokio::time::sleep(Duration::from_millis(1100)).await;
    for _ in 0..2 {
        failed(say(&sandbox, &id, "hello").await, 400, "CHAT_TIMEOUT").await;
    }
    let id = create(&sandbox).await;
    sandbox.admin("/chats/expire", json!({})).await;
    failed(say(&sandbox, &id, "hello").await, 400, "CHAT_TIMEOUT").await;
}

#[tokio::test]
async fn what_was_said_about_a_chat_when_it_began_can_be_looked_at() {
    let sandbox = Sandbox::start().await;
    let body = json!({ "channel": "webchat", "variant_id": "VARIANT-1",
        "integration_attributes": { "tier": "gold", "cart": [1, null] } });
    ok(call(&sandbox, "create", body.clone()).await).await;
    let id = create(&sandbox).await;
    ok(call(&sandbox, "close", json!({ "conversation_id": id })).await).await;
    let chats = ok(sandbox.get("/admin/chats").send().await.unwrap()).await;
    assert_eq!(chats[0]["id"], id.as_str());
    assert_eq!(chats[0]["ended"], true);
    assert_eq!(chats[0]["attributes"], Value::Null);
    assert_eq!(chats[1]["variantId"], "VARIANT-1");
    assert_eq!(chats[1]["channel"], "webchat");
    assert_eq!(chats[1]["attributes"], body["integration_attributes"]);
    assert_eq!(chats[1]["ended"], false);
}

#[tokio::test]
async fn a_chat_takes_only_the_three_requests_by_their_methods() {
    let sandbox = Sandbox::start().await;
    for (method, operation) in [
        (Method::GET, "create"),
        (Method::PUT, "respond"),
        (Method::POST, "close"),
        (Method::DELETE, "close"),
    ] {
        let request = sandbox.request(method.clone(), &format!("{CHAT}/{operation}"));
        let request = request.header("X-API-KEY", "polyai_key_sandbox");
        let request = request.header("X-TOKEN", "polyai_token_sandbox");
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 405, "{method} {operation}");
    }
}

#[tokio::test]
async fn chats_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let stored = || Config {
        database: folder.path().join("sandbox.sqlite"),
        ..config()
    };
    let sandbox = Sandbox::with(stored()).await;
    let id = create(&sandbox).await;
    drop(sandbox);
    ok(say(&Sandbox::with(stored()).await, &id, "hello").await).await;
}

#[tokio::test]
async fn the_proxy_adds_the_secrets_for_local_pages_only() {
    let sandbox = Sandbox::start().await;
    let create = |origin: &'static str| {
        let request = sandbox.post(&format!("/proxy{CHAT}/create"), &json!({}));
        request.header("Origin", origin).send()
    };
    let response = create("http://localhost:3000").await.unwrap();
    assert_eq!(response.headers()["access-control-allow-origin"], "*");
    assert!(ok(response).await["conversation_id"].is_string());
    let foreign = create("https://elsewhere.example").await.unwrap();
    failed(foreign, 403, "USER_ACCESS_FORBIDDEN").await;
}

#[tokio::test]
async fn faults_and_limits_speak_polyais_language() {
    let sandbox = Sandbox::start().await;
    for (status, code) in [
        (401, "AUTH_USER_UNAUTHORISED"),
        (410, "ChatConversationEnded"),
        (500, "INTERNAL_SERVER_ERROR"),
    ] {
        sandbox
            .fault("/chat/create", json!({ "status": status }))
            .await;
        failed(call(&sandbox, "create", json!({})).await, status, code).await;
    }
    let fault = json!({ "status": 400, "code": "CHAT_DRAFT_NOT_EXIST", "message": "No draft." });
    sandbox.fault("/chat/create", fault).await;
    failed(
        call(&sandbox, "create", json!({})).await,
        400,
        "CHAT_DRAFT_NOT_EXIST",
    )
    .await;
    sandbox.fault("/chat/close", json!({ "status": 500 })).await;
    let response = call(&sandbox, "close", json!({ "conversation_id": "CONV-1" })).await;
    let body: Value = response.json().await.unwrap();
    assert_eq!(
        body.as_object().unwrap().len(),
        1,
        "the older envelope: {body}"
    );
    sandbox
        .admin("/rate-limit", json!({ "capacity": 0, "perSecond": 0.5 }))
        .await;
    let response = call(&sandbox, "create", json!({})).await;
    assert_eq!(response.headers()["retry-after"], "2");
    failed(response, 429, "TOO_MANY_REQUESTS").await;
}
