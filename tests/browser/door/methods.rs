//! What each method does, when its promise settles, and what it settles to.

use super::page::{Door, field, settled, until};
use super::script::{Feed, asked, refuse, request, said};
use inglenook::json::Json;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_panel_is_shown_hidden_and_toggled() {
    let door = Door::open(&[]);
    door.widget.show();
    door.widget.show();
    assert!(door.widget.shown());
    door.widget.hide();
    door.widget.hide();
    assert!(!door.widget.shown());
    door.widget.toggle();
    door.widget.toggle();
    assert_eq!(
        door.seen(),
        ["show null", "hide null", "show null", "hide null"]
    );
}

#[wasm_bindgen_test]
async fn a_sent_message_resolves_to_its_id_and_its_answer_is_an_event() {
    let door = Door::open(&[]);
    let sent = settled(door.widget.send(&" Hello ".into())).await.unwrap();
    assert!(sent.starts_with("{\"id\":\""), "{sent}");
    door.saw("\"text\":\"Yes.\"").await;
    let seen = door.seen();
    assert_eq!(seen[0], r#"conversation-start {"id":"c1"}"#);
    assert!(seen[1].contains(r#""role":"visitor","text":"Hello","conversationId":"c1""#));
    assert!(seen[2].contains(r#""role":"assistant","text":"Yes.","conversationId":"c1""#));
    assert_eq!(seen[3], r#"unread {"count":1}"#);
    assert_eq!(door.widget.unread(), 1);
    until("the backend's ids", || {
        let snapshot = door.snapshot();
        let ids = snapshot
            .get("messages")
            .list()
            .iter()
            .map(|it| field(it, "id"));
        ids.collect::<Vec<_>>() == ["m1", "m2"]
    })
    .await;
    let snapshot = door.snapshot();
    assert_eq!(
        (field(&snapshot, "id"), field(&snapshot, "status")),
        ("c1".into(), "open".into())
    );
    assert_eq!(*snapshot.get("isHumanHandled"), Json::Bool(false));
    let first = &snapshot.get("messages").list()[0];
    assert_eq!(field(first, "delivery"), "sent");
    assert!(first.get("createdAt").number().is_some());
    door.widget.show();
    assert_eq!(door.widget.unread(), 0);
    door.saw(r#"unread {"count":0}"#).await;
}

#[wasm_bindgen_test]
async fn a_message_that_cannot_be_sent_rejects_with_a_code() {
    let door = Door::open(&[]);
    for empty in ["", " \n "] {
        let sent = settled(door.widget.send(&empty.into())).await;
        assert_eq!(sent, Err("EMPTY_MESSAGE".into()));
    }
    let long = "x".repeat(10_001);
    let sent = settled(door.widget.send(&long.into())).await;
    assert_eq!(sent, Err("MESSAGE_TOO_LONG".into()));
    assert!(asked().is_empty());
    refuse("/messages", 422, "VALIDATION_ERROR");
    let sent = settled(door.widget.send(&"Hello".into())).await;
    assert_eq!(sent, Err("VALIDATION_ERROR".into()));
    let wanted = r#"error {"code":"VALIDATION_ERROR","status":422}"#;
    assert!(
        door.seen().contains(&wanted.to_owned()),
        "{:?}",
        door.seen()
    );
}

#[wasm_bindgen_test]
async fn a_failed_message_can_be_sent_again_by_its_id() {
    let door = Door::open(&[]);
    refuse("/messages", 418, "TEAPOT");
    assert!(settled(door.widget.send(&"Hello".into())).await.is_err());
    let snapshot = door.snapshot();
    let message = &snapshot.get("messages").list()[0];
    assert_eq!(field(message, "delivery"), "failed");
    let unknown = settled(door.widget.retry(&"local-99".into())).await;
    assert_eq!(unknown, Err("MESSAGE_NOT_FOUND".into()));
    let again = settled(door.widget.retry(&field(message, "id").into())).await;
    assert!(again.is_ok(), "{again:?}");
    door.saw("\"text\":\"Yes.\"").await;
}

#[wasm_bindgen_test]
async fn a_message_whose_answer_is_arriving_cannot_be_sent_again() {
    let door = Door::open(&[]);
    let feed = Feed::new("/messages", false);
    let sent = door.widget.send(&"Hello".into());
    until("the request", || {
        asked().iter().any(|it| it.contains("/messages"))
    })
    .await;
    feed.say("Ye");
    assert!(settled(sent).await.is_ok());
    let snapshot = door.snapshot();
    let id = field(&snapshot.get("messages").list()[0], "id");
    let again = settled(door.widget.retry(&id.into())).await;
    assert_eq!(again, Err("NOT_RETRIABLE".into()));
    door.see("Ye").await;
    door.widget.stop();
    until("the end", || feed.cancelled()).await;
    door.saw("\"text\":\"Ye\"").await;
}

#[wasm_bindgen_test]
async fn a_conversation_is_started_with_where_it_began() {
    let door = Door::open(&[]);
    let context = super::page::object(&[("pageUrl", "https://shop.example/tea".into())]);
    let started = settled(door.widget.start_conversation(&context)).await;
    assert_eq!(started, Ok(r#"{"id":"c1"}"#.into()));
    let body = request("POST /conversations").get("body").clone();
    assert_eq!(
        field(body.get("context"), "pageUrl"),
        "https://shop.example/tea"
    );
    let another = settled(door.widget.start_conversation(&JsValue::UNDEFINED)).await;
    assert_eq!(another, Ok(r#"{"id":"c2"}"#.into()));
    let body = request("POST /conversations").get("body").clone();
    assert!(field(body.get("context"), "pageUrl").starts_with("http://"));
    refuse("POST /conversations", 402, "PAYMENT_REQUIRED");
    let refused = settled(door.widget.start_conversation(&JsValue::NULL)).await;
    assert_eq!(refused, Err("PAYMENT_REQUIRED".into()));
    assert_eq!(said().len(), 1, "the site owner is told");
}

#[wasm_bindgen_test]
async fn a_conversation_is_opened_by_its_id() {
    let door = Door::open(&[]);
    door.talk().await;
    let nothing = settled(door.widget.start_conversation(&JsValue::NULL)).await;
    assert!(nothing.is_ok());
    let opened = settled(door.widget.open_conversation(&"c1".into())).await;
    assert_eq!(opened, Ok(String::new()));
    assert_eq!(field(&door.snapshot(), "id"), "c1");
    let unknown = settled(door.widget.open_conversation(&"c9".into())).await;
    assert_eq!(unknown, Err("CONVERSATION_NOT_FOUND".into()));
    assert_eq!(field(&door.snapshot(), "id"), "c1");
    let odd = settled(door.widget.open_conversation(&"../identity/me?".into())).await;
    assert!(odd.is_err());
    assert_eq!(
        asked().last().unwrap(),
        "GET /conversations/%2E%2E%2Fidentity%2Fme%3F"
    );
}

#[wasm_bindgen_test]
async fn a_conversation_is_closed_with_its_reason_once() {
    let door = Door::open(&[]);
    let none = settled(door.widget.close_conversation(&JsValue::UNDEFINED)).await;
    assert_eq!(none, Err("NO_CONVERSATION".into()));
    door.talk().await;
    let long = settled(door.widget.close_conversation(&"x".repeat(257).into())).await;
    assert_eq!(long, Err("REASON_TOO_LONG".into()));
    let closed = settled(door.widget.close_conversation(&"Bought it".into())).await;
    assert_eq!(closed, Ok(String::new()));
    let body = request("/close").get("body").clone();
    assert_eq!(field(&body, "closeReason"), "Bought it");
    door.saw(r#"conversation-close {"id":"c1","reason":"Bought it"}"#)
        .await;
    let snapshot = door.snapshot();
    assert_eq!(field(&snapshot, "status"), "closed");
    assert_eq!(field(&snapshot, "closeReason"), "Bought it");
    let sent = settled(door.widget.send(&"More".into())).await;
    assert_eq!(sent, Err("CONVERSATION_CLOSED".into()));
    let again = settled(door.widget.close_conversation(&JsValue::NULL)).await;
    assert_eq!(again, Err("NO_CONVERSATION".into()));
}

#[wasm_bindgen_test]
async fn a_reset_forgets_all_that_is_there() {
    let door = Door::open(&[]);
    door.talk().await;
    super::script::tell_silence("/messages");
    let waiting = door.widget.send(&"More".into());
    door.widget.reset();
    assert_eq!(settled(waiting).await, Err("RESET".into()));
    assert!(door.widget.conversation().is_null());
    assert_eq!(door.widget.unread(), 0);
}
