use std::time::Duration;

use sandbox::Config;
use serde_json::json;

use crate::harness::{Sandbox, config, ok};

#[tokio::test]
async fn everything_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let stored = || Config {
        database: folder.path().join("sandbox.sqlite"),
        ..config()
    };
    let sandbox = Sandbox::with(stored()).await;
    let visitor = sandbox.visitor("device").await;
    let id = visitor.start().await;
    ok(visitor.send(&id, "hello").await).await;
    let before = visitor.read(&format!("/conversations/{id}")).await;
    let (token, visitor_id) = (visitor.token.clone(), visitor.id.clone());
    drop(sandbox);

    let sandbox = Sandbox::with(stored()).await;
    let again = sandbox.init("device").await;
    assert_eq!(again.status(), 200, "the device is known");
    let path = format!("/v2/conversations/{id}");
    let after = ok(sandbox.get(&path).bearer_auth(&token).send().await.unwrap()).await;
    assert_eq!(after, before);
    assert_eq!(sandbox.visitor("device").await.id, visitor_id);
}

#[tokio::test]
async fn an_answer_that_a_restart_interrupted_is_an_error_with_what_was_said() {
    let folder = tempfile::tempdir().unwrap();
    let stored = || Config {
        database: folder.path().join("sandbox.sqlite"),
        pace: Duration::from_millis(150),
        ..config()
    };
    let id = {
        // What runs in this runtime stops with it, as when the process ends.
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let stored = stored();
        let before = runtime.spawn(async move {
            let sandbox = Sandbox::with(stored).await;
            let visitor = sandbox.visitor("device").await;
            let id = visitor.start().await;
            sandbox
                .admin("/answers", json!({ "text": "one ".repeat(100) }))
                .await;
            let _stream = visitor.stream(&id, "count").await;
            while visitor.messages(&id).await[1]["parts"][0]["text"]
                .as_str()
                .is_none_or(str::is_empty)
            {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            id
        });
        let id = before.await.unwrap();
        runtime.shutdown_background();
        id
    };
    let sandbox = Sandbox::with(stored()).await;
    let visitor = sandbox.visitor("device").await;
    let answer = &visitor.messages(&id).await[1];
    assert_eq!(answer["status"], "error");
    assert_eq!(answer["error"], "The answer was interrupted.");
    assert!(
        answer["parts"][0]["text"]
            .as_str()
            .unwrap()
            .starts_with("one ")
    );
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("notes.txt");
    std::fs::write(
        &database,
        "these are notes, more than enough of them ".repeat(10),
    )
    .unwrap();
    let error = sandbox::app(Config {
        database,
        ..config()
    })
    .err()
    .unwrap();
    assert!(error.to_string().contains("notes.txt"), "{error}");
}
