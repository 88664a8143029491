use serde_json::{Value, json};

use crate::harness::{Sandbox, failed, ok};

#[tokio::test]
async fn a_conversation_starts_open_and_empty() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let body = json!({ "context": { "pageUrl": "https://example.com/contact" } });
    let response = visitor.post("/conversations", &body).send().await.unwrap();
    assert_eq!(response.status(), 201);
    let conversation: Value = response.json().await.unwrap();
    assert_eq!(conversation["object"], "conversation");
    assert_eq!(conversation["status"], "open");
    assert_eq!(conversation["messages"], json!([]));
    assert_eq!(conversation["isHumanHandled"], false);
    for field in ["closedAt", "closeReason", "humanAgent", "title"] {
        assert_eq!(conversation.get(field), Some(&Value::Null), "{field}");
    }
    for field in ["createdAt", "updatedAt", "lastInteractionAt"] {
        let time = conversation[field].as_str().unwrap();
        assert!(
            time.len() == 24 && time.ends_with('Z') && time.contains('T'),
            "{time}"
        );
    }
    let id = conversation["id"].as_str().unwrap();
    assert_eq!(
        visitor.read(&format!("/conversations/{id}")).await,
        conversation
    );
}

#[tokio::test]
async fn a_conversation_can_start_without_a_body_but_not_with_a_bad_one() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let request = || sandbox.request(reqwest::Method::POST, "/v2/conversations");
    let request = || request().bearer_auth(&visitor.token);
    assert_eq!(request().send().await.unwrap().status(), 201);
    let json = |body: &'static str| {
        request()
            .header("content-type", "application/json")
            .body(body)
    };
    for (request, status, code) in [
        (json("{"), 400, "INVALID_REQUEST_BODY"),
        (json("[]"), 400, "INVALID_REQUEST_BODY"),
        (json(r#"{"context": 7}"#), 400, "INVALID_REQUEST_BODY"),
        (
            json(r#"{"context": {"pageUrl": 7}}"#),
            400,
            "INVALID_REQUEST_BODY",
        ),
        (
            json(r#"{"context": {"pageUrl": "here"}}"#),
            422,
            "VALIDATION_ERROR",
        ),
        (request().body("{}"), 400, "INVALID_REQUEST_BODY"),
    ] {
        failed(request.send().await.unwrap(), status, code).await;
    }
}

#[tokio::test]
async fn the_list_comes_in_pages_with_the_last_message() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(visitor.start().await);
    }
    ok(visitor.send(&ids[0], "hello").await).await;
    let page = visitor
        .read("/conversations?limit=2&offset=1&orderBy=createdAt")
        .await;
    assert_eq!((&page["total"], &page["limit"]), (&json!(3), &json!(2)));
    assert_eq!(
        (&page["object"], &page["offset"]),
        (&json!("list"), &json!(1))
    );
    assert_eq!(found(&page), [&ids[1], &ids[0]]);
    assert_eq!(page["data"][0].get("lastMessage"), Some(&Value::Null));
    assert_eq!(page["data"][1]["lastMessage"]["role"], "assistant");
    assert_eq!(page["data"][1].get("messages"), None);
    assert_eq!(
        found(&visitor.read("/conversations?offset=null").await)[0],
        ids[0]
    );
}

#[tokio::test]
async fn the_list_can_be_ordered_by_everything_in_the_contract() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let first = visitor.start().await;
    let second = visitor.start().await;
    ok(visitor.send(&first, "zebra").await).await;
    ok(visitor.send(&second, "aardvark").await).await;
    sandbox
        .admin(
            &format!("/conversations/{first}/take-over"),
            json!({ "name": "Bo" }),
        )
        .await;
    ok(visitor
        .post(&format!("/conversations/{first}/close"), &json!({}))
        .send()
        .await
        .unwrap())
    .await;
    for (order, descending) in [
        ("createdAt", [&second, &first]),
        ("updatedAt", [&first, &second]),
        ("lastInteractionAt", [&first, &second]),
        ("lastInterationAt", [&first, &second]),
        ("status", [&second, &first]),
        ("closedAt", [&first, &second]),
        ("isHumanHandled", [&first, &second]),
        ("title", [&first, &second]),
        (
            "id",
            if first > second {
                [&first, &second]
            } else {
                [&second, &first]
            },
        ),
    ] {
        let list = visitor
            .read(&format!("/conversations?orderBy={order}&orderDir=desc"))
            .await;
        assert_eq!(found(&list), descending, "{order}");
        let list = visitor
            .read(&format!("/conversations?orderBy={order}&orderDir=asc"))
            .await;
        assert_eq!(
            found(&list),
            [descending[1], descending[0]],
            "{order} ascending"
        );
    }
    assert_eq!(
        found(&visitor.read("/conversations?status=open").await),
        [&second]
    );
    assert_eq!(
        found(&visitor.read("/conversations?status=closed").await),
        [&first]
    );
}

#[tokio::test]
async fn bad_list_parameters_are_refused() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    for (query, status, code) in [
        ("limit=0", 422, "VALIDATION_ERROR"),
        ("limit=101", 422, "VALIDATION_ERROR"),
        ("limit=ten", 400, "INVALID_REQUEST_BODY"),
        ("offset=-1", 422, "VALIDATION_ERROR"),
        ("status=ajar", 422, "VALIDATION_ERROR"),
        ("orderBy=colour", 422, "VALIDATION_ERROR"),
        ("orderDir=sideways", 422, "VALIDATION_ERROR"),
    ] {
        let response = visitor
            .get(&format!("/conversations?{query}"))
            .send()
            .await
            .unwrap();
        let error = failed(response, status, code).await;
        assert_eq!(error["details"]["field"], query.split('=').next().unwrap());
    }
}

#[tokio::test]
async fn closing_keeps_the_first_reason_and_can_be_repeated() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    let close = format!("/conversations/{id}/close");
    for reason in ["All done", "Another reason"] {
        let closed = visitor
            .post(&close, &json!({ "closeReason": reason }))
            .send()
            .await
            .unwrap();
        assert_eq!(ok(closed).await["success"], true);
    }
    let conversation = visitor.read(&format!("/conversations/{id}")).await;
    assert_eq!(conversation["status"], "closed");
    assert_eq!(conversation["closeReason"], "All done");
    assert!(conversation["closedAt"].is_string());
}

#[tokio::test]
async fn a_close_reason_is_optional_and_counted_in_utf16_units() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    for (reason, status) in [
        (json!({}), 200),
        (json!({ "closeReason": null }), 200),
        (json!({ "closeReason": "x".repeat(256) }), 200),
        (json!({ "closeReason": "🔥".repeat(128) }), 200),
        (json!({ "closeReason": "x".repeat(257) }), 422),
        (json!({ "closeReason": "🔥".repeat(129) }), 422),
        (json!({ "closeReason": 7 }), 400),
    ] {
        let id = visitor.start().await;
        let path = format!("/conversations/{id}/close");
        let response = visitor.post(&path, &reason).send().await.unwrap();
        assert_eq!(response.status(), status, "{reason}");
        let open = visitor.read(&format!("/conversations/{id}")).await["status"] == "open";
        assert_eq!(open, status != 200);
    }
    let id = visitor.start().await;
    let path = format!("/v2/conversations/{id}/close");
    let bare = sandbox
        .request(reqwest::Method::POST, &path)
        .bearer_auth(&visitor.token);
    assert_eq!(bare.send().await.unwrap().status(), 200);
}

fn found(list: &Value) -> Vec<&str> {
    list["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}
