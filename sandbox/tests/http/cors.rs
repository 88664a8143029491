use reqwest::Method;
use reqwest::header::ORIGIN;
use serde_json::json;

use crate::harness::Sandbox;

#[tokio::test]
async fn a_preflight_allows_what_a_page_sends() {
    let sandbox = Sandbox::start().await;
    for path in [
        "/v2/identity/init",
        "/v2/conversations",
        "/v2/conversations/x/messages",
    ] {
        let response = sandbox
            .request(Method::OPTIONS, path)
            .header(ORIGIN, "http://localhost:3000")
            .header("Access-Control-Request-Method", "POST")
            .header(
                "Access-Control-Request-Headers",
                "authorization,content-type",
            )
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 204);
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_lowercase();
        assert_eq!(header("access-control-allow-origin"), "*");
        assert!(header("access-control-allow-methods").contains("post"));
        assert!(header("access-control-allow-headers").contains("authorization"));
        assert!(header("access-control-allow-headers").contains("content-type"));
    }
}

#[tokio::test]
async fn answers_errors_and_faults_can_be_read_by_a_page() {
    let sandbox = Sandbox::start().await;
    sandbox.fault("/projects", json!({ "status": 503 })).await;
    for (path, status) in [
        ("/v2/projects/current?apiKey=pk_sandbox", 503),
        ("/v2/projects/current?apiKey=pk_sandbox", 200),
        ("/v2/identity/me", 401),
        ("/v2/nowhere", 404),
    ] {
        let request = sandbox.get(path).header(ORIGIN, "http://localhost:3000");
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(
            response.headers()["access-control-allow-origin"],
            "*",
            "{path}"
        );
        let exposed = response.headers()["access-control-expose-headers"]
            .to_str()
            .unwrap();
        assert!(exposed.contains("Retry-After"));
    }
}

#[tokio::test]
async fn a_preflight_can_be_made_to_fail_but_only_on_purpose() {
    let sandbox = Sandbox::start().await;
    let preflight = async || {
        let request = sandbox.request(Method::OPTIONS, "/v2/conversations");
        let request = request.header("Access-Control-Request-Method", "POST");
        request.send().await.unwrap().status().as_u16()
    };
    sandbox
        .admin("/faults", json!({ "fault": { "status": 500 } }))
        .await;
    assert_eq!(
        preflight().await,
        204,
        "a fault for everything does not mean preflights"
    );
    sandbox
        .admin(
            "/faults",
            json!({ "method": "OPTIONS", "fault": { "status": 500 } }),
        )
        .await;
    assert_eq!(preflight().await, 500);
}

#[tokio::test]
async fn a_local_page_on_another_port_can_ask_for_a_token() {
    let sandbox = Sandbox::start().await;
    for (origin, status) in [
        ("http://localhost:8080", 204),
        ("https://elsewhere.example", 403),
    ] {
        let preflight = sandbox
            .request(Method::OPTIONS, "/admin/tokens")
            .header(ORIGIN, origin)
            .header("Access-Control-Request-Method", "POST");
        assert_eq!(preflight.send().await.unwrap().status(), status);
    }
    let request = sandbox.post("/admin/tokens", &json!({ "name": "Ada" }));
    let response = request
        .header(ORIGIN, "http://localhost:8080")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["access-control-allow-origin"], "*");
}
