//! Arguments that are not what they should be.

use super::page::{Door, object, settled, throwing_getter};
use super::script::{asked, request};
use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn wrong() -> [JsValue; 5] {
    [
        42.into(),
        true.into(),
        object(&[]),
        Array::new().into(),
        JsValue::symbol(None),
    ]
}

#[wasm_bindgen_test]
async fn an_argument_of_a_wrong_type_rejects_and_does_nothing() {
    let door = Door::open(&[]);
    let widget = &door.widget;
    let refused = Err("INVALID_ARGUMENT".to_owned());
    for value in wrong() {
        assert_eq!(settled(widget.send(&value)).await, refused);
        assert_eq!(settled(widget.open_conversation(&value)).await, refused);
        assert_eq!(settled(widget.close_conversation(&value)).await, refused);
        assert_eq!(settled(widget.retry(&value)).await, refused);
    }
    for value in [JsValue::UNDEFINED, JsValue::NULL] {
        assert_eq!(settled(widget.send(&value)).await, refused);
        assert_eq!(settled(widget.open_conversation(&value)).await, refused);
        assert_eq!(settled(widget.retry(&value)).await, refused);
    }
    assert_eq!(settled(widget.open_conversation(&"".into())).await, refused);
    assert!(asked().is_empty() && door.seen().is_empty());
}

#[wasm_bindgen_test]
async fn a_context_that_cannot_be_read_is_none() {
    let door = Door::open(&[]);
    let trap = object(&[]);
    throwing_getter(&trap, "pageUrl");
    let numbers = object(&[("pageUrl", 7.into())]);
    for context in wrong().into_iter().chain([trap, numbers]) {
        let started = settled(door.widget.start_conversation(&context)).await;
        assert!(started.is_ok(), "{started:?}");
        let body = request("POST /conversations").get("body").clone();
        let url = body
            .get("context")
            .get("pageUrl")
            .text()
            .unwrap()
            .to_owned();
        assert!(url.starts_with("http://"), "{url}");
    }
}

#[wasm_bindgen_test]
async fn half_a_character_is_sent_as_a_replacement() {
    let door = Door::open(&[]);
    let half = js_sys::JsString::from_char_code(&[0xd83d, 0x21]);
    assert!(settled(door.widget.send(&half)).await.is_ok());
    let body = request("/messages").get("body").clone();
    assert_eq!(body.get("content").text(), Some("\u{fffd}!"));
}
