//! One visitor in two windows of a browser.

use crate::harness::Visit;
use fantoccini::wd::WindowHandle;
use serde_json::json;

/// Opens the page with the chat in a second window; returns both, the second one is driven.
async fn two_windows(visit: &Visit) -> [WindowHandle; 2] {
    visit.newcomer("").await;
    let client = &visit.browser.client;
    let first = client.window().await.unwrap();
    let second = client.new_window(false).await.unwrap().handle;
    client.switch_to_window(second.clone()).await.unwrap();
    visit.embed("").await;
    visit.open_chat().await;
    [first, second]
}

async fn go(visit: &Visit, window: &WindowHandle) {
    let client = &visit.browser.client;
    client.switch_to_window(window.clone()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_and_ended_in_one_window_is_seen_in_the_other() {
    let visit = Visit::new().await;
    let [first, second] = two_windows(&visit).await;
    visit.will_answer("Yes, both of you.").await;
    visit.say("Is anybody there?").await;
    visit.see("Yes, both of you.").await;
    go(&visit, &first).await;
    visit.see("Yes, both of you.").await;
    visit.will_answer("The first one too.").await;
    visit.say("And now?").await;
    visit.see("The first one too.").await;
    go(&visit, &second).await;
    visit.see("The first one too.").await;
    visit.see("Is anybody there?").await;
    assert_eq!(visit.count("Is anybody there?").await, 1);
    visit.see("And now?").await;
    assert_eq!(visit.count("And now?").await, 1);
    visit.settle("chat.closeConversation('Enough')").await;
    go(&visit, &first).await;
    visit.find("heading", "Conversation ended").await;
    visit.see("Enough").await;
    let kept = visit.ask("/conversations").await;
    let kept = kept.as_array().or(kept["data"].as_array()).unwrap().len();
    assert_eq!(kept, 1, "one visitor, one conversation");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_forgotten_in_one_window_is_forgotten_in_the_other() {
    let visit = Visit::new().await;
    let [first, second] = two_windows(&visit).await;
    visit.still_works().await;
    go(&visit, &first).await;
    visit.see("Everything is fine again.").await;
    visit.write("A secret draft").await;
    go(&visit, &second).await;
    visit.settle("chat.reset()").await;
    go(&visit, &first).await;
    visit.see("Hello! How can we help?").await;
    assert_eq!(visit.draft().await, "");
    assert_eq!(visit.eval("localStorage.length").await, json!(0));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_windows_that_begin_at_once_are_one_visitor() {
    let visit = Visit::new().await;
    let [first, second] = two_windows(&visit).await;
    visit
        .strike("POST */identity/init", json!({"delayMs": 700}))
        .await;
    visit
        .eval("chat.send('From the second').catch(() => {}), null")
        .await;
    go(&visit, &first).await;
    visit
        .eval("chat.send('From the first').catch(() => {}), null")
        .await;
    visit.see("From the first").await;
    go(&visit, &second).await;
    visit.see("From the second").await;
    visit
        .wait_for("document.querySelector('inglenook-chat').conversation")
        .await;
    go(&visit, &first).await;
    visit
        .wait_for("document.querySelector('inglenook-chat').conversation")
        .await;
    let visitors = visit.ask("/conversations").await;
    let visitors = visitors.as_array().or(visitors["data"].as_array()).unwrap();
    let mut ids: Vec<_> = visitors.iter().map(|it| it["visitorId"].clone()).collect();
    ids.dedup();
    assert!(ids[0].is_string(), "{visitors:#?}");
    assert_eq!(ids.len(), 1, "{visitors:#?}");
    visit.end().await;
}
