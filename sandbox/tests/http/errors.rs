use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Sandbox, failed};

#[tokio::test]
async fn every_error_of_the_contract_can_be_had_with_its_code_and_details() {
    let sandbox = Sandbox::start().await;
    for (status, code, details) in [
        (400, "INVALID_REQUEST_BODY", vec!["field"]),
        (401, "UNAUTHORIZED", vec![]),
        (
            402,
            "PAYMENT_REQUIRED",
            vec!["currentPlan", "requiredPlan", "feature"],
        ),
        (403, "FORBIDDEN", vec![]),
        (404, "CONVERSATION_NOT_FOUND", vec!["conversationId"]),
        (409, "CONFLICT", vec!["resource", "conflictingField"]),
        (422, "VALIDATION_ERROR", vec!["field", "reason"]),
        (429, "RATE_LIMIT_EXCEEDED", vec!["retryAfter"]),
        (500, "INTERNAL_SERVER_ERROR", vec![]),
        (502, "BAD_GATEWAY", vec!["service"]),
        (503, "SERVICE_UNAVAILABLE", vec!["retryAfter"]),
    ] {
        sandbox
            .fault("/identity", json!({ "status": status }))
            .await;
        let response = sandbox.get("/v2/identity/me").send().await.unwrap();
        let header = response.headers().get("retry-after").cloned();
        let error = failed(response, status, code).await;
        for detail in &details {
            assert!(!error["details"][*detail].is_null(), "{code}: {detail}");
        }
        assert_eq!(error.get("details").is_none(), details.is_empty(), "{code}");
        let seconds = error["details"]["retryAfter"].as_u64();
        assert_eq!(
            header.map(|value| value.to_str().unwrap().parse().unwrap()),
            seconds
        );
    }
}

#[tokio::test]
async fn an_error_can_have_any_code_details_headers_or_no_envelope_at_all() {
    let sandbox = Sandbox::start().await;
    let fault = json!({ "status": 429, "code": "QUOTA", "details": { "retryAfter": 2 },
        "headers": { "Retry-After": "3", "X-Test": "yes" } });
    sandbox.fault("/me", fault).await;
    let response = sandbox.get("/v2/identity/me").send().await.unwrap();
    assert_eq!(response.headers()["retry-after"], "3");
    assert_eq!(response.headers()["x-test"], "yes");
    let error = failed(response, 429, "QUOTA").await;
    assert_eq!(error["details"], json!({ "retryAfter": 2 }));

    let page = "<html>Bad gateway</html>";
    let fault = json!({ "status": 502, "body": page, "contentType": "text/html" });
    sandbox.fault("/me", fault).await;
    let response = sandbox.get("/v2/identity/me").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::BAD_GATEWAY);
    assert_eq!(response.headers()["content-type"], "text/html");
    assert_eq!(response.text().await.unwrap(), page);
}

#[tokio::test]
async fn a_fault_that_makes_no_sense_is_refused_with_a_reason() {
    let sandbox = Sandbox::start().await;
    for (order, status, reason) in [
        (json!({ "fault": { "stalled": true } }), 400, "stalled"),
        (json!({ "paths": "/", "fault": {} }), 400, "paths"),
        (json!({ "fault": { "status": 999 } }), 422, "status must be"),
        (
            json!({ "fault": { "headers": { "bad name": "x" } } }),
            422,
            "headers must be",
        ),
    ] {
        let response = sandbox.post("/admin/faults", &order).send().await.unwrap();
        assert_eq!(response.status(), status);
        let body: Value = response.json().await.unwrap();
        assert!(body["error"].to_string().contains(reason), "{body}");
    }
}
