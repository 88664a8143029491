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

/// The page, once the chat is there.
async fn open(visit: &Visit) {
    visit.site.allow_pictures("'self'");
    let page = format!("{}/index.html", visit.site.origin);
    visit.browser.goto(&page).await;
    visit
        .wait_for("document.querySelector('inglenook-chat')")
        .await;
}

/// The same with the bar opened.
async fn opened(visit: &Visit) {
    open(visit).await;
    visit
        .eval("document.querySelector('.try').open = true")
        .await;
    visit
        .wait_for("document.querySelector('.try code').textContent")
        .await;
}

/// Presses the button by keyboard: the page glides to where it is.
async fn copy(visit: &Visit) {
    visit
        .eval("document.querySelector('.try [name=copy]').focus()")
        .await;
    visit.keys("\u{e007}").await;
}

const TAG: &str = "document.querySelector('.try code').textContent";

#[tokio::test(flavor = "multi_thread")]
async fn the_tag_says_all_that_the_page_has_and_leaves_words_alone() {
    let visit = Visit::new().await;
    opened(&visit).await;
    let tag = visit.eval(TAG).await.to_string();
    for name in ["data-suggestions", "data-close-reasons"] {
        assert!(tag.contains(name), "{tag}");
    }
    choose(&visit, "heading", "A data-driven shop").await;
    choose(&visit, "mode", "inline").await;
    visit
        .wait_for(&format!("{TAG}.includes('<inglenook-chat')"))
        .await;
    let tag = visit.eval(TAG).await.to_string();
    assert!(tag.contains(" heading=\\\"A data-driven shop"), "{tag}");
    assert!(
        !tag.contains("data-api-key") && tag.contains(" suggestions="),
        "{tag}"
    );
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tag_can_be_copied_and_is_selected_where_the_browser_forbids_it() {
    let visit = Visit::new().await;
    opened(&visit).await;
    copy(&visit).await;
    let told = "document.querySelector('.try output').value";
    visit.wait_for(&format!("{told} === 'Copied.'")).await;
    visit
        .eval("document.body.appendChild(document.createElement('textarea')).focus()")
        .await;
    // Control and V.
    visit.keys("\u{e009}v").await;
    let pasted = format!("document.body.lastChild.value === {TAG}");
    visit.wait_for(&pasted).await;

    let without = "Object.defineProperty(navigator, 'clipboard', { value: undefined })";
    visit.eval(&format!("void {without}")).await;
    copy(&visit).await;
    visit
        .wait_for(&format!("{told}.includes('selected')"))
        .await;
    assert_eq!(
        visit
            .eval(&format!("String(getSelection()) === {TAG}"))
            .await,
        true
    );
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_tried_is_on_the_chat_at_once_and_in_the_tag() {
    let visit = Visit::new().await;
    open(&visit).await;
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
    visit.end().await;
}
