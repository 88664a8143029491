//! What is there, by role and accessible name.

use crate::harness::{Stage, options, until};
use crate::states;
use inglenook::api::{Call, Reply};
use inglenook::chat::conversation::Profile;
use inglenook::chat::event::Fact;
use inglenook::options::{Options, Theme};
use inglenook::text::Text;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_shown_panel_is_a_dialog_named_by_its_heading() {
    let stage = Stage::new(options());
    states::home(&stage);
    stage.find("dialog", "Chat with us").await;
    stage.find("heading", "Chat with us").await;
    stage.find("textbox", "Message").await;
    stage.find("button", "Send").await;
    stage.find("button", "Close chat").await;
    assert!(stage.look("button", "Stop").is_none());
    assert!(stage.look("button", "End conversation").is_none());
}

#[wasm_bindgen_test]
async fn a_hidden_panel_shows_nothing() {
    let stage = Stage::new(options());
    assert!(stage.look("dialog", "Chat with us").is_none());
    states::home(&stage);
    stage.press("Close chat").await;
    stage.gone("dialog", "Chat with us").await;
}

#[wasm_bindgen_test]
async fn an_inline_panel_is_a_region_that_cannot_be_hidden() {
    let stage = Stage::new(Options {
        inline: true,
        heading: Some("Tea talk".into()),
        ..options()
    });
    states::home(&stage);
    stage.find("region", "Tea talk").await;
    assert!(stage.look("button", "Close chat").is_none());
}

#[wasm_bindgen_test]
async fn an_inline_panel_fills_its_element() {
    let stage = Stage::new(Options {
        inline: true,
        ..options()
    });
    let sheet = web_sys::CssStyleSheet::new().unwrap();
    let host = ":host { display: block; width: 280px; height: 420px }";
    sheet.replace_sync(host).unwrap();
    stage.root.adopted_style_sheets().push(&sheet);
    states::home(&stage);
    let panel = stage.find("region", "Chat with us").await;
    let size = (panel.offset_width(), panel.offset_height());
    assert_eq!(size, (280, 420));
    let send = stage
        .find("button", "Send")
        .await
        .get_bounding_client_rect();
    assert!(send.right() <= panel.get_bounding_client_rect().right());
}

#[wasm_bindgen_test]
async fn home_greets_and_suggestions_are_sent_with_one_press() {
    use inglenook::chat::event::Fact;
    let stage = Stage::new(Options {
        greeting: Some("Good evening!".into()),
        suggestions: vec!["Where is my order?".into()],
        ..options()
    });
    states::home(&stage);
    stage.see("Good evening!").await;
    stage.facts();
    stage.press("Where is my order?").await;
    let facts = stage.facts();
    let submitted = |fact: &Fact| {
        matches!(fact, Fact::Submitted { text, page, ticket: None }
        if text == "Where is my order?" && page.title.as_deref() == Some("Tea"))
    };
    assert!(facts.iter().any(submitted), "{facts:?}");
}

#[wasm_bindgen_test]
async fn an_open_conversation_is_a_log_that_does_not_speak_by_itself() {
    let stage = Stage::new(options());
    let messages = states::exchange("Is tea in stock?", "Yes, it is.");
    states::resumed(&stage, states::conversation(), messages);
    let log = stage.find("log", "Conversation").await;
    assert_eq!(log.get_attribute("aria-live").as_deref(), Some("off"));
    assert_eq!(log.tab_index(), 0, "it can be scrolled by keyboard");
    stage.find("article", "You").await;
    stage.find("article", "Assistant").await;
    stage.find("button", "End conversation").await;
    stage.find("img", "Signed in as Ada Lovelace").await;
}

#[wasm_bindgen_test]
async fn a_visitor_is_shown_by_their_picture_where_they_have_a_name() {
    let picture = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    for name in [Some("Ada Lovelace"), None] {
        let stage = Stage::new(options());
        stage.tell(Fact::Shown);
        let mut visitor = Profile::default();
        visitor.person.name = name.map(Into::into);
        visitor.person.picture = Some(picture.into());
        stage.answer(|call| *call == Call::Verify, Reply::Verified(visitor));
        stage.answer(|call| *call == Call::FindOpen, Reply::Found(None));
        stage.find("textbox", "Message").await;
        // Nobody could be told whose picture it is.
        let shown = u32::from(name.is_some());
        until("their picture", || {
            stage.count(&format!(".header .visitor img[src='{picture}']")) == shown
        })
        .await;
        assert_eq!(stage.count(".header .visitor"), shown);
    }
}

#[wasm_bindgen_test]
async fn a_closed_conversation_can_be_read_and_says_when_and_why() {
    let stage = Stage::new(options());
    states::closed(&stage, Some("All is answered"));
    stage.find("heading", "Conversation ended").await;
    stage.find("log", "Conversation").await;
    stage.find("button", "Start a new conversation").await;
    stage.see("Reason: All is answered").await;
    stage.see("Ended Jan 15, 2024").await;
    assert!(stage.look("textbox", "Message").is_none());
    assert!(stage.look("button", "End conversation").is_none());
}

#[wasm_bindgen_test]
async fn a_new_conversation_follows_a_closed_one() {
    let stage = Stage::new(options());
    states::closed(&stage, None);
    stage.press("Start a new conversation").await;
    stage.find("textbox", "Message").await;
    stage.gone("log", "Conversation").await;
}

#[wasm_bindgen_test]
async fn loading_is_told() {
    let stage = Stage::new(options());
    let status = stage.css(".panel > [role=status]");
    states::loading(&stage);
    stage.find("img", "Loading your conversation…").await;
    until("the words", || {
        status
            .text_content()
            .unwrap()
            .contains("Loading your conversation")
    })
    .await;
    stage.find("textbox", "Message").await;
}

#[wasm_bindgen_test]
async fn language_direction_and_theme_are_on_the_panel() {
    let options = Options {
        theme: Theme::Dark,
        ..options()
    };
    let words = [("send", "إرسال".to_owned())];
    let stage = Stage::speaking(options, Text::new("ar", words));
    states::home(&stage);
    stage.find("button", "إرسال").await;
    let panel = stage.css(".panel");
    assert_eq!(panel.get_attribute("lang").as_deref(), Some("ar"));
    assert_eq!(panel.get_attribute("dir").as_deref(), Some("rtl"));
    assert_eq!(stage.count(".dock[data-theme=dark]"), 1);
}

#[wasm_bindgen_test]
async fn dates_are_the_visitors_where_they_are_of_the_language_of_the_words() {
    for (locale, date) in [
        ("en-GB", "15 Jan 2024"),
        ("no", "Jan 15, 2024"),
        ("de", "Jan 15, 2024"),
    ] {
        let stage = dated(locale);
        states::closed(&stage, None);
        stage.see(date).await;
    }
}

fn dated(locale: &str) -> Stage {
    let document = web_sys::window().unwrap().document().unwrap();
    let host = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&host).unwrap();
    Stage::dated(host.unchecked_ref(), options(), Text::default(), locale)
}

#[wasm_bindgen_test]
async fn numbers_are_the_visitors_and_the_words_say_what_they_are() {
    let stage = dated("de");
    states::home(&stage);
    stage.type_into("Message", &"x".repeat(9_001)).await;
    stage.see("9.001 of 10.000 characters").await;
    assert_eq!(stage.css(".panel").lang(), "en");
    stage.find("button", "Send").await;
}
