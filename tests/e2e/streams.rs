//! Answers on a bad line: what arrived stays, the rest is fetched, nothing is there twice.

use crate::harness::Visit;
use serde_json::json;

const ANSWER: &str = "Dry ölz – 木 – burns 🔥 bright: all of this gets here in the end.";

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_cut_anywhere_gets_here_whole_and_once() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    for (number, bytes) in [0, 1, 7, 60, 120, 200, 310, 400, 555, 700, 900, 1200]
        .into_iter()
        .enumerate()
    {
        let (question, answer) = (
            format!("Question {number}?"),
            format!("{ANSWER} No. {number}!"),
        );
        visit.will_answer(&answer).await;
        visit
            .strike("POST */messages", json!({"cutAfter": bytes}))
            .await;
        visit.say(&question).await;
        visit.see(&answer).await;
        visit.gone("button", "Stop").await;
        assert_eq!(visit.count(&answer).await, 1, "cut after {bytes}");
        assert_eq!(visit.count(&question).await, 1, "cut after {bytes}");
        assert_eq!(visit.asked("POST", "/messages").await, number + 1);
    }
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_whose_answer_got_lost_is_found_and_not_sent_again() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    for (number, fault) in [
        json!({"cutAfter": 0, "after": true}),
        json!({"status": 500, "after": true}),
        json!({"status": 502, "after": true, "body": "<h1>gateway-7</h1>"}),
        json!({"garbage": true}),
        json!({"headers": {"content-type": "text/plain"}}),
        json!({"headers": {"content-type": "application/json"}}),
        json!({"splitUtf8": true}),
        json!({"duplicate": true}),
        json!({"dripMs": 2}),
    ]
    .into_iter()
    .enumerate()
    {
        let (question, answer) = (
            format!("Question {number}?"),
            format!("{ANSWER} No. {number}!"),
        );
        visit.will_answer(&answer).await;
        visit.strike("POST */messages", fault).await;
        visit.say(&question).await;
        visit.see(&answer).await;
        visit.gone("button", "Stop").await;
        assert_eq!(visit.count(&answer).await, 1, "{number}");
        assert_eq!(visit.count(&question).await, 1, "{number}");
        assert_eq!(visit.asked("POST", "/messages").await, number + 1);
        visit.see_no_vendor_words().await;
    }
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_nobody_takes_can_be_stopped_and_is_kept() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit
        .strike("POST */messages", json!({"stall": true}))
        .await;
    visit.say("Hello, wall").await;
    visit.wait_for_request("POST", "/messages").await;
    visit.press("Stop").await;
    visit.see("Not sent").await;
    visit.gone("button", "Stop").await;
    visit.will_answer("A door.").await;
    visit.press("Try again").await;
    visit.see("A door.").await;
    visit.see("Hello, wall").await;
    assert_eq!(visit.count("Hello, wall").await, 1);
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_falls_silent_can_be_stopped_and_what_arrived_stays() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit
        .will_answer("One two three four five six seven eight nine ten.")
        .await;
    visit
        .strike("POST */messages", json!({"stallAfter": 700}))
        .await;
    visit.say("Count").await;
    visit.see("One two").await;
    visit.press("Stop").await;
    visit.gone("button", "Stop").await;
    visit.see("One two").await;
    visit.still_works().await;
    visit.see("Count").await;
    assert_eq!(visit.count("Count").await, 1);
    visit.see("One two").await;
    assert_eq!(visit.count("One two").await, 1);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_reports_its_own_error_leaves_a_way_to_ask_again() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    let parts = json!([
        {"type": "start", "messageId": "m1"},
        {"type": "text-start", "id": "t"},
        {"type": "text-delta", "id": "t", "delta": "As far as I"},
        {"type": "error", "errorText": "gateway-7: upstream plan exceeded"},
    ]);
    visit.admin("/answers", json!({"parts": parts})).await;
    visit.say("Finish your sentence").await;
    visit.find("button", "Try again").await;
    visit.see_no_vendor_words().await;
    visit.see("Finish your sentence").await;
    assert_eq!(visit.count("Finish your sentence").await, 1);
    visit.still_works().await;
    visit.end().await;
}
