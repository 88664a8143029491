//! What the backend refuses: the visitor is told the truth in friendly words and keeps theirs.

use crate::harness::Visit;
use serde_json::json;

const SEND: &str = "POST */messages";

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_is_not_accepted_is_back_in_the_composer_to_be_changed() {
    let visit = Visit::new().await;
    let long = "A message can be 10,000 characters long. Please shorten it.";
    let changed = "This message could not be sent as it is. Please change it and send it again.";
    for (status, details, words) in [
        (400, json!({"field": "content"}), changed),
        (422, json!({"field": "content"}), long),
        (422, json!({"field": "pageContext.url"}), changed),
    ] {
        visit.newcomer("").await;
        visit.refuse(SEND, status, details).await;
        visit.say("My words").await;
        visit.told("alert", words).await;
        assert_eq!(visit.draft().await, "My words");
        assert_eq!(visit.asked("POST", "/messages").await, 1);
        visit.will_answer("Thank you.").await;
        visit.say(", changed").await;
        visit.see("Thank you.").await;
        visit.see("My words, changed").await;
        assert_eq!(visit.count("My words, changed").await, 1);
        assert!(visit.look("alert", Some(words)).await.is_none());
        visit.still_works().await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_is_too_long_is_not_even_sent() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.paste(&"ä".repeat(10_001)).await;
    visit.see("10,001 of 10,000 characters").await;
    visit.keys("\u{e007}").await;
    let words = "A message can be 10,000 characters long. Please shorten it.";
    visit.told("alert", words).await;
    assert_eq!(visit.draft().await.chars().count(), 10_001);
    assert!(visit.requests_about_talk().await.is_empty());
    visit.will_answer("That is all right.").await;
    visit.keys("\u{e003}\u{e007}").await;
    visit.see("That is all right.").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_cannot_be_renewed_has_ended_until_the_visitor_reconnects() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    let refused =
        json!({"method": "POST", "path": "*/messages", "times": 2, "fault": {"status": 401}});
    visit.admin("/faults", refused).await;
    visit.say("Am I still known?").await;
    let words = "Your session has ended. Reconnect to go on where you were.";
    visit.told("alert", words).await;
    assert_eq!(visit.asked("POST", "/identity/init").await, 2);
    visit.press("Reconnect").await;
    visit.gone("alert", words).await;
    visit.will_answer("You are.").await;
    visit.press("Try again").await;
    visit.see("You are.").await;
    visit.see("Am I still known?").await;
    assert_eq!(visit.count("Am I still known?").await, 1);
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_plan_does_not_allow_is_told_to_the_site_owner_alone() {
    let mut visit = Visit::new().await;
    visit.expect("wants a higher plan");
    visit.newcomer("").await;
    let plan = json!({"currentPlan": "hobby", "requiredPlan": "ENTERPRISE"});
    visit.refuse(SEND, 402, plan.clone()).await;
    visit.say("Can we talk?").await;
    let words = "Chat is not available right now. Please come back later.";
    visit.told("alert", words).await;
    let send = visit.find("button", "Send").await;
    assert_eq!(
        send.attr("aria-disabled").await.unwrap().as_deref(),
        Some("true")
    );
    assert!(!visit.shown_text().await.contains("hobby"));
    let errors = visit.events("error").await;
    assert_eq!(errors[0]["details"], plan);
    assert_eq!(errors[0]["code"], "PAYMENT_REQUIRED");
    // Later: the panel is hidden and shown again.
    visit.press("Close chat").await;
    visit.open_chat().await;
    visit.will_answer("Now we can.").await;
    visit.press("Try again").await;
    visit.see("Now we can.").await;
    visit.see("Can we talk?").await;
    assert_eq!(visit.count("Can we talk?").await, 1);
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unsent_words_come_along_into_a_new_conversation() {
    let mut visit = Visit::new().await;
    visit.expect("among the key's allowed websites");
    for (status, words) in [
        (
            403,
            "This conversation cannot be opened here. You can start a new one.",
        ),
        (
            404,
            "This conversation no longer exists. You can start a new one.",
        ),
    ] {
        visit.newcomer("").await;
        visit.refuse(SEND, status, json!({})).await;
        visit.say("Keep these words").await;
        visit.told("alert", words).await;
        visit.press("Start a new conversation").await;
        visit.gone("alert", words).await;
        assert_eq!(visit.draft().await, "Keep these words");
        visit.will_answer("They are kept.").await;
        visit.say("").await;
        visit.see("They are kept.").await;
        visit.see("Keep these words").await;
        assert_eq!(visit.count("Keep these words").await, 1);
        assert_eq!(visit.asked("POST", "/conversations").await, 2);
        visit.still_works().await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_closed_meanwhile_is_seen_on_the_next_message_which_is_not_lost() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    let close = format!("{}/close", visit.conversation().await);
    visit
        .admin(&close, json!({"reason": "Closed at night"}))
        .await;
    visit.say("Are you there?").await;
    visit.find("heading", "Conversation ended").await;
    visit.see("Reason: Closed at night").await;
    visit.gone("textbox", "Message").await;
    visit.see_no_vendor_words().await;
    visit.press("Start a new conversation").await;
    assert_eq!(visit.draft().await, "Are you there?");
    visit.will_answer("In the morning.").await;
    visit.say("").await;
    visit.see("In the morning.").await;
    visit.see("Are you there?").await;
    assert_eq!(visit.count("Are you there?").await, 1);
    let closed = visit.events("conversation-close").await;
    assert_eq!(
        (closed.len(), &closed[0]["reason"]),
        (1, &json!("Closed at night"))
    );
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_in_an_open_conversation_brings_it_up_to_date() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    visit.refuse(SEND, 409, json!({})).await;
    visit.say("At the same time").await;
    let words = "The conversation changed elsewhere. It is up to date again.";
    visit.see(words).await;
    visit.will_answer("One after the other.").await;
    visit.press("Try again").await;
    visit.see("One after the other.").await;
    visit.see("At the same time").await;
    assert_eq!(visit.count("At the same time").await, 1);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_real_rate_limit_is_waited_for() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    let limit = json!({"capacity": 1, "perSecond": 0.5, "path": "*/messages"});
    visit.admin("/rate-limit", limit).await;
    visit.will_answer("One.").await;
    visit.say("First").await;
    visit.see("One.").await;
    visit.say("Second").await;
    let words = "That was a lot of messages in a short time. Please wait a moment.";
    visit.told("alert", words).await;
    visit.see("You can send again in").await;
    visit.write("Written while waiting").await;
    visit.gone("alert", words).await;
    assert_eq!(visit.draft().await, "Written while waiting");
    let unlimited = json!({"capacity": 1000, "perSecond": 1000});
    visit.admin("/rate-limit", unlimited).await;
    visit.will_answer("Two.").await;
    visit.press("Try again").await;
    visit.see("Two.").await;
    visit.will_answer("Three.").await;
    visit.say("").await;
    visit.see("Three.").await;
    visit.see("Second").await;
    assert_eq!(visit.count("Second").await, 1);
    visit.end().await;
}
