//! Options that change while the panel is there.

use super::page::{Door, field, function, settled, until};
use super::script::{asked, request, said};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn looks_change_and_the_conversation_stays() {
    let door = Door::open(&[("heading", "Ask us".into()), ("open", true.into())]);
    door.talk().await;
    door.see("Ask us").await;
    door.configure(&[
        ("heading", "Talk to us".into()),
        ("theme", "light".into()),
        ("position", "bottom-left".into()),
    ]);
    door.see("Talk to us").await;
    until("the looks", || {
        door.css(".dock.at-start[data-theme=light]").is_some()
    })
    .await;
    assert!(door.widget.shown(), "`open` does not count");
    assert_eq!(field(&door.snapshot(), "id"), "c1");
    door.configure(&[]);
    door.see("Chat with us").await;
    until("the defaults", || {
        door.css(".dock[data-theme=auto]:not(.at-start)").is_some()
    })
    .await;
    door.see("Yes.").await;
}

#[wasm_bindgen_test]
async fn another_credential_is_another_visitor() {
    let door = Door::open(&[("open", true.into())]);
    door.talk().await;
    super::script::tell_silence("/messages");
    let waiting = door.widget.send(&"More".into());
    door.configure(&[("token", "other-token".into())]);
    assert_eq!(settled(waiting).await, Err("RESET".into()));
    assert!(door.widget.conversation().is_null());
    until("the other one", || {
        request("/identity/me")
            .get("headers")
            .get("authorization")
            .text()
            == Some("Bearer other-token")
    })
    .await;
}

#[wasm_bindgen_test]
async fn another_backend_is_asked_from_then_on() {
    let door = Door::open(&[]);
    door.talk().await;
    door.configure(&[("apiUrl", "https://proxy.example.test/chat/".into())]);
    assert!(door.widget.conversation().is_null());
    let _ = door.widget.send(&"Hello".into());
    until("a request there", || {
        field(&request("conversations"), "url").starts_with("https://proxy.example.test/chat/conv")
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_stays_wrong_is_warned_of_once() {
    let door = Door::open(&[("theme", "pink".into())]);
    assert_eq!(said().len(), 1);
    door.configure(&[("theme", "pink".into()), ("heading", "Hi".into())]);
    assert!(said().is_empty());
    door.configure(&[("theme", "blue".into()), ("mode", "wide".into())]);
    assert_eq!(said().len(), 1, "what is said of a theme is the same");
    door.configure(&[]);
    door.configure(&[("theme", "pink".into())]);
    assert_eq!(said().len(), 1, "it is wrong again");
}

#[wasm_bindgen_test]
async fn who_was_asked_for_a_token_answers_and_who_came_later_is_asked_next() {
    let late = |token: &'static str| {
        function(move |reason| {
            let token = format!("{token}-{}", reason.as_string().unwrap());
            Ok(Promise::resolve(&JsValue::from(token)).into())
        })
    };
    let door = Door::open(&[("getToken", late("first"))]);
    door.widget.show();
    door.configure(&[("getToken", late("second"))]);
    until("a request", || !asked().is_empty()).await;
    let token = |part: &str| field(request(part).get("headers"), "authorization");
    assert_eq!(token("GET"), "Bearer first-missing");
    super::script::refuse("/messages", 401, "UNAUTHORIZED");
    let sent = settled(door.widget.send(&"Hello".into())).await;
    assert!(sent.is_ok(), "{sent:?}");
    assert_eq!(token("/messages"), "Bearer second-expired");
}

#[wasm_bindgen_test]
async fn configuring_with_nothing_takes_the_credentials_away() {
    let door = Door::open(&[("open", true.into())]);
    door.talk().await;
    door.widget.configure(&JsValue::UNDEFINED);
    assert_eq!(said().len(), 1);
    assert!(door.widget.conversation().is_null());
    let sent = settled(door.widget.send(&"Hello".into())).await;
    assert_eq!(sent, Err("NOT_CONFIGURED".into()));
}
