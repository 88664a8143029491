//! Following an answer, and leaving a reader where they are.

use crate::harness::{Stage, frame, options, until};
use crate::states;
use inglenook::api::answer::Delta;
use inglenook::api::{Call, Reply};
use inglenook::chat::command::CallId;
use inglenook::chat::event::Fact;
use inglenook::chat::message::{Author, Message, Part};
use wasm_bindgen::JsCast;
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
    stage.tell(Fact::Streamed(id, vec![Delta::Finished]));
    stage.tell(Fact::StreamEnded(id));
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

/// This many messages.
fn numbered(count: usize) -> Vec<Message> {
    let message = |at: usize| -> Message {
        let author = match at % 2 {
            0 => Author::Visitor,
            _ => Author::Assistant,
        };
        states::message(&format!("m{at}"), author, &format!("Number {at}."))
    };
    (0..count).map(message).collect()
}

/// A conversation of this many messages.
fn long(count: usize) -> Stage {
    let stage = Stage::new(options());
    states::resumed(&stage, states::conversation(), numbered(count));
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

/// Somebody wrote these meanwhile.
fn came(stage: &Stage, messages: Vec<Message>) {
    stage.tell(Fact::PageVisible(false));
    stage.tell(Fact::PageVisible(true));
    let fetched = Reply::Fetched(states::conversation(), messages);
    stage.answer(|call| matches!(call, Call::Fetch { .. }), fetched);
}

#[wasm_bindgen_test]
async fn what_came_since_the_reader_left_the_end_is_counted() {
    let stage = long(40);
    let log = stage.find("log", "Conversation").await;
    until("the end", || stage.count("article") > 0 && left(&log) < 2).await;
    log.set_scroll_top(100);
    let button = stage.find("button", "Jump to latest").await;
    button.focus().unwrap();
    let mut messages = numbered(41);
    messages[40].author = Author::Assistant;
    came(&stage, messages.clone());
    stage.find("button", "Jump to latest, 1 new message").await;
    messages.extend(numbered(44).split_off(41));
    came(&stage, messages);
    stage.find("button", "Jump to latest, 3 new messages").await;
    assert_eq!(stage.focused_name(), "Jump to latest, 3 new messages");
    assert_eq!(
        stage.css(".jump").get_attribute("data-new").as_deref(),
        Some("3")
    );
    stage.press("Jump to latest, 3 new messages").await;
    stage.gone("button", "Jump to latest, 3 new messages").await;
    until("the end", || left(&log) < 2).await;
    log.set_scroll_top(100);
    stage.find("button", "Jump to latest").await;
}

/// A rule for everything in the panel, or none.
fn rule(stage: &Stage, rule: &str) {
    let sheet = web_sys::CssStyleSheet::new().unwrap();
    sheet.replace_sync(rule).unwrap();
    stage.root.adopted_style_sheets().push(&sheet);
}

const SHAPES: [&str; 3] = [
    ".dock { width: 250px !important }",
    ".dock { height: 300px !important }",
    ".panel { font-size: 22px !important; font-family: serif !important }",
];

#[wasm_bindgen_test]
async fn a_visitor_at_the_end_stays_there_whatever_changes_its_size() {
    for shape in SHAPES {
        let stage = wordy();
        let log = stage.find("log", "Conversation").await;
        until("the end", || stage.count("article") > 0 && left(&log) < 2).await;
        let before = (log.client_height(), log.scroll_height());
        rule(&stage, shape);
        let changed = || before != (log.client_height(), log.scroll_height());
        until("a change", changed).await;
        until(shape, || left(&log) < 2).await;
        assert!(stage.look("button", "Jump to latest").is_none(), "{shape}");
    }
}

#[wasm_bindgen_test]
async fn a_reader_keeps_the_place_whatever_changes_its_size() {
    for shape in SHAPES {
        let stage = wordy();
        let log = stage.find("log", "Conversation").await;
        until("the end", || stage.count("article") > 0 && left(&log) < 2).await;
        let all = stage.root.query_selector_all("article").unwrap();
        let row: HtmlElement = all.item(15).unwrap().unchecked_into();
        let top = || row.get_bounding_client_rect().top() - log.get_bounding_client_rect().top();
        log.set_scroll_top(row.offset_top());
        stage.find("button", "Jump to latest").await;
        for _ in 0..3 {
            frame().await;
        }
        let before = (top(), log.scroll_height(), log.client_height());
        rule(&stage, shape);
        until("a change", || {
            before.1 != log.scroll_height() || before.2 != log.client_height()
        })
        .await;
        for _ in 0..5 {
            frame().await;
        }
        assert!(
            (top() - before.0).abs() < 30.0,
            "{shape}: {} {}",
            before.0,
            top()
        );
    }
}

/// Messages of several lines.
fn wordy() -> Stage {
    let stage = Stage::new(options());
    let mut messages = numbered(40);
    for message in &mut messages {
        message.parts = vec![Part::Text("Some words that take their place. ".repeat(8))];
    }
    states::resumed(&stage, states::conversation(), messages);
    stage
}
