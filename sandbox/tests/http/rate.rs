use serde_json::json;

use crate::harness::{Sandbox, failed};

#[tokio::test]
async fn too_many_requests_are_told_when_to_come_back() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    sandbox
        .admin("/rate-limit", json!({ "capacity": 2, "perSecond": 0.1 }))
        .await;
    for _ in 0..2 {
        visitor.read("/identity/me").await;
    }
    let response = visitor.get("/identity/me").send().await.unwrap();
    let seconds: u64 = response.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((9..=10).contains(&seconds), "{seconds}");
    let error = failed(response, 429, "RATE_LIMIT_EXCEEDED").await;
    assert_eq!(error["details"]["retryAfter"], seconds);
}

#[tokio::test]
async fn a_bucket_fills_again() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    sandbox
        .admin("/rate-limit", json!({ "capacity": 1, "perSecond": 20 }))
        .await;
    visitor.read("/identity/me").await;
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    visitor.read("/identity/me").await;
}

#[tokio::test]
async fn a_limit_can_be_for_some_paths_only() {
    let sandbox = Sandbox::start().await;
    let visitor = sandbox.visitor("device").await;
    let limit = json!({ "capacity": 0, "perSecond": 0, "path": "/messages" });
    sandbox.admin("/rate-limit", limit).await;
    let id = visitor.start().await;
    let error = failed(visitor.send(&id, "hello").await, 429, "RATE_LIMIT_EXCEEDED").await;
    assert_eq!(error["details"]["retryAfter"], 60);
}
