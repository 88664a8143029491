//! Messages: whose they are, how far they have come, what is said aloud.

use crate::harness::{Stage, options, until};
use crate::states;
use inglenook::api::answer::Delta;
use inglenook::api::secret::Secret;
use inglenook::api::{Call, Reply};
use inglenook::chat::command::Timer;
use inglenook::chat::conversation::{Conversation, Person, Status};
use inglenook::chat::event::Fact;
use inglenook::chat::message::{Author, Message, Progress};
use wasm_bindgen_test::wasm_bindgen_test;

fn resumed(messages: Vec<Message>) -> Stage {
    let stage = Stage::new(options());
    states::resumed(&stage, states::conversation(), messages);
    stage
}

#[wasm_bindgen_test]
async fn messages_stand_in_their_order_with_their_times() {
    let stage = resumed(states::exchange("Is tea in stock?", "Yes, it is."));
    stage.find("article", "You").await;
    stage.find("article", "Assistant").await;
    let names = stage.all("article").into_iter().map(|(name, _)| name);
    assert_eq!(names.collect::<Vec<_>>(), ["You", "Assistant"]);
    let time = stage.css("article time");
    assert_eq!(
        time.get_attribute("datetime").as_deref(),
        Some("2024-01-15T10:25:00.000Z")
    );
    assert!(time.get_attribute("title").unwrap().contains("2024"));
}

#[wasm_bindgen_test]
async fn the_visitors_words_are_shown_as_they_are() {
    let said = "**not bold** <b>nor this</b>\n  kept";
    let stage = resumed(states::exchange(said, "Yes."));
    stage.find("article", "You").await;
    assert_eq!(stage.css(".said").text_content().unwrap(), said);
    assert_eq!(
        stage.css(".said").get_attribute("dir").as_deref(),
        Some("auto")
    );
}

#[wasm_bindgen_test]
async fn a_message_shows_how_far_it_has_come() {
    let stage = Stage::new(options());
    states::sending(&stage, "And oolong?");
    stage.see("Sending…").await;
    states::submit(&stage, "And green tea?");
    stage.see("Waiting to be sent").await;
    stage.begin_stream();
    until("the first is sent", || !stage.words().contains("Sending…")).await;
}

#[wasm_bindgen_test]
async fn dots_move_until_the_answer_has_words() {
    let stage = Stage::new(options());
    states::sending(&stage, "And oolong?");
    until("dots while it is sent", || stage.count(".typing") == 1).await;
    let id = stage.begin_stream();
    until("one row of dots", || {
        stage.count(".reply") == 2 && stage.count(".typing") == 1
    })
    .await;
    stage.stream(id, "Oolong");
    until("no dots", || stage.count(".typing") == 0).await;
}

/// What is said aloud, a line each.
fn said(stage: &Stage) -> Vec<String> {
    said_in(stage, ".panel > [role=status]")
}

fn said_in(stage: &Stage, region: &str) -> Vec<String> {
    let lines = stage.css(region).child_nodes();
    let texts = (0..lines.length()).map(|at| lines.item(at).unwrap().text_content().unwrap());
    texts.collect()
}

#[wasm_bindgen_test]
async fn an_answer_is_announced_when_it_begins_and_once_when_it_is_whole() {
    let stage = Stage::new(options());
    states::sending(&stage, "And oolong?");
    let id = stage.begin_stream();
    until("the beginning", || {
        said(&stage) == ["Assistant is answering"]
    })
    .await;
    stage.stream(id, "Oolong is **good** [tea](https://a.example).");
    stage.see("Oolong is good tea.").await;
    assert_eq!(said(&stage), ["Assistant is answering"]);
    stage.tell(Fact::Streamed(id, vec![Delta::Finished]));
    stage.tell(Fact::StreamEnded(id));
    let all = ["Assistant is answering", "Oolong is good tea."];
    until("the whole", || said(&stage) == all).await;
    stage.tell(Fact::Reset {
        fresh: Secret::new("next"),
    });
    until("nothing of the last visitor", || said(&stage).is_empty()).await;
}

