use reqwest::Method;
use reqwest::header::{AUTHORIZATION, HOST, ORIGIN};
use serde_json::json;

use crate::harness::{Sandbox, failed};

#[tokio::test]
async fn every_visitor_endpoint_wants_a_token() {
    let sandbox = Sandbox::start().await;
    let id = "497f6eca-6276-4993-bfeb-53cbbbba6f08";
    for (method, path) in [
        (Method::GET, "/v2/identity/me".to_owned()),
        (Method::POST, "/v2/conversations".to_owned()),
        (Method::GET, "/v2/conversations".to_owned()),
        (Method::GET, format!("/v2/conversations/{id}")),
        (Method::POST, format!("/v2/conversations/{id}/close")),
        (Method::POST, format!("/v2/conversations/{id}/messages")),
        (Method::GET, format!("/v2/conversations/{id}/messages")),
        (Method::POST, format!("/v2/messages/{id}/feedback")),
        (Method::POST, "/v2/chat/completions".to_owned()),
    ] {
        for authorization in [
            None,
            Some("Bearer nobody"),
            Some("Basic x"),
            Some("Bearer "),
        ] {
            let mut request = sandbox.request(method.clone(), &path);
            if let Some(authorization) = authorization {
                request = request.header(AUTHORIZATION, authorization);
            }
            failed(request.send().await.unwrap(), 401, "UNAUTHORIZED").await;
        }
    }
}

#[tokio::test]
async fn a_visitor_sees_only_their_own_conversations() {
    let sandbox = Sandbox::start().await;
    let (owner, other) = (
        sandbox.visitor("owner").await,
        sandbox.visitor("other").await,
    );
    let id = owner.start().await;
    owner.send(&id, "hello").await;
    let message = owner.messages(&id).await[1]["id"]
        .as_str()
        .unwrap()
        .to_owned();

    for request in [
        other.get(&format!("/conversations/{id}")),
        other.get(&format!("/conversations/{id}/messages")),
        other.post(
            &format!("/conversations/{id}/messages"),
            &json!({ "content": "hi" }),
        ),
        other.post(&format!("/conversations/{id}/close"), &json!({})),
        other.post(
            &format!("/messages/{message}/feedback"),
            &json!({ "feedback": "like" }),
        ),
    ] {
        failed(request.send().await.unwrap(), 403, "FORBIDDEN").await;
    }
    assert_eq!(other.read("/conversations").await["total"], 0);
    assert_eq!(owner.read("/conversations").await["total"], 1);
}

#[tokio::test]
async fn what_does_not_exist_is_404_and_what_is_no_id_is_400() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let unknown = "497f6eca-6276-4993-bfeb-53cbbbba6f08";
    let response = visitor
        .get(&format!("/conversations/{unknown}"))
        .send()
        .await
        .unwrap();
    let error = failed(response, 404, "CONVERSATION_NOT_FOUND").await;
    assert_eq!(error["details"]["conversationId"], unknown);
    let response = visitor.get("/conversations/nonsense").send().await.unwrap();
    failed(response, 400, "INVALID_REQUEST_BODY").await;
    let body = json!({ "feedback": "like" });
    let path = format!("/messages/{unknown}/feedback");
    failed(
        visitor.post(&path, &body).send().await.unwrap(),
        404,
        "NOT_FOUND",
    )
    .await;
    failed(
        visitor.get("/nowhere").send().await.unwrap(),
        404,
        "NOT_FOUND",
    )
    .await;
    let response = visitor
        .post("/identity/me", &json!({}))
        .send()
        .await
        .unwrap();
    failed(response, 405, "METHOD_NOT_ALLOWED").await;
}

#[tokio::test]
async fn a_key_works_only_on_its_websites() {
    let sandbox = Sandbox::start().await;
    for (key, origin, status) in [
        ("pk_sandbox", "http://localhost:3000", 201),
        ("pk_sandbox", "https://127.0.0.1", 200),
        ("pk_sandbox", "http://[::1]:80", 200),
        ("pk_sandbox", "http://shop.localhost:1", 200),
        ("pk_sandbox", "https://elsewhere.example", 403),
        ("pk_sandbox", "http://localhost.example", 403),
        ("pk_sandbox", "null", 403),
        ("pk_elsewhere", "https://elsewhere.example", 201),
        ("pk_elsewhere", "http://localhost:3000", 403),
    ] {
        let body = json!({ "apiKey": key, "saVid": "device" });
        let request = sandbox
            .post("/v2/identity/init", &body)
            .header(ORIGIN, origin);
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), status, "{key} on {origin}");
        if status == 403 {
            failed(response, 403, "FORBIDDEN").await;
        }
    }
    let visitor = sandbox.visitor("device").await;
    let stolen = visitor
        .get("/identity/me")
        .header(ORIGIN, "https://elsewhere.example");
    failed(stolen.send().await.unwrap(), 403, "FORBIDDEN").await;
}

#[tokio::test]
async fn the_admin_routes_and_the_console_are_only_for_this_machine() {
    let sandbox = Sandbox::start().await;
    for path in ["/admin/requests", "/console"] {
        assert_eq!(
            sandbox.get(path).send().await.unwrap().status(),
            200,
            "{path}"
        );
        let foreign = sandbox
            .get(path)
            .header(ORIGIN, "https://elsewhere.example");
        assert_eq!(foreign.send().await.unwrap().status(), 403, "{path}");
        let rebound = sandbox.get(path).header(HOST, "elsewhere.example");
        assert_eq!(rebound.send().await.unwrap().status(), 403, "{path}");
    }
}
