//! The text box and its buttons.

use crate::harness::{Stage, frame, key, key_with, options, until, value};
use crate::states;
use inglenook::chat::event::Fact;
use inglenook::options::Options;
use inglenook::text::Text;
use wasm_bindgen_test::wasm_bindgen_test;

/// The texts that were submitted since this was last asked.
fn submitted(stage: &Stage) -> Vec<String> {
    let facts = stage.facts().into_iter();
    facts
        .filter_map(|fact| match fact {
            Fact::Submitted { text, .. } => Some(text),
            _ => None,
        })
        .collect()
}

async fn home() -> Stage {
    let stage = Stage::new(options());
    states::home(&stage);
    stage.find("textbox", "Message").await;
    stage
}

#[wasm_bindgen_test]
async fn an_empty_text_box_runs_as_its_placeholder_does() {
    let stage = Stage::speaking(
        Options {
            placeholder: Some("Ask us anything…".into()),
            ..options()
        },
        Text::new("ar", []),
    );
    states::home(&stage);
    let field = stage.find("textbox", "Message").await;
    assert_eq!(field.get_attribute("dir").as_deref(), Some("ltr"));
    stage.type_into("Message", "مرحبا").await;
    until("the words' own direction", || {
        field.get_attribute("dir").as_deref() == Some("auto")
    })
    .await;
}

#[wasm_bindgen_test]
async fn enter_sends_and_empties_the_text_box() {
    let stage = home().await;
    stage.type_into("Message", "Hello").await;
    let field = stage.find("textbox", "Message").await;
    assert!(!key(&field, "Enter"), "no line break is left behind");
    assert_eq!(submitted(&stage), ["Hello"]);
    until("an empty text box", || value(&field).is_empty()).await;
}

#[wasm_bindgen_test]
async fn the_send_button_sends() {
    let stage = home().await;
    stage.type_into("Message", "Hello").await;
    stage.press("Send").await;
    assert_eq!(submitted(&stage), ["Hello"]);
}

#[wasm_bindgen_test]
async fn shift_and_enter_break_the_line() {
    let stage = home().await;
    stage.type_into("Message", "Hello").await;
    let field = stage.find("textbox", "Message").await;
    assert!(key_with(&field, "Enter", |init| init.set_shift_key(true)));
    assert!(submitted(&stage).is_empty());
}

#[wasm_bindgen_test]
async fn what_an_input_method_composes_is_not_sent() {
    let stage = home().await;
    stage.type_into("Message", "に").await;
    let field = stage.find("textbox", "Message").await;
    key_with(&field, "Enter", |init| init.set_is_composing(true));
    key_with(&field, "Enter", |init| init.set_key_code(229));
    assert!(submitted(&stage).is_empty());
    key(&field, "Enter");
    assert_eq!(submitted(&stage), ["に"]);
}

#[wasm_bindgen_test]
async fn every_change_is_kept_as_a_draft() {
    let stage = home().await;
    stage.facts();
    stage.type_into("Message", "Hel").await;
    assert_eq!(stage.facts(), [Fact::Drafted("Hel".into())]);
}

#[wasm_bindgen_test]
async fn a_message_that_is_to_be_edited_is_back_in_the_text_box() {
    let stage = Stage::new(options());
    states::sending(&stage, "And oolong?");
    states::refuse(&stage, 400, None);
    let field = stage.find("textbox", "Message").await;
    until("the words", || value(&field) == "And oolong?").await;
}

#[wasm_bindgen_test]
async fn what_is_wrong_with_the_words_is_said_of_the_text_box() {
    for (status, why) in [
        (400, "could not be sent as it is"),
        (413, "Please shorten it"),
    ] {
        let stage = Stage::new(options());
        states::sending(&stage, "And oolong?");
        states::refuse(&stage, status, None);
        stage.see(why).await;
        let field = stage.find("textbox", "Message").await;
        until("an invalid text box", || {
            field.get_attribute("aria-invalid").as_deref() == Some("true")
        })
        .await;
        assert!(stage.description_of(&field).contains(why));
        stage.press("Dismiss").await;
        until("a text box like any other", || {
            field.get_attribute("aria-invalid").is_none()
        })
        .await;
    }
}

#[wasm_bindgen_test]
async fn what_is_not_about_the_words_is_not_said_of_the_text_box() {
    let stage = Stage::new(options());
    states::sending(&stage, "And oolong?");
    states::refuse(&stage, 429, Some(5));
    stage.see("a lot of messages").await;
    let field = stage.find("textbox", "Message").await;
    assert_eq!(field.get_attribute("aria-invalid"), None);
    assert!(!stage.description_of(&field).contains("a lot of messages"));
}

#[wasm_bindgen_test]
async fn the_text_box_grows_with_its_text_and_no_further_than_six_lines() {
    let stage = home().await;
    let field = stage.find("textbox", "Message").await;
    let one = field.client_height();
    stage.type_into("Message", "1\n2\n3").await;
    until("growth", || field.client_height() > one + 20).await;
    let three = field.client_height();
    stage.type_into("Message", &"line\n".repeat(60)).await;
    until("more growth", || field.client_height() > three).await;
    assert!(field.client_height() < one * 6);
    assert!(field.scroll_height() > field.client_height());
}

#[wasm_bindgen_test]
async fn how_much_is_left_is_shown_near_the_limit() {
    let stage = home().await;
    let field = stage.find("textbox", "Message").await;
    stage.type_into("Message", &"x".repeat(9_000)).await;
    frame().await;
    assert!(!stage.description_of(&field).contains("9,000"));
    stage.type_into("Message", &"x".repeat(9_001)).await;
    stage.see("9,001 of 10,000 characters").await;
    assert!(stage.description_of(&field).contains("9,001"));
    assert_eq!(field.get_attribute("aria-invalid"), None);
    stage.type_into("Message", &"🙂".repeat(5_001)).await;
    stage.see("10,002 of 10,000 characters").await;
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn an_answer_can_be_stopped_while_it_comes() {
    let stage = Stage::new(options());
    states::sending(&stage, "And oolong?");
    let id = stage.begin_stream();
    stage.stream(id, "Oolong is");
    stage.facts();
    stage.press("Stop").await;
    assert!(stage.facts().contains(&Fact::Stopped));
    stage.gone("button", "Stop").await;
    stage.see("Stopped").await;
}

#[wasm_bindgen_test]
async fn while_the_visitor_has_to_wait_words_can_be_written_and_sending_is_explained() {
    let stage = Stage::new(options());
    states::sending(&stage, "And oolong?");
    states::refuse(&stage, 429, Some(42));
    stage.see("42 seconds").await;
    let send = stage.find("button", "Send").await;
    until("a disabled look", || {
        send.get_attribute("aria-disabled").as_deref() == Some("true")
    })
    .await;
    send.focus().unwrap();
    assert_eq!(stage.focused_name(), "Send");
    assert!(stage.description_of(&send).contains("42 seconds"));
    stage.type_into("Message", "Later").await;
    assert_eq!(value(&stage.find("textbox", "Message").await), "Later");
}

#[wasm_bindgen_test]
async fn a_page_without_a_credential_says_so() {
    let stage = Stage::new(Options::default());
    stage.tell(Fact::Shown);
    stage.see("Chat is not set up on this page yet").await;
    let send = stage.find("button", "Send").await;
    assert!(stage.description_of(&send).contains("not set up"));
}
