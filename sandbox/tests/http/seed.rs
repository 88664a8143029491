use serde_json::{Value, json};

use crate::harness::{Sandbox, failed};

#[tokio::test]
async fn a_long_conversation_can_be_had_at_once() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let seed = json!({ "visitorId": visitor.id, "messages": 1001 });
    let id = sandbox.admin("/conversations", seed).await["id"].clone();
    let found = visitor.read("/conversations?status=open&limit=1").await;
    assert_eq!(found["data"][0]["id"], id);
    let messages = visitor.messages(id.as_str().unwrap()).await;
    assert_eq!(messages.len(), 1001);
    let roles: Vec<&Value> = messages.iter().map(|message| &message["role"]).collect();
    assert_eq!(roles[..3], ["user", "assistant", "user"]);
    let moments: Vec<&str> = messages
        .iter()
        .map(|message| message["createdAt"].as_str().unwrap())
        .collect();
    assert!(moments.is_sorted(), "{moments:?}");
}

#[tokio::test]
async fn only_visitors_there_are_can_have_had_a_conversation() {
    let sandbox = Sandbox::start().await;
    let seed = json!({ "visitorId": "nobody", "messages": 1 });
    let refused = sandbox
        .post("/admin/conversations", &seed)
        .send()
        .await
        .unwrap();
    failed(refused, 422, "VALIDATION_ERROR").await;
}
