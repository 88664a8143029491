//! What can be done with a reply, and with the whole transcript.

use crate::harness::{Stage, copied, frame, options, saved, until};
use crate::states;
use inglenook::api::Call;
use inglenook::api::failure::Failure;
use inglenook::chat::event::Fact;
use inglenook::chat::message::{Feedback, Message, Progress};
use inglenook::options::{Options, Transport};
use wasm_bindgen_test::wasm_bindgen_test;

fn resumed(messages: Vec<Message>) -> Stage {
    let stage = Stage::new(options());
    states::resumed(&stage, states::conversation(), messages);
    stage
}

fn answered() -> Stage {
    resumed(states::exchange(
        "Is tea in stock?",
        "**Yes**, it [is](https://a.example).",
    ))
}

async fn pressed(stage: &Stage, name: &str, is: &str) {
    let button = stage.find("button", name).await;
    until(&format!("{name} pressed: {is}"), || {
        button.get_attribute("aria-pressed").as_deref() == Some(is)
    })
    .await;
}

#[wasm_bindgen_test]
async fn an_answer_is_copied_as_it_reads_and_that_is_said_aloud() {
    let stage = answered();
    stage.press("Copy answer").await;
    assert_eq!(copied(), "Yes, it is (https://a.example).");
    let status = stage.css(".panel > [role=status]");
    until("the word", || {
        status.text_content().as_deref() == Some("Copied")
    })
    .await;
}

#[wasm_bindgen_test]
async fn that_an_answer_was_copied_is_shown_for_a_moment_by_a_button_of_the_same_name() {
    let stage = answered();
    let button = stage.find("button", "Copy answer").await;
    let drawing = || {
        let path = button.query_selector("path").unwrap().unwrap();
        path.get_attribute("d").unwrap()
    };
    let before = drawing();
    button.click();
    until("a tick", || drawing() != before).await;
    assert_eq!(stage.name_of(&button), "Copy answer");
    until("the tick gone", || drawing() == before).await;
}

#[wasm_bindgen_test]
async fn an_answer_is_liked_and_disliked_with_the_focus_where_it_was() {
    let stage = answered();
    let like = stage.find("button", "Good answer").await;
    pressed(&stage, "Good answer", "false").await;
    like.focus().unwrap();
    like.click();
    pressed(&stage, "Good answer", "true").await;
    assert_eq!(stage.focused_name(), "Good answer");
    assert!(like.is_connected(), "it is the same button");
    let liked = |call: &Call| {
        matches!(
            call,
            Call::Rate {
                feedback: Some(Feedback::Like),
                ..
            }
        )
    };
    let id = stage.take_call(liked);
    stage.tell(Fact::Answered(id, Err(Failure::Network)));
    pressed(&stage, "Good answer", "false").await;
    stage.see("That did not work").await;
}

#[wasm_bindgen_test]
async fn what_the_backend_knows_of_an_answer_is_shown() {
    let mut messages = states::exchange("Is tea in stock?", "Yes.");
    messages[1].feedback = Some(Feedback::Dislike);
    let stage = resumed(messages);
    pressed(&stage, "Bad answer", "true").await;
    pressed(&stage, "Good answer", "false").await;
}

#[wasm_bindgen_test]
async fn only_whole_answers_are_rated_and_only_where_that_is_kept() {
    let mut messages = states::exchange("Is tea in stock?", "Yes, it");
    messages[1].progress = Progress::Interrupted;
    let stage = resumed(messages);
    stage.find("button", "Copy answer").await;
    assert!(stage.look("button", "Good answer").is_none());

    let stage = Stage::new(Options {
        transport: Transport::Completions,
        ..options()
    });
    let messages = states::exchange("Is tea in stock?", "Yes.");
    states::resumed(&stage, states::conversation(), messages);
    stage.find("button", "Copy answer").await;
    assert!(stage.look("button", "Good answer").is_none());
}

#[wasm_bindgen_test]
async fn the_newest_answer_can_be_asked_for_again() {
    let stage = answered();
    stage.press("Ask again").await;
    stage.gone("button", "Ask again").await;
    let asked = |call: &Call| matches!(call, Call::Send { text, .. } if text == "Is tea in stock?");
    stage.take_call(asked);
    until("both", || stage.count("article.visitors") == 2).await;
}

#[wasm_bindgen_test]
async fn buttons_are_large_enough_and_none_is_there_before_the_answer_is() {
    let stage = Stage::new(options());
    states::sending(&stage, "And oolong?");
    let id = stage.begin_stream();
    stage.stream(id, "Oolong");
    stage.see("Oolong").await;
    frame().await;
    assert_eq!(stage.count(".actions"), 1, "those of the answer before");
    for (name, button) in stage.all("button") {
        let size = button.get_bounding_client_rect();
        assert!(size.width() >= 24.0 && size.height() >= 24.0, "{name}");
    }
}

#[wasm_bindgen_test]
async fn the_transcript_is_saved_with_authors_times_words_and_the_reason() {
    let stage = Stage::new(options());
    states::closed(&stage, Some("All is answered"));
    stage.press("Download transcript").await;
    let (name, text) = saved();
    assert_eq!(name, "chat-2024-01-15.txt");
    let lines: Vec<_> = text.lines().collect();
    assert!(
        lines[0].starts_with("You, ") && lines[0].contains("2024"),
        "{text}"
    );
    assert_eq!(lines[1], "Is tea in stock?");
    assert!(lines[3].starts_with("Assistant, "), "{text}");
    assert_eq!(lines[4], "Yes, it is.");
    assert!(text.ends_with("Reason: All is answered\n"), "{text}");
}

#[wasm_bindgen_test]
async fn the_transcript_can_be_saved_before_the_conversation_is_ended() {
    let stage = answered();
    stage.tell(Fact::CloseAsked);
    stage.press("Download transcript").await;
    assert!(saved().1.contains("**Yes**, it [is](https://a.example)."));
}
