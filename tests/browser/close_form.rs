//! Ending the conversation.

use crate::harness::{Stage, key, key_with, options, until, value};
use crate::states;
use inglenook::api::backend::Backend;
use inglenook::api::{Call, Page, Reply};
use inglenook::chat::event::Fact;
use inglenook::chat::message::Part;
use inglenook::options::Options;
use wasm_bindgen_test::wasm_bindgen_test;

async fn form() -> Stage {
    let stage = Stage::new(Options {
        close_reasons: vec!["All is answered".into(), "No time".into()],
        ..options()
    });
    let messages = states::exchange("Is tea in stock?", "Yes, it is.");
    states::resumed(&stage, states::conversation(), messages);
    stage.press("End conversation").await;
    stage.find("form", "End this conversation?").await;
    stage
}

#[wasm_bindgen_test]
async fn the_reason_has_the_focus_and_a_name() {
    let stage = form().await;
    stage.find("textbox", "Reason (optional)").await;
    until("the focus", || stage.focused_name() == "Reason (optional)").await;
    assert!(stage.look("textbox", "Message").is_none());
}

#[wasm_bindgen_test]
async fn a_quick_reason_fills_the_reason() {
    let stage = form().await;
    stage.press("No time").await;
    let field = stage.find("textbox", "Reason (optional)").await;
    until("the reason", || value(&field) == "No time").await;
    let pressed = |name| {
        stage
            .look("button", name)
            .unwrap()
            .get_attribute("aria-pressed")
    };
    assert_eq!(pressed("No time").as_deref(), Some("true"));
    assert_eq!(pressed("All is answered").as_deref(), Some("false"));
    stage.see("7/256").await;
}

#[wasm_bindgen_test]
async fn the_reason_is_counted_as_the_backend_counts() {
    let stage = form().await;
    stage.type_into("Reason (optional)", " 🙂é ").await;
    stage.see("3/256").await;
    let field = stage.find("textbox", "Reason (optional)").await;
    assert!(stage.description_of(&field).contains("3/256"));
}

#[wasm_bindgen_test]
async fn a_reason_that_is_too_long_is_told_at_its_field_once() {
    let stage = form().await;
    let field = stage.find("textbox", "Reason (optional)").await;
    assert_eq!(field.get_attribute("aria-invalid"), None);
    stage.type_into("Reason (optional)", &"x".repeat(257)).await;
    stage.see("A reason can be 256 characters long").await;
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert!(stage.description_of(&field).contains("Please shorten it"));
    assert_eq!(
        stage.css("#reason-error").get_attribute("role").as_deref(),
        Some("alert")
    );
}

#[wasm_bindgen_test]
async fn the_conversation_is_ended_with_the_reason() {
    use inglenook::api::{Call, Reply};
    let stage = form().await;
    stage.press("All is answered").await;
    stage.press("End conversation").await;
    assert!(stage.facts().contains(&Fact::CloseConfirmed(None)));
    stage.find("button", "Ending…").await;
    let with_reason = |call: &Call| matches!(call, Call::Close { reason, .. } if reason.as_deref() == Some("All is answered"));
    stage.answer(with_reason, Reply::Closed);
    stage.find("heading", "Conversation ended").await;
    stage.see("Reason: All is answered").await;
    until("the focus", || {
        stage.focused_name() == "Start a new conversation"
    })
    .await;
}

#[wasm_bindgen_test]
async fn enter_in_the_reason_ends_the_conversation() {
    let stage = form().await;
    let field = stage.find("textbox", "Reason (optional)").await;
    key_with(&field, "Enter", |init| init.set_is_composing(true));
    assert!(!stage.facts().contains(&Fact::CloseConfirmed(None)));
    key(&field, "Enter");
    assert!(stage.facts().contains(&Fact::CloseConfirmed(None)));
}

#[wasm_bindgen_test]
async fn a_visitor_can_keep_talking() {
    let stage = form().await;
    stage.press("Keep talking").await;
    stage.find("textbox", "Message").await;
    until("the focus", || stage.focused_name() == "Message").await;
    assert!(stage.facts().contains(&Fact::CloseDeclined));
}

#[wasm_bindgen_test]
async fn escape_leaves_the_form_and_not_the_panel() {
    let stage = form().await;
    let field = stage.find("textbox", "Reason (optional)").await;
    key(&field, "Escape");
    stage.find("textbox", "Message").await;
    stage.find("dialog", "Chat with us").await;
}

#[wasm_bindgen_test]
async fn where_no_reason_is_kept_none_is_asked_for() {
    let stage = Stage::new(Options {
        backend: Backend::PolyAi,
        api_url: Some("/chat".into()),
        account_id: Some("ws-1".into()),
        project_id: Some("p1".into()),
        close_reasons: vec!["No time".into()],
        ..options()
    });
    stage.tell(Fact::Shown);
    stage.tell(Fact::Submitted {
        text: "Is tea in stock?".into(),
        page: Page::default(),
        ticket: None,
    });
    let started = Reply::Fetched(states::conversation(), Vec::new());
    stage.answer(|call| matches!(call, Call::Start { .. }), started);
    let answer = Reply::Answer(vec![Part::Text("Yes, it is.".into())]);
    stage.answer(|call| matches!(call, Call::Send { .. }), answer);
    stage.press("End conversation").await;
    stage.find("form", "End this conversation?").await;
    until("the focus", || stage.focused_name() == "End conversation").await;
    assert!(stage.look("textbox", "Reason (optional)").is_none());
    assert!(stage.look("button", "No time").is_none());
    stage.press("End conversation").await;
    stage.take_call(|call| matches!(call, Call::Close { reason: None, .. }));
}
