//! What fails on the backend's side: for a message, a start, a resume, a close.

use crate::harness::Visit;
use serde_json::{Value, json};

const OUR_SIDE: &str = "Something went wrong on our side. Please try again.";
const SILENT: &str = "The assistant is not answering. Please try again.";
const BUSY: &str = "We are very busy right now. Please wait a moment.";
const REFUSED: &str = "That did not work. Please try again.";
const UNREACHABLE: &str = "We cannot be reached. Please check your connection and try again.";

/// What can come instead of an answer, and what the visitor is told.
fn outages() -> [(Value, &'static str); 9] {
    let html = "<!doctype html><title>502 Bad Gateway</title><h1>gateway-7</h1>";
    [
        (
            json!({"status": 500, "message": "upstream says no"}),
            OUR_SIDE,
        ),
        (
            json!({"status": 502, "message": "gateway-7 is down"}),
            SILENT,
        ),
        (json!({"status": 503, "details": {"retryAfter": 2}}), BUSY),
        (
            json!({"status": 418, "code": "TEAPOT", "message": "upstream"}),
            REFUSED,
        ),
        (
            json!({"status": 502, "body": html, "contentType": "text/html"}),
            SILENT,
        ),
        (
            json!({"status": 500, "body": "{\"error\":{\"code\":\"INTERN", "contentType": "application/json"}),
            OUR_SIDE,
        ),
        (json!({"status": 500, "body": ""}), OUR_SIDE),
        (
            json!({"status": 200, "body": html, "contentType": "text/html"}),
            OUR_SIDE,
        ),
        (json!({"drop": true}), UNREACHABLE),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_did_not_get_through_is_sent_again_by_a_click() {
    let visit = Visit::new().await;
    for (fault, words) in outages() {
        visit.newcomer("").await;
        visit.strike("POST */messages", fault).await;
        visit.say("Is anybody there?").await;
        visit.told("alert", words).await;
        visit.forget("/faults").await;
        let before = visit.asked("POST", "/messages").await;
        visit.will_answer("Now I am.").await;
        visit.press_when_awake("Try again").await;
        visit.see("Now I am.").await;
        visit.see("Is anybody there?").await;
        assert_eq!(visit.count("Is anybody there?").await, 1);
        assert_eq!(
            visit.asked("POST", "/messages").await,
            before + 1,
            "{words}"
        );
        visit.still_works().await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_arrives_after_the_failure_is_found_and_not_sent_again() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    let late = json!({"status": 504, "laterMs": 5000});
    visit.strike("POST */messages", late).await;
    visit.will_answer("A late answer.").await;
    let before = visit.asked("POST", "/messages").await;
    visit.say("Is anybody there?").await;
    visit.see("A late answer.").await;
    visit.gone("button", "Try again").await;
    visit.gone("alert", SILENT).await;
    assert_eq!(visit.count("Is anybody there?").await, 1);
    assert_eq!(visit.asked("POST", "/messages").await, before + 1);
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_message_waits_for_a_conversation_that_did_not_start() {
    let visit = Visit::new().await;
    for path in ["POST */identity/init", "POST */conversations"] {
        for (fault, words) in outages() {
            visit.newcomer("").await;
            visit.strike(path, fault).await;
            visit.say("Hello?").await;
            visit.told("alert", words).await;
            visit.forget("/faults").await;
            assert_eq!(visit.asked("POST", "/messages").await, 0);
            visit.will_answer("Hello!").await;
            // What cannot be reached is tried again by itself.
            if words != UNREACHABLE {
                visit.press_when_awake("Try again").await;
            }
            visit.see("Hello!").await;
            visit.see("Hello?").await;
            assert_eq!(visit.count("Hello?").await, 1);
            assert_eq!(visit.asked("POST", "/messages").await, 1);
        }
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_that_cannot_be_read_after_a_reload_is_looked_for_again() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    for request in ["GET */conversations", "GET */conversations/*"] {
        for (fault, words) in outages() {
            visit.calm().await;
            visit.strike(request, fault).await;
            if request == "GET */conversations" {
                // As in a new tab, which does not know yet which conversation it is.
                visit.eval("sessionStorage.clear()").await;
            }
            visit.reload().await;
            visit.open_chat().await;
            visit.told("alert", words).await;
            visit.forget("/faults").await;
            if words != BUSY && words != UNREACHABLE {
                visit.press("Try again").await;
            }
            visit.see("Everything is fine again.").await;
            visit.gone("alert", words).await;
        }
    }
    visit.see("Does it work?").await;
    assert_eq!(visit.count("Does it work?").await, 1);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_written_while_the_conversation_cannot_be_read_are_not_lost() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    visit.press("Close chat").await;
    visit.reload().await;
    visit
        .strike(
            "GET */conversations/*",
            json!({"delayMs": 4000, "status": 500}),
        )
        .await;
    visit.open_chat().await;
    visit.say("Too early").await;
    visit.told("alert", OUR_SIDE).await;
    visit.will_answer("Never too early.").await;
    visit.press("Try again").await;
    visit.see("Never too early.").await;
    visit.see("Everything is fine again.").await;
    visit.see("Too early").await;
    assert_eq!(visit.count("Too early").await, 1);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_that_did_not_close_stays_open_with_its_reason() {
    let visit = Visit::new().await;
    for (fault, words) in outages() {
        visit.newcomer("").await;
        visit.still_works().await;
        visit.strike("POST */close", fault).await;
        visit.press("End conversation").await;
        visit.find("textbox", "Reason (optional)").await;
        visit.keys("All is said").await;
        visit.press("End conversation").await;
        visit.told("alert", words).await;
        visit.forget("/faults").await;
        let reason = visit.find("textbox", "Reason (optional)").await;
        assert_eq!(
            reason.prop("value").await.unwrap().as_deref(),
            Some("All is said")
        );
        visit.press_when_awake("Try again").await;
        visit.find("heading", "Conversation ended").await;
        visit.see("Reason: All is said").await;
        visit.press("Start a new conversation").await;
        visit.still_works().await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_another_site_lets_nobody_in_and_keeps_the_words() {
    let mut visit = Visit::new().await;
    visit.expect("among the key's allowed websites");
    let element = format!(
        "<inglenook-chat api-url={}/v2 api-key=pk_elsewhere></inglenook-chat>",
        visit.api
    );
    visit
        .open("<script async src=/inglenook.js></script>", &element)
        .await;
    visit.open_chat().await;
    visit.say("Let me in").await;
    visit.see("Chat is not available right now.").await;
    visit.see_no_vendor_words().await;
    visit.press("Edit").await;
    assert_eq!(visit.draft().await, "Let me in");
    visit.end().await;
}
