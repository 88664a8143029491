//! Faults: what the visitor is told, and that nothing is lost.

use crate::harness::Visit;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_message_can_be_sent_again() {
    for (status, code) in [
        (500, "INTERNAL_SERVER_ERROR"),
        (502, "BAD_GATEWAY"),
        (418, "TEAPOT"),
    ] {
        let visit = Visit::new().await;
        visit.embed("").await;
        visit.open_chat().await;
        visit
            .fault("*/messages", json!({"status": status, "code": code}))
            .await;
        visit.say("Is anybody there?").await;
        visit.find("button", "Try again").await;
        visit.will_answer("Now I am.").await;
        visit.press("Try again").await;
        visit.see("Now I am.").await;
        visit.see("Is anybody there?").await;
        assert_eq!(visit.count("Is anybody there?").await, 1);
        visit.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rate_limit_counts_down_and_the_composer_wakes_up_by_itself() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.open_chat().await;
    visit
        .fault(
            "*/messages",
            json!({"status": 429, "code": "RATE_LIMIT_EXCEEDED", "details": {"retryAfter": 3}}),
        )
        .await;
    visit.say("Quick").await;
    visit.find("button", "Try again").await;
    visit.write("Kept while waiting").await;
    visit.will_answer("Thanks for waiting.").await;
    visit.wait_for("!/seconds?\\b/.test(document.querySelector('inglenook-chat').shadowRoot.querySelector('[part~=notice]')?.innerText ?? '')").await;
    visit.keys("\u{e007}").await;
    visit.see("Thanks for waiting.").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_may_have_arrived_is_looked_for_before_it_is_sent_again() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.open_chat().await;
    visit.will_answer("It did arrive.").await;
    visit
        .fault("*/messages", json!({"status": 504, "after": true}))
        .await;
    visit.say("Did this arrive?").await;
    visit.see("It did arrive.").await;
    visit.see("Did this arrive?").await;
    assert_eq!(visit.count("Did this arrive?").await, 1);
    let sends = visit
        .requests()
        .await
        .into_iter()
        .filter(|line| line.starts_with("POST") && line.ends_with("/messages"));
    assert_eq!(sends.count(), 1);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_cut_is_completed_from_the_backend() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.open_chat().await;
    visit
        .will_answer("All of this answer gets here in the end.")
        .await;
    visit.fault("*/messages", json!({"cutAfter": 400})).await;
    visit.say("Tell me").await;
    visit.see("All of this answer gets here in the end.").await;
    visit.see("All of this").await;
    assert_eq!(visit.count("All of this").await, 1);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_offline_goes_out_when_the_connection_is_back() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.open_chat().await;
    visit.will_answer("First.").await;
    visit.say("One").await;
    visit.see("First.").await;
    visit.offline(true).await;
    visit.say("Two, written in a tunnel").await;
    visit.see("You are offline").await;
    visit.will_answer("Second.").await;
    visit.offline(false).await;
    visit.see("Second.").await;
    visit.see("Two, written in a tunnel").await;
    assert_eq!(visit.count("Two, written in a tunnel").await, 1);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_session_is_renewed_without_a_word() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.open_chat().await;
    visit.will_answer("One.").await;
    visit.say("First").await;
    visit.see("One.").await;
    visit.admin("/tokens/expire", json!({})).await;
    visit.will_answer("Two.").await;
    visit.say("Second").await;
    visit.see("Two.").await;
    let inits = visit
        .requests()
        .await
        .into_iter()
        .filter(|line| line.ends_with("/identity/init"));
    assert_eq!(inits.count(), 2);
    visit.end().await;
}
