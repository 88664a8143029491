//! Where the focus is, and that it stays there.

use crate::harness::{Stage, frame, key, key_with, options, until};
use crate::states;
use inglenook::chat::event::Fact;
use inglenook::options::Options;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_shown_panel_has_the_focus_in_its_text_box() {
    let stage = Stage::new(options());
    states::home(&stage);
    until("the focus", || stage.focused_name() == "Message").await;
    stage.tell(Fact::Hidden);
    until("no focus", || stage.focused().is_none()).await;
    stage.tell(Fact::Shown);
    until("the focus again", || stage.focused_name() == "Message").await;
}

#[wasm_bindgen_test]
async fn a_closed_conversation_has_it_on_what_stands_for_the_text_box() {
    let stage = Stage::new(options());
    states::closed(&stage, None);
    stage.tell(Fact::Hidden);
    stage.tell(Fact::Shown);
    until("the focus", || {
        stage.focused_name() == "Start a new conversation"
    })
    .await;
}

#[wasm_bindgen_test]
async fn an_answer_that_streams_leaves_it_where_it_is() {
    let stage = Stage::new(options());
    states::sending(&stage, "And oolong?");
    let hide = stage.find("button", "Close chat").await;
    until("the focus", || stage.focused_name() == "Message").await;
    hide.focus().unwrap();
    let id = stage.begin_stream();
    for _ in 0..5 {
        stage.stream(id, "Oolong is tea.\n\n");
        frame().await;
    }
    stage.tell(Fact::StreamEnded(id));
    frame().await;
    assert_eq!(stage.focused_name(), "Close chat");
}

#[wasm_bindgen_test]
async fn escape_hides_a_floating_panel() {
    let stage = Stage::new(options());
    states::home(&stage);
    let field = stage.find("textbox", "Message").await;
    key_with(&field, "Escape", |init| init.set_is_composing(true));
    // Safari's, for the key that ends a composition.
    key_with(&field, "Escape", |init| init.set_key_code(229));
    assert!(!stage.facts().contains(&Fact::Hidden));
    assert!(!key(&field, "Escape"), "the page does not act on it too");
    assert!(stage.facts().contains(&Fact::Hidden));
    stage.gone("dialog", "Chat with us").await;
}

#[wasm_bindgen_test]
async fn a_panel_is_modal_while_it_covers_the_page() {
    let stage = Stage::new(options());
    states::home(&stage);
    let panel = stage.find("dialog", "Chat with us").await;
    let is_modal = || panel.get_attribute("aria-modal").as_deref() == Some("true");
    assert!(!is_modal());
    stage.store().cover(true);
    until("a modal panel", is_modal).await;
    stage.store().cover(false);
    until("one beside the page", || !is_modal()).await;
}

#[wasm_bindgen_test]
async fn escape_is_the_pages_own_in_an_inline_panel() {
    let stage = Stage::new(Options {
        inline: true,
        ..options()
    });
    states::home(&stage);
    let field = stage.find("textbox", "Message").await;
    assert!(key(&field, "Escape"));
    assert!(!stage.facts().contains(&Fact::Hidden));
}
