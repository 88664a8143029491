//! Two people: a visitor on their page, a human agent at the sandbox's console, each in a browser of
//! their own.

use crate::harness::Visit;
use crate::harness::agent::Agent;
use serde_json::json;

/// A visitor whose conversation a person has taken over, and that person.
async fn handed_over(attributes: &str) -> (Visit, Agent) {
    let visit = Visit::new().await;
    visit.newcomer(attributes).await;
    visit.still_works().await;
    let agent = Agent::at_console(&visit).await;
    agent.write("Your name", "Grace Hopper").await;
    agent.press("Take over").await;
    agent.find("textbox", "Message").await;
    visit.say("May I talk to a person?").await;
    visit.see("Grace Hopper answers").await;
    (visit, agent)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_takes_over_writes_and_hands_back() {
    let (visit, agent) = handed_over("").await;
    assert_eq!(
        visit.events("handoff").await.last().unwrap()["agent"],
        "Grace Hopper"
    );
    visit.is_said("Grace Hopper answers").await;
    agent.says("Hello, I am Grace.").await;
    visit.see("Hello, I am Grace.").await;
    visit.is_said("Grace Hopper: Hello, I am Grace.").await;
    visit.see("Hello, I am Grace.").await;
    assert_eq!(visit.count("Hello, I am Grace.").await, 1);
    visit.say("Do you have dry oak?").await;
    agent.see("Do you have dry oak?").await;
    agent.says("We do.").await;
    visit.see("We do.").await;
    assert_eq!(
        visit.events("message").await.last().unwrap()["role"],
        "human-agent"
    );
    agent.press("Hand back to the assistant").await;
    visit.see("Our assistant answers").await;
    visit.is_said("Our assistant answers").await;
    visit.will_answer("A machine again.").await;
    visit.say("And now?").await;
    visit.see("A machine again.").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_writes_to_a_hidden_panel_is_unread_until_it_is_seen() {
    let (visit, agent) = handed_over("data-unread-title").await;
    let title = visit.eval("document.title").await;
    let title = title.as_str().unwrap();
    visit.press("Close chat").await;
    agent.says("Still there?").await;
    visit.find("button", "Open chat, unread: 1").await;
    visit.is_said("Open chat, unread: 1").await;
    assert_eq!(visit.eval("document.title").await, format!("(1) {title}"));
    assert_eq!(visit.eval("chat.unread").await, 1);
    visit.eval("document.title = 'Another page'").await;
    visit.press("Open chat, unread: 1").await;
    visit.see("Still there?").await;
    visit
        .wait_for("document.querySelector('inglenook-chat').unread === 0")
        .await;
    assert_eq!(visit.eval("document.title").await, "Another page");
    let counts = visit.events("unread").await;
    assert_eq!(counts, [json!({"count": 1}), json!({"count": 0})]);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_for_a_person_is_told_of_their_words_on_the_next_pages() {
    let (visit, agent) = handed_over("").await;
    visit.press("Close chat").await;
    visit.reload().await;
    agent.says("Here I am.").await;
    visit.find("button", "Open chat, unread: 1").await;
    agent.says("Still there?").await;
    visit.reload().await;
    visit.find("button", "Open chat, unread: 2").await;
    visit.press("Open chat, unread: 2").await;
    visit.see("Still there?").await;
    agent.press("Hand back to the assistant").await;
    visit.see("Our assistant answers").await;
    visit.press("Close chat").await;
    visit.find("button", "Open chat").await;
    // Nobody is waited for, and nothing is unread: the next page costs nothing.
    let before = visit.requests().await;
    visit.reload().await;
    visit.find("button", "Open chat").await;
    assert_eq!(visit.eval("sessionStorage['inglenook:shown']").await, "0");
    assert_eq!(visit.requests().await, before);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_launcher_counts_nothing_while_the_panel_is_shown() {
    let (visit, agent) = handed_over("").await;
    agent.says(&"A long story. ".repeat(400)).await;
    visit.see("A long story.").await;
    let log = "document.querySelector('inglenook-chat').shadowRoot.querySelector('[role=log]')";
    visit
        .wait_for(&format!("{log}.scrollHeight > 2 * {log}.clientHeight"))
        .await;
    visit.eval(&format!("{log}.scrollTo(0, 0), null")).await;
    visit.find("button", "Jump to latest").await;
    agent.says("Still there?").await;
    visit.find("button", "Jump to latest, 1 new message").await;
    assert_eq!(visit.eval("chat.unread").await, 1);
    let badge = "chat.shadowRoot.querySelector('[part=badge]').checkVisibility()";
    assert_eq!(visit.eval(badge).await, false);
    visit.press("Close chat").await;
    visit.find("button", "Open chat, unread: 1").await;
    assert_eq!(visit.eval(badge).await, true);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_ends_the_conversation_and_the_visitor_sees_why() {
    let (visit, agent) = handed_over("").await;
    agent.write("Reason (optional)", "Sold out").await;
    agent.press("Close the conversation").await;
    visit.find("heading", "Conversation ended").await;
    visit.see("Reason: Sold out").await;
    visit.is_said("Conversation endedReason: Sold out").await;
    let closed = visit.events("conversation-close").await;
    assert_eq!(closed.last().unwrap()["reason"], "Sold out");
    visit.press("Start a new conversation").await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_and_the_end_are_said_beside_a_hidden_panel() {
    let (visit, agent) = handed_over("").await;
    visit.press("Close chat").await;
    visit.find("button", "Open chat").await;
    agent.write("Reason (optional)", "Sold out").await;
    agent.press("Close the conversation").await;
    visit.is_said("Conversation endedReason: Sold out").await;
    visit.press("Open chat").await;
    visit.find("heading", "Conversation ended").await;
    visit.end().await;
}
