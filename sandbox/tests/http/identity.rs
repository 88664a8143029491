use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Sandbox, config, failed, ok};

#[tokio::test]
async fn a_new_device_is_201_and_a_known_one_is_200_with_the_same_visitor() {
    let sandbox = Sandbox::start().await;
    let first = sandbox.init("device").await;
    assert_eq!(first.status(), 201);
    let first: Value = first.json().await.unwrap();
    let second = sandbox.init("device").await;
    assert_eq!(second.status(), 200);
    let second: Value = second.json().await.unwrap();

    assert_eq!(first["visitor"], second["visitor"]);
    assert_ne!(first["sessionToken"], second["sessionToken"]);
    assert_eq!(first["visitor"]["object"], "visitor");
    assert_eq!(first["visitor"]["type"], "anonymous");
    for field in ["externalId", "name", "avatarUrl"] {
        assert_eq!(first["visitor"].get(field), Some(&Value::Null), "{field}");
    }
    let other = sandbox.visitor("another device").await;
    assert_ne!(first["visitor"]["id"], other.id);
}

#[tokio::test]
async fn init_checks_its_fields() {
    let sandbox = Sandbox::start().await;
    for (body, status, code) in [
        (json!({ "saVid": "a" }), 400, "INVALID_REQUEST_BODY"),
        (
            json!({ "apiKey": "pk_sandbox" }),
            400,
            "INVALID_REQUEST_BODY",
        ),
        (
            json!({ "apiKey": "pk_sandbox", "saVid": 7 }),
            400,
            "INVALID_REQUEST_BODY",
        ),
        (
            json!({ "apiKey": "pk_sandbox", "saVid": "" }),
            422,
            "VALIDATION_ERROR",
        ),
        (
            json!({ "apiKey": "pk_sandbox", "saVid": "x".repeat(101) }),
            422,
            "VALIDATION_ERROR",
        ),
        (
            json!({ "apiKey": "pk_unknown", "saVid": "a" }),
            401,
            "UNAUTHORIZED",
        ),
    ] {
        let response = sandbox
            .post("/v2/identity/init", &body)
            .send()
            .await
            .unwrap();
        failed(response, status, code).await;
    }
}

#[tokio::test]
async fn me_is_the_visitor_of_the_token() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    assert_eq!(visitor.read("/identity/me").await["id"], visitor.id);
}

#[tokio::test]
async fn a_site_owner_can_identify_a_visitor() {
    let sandbox = Sandbox::start().await;
    let order =
        json!({ "externalId": "42", "name": "Ada", "avatarUrl": "https://a.example/a.png" });
    let issued = sandbox.admin("/tokens", order.clone()).await;
    let token = issued["token"].as_str().unwrap();
    let me = ok(sandbox
        .get("/v2/identity/me")
        .bearer_auth(token)
        .send()
        .await
        .unwrap())
    .await;
    assert_eq!(me["type"], "identified");
    assert_eq!(me["name"], "Ada");
    assert_eq!(me["externalId"], "42");
    assert_eq!(me["avatarUrl"], "https://a.example/a.png");
    assert_eq!(
        sandbox.admin("/tokens", order).await["visitor"]["id"],
        me["id"]
    );
}

#[tokio::test]
async fn a_token_that_is_not_used_expires_and_one_that_is_used_does_not() {
    let lifetime = Duration::from_millis(1200);
    let sandbox = Sandbox::with(sandbox::Config {
        token_lifetime: lifetime,
        ..config()
    })
    .await;
    let (idle, busy) = (sandbox.visitor("idle").await, sandbox.visitor("busy").await);
    for _ in 0..6 {
        tokio::time::sleep(lifetime / 4).await;
        busy.read("/identity/me").await;
    }
    let response = idle.get("/identity/me").send().await.unwrap();
    failed(response, 401, "UNAUTHORIZED").await;
}

#[tokio::test]
async fn all_tokens_can_be_made_to_expire_and_a_new_one_is_for_the_same_visitor() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    sandbox.admin("/tokens/expire", json!({})).await;
    failed(
        visitor.get("/identity/me").send().await.unwrap(),
        401,
        "UNAUTHORIZED",
    )
    .await;
    let again = sandbox.visitor("device").await;
    assert_eq!(again.read("/identity/me").await["id"], visitor.id);
}
