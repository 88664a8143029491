use serde_json::Value;

use crate::harness::{Sandbox, failed, ok};

#[tokio::test]
async fn the_project_has_what_the_contract_requires() {
    let sandbox = Sandbox::start().await;
    let request = sandbox.get("/v2/projects/current?apiKey=pk_sandbox");
    let project = ok(request.send().await.unwrap()).await;
    assert_eq!(project["object"], "project");
    let widget = &project["chatWidgetConfig"];
    for field in [
        "welcomeMessage",
        "inputPlaceholder",
        "brandColor",
        "customCSSStyles",
    ] {
        assert!(widget[field].is_string(), "{field}");
    }
    for field in [
        "width",
        "maxHeight",
        "bubbleRadius",
        "baseFontSize",
        "openDelay",
    ] {
        assert!(widget[field].is_number(), "{field}");
    }
    assert_eq!(widget["position"], "bottom-right");
    for (query, status, code) in [
        ("", 400, "INVALID_REQUEST_BODY"),
        ("?apiKey=pk_unknown", 401, "UNAUTHORIZED"),
    ] {
        let path = format!("/v2/projects/current{query}");
        failed(sandbox.get(&path).send().await.unwrap(), status, code).await;
    }
}

#[tokio::test]
async fn the_documentation_can_be_searched_and_browsed() {
    let sandbox = Sandbox::start().await;
    let found = sandbox.get("/v2/search?apiKey=pk_sandbox&q=closing+a+conversation&size=1");
    let found = ok(found.send().await.unwrap()).await;
    let results = found["results"].as_array().unwrap();
    assert_eq!(results.len(), 1);
    assert_eq!(results[0]["title"], "Closing a conversation");
    assert!(results[0]["score"].as_f64().unwrap() > 0.0);
    let empty = sandbox.get("/v2/search?apiKey=pk_sandbox&q=");
    failed(empty.send().await.unwrap(), 422, "VALIDATION_ERROR").await;

    let project = sandbox.get("/v2/projects/current?apiKey=pk_sandbox");
    let project = ok(project.send().await.unwrap()).await;
    let path = format!("/v2/projects/{}/qnas", project["id"].as_str().unwrap());
    let list = ok(sandbox.get(&path).send().await.unwrap()).await;
    assert_eq!(list["total"], 5);
    let questions = |list: &Value| -> Vec<String> {
        let data = list["data"].as_array().unwrap().iter();
        data.map(|one| one["question"].as_str().unwrap().to_owned())
            .collect()
    };
    let page = sandbox.get(&format!("{path}?limit=2&offset=1"));
    let page = ok(page.send().await.unwrap()).await;
    assert_eq!(questions(&page), ["The guide", "Closing a conversation"]);
    let chosen = sandbox.get(&format!("{path}?query=zygote"));
    let chosen = ok(chosen.send().await.unwrap()).await;
    assert_eq!(chosen["total"], 1);
    assert!(
        chosen["data"][0]["answer"]
            .as_str()
            .unwrap()
            .contains("rare word")
    );
}
