//! Ending a conversation: with a reason, without, not at all, by somebody else.

use crate::harness::Visit;
use serde_json::json;

const TOO_LONG: &str = "A reason can be 256 characters long. Please shorten it.";

/// A visit with a conversation whose close form is open.
async fn about_to_close(attributes: &str) -> Visit {
    let visit = Visit::new().await;
    visit.newcomer(attributes).await;
    visit.still_works().await;
    visit.press("End conversation").await;
    visit.find("textbox", "Reason (optional)").await;
    visit
}

async fn reason(visit: &Visit) -> String {
    let reason = visit.find("textbox", "Reason (optional)").await;
    reason.prop("value").await.unwrap().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quick_reason_is_chosen_with_one_click() {
    let visit = about_to_close("data-close-reasons='Answered&#10;Not answered'").await;
    visit.find("group", "Quick reasons").await;
    visit.press("Not answered").await;
    assert_eq!(reason(&visit).await, "Not answered");
    let chip = visit.find("button", "Not answered").await;
    assert_eq!(
        chip.attr("aria-pressed").await.unwrap().as_deref(),
        Some("true")
    );
    visit.see("12/256").await;
    visit.press("End conversation").await;
    visit.see("Reason: Not answered").await;
    assert_eq!(
        visit.eval("chat.conversation.closeReason").await,
        "Not answered"
    );
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_may_have_256_characters_as_the_backend_counts_them() {
    let visit = about_to_close("").await;
    // An emoji counts for two.
    let longest = "🙂".repeat(128);
    visit.paste_into("Reason (optional)", &longest).await;
    visit.see("256/256").await;
    visit.press("End conversation").await;
    visit.find("heading", "Conversation ended").await;
    assert_eq!(visit.eval("chat.conversation.closeReason").await, longest);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_that_is_too_long_is_refused_at_its_field() {
    let visit = about_to_close("").await;
    visit
        .paste_into("Reason (optional)", &"🙂".repeat(129))
        .await;
    visit.see("258/256").await;
    visit.told("alert", TOO_LONG).await;
    let field = visit.find("textbox", "Reason (optional)").await;
    assert_eq!(
        field.attr("aria-invalid").await.unwrap().as_deref(),
        Some("true")
    );
    let described = field.attr("aria-describedby").await.unwrap().unwrap();
    assert!(described.split(' ').any(|id| id == "reason-error"));
    visit.press("End conversation").await;
    visit.told("alert", TOO_LONG).await;
    assert_eq!(visit.asked("POST", "/close").await, 0);
    visit.paste_into("Reason (optional)", "Short").await;
    visit.gone("alert", TOO_LONG).await;
    visit.press("End conversation").await;
    visit.see("Reason: Short").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_visitor_can_go_on_talking_instead() {
    let visit = about_to_close("").await;
    visit.keys("Perhaps not").await;
    visit.press("Keep talking").await;
    visit.focus_is("TEXTAREA").await;
    visit.press("End conversation").await;
    visit.focus_is("INPUT").await;
    assert_eq!(reason(&visit).await, "");
    visit.keys("\u{e00c}").await;
    visit.focus_is("TEXTAREA").await;
    visit.find("dialog", "Chat with us").await;
    assert_eq!(visit.asked("POST", "/close").await, 0);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_in_the_composer_outlive_the_close_form() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    visit.write("Half a sentence").await;
    visit.press("End conversation").await;
    visit.press("Keep talking").await;
    assert_eq!(visit.draft().await, "Half a sentence");
    visit.press("End conversation").await;
    visit.press("End conversation").await;
    visit.press("Start a new conversation").await;
    assert_eq!(visit.draft().await, "Half a sentence");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_closed_elsewhere_is_seen_when_the_panel_is_shown_again() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    visit.press("Close chat").await;
    let close = format!("{}/close", visit.conversation().await);
    visit.admin(&close, json!({"reason": "Tidied up"})).await;
    visit.press("Open chat").await;
    visit.find("heading", "Conversation ended").await;
    visit.see("Reason: Tidied up").await;
    visit.see("Everything is fine again.").await;
    visit.gone("textbox", "Message").await;
    visit.press("Start a new conversation").await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_writing_while_somebody_ends_the_conversation_presses_nothing() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    let conversation = visit.conversation().await;
    let person = json!({"name": "Marta"});
    visit
        .admin(&format!("{conversation}/take-over"), person)
        .await;
    visit.say("A person, please").await;
    visit.see("Marta answers").await;
    visit.keys("Half a sen").await;
    visit
        .admin(&format!("{conversation}/close"), json!({}))
        .await;
    visit.find("group", "Conversation ended").await;
    visit.focus_is(".closed").await;
    visit.keys(" tence \u{e007}").await;
    visit.find("heading", "Conversation ended").await;
    // One Tab further on is the way to go on.
    visit.keys("\u{e004}\u{e007}").await;
    visit.find("textbox", "Message").await;
    assert_eq!(visit.draft().await, "Half a sen");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_closed_conversation_a_reload_begins_afresh() {
    let visit = about_to_close("").await;
    visit.press("End conversation").await;
    visit.find("heading", "Conversation ended").await;
    visit.reload().await;
    visit.open_chat().await;
    visit.see("Hello! How can we help?").await;
    assert_eq!(visit.count("Does it work?").await, 0);
    visit.still_works().await;
    assert_eq!(visit.asked("POST", "/conversations").await, 2);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_close_by_the_page_is_seen_by_the_visitor() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    visit
        .settle("chat.closeConversation('The shop closes')")
        .await;
    visit.see("Reason: The shop closes").await;
    visit.find("button", "Start a new conversation").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_can_be_ended_in_the_middle_of_an_answer() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    let long = "and so on ".repeat(300);
    visit.will_answer_slowly(&format!("Well, {long}"), 30).await;
    visit.say("Tell me").await;
    visit.see("and so on").await;
    visit.press("End conversation").await;
    visit.press("End conversation").await;
    visit.find("heading", "Conversation ended").await;
    visit.see("Well, and so on").await;
    visit.gone("button", "Stop").await;
    visit.press("Start a new conversation").await;
    visit.still_works().await;
    visit.end().await;
}
