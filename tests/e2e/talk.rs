//! The main job: a visitor talks to the assistant and ends the conversation with a reason.

use crate::harness::Visit;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_asks_reads_the_answer_and_ends_the_conversation_with_a_reason() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.open_chat().await;
    visit
        .will_answer("Firewood should dry for **two** summers.")
        .await;
    visit.say("How long should firewood dry?").await;
    visit.see("Firewood should dry for").await;
    visit.find("log", "Conversation").await;
    visit.press("End conversation").await;
    visit
        .paste_into("Reason (optional)", "All answered 🙂")
        .await;
    visit.see("15/256").await;
    visit.press("End conversation").await;
    visit.see("All answered 🙂").await;
    visit.find("button", "Start a new conversation").await;
    visit.gone("textbox", "Message").await;
    let closed = visit.events("conversation-close").await;
    assert_eq!(closed[0]["reason"], "All answered 🙂");
    let kept = visit.ask("/conversations").await;
    let kept = kept.as_array().or(kept["data"].as_array()).unwrap().clone();
    assert_eq!(kept[0]["closeReason"], "All answered 🙂");
    visit.press("Start a new conversation").await;
    visit.find("textbox", "Message").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_conversation_is_there_again_after_a_reload() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.open_chat().await;
    visit.will_answer("Oak burns slowly.").await;
    visit.say("What about oak?").await;
    visit.see("Oak burns slowly.").await;
    visit.reload().await;
    visit.open_chat().await;
    visit.see("Oak burns slowly.").await;
    visit.see("What about oak?").await;
    assert_eq!(visit.count("What about oak?").await, 1);
    visit.will_answer("Birch burns fast.").await;
    visit.say("And birch?").await;
    visit.see("Birch burns fast.").await;
    let starts = visit
        .requests()
        .await
        .into_iter()
        .filter(|line| line == "POST /v2/conversations");
    assert_eq!(starts.count(), 1);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_can_be_stopped_and_what_arrived_stays() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.open_chat().await;
    let long = (1..=400)
        .map(|number| format!("word{number}"))
        .collect::<Vec<_>>()
        .join(" ");
    visit.will_answer_slowly(&long, 30).await;
    visit.say("Tell me everything").await;
    visit.see("word5 ").await;
    visit.press("Stop").await;
    visit.gone("button", "Stop").await;
    let shown = visit.shown_text().await;
    assert!(shown.contains("word5 ") && !shown.contains("word400"));
    visit.will_answer("Gladly.").await;
    visit.say("Shorter please").await;
    visit.see("Gladly.").await;
    assert!(visit.shown_text().await.contains("word5 "));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whole_answers_and_stateless_completions_work_too() {
    for attributes in [
        "data-no-streaming",
        "data-transport=completions",
        "data-transport=completions data-no-streaming",
    ] {
        let visit = Visit::new().await;
        visit.embed(attributes).await;
        visit.open_chat().await;
        visit.will_answer("Dry wood burns clean.").await;
        visit.say("Why dry wood?").await;
        visit.see("Dry wood burns clean.").await;
        visit.will_answer("Because water cools the fire.").await;
        visit.say("But why?").await;
        visit.see("Because water cools the fire.").await;
        visit.see("Dry wood burns clean.").await;
        assert_eq!(visit.count("Dry wood burns clean.").await, 1);
        let completions = visit
            .requests()
            .await
            .iter()
            .any(|line| line.ends_with("/chat/completions"));
        assert_eq!(completions, attributes.contains("completions"));
        visit.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_human_agent_takes_over_and_the_visitor_sees_who_answers() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.open_chat().await;
    visit.will_answer("I am only a machine.").await;
    visit.say("Can I talk to somebody?").await;
    visit.see("I am only a machine.").await;
    let id = visit.eval("chat.conversation.id").await;
    let path = format!("/conversations/{}", id.as_str().unwrap());
    visit
        .admin(&format!("{path}/take-over"), json!({"name": "Marta"}))
        .await;
    visit.say("Hello?").await;
    visit
        .wait_for("window.chatEvents.some((event) => event.name === 'handoff')")
        .await;
    visit
        .admin(
            &format!("{path}/message"),
            json!({"text": "Marta here, hello."}),
        )
        .await;
    visit.see("Marta here, hello.").await;
    visit.see("Hello?").await;
    assert_eq!(visit.count("Hello?").await, 1);
    visit
        .admin(
            &format!("{path}/close"),
            json!({"reason": "Solved by phone"}),
        )
        .await;
    visit.see("Solved by phone").await;
    visit.find("button", "Start a new conversation").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_liked_answer_is_told_to_the_backend_and_liked_after_a_reload() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.open_chat().await;
    visit.will_answer("Oak burns slowly.").await;
    visit.say("What about oak?").await;
    visit.see("Oak burns slowly.").await;
    let pressed = "[...chat.shadowRoot.querySelectorAll('[aria-pressed]')].map((it) => it.ariaPressed).join()";
    let is = async |wanted: &str| {
        let script = format!(
            "((chat) => {pressed} === '{wanted}')(document.querySelector('inglenook-chat'))"
        );
        visit.wait_for(&script).await;
    };
    visit.press("Good answer").await;
    is("true,false").await;
    visit.press("Bad answer").await;
    is("false,true").await;
    let rated = async |times| visit.wait_for_requests("POST", "/feedback", times).await;
    rated(2).await;
    let told = async || {
        let conversation = visit.eval("chat.conversation.id").await;
        let path = format!("/conversations/{}", conversation.as_str().unwrap());
        visit.ask(&path).await.to_string()
    };
    assert!(
        told().await.contains("\"feedback\":\"dislike\""),
        "{}",
        told().await
    );
    visit.reload().await;
    visit.open_chat().await;
    visit.see("Oak burns slowly.").await;
    is("false,true").await;
    visit.press("Good answer").await;
    rated(3).await;
    visit.reload().await;
    visit.open_chat().await;
    is("true,false").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_downloaded_transcript_says_what_was_said() {
    let visit = Visit::new().await;
    visit.embed("").await;
    visit.open_chat().await;
    visit
        .will_answer("Two summers, see [the guide](https://example.com/dry).")
        .await;
    visit.say("How long should oak dry?").await;
    visit.see("Two summers").await;
    visit.settle("chat.closeConversation('All answered')").await;
    let keep = "(() => { const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => (blob.text().then((text) => window.kept = text), make.call(URL, blob)); })()";
    visit.eval(keep).await;
    visit.press("Download transcript").await;
    visit.wait_for("window.kept").await;
    let kept = visit.eval("window.kept").await;
    let lines: Vec<&str> = kept.as_str().unwrap().lines().collect();
    assert!(lines[0].starts_with("You, "), "{kept}");
    assert_eq!(lines[1], "How long should oak dry?");
    assert!(lines[3].starts_with("Assistant, "), "{kept}");
    assert_eq!(
        lines[4],
        "Two summers, see [the guide](https://example.com/dry)."
    );
    assert_eq!(*lines.last().unwrap(), "Reason: All answered");
    visit.end().await;
}
