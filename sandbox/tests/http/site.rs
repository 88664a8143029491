use sandbox::Config;
use serde_json::json;

use crate::harness::{Sandbox, config};

#[tokio::test]
async fn the_site_is_served_beside_the_api_with_the_right_types() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("panel")).unwrap();
    for (name, content) in [
        ("index.html", "<!doctype html><title>Host page</title>"),
        ("inglenook.js", "export {}"),
        ("panel/inglenook_bg.wasm", "\0asm"),
        ("style.css", "p {}"),
    ] {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let site = Some(folder.path().to_owned());
    let sandbox = Sandbox::with(Config { site, ..config() }).await;
    for (path, kind) in [
        ("/", "text/html"),
        ("/inglenook.js", "text/javascript"),
        ("/panel/inglenook_bg.wasm", "application/wasm"),
        ("/style.css", "text/css"),
    ] {
        let response = sandbox.get(path).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(response.headers()["content-type"], kind, "{path}");
        assert_eq!(response.headers()["cache-control"], "no-cache");
        assert_eq!(response.headers()["access-control-allow-origin"], "*");
    }
    assert_eq!(sandbox.get("/nowhere").send().await.unwrap().status(), 404);
    let raw = sandbox.raw("GET /../Cargo.toml HTTP/1.0\r\n\r\n").await;
    assert!(!String::from_utf8_lossy(&raw).contains(" 200 "));
    sandbox.visitor("device").await;
}

#[tokio::test]
async fn a_fault_strikes_a_file_only_when_it_names_the_path() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("panel.wasm"), "\0asm").unwrap();
    let site = Some(folder.path().to_owned());
    let sandbox = Sandbox::with(Config { site, ..config() }).await;
    let get = async || sandbox.get("/panel.wasm").send().await;
    sandbox
        .admin("/faults", json!({ "fault": { "status": 500 } }))
        .await;
    assert_eq!(get().await.unwrap().status(), 200);
    sandbox.fault("/panel.wasm", json!({ "drop": true })).await;
    assert!(get().await.is_err());
    let policy = json!({ "headers": { "Content-Security-Policy": "default-src 'none'" } });
    sandbox.fault("/panel.wasm", policy).await;
    let response = get().await.unwrap();
    assert_eq!(
        response.headers()["content-security-policy"],
        "default-src 'none'"
    );
    assert_eq!(response.bytes().await.unwrap(), "\0asm");
}

#[tokio::test]
async fn without_a_site_the_address_says_what_it_is() {
    let sandbox = Sandbox::start().await;
    let text = sandbox.get("/").send().await.unwrap().text().await.unwrap();
    assert!(text.contains("a development tool"), "{text}");
}

#[tokio::test]
async fn the_console_comes_with_a_strict_policy() {
    let sandbox = Sandbox::start().await;
    for (path, kind) in [
        ("/console", "text/html; charset=utf-8"),
        ("/console/console.css", "text/css; charset=utf-8"),
        ("/console/console.js", "text/javascript; charset=utf-8"),
    ] {
        let response = sandbox.get(path).send().await.unwrap();
        assert_eq!(response.headers()["content-type"], kind);
        let policy = response.headers()["content-security-policy"]
            .to_str()
            .unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"));
    }
}
