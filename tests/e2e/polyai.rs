//! The other backend: what a visitor of a page in front of PolyAI lives through.

use crate::harness::Visit;
use serde_json::{Value, json};

const HELLO: &str = "Hi, how can I help you today?";

/// A visitor who has been answered once.
pub async fn talking() -> Visit {
    let visit = Visit::new().await;
    visit.polyai("").await;
    visit.open_chat().await;
    visit.still_works().await;
    visit
}

async fn operations(visit: &Visit) -> Vec<String> {
    let name = |line: String| line.rsplit('/').next().unwrap_or_default().to_owned();
    visit.requests().await.into_iter().map(name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_talks_and_ends_the_conversation() {
    let visit = Visit::new().await;
    visit.polyai("").await;
    visit.open_chat().await;
    visit.see("Hello! How can we help?").await;
    assert!(visit.requests().await.is_empty(), "nothing before a word");
    visit.still_works().await;
    visit.see(HELLO).await;
    assert_eq!(visit.count(HELLO).await, 1);
    let said = visit.events("message").await;
    let said: Vec<_> = said.iter().map(|it| it["text"].as_str().unwrap()).collect();
    assert_eq!(said, [HELLO, "Does it work?", "Everything is fine again."]);
    visit.press("End conversation").await;
    visit.find("heading", "End this conversation?").await;
    assert!(
        visit
            .look("textbox", Some("Reason (optional)"))
            .await
            .is_none()
    );
    visit.press("End conversation").await;
    visit.find("heading", "Conversation ended").await;
    visit.see("Everything is fine again.").await;
    visit.gone("textbox", "Message").await;
    assert_eq!(operations(&visit).await, ["create", "respond", "close"]);
    visit.press("Start a new conversation").await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_can_do_what_it_can_with_any_backend() {
    let visit = Visit::new().await;
    visit.polyai("").await;
    let id = visit.settle("chat.startConversation()").await["id"].clone();
    visit.will_answer("Of course.").await;
    visit.settle("chat.send('May I?')").await;
    visit.settle("chat.show()").await;
    visit.see("Of course.").await;
    assert_eq!(visit.eval("chat.conversation.id").await, id);
    let open = "chat.openConversation('CONV-1').catch((error) => error.code)";
    assert_eq!(visit.settle(open).await, "NOT_SUPPORTED");
    visit.settle("chat.closeConversation('Shop closes')").await;
    visit.find("heading", "Conversation ended").await;
    let closed = visit.events("conversation-close").await;
    assert_eq!(closed, [json!({"id": id, "reason": "Shop closes"})]);
    assert_eq!(operations(&visit).await, ["create", "respond", "close"]);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_agent_learns_what_the_page_tells_of_the_visitor() {
    let visit = Visit::new().await;
    visit.polyai("").await;
    let context =
        "chat.context = {variantId: 'V-1', integrationAttributes: {tier: 'gold', cart: [1, null]}}";
    visit.eval(context).await;
    visit.open_chat().await;
    visit.still_works().await;
    let chat = visit.ask("/chats").await[0].clone();
    assert_eq!(chat["variantId"], "V-1");
    assert_eq!(chat["channel"], "webchat");
    assert_eq!(
        chat["attributes"],
        json!({"tier": "gold", "cart": [1, null]})
    );
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_agent_ends_the_conversation_after_its_last_words() {
    let visit = talking().await;
    let last = json!({"text": "Farewell then.", "endConversation": true});
    visit.admin("/answers", last).await;
    visit.say("That was all").await;
    visit.find("heading", "Conversation ended").await;
    visit.see("Farewell then.").await;
    visit.gone("textbox", "Message").await;
    assert_eq!(visit.asked("PUT", "/close").await, 0);
    assert!(visit.events("handoff").await.is_empty());
    visit.press("Start a new conversation").await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_told_where_to_lead_a_visitor_who_wants_a_person() {
    let visit = talking().await;
    visit.say("I want to talk to a human").await;
    visit.find("heading", "Conversation ended").await;
    visit.see("Transferring you to a live agent.").await;
    let told =
        json!({"agent": null, "destination": "live_agent_queue", "reason": "visitor_request"});
    assert_eq!(visit.events("handoff").await, [told]);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_break_is_a_line_break_and_nothing_else_is_markup() {
    let visit = talking().await;
    let hostile = "First line<br>second line<br><br><img src=x onerror=alert(1)><b>bold</b>";
    visit.will_answer(hostile).await;
    visit.say("What do you write?").await;
    visit.see("First line\nsecond line").await;
    visit.see("<img src=x onerror=alert(1)><b>bold</b>").await;
    let markup = "chat.shadowRoot.querySelectorAll('[role=log] img, [role=log] b').length";
    assert_eq!(visit.eval(markup).await, 0);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_keeps_the_open_conversation_in_this_tab_alone() {
    let visit = talking().await;
    let id = visit.eval("chat.conversation.id").await;
    visit.reload().await;
    visit.open_chat().await;
    visit.see("Everything is fine again.").await;
    visit.see(HELLO).await;
    assert_eq!(visit.count(HELLO).await, 1);
    assert_eq!(visit.eval("chat.conversation.id").await, id);
    visit.will_answer("Still the same talk.").await;
    visit.say("Where were we?").await;
    visit.see("Still the same talk.").await;
    assert_eq!(visit.asked("POST", "/create").await, 1);
    let elsewhere = visit.eval("JSON.stringify(localStorage)").await;
    assert!(!elsewhere.as_str().unwrap().contains("talk"), "{elsewhere}");
    visit.end().await;
}

/// What the tab keeps of what was said.
async fn kept(visit: &Visit) -> Value {
    let words = "Object.entries(sessionStorage).filter(([name]) => /transcript|words/.test(name))";
    visit.eval(words).await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_kept_of_a_conversation_that_is_over_or_a_visitor_who_is_forgotten() {
    let visit = talking().await;
    assert_ne!(kept(&visit).await, json!([]));
    visit.settle("chat.closeConversation()").await;
    assert_eq!(kept(&visit).await, json!([]));
    visit.reload().await;
    visit.open_chat().await;
    visit.see("Hello! How can we help?").await;
    visit.still_works().await;
    assert_ne!(kept(&visit).await, json!([]));
    visit.settle("chat.reset()").await;
    assert_eq!(kept(&visit).await, json!([]));
    visit.see("Hello! How can we help?").await;
    visit.still_works().await;
    visit.end().await;
}
