//! The host page that is shipped as an example, and its bar for developers.

use crate::harness::Visit;
use serde_json::json;

/// Chooses something in the bar, as if by hand.
async fn choose(visit: &Visit, attribute: &str, value: &str) {
    let script =
        "const control = document.querySelector(`.try [data-attribute='${arguments[0]}']`);
        control.value = arguments[1];
        control.dispatchEvent(new Event('input', { bubbles: true }))";
    visit
        .browser
        .run(script, vec![json!(attribute), json!(value)])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_tried_is_on_the_chat_at_once_and_in_the_tag() {
    let visit = Visit::new().await;
    let page = format!("{}/index.html", visit.site.origin);
    visit.browser.client.goto(&page).await.unwrap();
    visit
        .wait_for("document.querySelector('inglenook-chat')")
        .await;
    let findings = visit.findings().await;
    assert!(findings.is_empty(), "{:#}", json!(findings));
    visit
        .eval("document.querySelector('.try').open = true")
        .await;
    let tag = "document.querySelector('.try code').textContent";
    visit
        .wait_for(&format!(
            "{tag}.includes('data-heading=\"Ember &amp; Oak\"')"
        ))
        .await;
    choose(&visit, "theme", "dark").await;
    choose(&visit, "heading", "").await;
    assert_eq!(visit.eval("chat.theme").await, "dark");
    assert_eq!(visit.eval("chat.heading").await, json!(null));
    visit
        .wait_for(&format!("{tag}.includes('data-theme=\"dark\"')"))
        .await;
    assert_eq!(
        visit.eval(&format!("{tag}.includes('heading')")).await,
        false
    );
    choose(&visit, "mode", "inline").await;
    visit
        .wait_for("document.querySelector('.column > inglenook-chat')")
        .await;
    visit.eval("chat.scrollIntoView()").await;
    visit.find("region", "Chat with us").await;
    visit
        .wait_for(&format!("{tag}.includes('<inglenook-chat')"))
        .await;
    let findings = visit.findings().await;
    assert!(findings.is_empty(), "{:#}", json!(findings));
    choose(&visit, "mode", "floating").await;
    visit.find("button", "Close chat").await;
    drop(visit);
}
