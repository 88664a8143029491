//! Following an answer, and leaving a reader where they are.

use crate::harness::{Stage, frame, options, until};
use crate::states;
use inglenook::chat::command::CallId;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

fn left(log: &HtmlElement) -> i32 {
    log.scroll_height() - log.client_height() - log.scroll_top()
}

async fn streaming() -> (Stage, CallId, HtmlElement) {
    let stage = Stage::new(options());
    states::sending(&stage, "And oolong?");
    let id = stage.begin_stream();
    let log = stage.find("log", "Conversation").await;
    (stage, id, log)
}

async fn paragraphs(stage: &Stage, id: CallId) {
    for _ in 0..30 {
        stage.stream(id, "Some words that take a line.\n\n");
        frame().await;
    }
}

#[wasm_bindgen_test]
async fn the_end_is_followed_while_the_visitor_is_there() {
    let (stage, id, log) = streaming().await;
    paragraphs(&stage, id).await;
    assert!(
        log.scroll_height() > log.client_height() + 200,
        "it is longer than the panel"
    );
    until("the end", || left(&log) < 2).await;
    assert!(stage.look("button", "Jump to latest").is_none());
}

#[wasm_bindgen_test]
async fn a_reader_is_never_dragged_down_and_can_jump() {
    let (stage, id, log) = streaming().await;
    paragraphs(&stage, id).await;
    until("the end", || left(&log) < 2).await;
    log.set_scroll_top(60);
    stage.find("button", "Jump to latest").await;
    paragraphs(&stage, id).await;
    assert_eq!(log.scroll_top(), 60);
    stage.press("Jump to latest").await;
    until("the end", || left(&log) < 2).await;
    stage.gone("button", "Jump to latest").await;
}

#[wasm_bindgen_test]
async fn the_visitors_own_message_is_gone_to() {
    let (stage, id, log) = streaming().await;
    paragraphs(&stage, id).await;
    log.set_scroll_top(0);
    stage.find("button", "Jump to latest").await;
    states::submit(&stage, "And green tea?");
    until("the end", || left(&log) < 2).await;
}
