use serde_json::{Value, json};

use crate::harness::{Sandbox, failed, ok};

#[tokio::test]
async fn a_human_agent_takes_over_writes_and_hands_back() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    let admin = format!("/conversations/{id}");
    let agent = json!({ "name": "Bo", "image": "https://a.example/bo.png" });
    sandbox
        .admin(&format!("{admin}/take-over"), agent.clone())
        .await;
    let conversation = visitor.read(&admin).await;
    assert_eq!(conversation["isHumanHandled"], true);
    assert_eq!(conversation["humanAgent"], agent);

    for streaming in [true, false] {
        let body = json!({ "content": "Is anybody there?", "stream": streaming });
        let sent = visitor
            .post(&format!("{admin}/messages"), &body)
            .send()
            .await
            .unwrap();
        assert_eq!(sent.status(), 202);
        let kind = sent.headers()["content-type"].to_str().unwrap().to_owned();
        assert!(kind.starts_with("text/plain"), "{kind}");
        assert_eq!(sent.text().await.unwrap(), "Message sent");
    }
    sandbox
        .admin(&format!("{admin}/message"), json!({ "text": "Yes, I am." }))
        .await;
    let messages = visitor.messages(&id).await;
    let roles: Vec<&Value> = messages.iter().map(|message| &message["role"]).collect();
    assert_eq!(roles, ["user", "user", "human_agent"]);
    assert_eq!(messages[2]["humanAgent"], agent);
    assert_eq!(messages[2]["parts"][0]["text"], "Yes, I am.");

    sandbox
        .admin(&format!("{admin}/hand-back"), json!({}))
        .await;
    let conversation = visitor.read(&admin).await;
    assert_eq!(conversation["isHumanHandled"], false);
    assert_eq!(conversation["humanAgent"], Value::Null);
    assert_eq!(
        visitor.messages(&id).await[2]["humanAgent"],
        agent,
        "who wrote it stays"
    );
    assert_eq!(visitor.send(&id, "thanks").await.status(), 200);
}

#[tokio::test]
async fn an_agent_can_close_a_conversation_with_a_reason() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    sandbox
        .admin(
            &format!("/conversations/{id}/close"),
            json!({ "reason": "Solved" }),
        )
        .await;
    let conversation = visitor.read(&format!("/conversations/{id}")).await;
    assert_eq!(conversation["status"], "closed");
    assert_eq!(conversation["closeReason"], "Solved");
    for (order, body) in [
        ("take-over", json!({ "name": "Bo" })),
        ("message", json!({ "text": "Hello" })),
    ] {
        let path = format!("/admin/conversations/{id}/{order}");
        failed(
            sandbox.post(&path, &body).send().await.unwrap(),
            409,
            "CONFLICT",
        )
        .await;
    }
}

#[tokio::test]
async fn an_agent_takes_over_before_writing() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    let path = format!("/admin/conversations/{id}/message");
    let response = sandbox
        .post(&path, &json!({ "text": "Hello" }))
        .send()
        .await
        .unwrap();
    failed(response, 409, "CONFLICT").await;
    let path = format!("/admin/conversations/{id}/take-over");
    let response = sandbox.post(&path, &json!({})).send().await.unwrap();
    failed(response, 400, "INVALID_REQUEST_BODY").await;
}

#[tokio::test]
async fn the_console_sees_all_conversations_with_their_messages() {
    let sandbox = Sandbox::start().await;
    let (one, two) = (sandbox.visitor("one").await, sandbox.visitor("two").await);
    let body = json!({ "context": { "pageUrl": "https://example.com/" } });
    ok(one.post("/conversations", &body).send().await.unwrap()).await;
    let id = two.start().await;
    ok(two.send(&id, "hello").await).await;
    let all = ok(sandbox.get("/admin/conversations").send().await.unwrap()).await;
    assert_eq!(all.as_array().unwrap().len(), 2);
    assert_eq!(all[0]["id"], id, "the liveliest first");
    assert_eq!(all[0]["visitorId"], two.id);
    assert_eq!(all[0]["messages"].as_array().unwrap().len(), 2);
    assert_eq!(all[1]["pageUrl"], "https://example.com/");
    let path = format!("/admin/conversations/{id}");
    assert_eq!(ok(sandbox.get(&path).send().await.unwrap()).await, all[0]);
}
