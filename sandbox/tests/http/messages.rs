use serde_json::{Value, json};

use crate::harness::{Sandbox, failed, ok};

#[tokio::test]
async fn a_message_is_answered_in_steps_and_both_are_kept() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    let body = json!({
        "content": "How do I close a conversation?",
        "pageContext": {
            "url": "https://example.com/help", "title": "Help", "content": null,
            "textSelection": "some words",
        },
    });
    let path = format!("/conversations/{id}/messages");
    let answer = ok(visitor.post(&path, &body).send().await.unwrap()).await;
    let step = &answer["steps"][0];
    assert_eq!(step["finishReason"], "stop");
    assert!(step["usage"]["totalTokens"].as_u64().unwrap() > 0);
    let text = step["content"][0]["text"].as_str().unwrap();
    assert!(
        text.contains("optional reason of at most 256 characters"),
        "{text}"
    );

    let conversation = visitor.read(&format!("/conversations/{id}")).await;
    assert_eq!(conversation["title"], "How do I close a conversation?");
    let [question, reply] = conversation["messages"].as_array().unwrap().as_slice() else {
        panic!("not two messages: {conversation}");
    };
    assert_eq!(question["role"], "user");
    assert_eq!(question["chatId"], id);
    assert_eq!(
        question["parts"],
        json!([{ "type": "text", "text": body["content"] }])
    );
    assert_eq!(question["pageUrl"], "https://example.com/help");
    assert_eq!(question["pageTitle"], "Help");
    assert_eq!(question["textSelection"], "some words");
    assert_eq!(reply["role"], "assistant");
    assert_eq!(reply["status"], "complete");
    assert_eq!(reply["parts"], json!([{ "type": "text", "text": text }]));
    for field in ["error", "feedback", "feedbackAt", "metadata", "humanAgent"] {
        assert_eq!(reply.get(field), Some(&Value::Null), "{field}");
    }
}

#[tokio::test]
async fn a_message_has_1_to_10000_utf16_units() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    let path = format!("/conversations/{id}/messages");
    for (body, status, code) in [
        (json!({}), 400, "INVALID_REQUEST_BODY"),
        (json!({ "content": null }), 400, "INVALID_REQUEST_BODY"),
        (json!({ "content": 7 }), 400, "INVALID_REQUEST_BODY"),
        (
            json!({ "content": "hi", "stream": "yes" }),
            400,
            "INVALID_REQUEST_BODY",
        ),
        (
            json!({ "content": "hi", "pageContext": 7 }),
            400,
            "INVALID_REQUEST_BODY",
        ),
        (
            json!({ "content": "hi", "pageContext": { "url": "here" } }),
            422,
            "VALIDATION_ERROR",
        ),
        (json!({ "content": "" }), 422, "VALIDATION_ERROR"),
        (
            json!({ "content": "x".repeat(10_001) }),
            422,
            "VALIDATION_ERROR",
        ),
        (
            json!({ "content": "🔥".repeat(5_001) }),
            422,
            "VALIDATION_ERROR",
        ),
    ] {
        failed(
            visitor.post(&path, &body).send().await.unwrap(),
            status,
            code,
        )
        .await;
    }
    assert_eq!(
        visitor.messages(&id).await.len(),
        0,
        "a refused message is not kept"
    );
    for content in ["x".to_owned(), "x".repeat(10_000), "🔥".repeat(5_000)] {
        assert_eq!(visitor.send(&id, &content).await.status(), 200);
    }
}

#[tokio::test]
async fn a_closed_conversation_takes_no_messages() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    ok(visitor
        .post(&format!("/conversations/{id}/close"), &json!({}))
        .send()
        .await
        .unwrap())
    .await;
    failed(visitor.send(&id, "hello").await, 409, "CONFLICT").await;
    assert_eq!(visitor.messages(&id).await.len(), 0);
}

#[tokio::test]
async fn messages_can_be_filtered_and_paged_from_the_oldest() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    for content in ["hello", "thanks"] {
        ok(visitor.send(&id, content).await).await;
    }
    for (query, roles) in [
        ("", vec!["user", "assistant", "user", "assistant"]),
        ("?role=user", vec!["user", "user"]),
        ("?role=human_agent", vec![]),
        ("?status=streaming", vec![]),
        (
            "?status=complete&role=assistant",
            vec!["assistant", "assistant"],
        ),
        ("?limit=2&offset=1", vec!["assistant", "user"]),
        ("?offset=3", vec!["assistant"]),
    ] {
        let list = visitor
            .read(&format!("/conversations/{id}/messages{query}"))
            .await;
        let data = list["data"].as_array().unwrap();
        let found: Vec<&str> = data
            .iter()
            .map(|one| one["role"].as_str().unwrap())
            .collect();
        assert_eq!(found, roles, "{query}");
        assert_eq!(list["object"], "list");
    }
    for query in ["limit=0", "limit=1001", "role=bot", "status=lost"] {
        let path = format!("/conversations/{id}/messages?{query}");
        failed(
            visitor.get(&path).send().await.unwrap(),
            422,
            "VALIDATION_ERROR",
        )
        .await;
    }
}

#[tokio::test]
async fn feedback_can_be_given_changed_and_taken_back() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    ok(visitor.send(&id, "hello").await).await;
    let message = visitor.messages(&id).await[1]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/messages/{message}/feedback");
    for feedback in [json!("like"), json!("dislike"), Value::Null] {
        let body = json!({ "feedback": feedback });
        assert_eq!(
            ok(visitor.post(&path, &body).send().await.unwrap()).await,
            body
        );
        let stored = &visitor.messages(&id).await[1];
        assert_eq!(stored["feedback"], feedback);
        assert_eq!(stored["feedbackAt"].is_string(), !feedback.is_null());
    }
    let response = visitor.post(&path, &json!({})).send().await.unwrap();
    failed(response, 400, "INVALID_REQUEST_BODY").await;
    let response = visitor
        .post(&path, &json!({ "feedback": "meh" }))
        .send()
        .await
        .unwrap();
    failed(response, 422, "VALIDATION_ERROR").await;
}
