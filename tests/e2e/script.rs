//! Page developers drive the widget from JavaScript.

use crate::harness::Visit;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn calls_made_before_the_panel_has_arrived_wait_for_it() {
    let visit = Visit::new().await;
    visit.embed("data-prefetch=never").await;
    visit.will_answer("Here.").await;
    let sent = visit.settle("chat.send('Are you there?')").await;
    assert!(sent["id"].is_string(), "{sent}");
    visit
        .wait_for("chatEvents.filter((event) => event.name === 'message').length === 2")
        .await;
    let messages = visit.events("message").await;
    assert_eq!(messages[0]["role"], "visitor");
    assert_eq!(
        messages[1],
        json!({
            "id": messages[1]["id"], "role": "assistant", "text": "Here.",
            "conversationId": visit.eval("chat.conversation.id").await,
        })
    );
    // Nobody has seen it yet.
    assert_eq!(visit.eval("chat.unread").await, 1);
    visit.find("button", "Open chat, unread: 1").await;
    visit.settle("chat.show()").await;
    assert_eq!(visit.eval("chat.unread").await, 0);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn conversations_are_started_opened_closed_and_forgotten_by_script() {
    let visit = Visit::new().await;
    visit.embed("").await;
    let first = visit
        .settle("chat.startConversation({pageUrl: 'https://example.com/a'})")
        .await["id"]
        .clone();
    let second = visit.settle("chat.startConversation()").await["id"].clone();
    assert!(first.is_string() && second.is_string() && first != second);
    visit
        .settle(&format!("chat.openConversation({first})"))
        .await;
    assert_eq!(visit.eval("chat.conversation.id").await, first);
    let refused = visit
        .settle("chat.closeConversation('x'.repeat(257))")
        .await;
    assert_eq!(refused["rejected"], "REASON_TOO_LONG");
    visit.settle("chat.closeConversation('Done')").await;
    assert_eq!(
        visit
            .eval("[chat.conversation.status, chat.conversation.closeReason]")
            .await,
        json!(["closed", "Done"])
    );
    let refused = visit.settle("chat.send('Still there?')").await;
    assert_eq!(refused["rejected"], "CONVERSATION_CLOSED");
    let refused = visit
        .settle("chat.openConversation('11111111-1111-4111-8111-111111111111')")
        .await;
    assert_eq!(refused["rejected"], "CONVERSATION_NOT_FOUND");
    visit.settle("chat.reset()").await;
    assert_eq!(visit.eval("chat.conversation").await, json!(null));
    assert_eq!(visit.eval("Object.keys(localStorage).length").await, 0);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_who_was_forgotten_does_not_come_back_with_the_next_attribute() {
    let mut visit = Visit::new().await;
    let token = async |name: &str| {
        let visitor = json!({"externalId": name, "name": name, "avatarUrl": null});
        let given = visit.admin("/tokens", visitor).await;
        given["token"].as_str().unwrap().to_owned()
    };
    let (ada, bob) = (token("Ada").await, token("Bob").await);
    let body = format!(
        "<inglenook-chat api-url={}/v2 token={ada}></inglenook-chat>",
        visit.api
    );
    visit
        .open("<script async src=/inglenook.js></script>", &body)
        .await;
    visit.open_chat().await;
    visit.see("Ada").await;
    visit.expect("set api-key, token or getToken");
    visit.settle("chat.reset()").await;
    visit
        .settle("(chat.theme = 'dark', chat.hide(), chat.show())")
        .await;
    assert_eq!(visit.eval("chat.token").await, json!(null));
    assert_eq!(visit.count("Ada").await, 0);
    // The next visitor may be given in the same breath.
    visit
        .settle(&format!(
            "(chat.theme = 'light', chat.reset(), chat.token = '{bob}', chat.toggle(), chat.show())"
        ))
        .await;
    visit.see("Bob").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_the_page_is_used_verified_and_renewed() {
    let visit = Visit::new().await;
    let token = async || {
        let given = visit
            .admin(
                "/tokens",
                json!({"externalId": "42", "name": "Ada", "avatarUrl": null}),
            )
            .await;
        given["token"].as_str().unwrap().to_owned()
    };
    let body = format!("<inglenook-chat api-url={}/v2></inglenook-chat>", visit.api);
    visit
        .open("<script async src=/inglenook.js></script>", &body)
        .await;
    let (first, second) = (token().await, token().await);
    let give = format!(
        "chat.asked = [], chat.tokens = ['{first}'], chat.getToken = async (reason) => (chat.asked.push(reason), chat.tokens.shift()), null"
    );
    visit.eval(&give).await;
    visit.open_chat().await;
    visit.see("Ada").await;
    visit.will_answer("Welcome, Ada.").await;
    visit.say("Hi").await;
    visit.see("Welcome, Ada.").await;
    // The look after the answer is not to meet the end of the token.
    let here = visit.eval("chat.conversation.id").await;
    visit.wait_for_request("GET", here.as_str().unwrap()).await;
    visit.admin("/tokens/expire", json!({})).await;
    let third = token().await;
    let _ = second;
    visit
        .eval(&format!("chat.tokens.push('{third}'), null"))
        .await;
    visit.will_answer("Still here.").await;
    visit.say("And now?").await;
    visit.see("Still here.").await;
    assert_eq!(
        visit.eval("chat.asked").await,
        json!(["missing", "expired"])
    );
    assert_eq!(
        visit
            .eval("JSON.stringify(Object.keys(localStorage).filter((it) => !/^inglenook:(seen|mark):/.test(it))) + document.cookie")
            .await,
        json!("[]")
    );
    visit.end().await;
}
