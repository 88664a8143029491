//! The list of conversations: what it says of each, what can be done, where the focus goes.

use crate::harness::{Stage, key, options, until};
use crate::states::summary;
use inglenook::api::failure::Failure;
use inglenook::api::{Call, Reply};
use inglenook::chat::conversation::Status;
use inglenook::chat::event::Fact;
use inglenook::text::Text;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

fn lists(call: &Call) -> bool {
    matches!(call, Call::List { .. })
}

/// A shown panel of a visitor with a token, with the list in it; it is not answered yet.
fn in_history() -> Stage {
    let stage = Stage::new(options());
    asks_for_history(&stage);
    stage
}

fn asks_for_history(stage: &Stage) {
    stage.tell(Fact::Shown);
    stage.answer(|call| matches!(call, Call::FindOpen), Reply::Found(None));
    stage.tell(Fact::HistoryAsked);
}

#[wasm_bindgen_test]
async fn each_conversation_says_what_it_was_about_and_when() {
    let stage = in_history();
    let mut ended = summary("c2", None, 1, Some((true, "Thanks")));
    ended.conversation.status = Status::Closed {
        at: None,
        reason: None,
    };
    let all = vec![
        summary("c1", Some("Tea"), 0, Some((false, "Yes, **it is**."))),
        ended,
        summary("c3", None, 9, None),
    ];
    stage.answer(lists, Reply::Listed(all, Some(3)));
    stage.see("Yes, it is.").await;
    let [first, second, third] = [0, 1, 2].map(|at| {
        let (name, _) = stage
            .all("button")
            .into_iter()
            .filter(|it| it.1.class_name() == "entry")
            .nth(at)
            .unwrap();
        name
    });
    assert!(
        first.starts_with("Tea") && first.contains("Open") && !first.contains("**"),
        "{first}"
    );
    assert!(
        second.starts_with("You: Thanks") && second.contains("Yesterday"),
        "{second}"
    );
    assert!(
        second.contains("Ended") && !second.contains("Open"),
        "{second}"
    );
    assert!(third.starts_with("Jan 6, 2024"), "{third}");
    assert_eq!(stage.all("list").len(), 1);
    stage.find("list", "Your conversations").await;
}

#[wasm_bindgen_test]
async fn what_the_visitor_said_runs_its_own_way_and_is_cut_at_its_end() {
    let long = "wood and how it is stacked ".repeat(9);
    let english = format!("Where is my {long}");
    let arabic = "أين حطبي ".repeat(30);
    for (locale, you, text, direction) in [
        ("ar", "أنت: ", &english, "ltr"),
        ("en", "You: ", &arabic, "rtl"),
        ("ar", "أنت: ", &arabic, "rtl"),
    ] {
        let words = [("you-said", format!("{you}{{text}}"))];
        let stage = Stage::speaking(options(), Text::new(locale, words));
        asks_for_history(&stage);
        let all = vec![
            summary("c1", None, 0, Some((true, text))),
            summary("c2", Some("Tea"), 0, Some((true, text))),
        ];
        stage.answer(lists, Reply::Listed(all, Some(2)));
        until("the list", || stage.count(".entry") == 2).await;
        for line in [".name", "li + li .last"] {
            let line = stage.css(line);
            let said = line.text_content().unwrap();
            let words = said.strip_prefix(you).expect("who said it");
            assert!(text.starts_with(words), "{said}");
            assert_eq!(style(&line, "direction"), direction, "{said}");
            assert_eq!(style(&line, "text-overflow"), "ellipsis");
        }
    }
}

fn style(element: &HtmlElement, property: &str) -> String {
    let window = web_sys::window().unwrap();
    let style = window.get_computed_style(element).unwrap().unwrap();
    style.get_property_value(property).unwrap()
}

#[wasm_bindgen_test]
async fn a_press_opens_one_and_says_that_it_is_coming() {
    let stage = in_history();
    let all = vec![summary("c1", Some("Tea"), 0, None)];
    stage.answer(lists, Reply::Listed(all, None));
    stage.see("Tea").await;
    stage.css(".entry").click();
    assert!(
        stage
            .facts()
            .contains(&Fact::ConversationPicked("c1".into()))
    );
    until("busy", || stage.count(".entry[aria-busy=true]") == 1).await;
}

#[wasm_bindgen_test]
async fn the_newest_are_a_list_of_their_own_where_a_new_conversation_begins() {
    let stage = Stage::new(options());
    crate::states::home(&stage);
    stage.see("How can we help?").await;
    assert_eq!(stage.count(".recent"), 0);
    let all = vec![summary("c1", Some("Tea"), 0, Some((false, "Yes.")))];
    stage.answer(lists, Reply::Listed(all, Some(1)));
    stage.find("heading", "Your conversations").await;
    stage.find("list", "Your conversations").await;
    stage.css(".entry").click();
    let picked = Fact::ConversationPicked("c1".into());
    assert!(stage.facts().contains(&picked));
    until("its place", || stage.count(".skeleton") == 1).await;
}

#[wasm_bindgen_test]
async fn loading_empty_and_failed_lists_say_so() {
    let stage = in_history();
    stage.find("img", "Loading your conversations…").await;
    is_said(&stage, "Loading your conversations…").await;
    let id = stage.take_call(lists);
    stage.tell(Fact::Answered(id, Err(Failure::Network)));
    stage.see("We cannot be reached").await;
    assert_eq!(stage.all("alert").len(), 1);
    stage.press("Try again").await;
    stage.answer(lists, Reply::Listed(Vec::new(), Some(0)));
    stage.see("You have no conversations yet.").await;
    is_said(&stage, "You have no conversations yet.").await;
}

/// Waits until assistive technology is told this, without being interrupted.
async fn is_said(stage: &Stage, words: &str) {
    let says = |(said, _): (String, _)| said.contains(words);
    until(words, || stage.all("status").into_iter().any(says)).await;
}

#[wasm_bindgen_test]
async fn the_focus_goes_in_and_comes_back() {
    let stage = in_history();
    let named = |name: &'static str| {
        let stage = &stage;
        move || stage.focused_name() == name
    };
    until("the list has it", named("Your conversations")).await;
    assert!(!key(&stage.css("#history"), "Escape"));
    until("the composer has it", named("Message")).await;
    assert!(stage.facts().contains(&Fact::HistoryLeft));
    assert_eq!(stage.count(".history"), 0);
}

#[wasm_bindgen_test]
async fn more_can_be_asked_for_and_a_new_one_started() {
    let stage = in_history();
    let all = vec![summary("c1", Some("Tea"), 0, None)];
    stage.answer(lists, Reply::Listed(all, Some(2)));
    stage.press("Show more conversations").await;
    let all = vec![summary("c2", Some("Coffee"), 3, None)];
    stage.answer(lists, Reply::Listed(all, Some(2)));
    stage.see("Coffee").await;
    stage.gone("button", "Show more conversations").await;
    stage.press("Start a new conversation").await;
    stage.find("textbox", "Message").await;
}
