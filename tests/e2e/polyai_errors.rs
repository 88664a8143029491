//! What fails in front of PolyAI, and what the visitor is told.

use crate::harness::Visit;
use crate::polyai::talking;
use serde_json::{Value, json};

const OUR_SIDE: &str = "Something went wrong on our side. Please try again.";
const SILENT: &str = "The assistant is not answering. Please try again.";
const UNAVAILABLE: &str = "Chat is not available right now. Please come back later.";
const PERHAPS: &str =
    "The connection broke. Your message may have been delivered; you can send it again.";
const NOT_LET_IN: &str = "The backend does not let this page in";
const REFUSED: &str = "The backend refused";

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_that_timed_out_or_is_gone_has_ended_and_the_message_goes_into_a_new_one() {
    let visit = talking().await;
    for fault in [
        Value::Null,
        json!({"status": 404, "code": "CONVERSATIONS_NOT_FOUND"}),
        json!({"status": 410, "code": "ChatConversationEnded"}),
        json!({"status": 410, "body": "{\"error_message\": \"upstream\"}", "contentType": "application/json"}),
    ] {
        if fault.is_null() {
            visit.admin("/chats/expire", json!({})).await;
        } else {
            visit.strike("POST */respond", fault).await;
        }
        visit.say("Are you there?").await;
        visit.find("heading", "Conversation ended").await;
        visit.see("Everything is fine again.").await;
        visit.see("Not sent").await;
        visit.see_no_vendor_words().await;
        visit.will_answer("Here again.").await;
        visit.press("Try again").await;
        visit.see("Here again.").await;
        visit.see("Are you there?").await;
        assert_eq!(visit.count("Are you there?").await, 1);
        visit.still_works().await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_got_lost_may_have_been_delivered_and_the_visitor_decides() {
    let visit = talking().await;
    for (fault, words) in [
        (json!({"drop": true}), PERHAPS),
        (json!({"cutAfter": 20}), PERHAPS),
        (json!({"status": 504, "after": true}), SILENT),
        (
            json!({"status": 500, "code": "CHAT_DRAFT_DEPLOYMENT_FAILED"}),
            OUR_SIDE,
        ),
        (
            json!({"status": 200, "body": "<html>", "contentType": "text/html"}),
            OUR_SIDE,
        ),
    ] {
        visit.strike("POST */respond", fault).await;
        visit.say("Did this arrive?").await;
        visit.told("alert", words).await;
        visit.see("Perhaps not sent").await;
        visit.forget("/faults").await;
        visit.forget("/answers").await;
        visit.reload().await;
        visit.open_chat().await;
        visit.see("Perhaps not sent").await;
        let before = visit.asked("POST", "/respond").await;
        visit.will_answer("Now it has.").await;
        visit.press("Try again").await;
        visit.see("Now it has.").await;
        assert_eq!(visit.asked("POST", "/respond").await, before + 1);
        visit.see("Did this arrive?").await;
        assert_eq!(visit.count("Did this arrive?").await, 1);
        visit.press("End conversation").await;
        visit.press("End conversation").await;
        visit.press("Start a new conversation").await;
        visit.still_works().await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_the_site_owners_to_mend_is_told_to_them() {
    let mut visit = Visit::new().await;
    visit.expect(NOT_LET_IN);
    visit.expect(REFUSED);
    for (status, code) in [
        (401, "AUTH_USER_UNAUTHORISED"),
        (403, "USER_ACCESS_FORBIDDEN"),
        (404, "PROJECT_NOT_FOUND"),
        (400, "CHAT_DRAFT_NOT_EXIST"),
    ] {
        visit.calm().await;
        visit.polyai("").await;
        visit.open_chat().await;
        let fault = json!({"status": status, "code": code, "message": "upstream"});
        visit.strike("POST */create", fault).await;
        visit.say("Hello?").await;
        visit.told("alert", UNAVAILABLE).await;
        let told = visit.events("error").await;
        assert_eq!(told[0]["code"], code);
        assert_eq!(told[0]["status"], status);
        assert!(told[0]["details"]["errorId"].is_string(), "{told:?}");
        visit.press("Close chat").await;
        visit.press("Open chat").await;
        visit.will_answer("Mended.").await;
        visit.press("Try again").await;
        visit.see("Mended.").await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rate_limit_counts_down_and_a_close_that_failed_can_be_tried_again() {
    let visit = talking().await;
    let limit = json!({"status": 429, "details": {"retryAfter": 2}});
    visit.strike("POST */respond", limit).await;
    visit.say("Too quick?").await;
    visit.see("You can send again in").await;
    visit.will_answer("Not any more.").await;
    visit.press_when_awake("Try again").await;
    visit.see("Not any more.").await;
    visit.strike("PUT */close", json!({"status": 500})).await;
    visit.press("End conversation").await;
    visit.press("End conversation").await;
    visit.told("alert", OUR_SIDE).await;
    visit.press("Try again").await;
    visit.find("heading", "Conversation ended").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_in_a_page_reach_this_machine_alone() {
    let mut visit = Visit::new().await;
    let keys = "data-api-key=polyai_key_sandbox data-connector-token=polyai_token_sandbox";
    let api = visit.api.clone();
    visit.polyai_at(&api, keys).await;
    visit.open_chat().await;
    visit.still_works().await;
    visit.expect("api-key and connector-token are secrets");
    visit
        .polyai_at("https://api.us-1.platform.polyai.app", keys)
        .await;
    visit.press("Open chat").await;
    visit.see("Chat is not set up on this page yet.").await;
    let sent = "chat.send('x').catch((error) => error.code)";
    assert_eq!(visit.settle(sent).await, "NOT_CONFIGURED");
    visit.end().await;
}
