//! The site owner configures the chat at the backend.

use crate::harness::Visit;
use serde_json::json;

/// The backend has these wishes.
async fn configure(visit: &Visit) {
    let widget = json!({"chatWidgetConfig": {
        "displayName": "Lamp shop", "welcomeMessage": "Need some light?", "inputPlaceholder": "Ask away",
        "brandColor": "#0a5c2b", "brandColorDark": "#0a5c2b", "userMessageBubbleColor": "#ffe08a", "position": "bottom-left",
        "width": 333, "chatButtonColor": "javascript:alert(1)", "customCSSStyles": "* { display: none !important }",
    }});
    let fault =
        json!({"status": 200, "body": widget.to_string(), "contentType": "application/json"});
    let plan = json!({"method": "GET", "path": "/projects/current", "fault": fault});
    visit.admin("/faults", plan).await;
}

fn style(selector: &str, name: &str) -> String {
    format!("getComputedStyle(chat.shadowRoot.querySelector('{selector}')).{name}")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chat_looks_as_its_owner_has_configured() {
    let visit = Visit::new().await;
    configure(&visit).await;
    visit.embed("").await;
    visit.press("Open chat").await;
    visit.find("dialog", "Lamp shop").await;
    visit.see("Need some light?").await;
    visit.let_animations_end().await;
    let green = "rgb(10, 92, 43)";
    for part in ["[part=launcher]", "[part=send]"] {
        assert_eq!(visit.eval(&style(part, "backgroundColor")).await, green);
    }
    let left =
        "chat.shadowRoot.querySelector('[part=launcher]').getBoundingClientRect().left < 100";
    assert_eq!(visit.eval(left).await, true);
    assert_eq!(visit.eval(&style(".dock", "width")).await, "333px");
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_page_says_wins() {
    let visit = Visit::new().await;
    configure(&visit).await;
    visit
        .site
        .serve("page.css", "html { --inglenook-accent: rgb(1, 2, 3) }");
    let tag = visit.tag("data-heading='Ask us' data-position=bottom-right");
    let head = format!("<link rel=stylesheet href=/page/page.css>{tag}");
    visit.open(&head, "").await;
    visit.press("Open chat").await;
    visit.see("Need some light?").await;
    visit.find("dialog", "Ask us").await;
    visit.let_animations_end().await;
    let accent = "rgb(1, 2, 3)";
    assert_eq!(
        visit
            .eval(&style("[part=launcher]", "backgroundColor"))
            .await,
        accent
    );
    let right =
        "chat.shadowRoot.querySelector('[part=launcher]').getBoundingClientRect().left > 1000";
    assert_eq!(visit.eval(right).await, true);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backend_without_configuration_is_no_trouble() {
    let visit = Visit::new().await;
    visit
        .refuse("GET */projects/current*", 500, json!({}))
        .await;
    visit.newcomer("").await;
    visit.find("dialog", "Chat with us").await;
    visit.still_works().await;
    assert!(visit.events("error").await.is_empty());
    visit.end().await;
}