#[wasm_bindgen_test]
async fn what_happens_behind_a_hidden_panel_is_said_beside_it_and_only_there() {
    let handled = Conversation {
        human_handled: true,
        ..states::conversation()
    };
    let messages = states::exchange("Is tea in stock?", "Yes, it is.");
    let stage = Stage::new(options());
    states::resumed(&stage, handled.clone(), messages.clone());
    stage.press("Close chat").await;
    stage.gone("dialog", "Chat with us").await;
    let beside = || said_in(&stage, "[role=status][lang=en]:has(+ .dock)");
    let comes = |now: &Conversation| {
        stage.tell(Fact::TimedOut(Timer::Poll));
        let fetched = Reply::Fetched(now.clone(), messages.clone());
        stage.answer(|call| matches!(call, Call::Fetch { .. }), fetched);
    };
    let mut now = Conversation {
        human_agent: Some(states::agent()),
        ..handled
    };
    comes(&now);
    until("who answers", || beside() == ["Noor Haddad answers"]).await;
    now.status = Status::Closed {
        at: None,
        reason: Some("Sold out".into()),
    };
    comes(&now);
    let ended = ["Conversation ended", "Reason: Sold out"];
    until("the end", || beside() == ended).await;
    stage.tell(Fact::Shown);
    until("nothing is left", || beside().is_empty()).await;
    assert!(said(&stage).is_empty(), "{:?}", said(&stage));
}

#[wasm_bindgen_test]
async fn finished_blocks_of_a_long_answer_are_announced_while_it_comes() {
    let stage = Stage::new(options());
    states::sending(&stage, "And oolong?");
    let id = stage.begin_stream();
    let long = "Oolong is **good** tea. ".repeat(15);
    stage.stream(id, &format!("{long}\n\nIt is"));
    until("the first block", || said(&stage).len() == 2).await;
    assert_eq!(said(&stage)[1], long.replace("**", "").trim());
    // All at once: nothing takes the place of another.
    stage.stream(id, &format!(" mild.\n\n{long}\n\nEnd"));
    stage.tell(Fact::Streamed(id, vec![Delta::Finished]));
    stage.tell(Fact::StreamEnded(id));
    until("the rest", || said(&stage).len() == 4).await;
    assert_eq!(said(&stage)[3], "End");
}

#[wasm_bindgen_test]
async fn an_answer_that_ended_early_says_how() {
    for (progress, words) in [
        (Progress::Stopped, "Stopped"),
        (Progress::Interrupted, "Interrupted"),
        (Progress::Failed, "The answer broke off"),
    ] {
        let mut messages = states::exchange("Is tea in stock?", "Yes, it");
        messages[1].progress = progress;
        let stage = resumed(messages);
        stage.see(words).await;
    }
}

#[wasm_bindgen_test]
async fn a_person_who_answers_is_told_from_the_assistant() {
    let handled = Conversation {
        human_handled: true,
        human_agent: Some(states::agent()),
        ..states::conversation()
    };
    let by = Author::HumanAgent(states::agent());
    let messages = vec![states::message("m1", by, "Hello, this is Noor.")];
    let stage = Stage::new(options());
    states::resumed(&stage, handled, messages);
    let row = stage.find("article", "Noor Haddad").await;
    assert!(row.text_content().unwrap().contains("A person"));
    assert!(
        stage
            .css(".header")
            .text_content()
            .unwrap()
            .contains("Noor Haddad answers")
    );
    assert_eq!(stage.css(".byline .face").text_content().unwrap(), "NH");
}

#[wasm_bindgen_test]
async fn pictures_that_ask_nobody_else_are_shown_and_initials_stand_for_the_rest() {
    let dot = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=";
    for (picture, shown) in [
        (dot, 1),
        ("https://elsewhere.example/noor.png", 0),
        ("data:image/png;base64,broken", 0),
    ] {
        let noor = Person {
            name: Some("Noor".into()),
            picture: Some(picture.into()),
        };
        let message = states::message("m1", Author::HumanAgent(noor), "Hello.");
        let stage = resumed(vec![message]);
        stage.find("article", "Noor").await;
        until(picture, || stage.count(".byline img") == shown).await;
        assert_eq!(stage.css(".byline .face").text_content().unwrap(), "N");
    }
}
