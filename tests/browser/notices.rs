//! Lines about errors and the connection.

use crate::harness::{Stage, options, until};
use crate::states;
use inglenook::chat::command::Timer;
use inglenook::chat::event::Fact;
use inglenook::chat::message::Delivery;
use inglenook::chat::notice::Action;
use wasm_bindgen_test::wasm_bindgen_test;

/// The message is refused with this status.
fn refused(status: u16, retry_after: Option<u32>) -> Stage {
    let stage = Stage::new(options());
    states::sending(&stage, "And oolong?");
    states::refuse(&stage, status, retry_after);
    stage
}

#[wasm_bindgen_test]
async fn an_error_is_an_alert_and_can_be_dismissed() {
    let stage = refused(400, None);
    stage.see("Please change it and send it again").await;
    assert_eq!(stage.all("alert").len(), 1);
    stage.press("Dismiss").await;
    assert!(stage.facts().contains(&Fact::NoticeDismissed));
    until("no alert", || stage.all("alert").is_empty()).await;
}

#[wasm_bindgen_test]
async fn the_button_of_a_notice_reports_what_it_is_for() {
    let stage = refused(403, None);
    stage.facts();
    stage.press("Start a new conversation").await;
    assert_eq!(stage.facts(), [Fact::NoticeActed(Action::StartNew)]);
}

#[wasm_bindgen_test]
async fn a_message_that_a_busy_service_may_have_taken_can_be_tried_again_but_not_edited() {
    let stage = refused(503, Some(3));
    stage.see("Perhaps not sent").await;
    stage.find("button", "Try again").await;
    assert!(stage.look("button", "Edit").is_none());
}

#[wasm_bindgen_test]
async fn a_notice_that_shows_the_only_way_on_stays() {
    let stage = refused(404, None);
    stage.find("button", "Start a new conversation").await;
    assert!(stage.look("button", "Dismiss").is_none());
    let send = stage.find("button", "Send").await;
    assert!(stage.description_of(&send).contains("no longer exists"));
}

#[wasm_bindgen_test]
async fn a_countdown_counts_without_being_announced_each_second() {
    let stage = refused(429, Some(3));
    stage.see("3 seconds").await;
    assert!(
        stage.look("button", "Dismiss").is_none(),
        "it cannot be waved away"
    );
    let (_, alert) = stage.all("alert").remove(0);
    assert!(!alert.text_content().unwrap().contains("second"));
    stage.tell(Fact::TimedOut(Timer::Countdown));
    stage.see("2 seconds").await;
    let (_, same) = stage.all("alert").remove(0);
    assert!(
        alert.is_same_node(Some(&same)),
        "an alert that is built again is said again"
    );
    stage.tell(Fact::TimedOut(Timer::Countdown));
    stage.see("1 second.").await;
    stage.tell(Fact::TimedOut(Timer::Countdown));
    until("no alert", || stage.all("alert").is_empty()).await;
}

#[wasm_bindgen_test]
async fn being_offline_is_a_status_and_shows_in_the_header() {
    let stage = Stage::new(options());
    states::home(&stage);
    stage.tell(Fact::Online(false));
    stage
        .see("What you write is sent when the connection is back")
        .await;
    assert!(stage.all("alert").is_empty());
    let mut statuses = stage.all("status");
    statuses.retain(|status| !status.0.is_empty());
    assert_eq!(statuses.len(), 1, "one that was there before");
    let said = &statuses[0].0;
    assert!(said.contains("What you write is sent"), "{said}");
    assert_eq!(stage.count(".panel.offline"), 1);
    assert!(
        stage
            .css(".header")
            .text_content()
            .unwrap()
            .contains("You are offline")
    );
    stage.tell(Fact::Online(true));
    until("the connection", || stage.count(".panel.offline") == 0).await;
}

#[wasm_bindgen_test]
async fn a_long_wait_is_told_in_minutes() {
    let stage = refused(429, Some(600));
    stage.see("10 minutes").await;
}

#[wasm_bindgen_test]
async fn a_message_that_was_not_sent_can_be_sent_again_or_edited() {
    let stage = refused(429, Some(5));
    stage.see("Not sent").await;
    stage.freeze();
    stage.facts();
    stage.press("Try again").await;
    stage.press("Edit").await;
    let facts = stage.facts();
    let failed = |chat: &inglenook::chat::Chat| {
        let messages = chat.transcript().messages().iter();
        messages
            .filter(|it| it.delivery == Delivery::Failed)
            .map(|it| it.key)
            .next()
    };
    let key = stage.store().peek(failed).flatten().unwrap();
    use inglenook::chat::event::MessageRef;
    let wanted = [
        Fact::RetryAsked(MessageRef::Key(key), None),
        Fact::EditAsked(key),
    ];
    assert_eq!(facts, wanted);
}
