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
use web_sys::{Element, HtmlElement};

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

/// Where something stands in the log.
fn top_of(element: &Element, log: &HtmlElement) -> f64 {
    element.get_bounding_client_rect().top() - log.get_bounding_client_rect().top()
}

/// Lets all frames come that were planned.
async fn rest(stage: &Stage) {
    let (mut before, mut quiet) = (String::new(), 0);
    while quiet < 5 {
        frame().await;
        let room = stage.css(".room").get_attribute("height");
        let now = format!("{} {room:?}", stage.count("*"));
        quiet = if now == before { quiet + 1 } else { 0 };
        before = now;
    }
}

/// A row that can be seen.
fn row_in_view(stage: &Stage, log: &HtmlElement) -> Element {
    let rows = stage.root.query_selector_all("article").unwrap();
    let mut rows = (0..rows.length()).map(|at| rows.item(at).unwrap().unchecked_into());
    let seen = |row: &Element| top_of(row, log) > 50.0;
    rows.find(seen).unwrap()
}

#[wasm_bindgen_test]
async fn a_long_transcript_is_drawn_where_the_visitor_looks_and_nowhere_else() {
    let stage = long(2000);
    let log = stage.find("log", "Conversation").await;
    until("the end", || stage.count("article") > 0 && left(&log) < 2).await;
    stage.see("Number 1999.").await;
    rest(&stage).await;
    for _ in 0..12 {
        assert!(stage.count("article") < 150, "{}", stage.count("article"));
        let (row, to) = (row_in_view(&stage, &log), log.scroll_top() - 300);
        let before = top_of(&row, &log);
        log.set_scroll_top(to);
        rest(&stage).await;
        let moved = top_of(&row, &log) - before;
        assert!(
            (moved - 300.0).abs() < 2.0,
            "it stays in its place: {moved}"
        );
    }
    assert!(!stage.words().contains("Number 1999."));
    log.set_scroll_top(log.scroll_height() / 2);
    rest(&stage).await;
    assert!(top_of(&row_in_view(&stage, &log), &log) < f64::from(log.client_height()));
    log.set_scroll_top(0);
    stage.see("Number 0.").await;
    rest(&stage).await;
    let top = top_of(&stage.css(".turn"), &log);
    assert!((0.0..20.0).contains(&top), "{top}");
    assert!(stage.look("button", "Show earlier messages").is_none());
    log.set_scroll_top(log.scroll_height());
    stage.see("Number 1999.").await;
    until("the end", || left(&log) < 2).await;
}

#[wasm_bindgen_test]
async fn earlier_messages_can_be_asked_for_until_the_first_is_there() {
    let stage = long(120);
    let log = stage.find("log", "Conversation").await;
    until("the end", || stage.count("article") > 0 && left(&log) < 2).await;
    rest(&stage).await;
    while let Some(button) = stage.look("button", "Show earlier messages") {
        let before = stage.css("article").text_content();
        button.focus().unwrap();
        button.click();
        until("more", || stage.css("article").text_content() != before).await;
        rest(&stage).await;
    }
    stage.see("Number 0.").await;
    assert_eq!(stage.focused_name(), "Conversation");
}

#[wasm_bindgen_test]
async fn the_least_step_up_leaves_the_end() {
    let (stage, id, log) = streaming().await;
    paragraphs(&stage, id).await;
    until("the end", || left(&log) < 2).await;
    let top = log.scroll_top() - 5;
    log.set_scroll_top(top);
    stage.find("button", "Jump to latest").await;
    paragraphs(&stage, id).await;
    assert_eq!(log.scroll_top(), top);
    log.set_scroll_top(log.scroll_height());
    stage.gone("button", "Jump to latest").await;
    paragraphs(&stage, id).await;
    until("the end", || left(&log) < 2).await;
}

