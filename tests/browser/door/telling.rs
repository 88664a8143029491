//! Events for the page: what they hold, and what they never hold.

use super::page::{Door, settled, until, written};
use super::script::{begin, held_timers, hold_timers, leave_tab, refuse, request, said, tell};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn an_error_has_the_backends_code_status_wait_and_details() {
    let door = Door::open(&[]);
    let body = r#"{"error":{"code":"RATE_LIMIT_EXCEEDED","message":"vendor text","details":{"retryAfter":7}}}"#;
    tell("/messages", 429, body);
    let sent = settled(door.widget.send(&"Hello".into())).await;
    assert_eq!(sent, Err("RATE_LIMIT_EXCEEDED".into()));
    let wanted = r#"error {"code":"RATE_LIMIT_EXCEEDED","status":429,"retryAfter":7,"details":{"retryAfter":7}}"#;
    assert!(
        door.seen().contains(&wanted.to_owned()),
        "{:?}",
        door.seen()
    );
}

#[wasm_bindgen_test]
async fn what_only_the_site_owner_can_mend_is_on_the_console_too() {
    let door = Door::open(&[]);
    let body = r#"{"error":{"code":"PAYMENT_REQUIRED","details":{"requiredPlan":"Grande"}}}"#;
    tell("/messages", 402, body);
    assert!(settled(door.widget.send(&"Hello".into())).await.is_err());
    assert_eq!(said().len(), 1);
    assert!(door.seen().iter().any(|it| it.contains("Grande")));
    door.widget.show();
    door.see("not available").await;
    assert!(!door.words().contains("Grande"));
}

#[wasm_bindgen_test]
async fn an_error_never_holds_a_secret() {
    let door = Door::open(&[]);
    for status in [400, 401, 403, 404, 409, 422, 500, 502] {
        refuse("POST /conversations", status, "NO");
        let started = door.widget.start_conversation(&JsValue::NULL);
        assert!(settled(started).await.is_err());
    }
    let seen = door.seen().join("\n");
    assert!(!seen.contains("secret-token"));
    assert!(said().iter().all(|it| !it.contains("secret-token")));
}

#[wasm_bindgen_test]
async fn a_person_who_takes_over_is_told_of_with_their_name() {
    let door = Door::open(&[("open", true.into())]);
    let human = r#"{"id":"c1","status":"open","isHumanHandled":true,"humanAgent":{"name":"Noor"},"messages":[]}"#;
    tell("GET /conversations/c1", 200, human);
    tell("/messages", 202, "{}");
    let sent = settled(door.widget.send(&"Hello".into())).await;
    assert!(sent.is_ok(), "{sent:?}");
    door.saw(r#"handoff {"agent":"Noor"}"#).await;
    assert!(door.snapshot().get("isHumanHandled").is_true());
    assert_eq!(door.snapshot().get("humanAgent").text(), Some("Noor"));
}

#[wasm_bindgen_test]
async fn a_tab_that_begins_in_the_background_looks_seldom_for_what_people_write() {
    begin();
    leave_tab();
    let door = Door::another(&[("open", true.into())]);
    hold_timers();
    tell("/messages", 202, "{}");
    let sent = settled(door.widget.send(&"Hello".into())).await;
    assert!(sent.is_ok(), "{sent:?}");
    // The shorter ones keep other tabs from beginning, for a moment.
    let planned = || {
        held_timers()
            .into_iter()
            .find(|it| (1_000..30_000).contains(it))
    };
    until("a look is planned", || planned().is_some()).await;
    assert!(planned() > Some(10_000), "{:?}", held_timers());
}

#[wasm_bindgen_test]
async fn a_conversation_closed_elsewhere_is_told_of_once() {
    let door = Door::open(&[]);
    door.talk().await;
    // The look after the turn brings the answer's id; a later one is to find out.
    until("the answer's id", || {
        written(&door.snapshot()).contains(r#""id":"m2""#)
    })
    .await;
    let closed = r#"{"id":"c1","status":"closed","closeReason":"Solved","messages":[]}"#;
    tell("GET /conversations/c1", 200, closed);
    door.widget.show();
    door.saw(r#"conversation-close {"id":"c1","reason":"Solved"}"#)
        .await;
    door.widget.hide();
    door.widget.show();
    super::page::rest().await;
    let told = door
        .seen()
        .into_iter()
        .filter(|it| it.starts_with("conversation-close"));
    assert_eq!(told.count(), 1);
}

#[wasm_bindgen_test]
async fn the_unread_count_grows_while_the_panel_is_hidden_only() {
    let door = Door::open(&[("open", true.into())]);
    door.talk().await;
    assert_eq!(door.widget.unread(), 0);
    door.widget.hide();
    for _ in 0..2 {
        let sent = door.widget.send(&"More".into());
        assert!(settled(sent).await.is_ok());
    }
    until("two answers", || door.widget.unread() == 2).await;
    let _ = request("/messages");
    door.widget.show();
    let counts = door
        .seen()
        .into_iter()
        .filter(|it| it.starts_with("unread"));
    let counts: Vec<String> = counts.collect();
    assert_eq!(
        counts,
        [
            r#"unread {"count":1}"#,
            r#"unread {"count":2}"#,
            r#"unread {"count":0}"#
        ]
    );
}
