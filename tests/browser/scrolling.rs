//! Following an answer, and leaving a reader where they are.

use crate::harness::{Stage, frame, options, until};
use crate::states;
use inglenook::chat::command::CallId;
use inglenook::chat::message::{Author, Message};
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

/// A conversation of this many messages.
fn long(count: usize) -> Stage {
    let message = |at: usize| -> Message {
        let author = match at % 2 {
            0 => Author::Visitor,
            _ => Author::Assistant,
        };
        states::message(&format!("m{at}"), author, &format!("Number {at}."))
    };
    let stage = Stage::new(options());
    states::resumed(
        &stage,
        states::conversation(),
        (0..count).map(message).collect(),
    );
    stage
}

#[wasm_bindgen_test]
async fn a_long_transcript_is_drawn_from_its_end_and_goes_on_where_the_visitor_looks() {
    let stage = long(400);
    let log = stage.find("log", "Conversation").await;
    until("the end", || stage.count("article") > 0 && left(&log) < 2).await;
    assert_eq!(stage.count("article"), 50);
    stage.see("Number 399.").await;
    let first = stage.css("article");
    log.set_scroll_top(10);
    until("more", || stage.count("article") == 100).await;
    let top = || first.get_bounding_client_rect().top() - log.get_bounding_client_rect().top();
    until("the same place", || (0.0..200.0).contains(&top())).await;
    frame().await;
    frame().await;
    assert!((0.0..200.0).contains(&top()), "it stays there: {}", top());
    assert_eq!(
        stage.count("article"),
        100,
        "and nothing more is drawn by itself"
    );
}

#[wasm_bindgen_test]
async fn earlier_messages_can_be_asked_for_until_the_first_is_there() {
    let stage = long(60);
    stage.press("Show earlier messages").await;
    stage.gone("button", "Show earlier messages").await;
    until("all", || stage.count("article") == 60).await;
    stage.see("Number 0.").await;
}