#[wasm_bindgen_test]
async fn whoever_jumps_goes_on_reading_with_the_keyboard() {
    let stage = long(200);
    let log = stage.find("log", "Conversation").await;
    until("the end", || stage.count("article") > 0 && left(&log) < 2).await;
    log.set_scroll_top(100);
    let button = stage.find("button", "Jump to latest").await;
    button.focus().unwrap();
    button.click();
    stage.gone("button", "Jump to latest").await;
    assert_eq!(stage.focused_name(), "Conversation");
    stage.see("Number 199.").await;
}

#[wasm_bindgen_test]
async fn what_has_the_focus_stays_while_the_visitor_looks_elsewhere() {
    let stage = long(400);
    let log = stage.find("log", "Conversation").await;
    until("the end", || stage.count("article") > 0 && left(&log) < 2).await;
    rest(&stage).await;
    let all = stage.all("button");
    let (_, copy) = all.iter().rfind(|(name, _)| name == "Copy answer").unwrap();
    copy.focus().unwrap();
    for _ in 0..15 {
        log.set_scroll_top(log.scroll_top() - log.client_height());
        rest(&stage).await;
    }
    assert_eq!(stage.focused_name(), "Copy answer");
    log.focus().unwrap();
    log.set_scroll_top(log.scroll_top() - log.client_height());
    until("it goes", || !copy.is_connected()).await;
    assert_eq!(stage.focused_name(), "Conversation");
}

#[wasm_bindgen_test]
async fn an_answer_that_comes_while_the_reader_is_far_away_is_whole_when_they_come_back() {
    let stage = long(400);
    let log = stage.find("log", "Conversation").await;
    until("the end", || stage.count("article") > 0 && left(&log) < 2).await;
    states::submit(&stage, "And oolong?");
    let id = stage.begin_stream();
    stage.stream(id, "It **be");
    stage.see("It be").await;
    log.set_scroll_top(100);
    stage.find("button", "Jump to latest").await;
    until("it goes", || !stage.words().contains("It be")).await;
    stage.stream(id, "gins** and");
    stage.css(".jump button").click();
    stage.see("It begins and").await;
    stage.stream(id, " ends.");
    stage.see("It begins and ends.").await;
    until("the end", || left(&log) < 2).await;
}

#[wasm_bindgen_test]
async fn what_the_visitor_wrote_elsewhere_moves_no_reader() {
    let stage = long(44);
    let log = stage.find("log", "Conversation").await;
    until("the end", || stage.count("article") > 0 && left(&log) < 2).await;
    rest(&stage).await;
    log.set_scroll_top(log.scroll_top() - 500);
    stage.find("button", "Jump to latest").await;
    let top = log.scroll_top();
    came(&stage, numbered(45));
    rest(&stage).await;
    assert_eq!(log.scroll_top(), top);
    assert!(stage.look("button", "Jump to latest").is_some());
}

#[wasm_bindgen_test]
async fn a_very_long_answer_is_shown_to_its_last_word() {
    let long = "Some *words* of tea, said ünder a tree.\n\n".repeat(6000) + "The end.";
    let stage = Stage::new(options());
    let messages = states::exchange("Tell me all.", &long);
    states::resumed(&stage, states::conversation(), messages);
    let log = stage.find("log", "Conversation").await;
    until("its last word", || stage.count(".markdown p") == 6001).await;
    stage.see("The end.").await;
    until("the end", || left(&log) < 2).await;
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

#[wasm_bindgen_test]
async fn whoever_jumps_gets_to_the_end_from_wherever_they_are() {
    let stage = long(44);
    let log = stage.find("log", "Conversation").await;
    until("the end", || stage.count("article") > 0 && left(&log) < 2).await;
    for top in (100..2500).step_by(150) {
        rest(&stage).await;
        log.set_scroll_top(top);
        rest(&stage).await;
        stage.press("Jump to latest").await;
        stage.gone("button", "Jump to latest").await;
        rest(&stage).await;
        assert!(left(&log) < 2, "{} from {top}", left(&log));
    }
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
        rest(&stage).await;
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
