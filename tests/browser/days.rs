//! Days and numbers as the visitor's language writes them.

use crate::harness::{NOW, Stage, options};
use crate::states;
use inglenook::chat::message::{Author, Message};
use inglenook::text::Text;
use wasm_bindgen_test::wasm_bindgen_test;

const DAY: i64 = 86_400_000;

fn said(days_ago: &[i64]) -> Vec<Message> {
    let messages = days_ago.iter().enumerate().map(|(at, ago)| {
        let message = states::message(&format!("m{at}"), Author::Visitor, "Hello.");
        Message {
            at: Some(NOW - ago * DAY),
            ..message
        }
    });
    messages.collect()
}

fn lines(stage: &Stage) -> Vec<String> {
    let all = stage.root.query_selector_all(".day").unwrap();
    let texts = (0..all.length()).map(|at| all.item(at).unwrap().text_content().unwrap());
    texts.collect()
}

#[wasm_bindgen_test]
async fn each_day_has_a_line_before_its_first_message() {
    let stage = Stage::new(options());
    let messages = said(&[9, 9, 1, 0, 0]);
    states::resumed(&stage, states::conversation(), messages);
    for line in ["Today", "Yesterday", "Saturday, January 6, 2024"] {
        stage.see(line).await;
    }
    assert_eq!(
        lines(&stage),
        ["Saturday, January 6, 2024", "Yesterday", "Today"]
    );
    let first = stage.css(".rows time");
    assert_eq!(
        first.get_attribute("datetime").as_deref(),
        Some("2024-01-06")
    );
}

#[wasm_bindgen_test]
async fn dates_and_numbers_are_written_in_the_visitors_language() {
    let stage = Stage::speaking(options(), Text::new("de", []));
    let messages = said(&[9]);
    states::resumed(&stage, states::conversation(), messages);
    stage.see("Samstag, 6. Januar 2024").await;
    stage.type_into("Message", &"x".repeat(9_001)).await;
    stage.see("9.001 of 10.000 characters").await;

    let stage = Stage::speaking(options(), Text::new("ar-EG", []));
    states::resumed(&stage, states::conversation(), said(&[0]));
    stage.press("End conversation").await;
    stage.see("٠/٢٥٦").await;
}
