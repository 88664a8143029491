//! Options of all kinds, right and wrong.

use super::page::{Door, mount, object, rest, settled, throwing_getter};
use super::script::{asked, begin, said};
use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn list(items: &[&str]) -> JsValue {
    let items = items.iter().map(|it| JsValue::from(*it));
    items.collect::<Array>().into()
}

#[wasm_bindgen_test]
async fn texts_and_lists_are_shown() {
    for suggestions in ["Tea?\n\n Coffee? ".into(), list(&["Tea?", "Coffee?"])] {
        let door = Door::open(&[
            ("open", true.into()),
            ("heading", " Ask us ".into()),
            ("greeting", "Welcome <b>in</b>".into()),
            ("suggestions", suggestions),
            ("theme", "dark".into()),
            ("position", "bottom-left".into()),
        ]);
        door.see("Welcome <b>in</b>").await;
        door.see("Ask us").await;
        door.see("Coffee?").await;
        assert!(door.css(".dock.at-start[data-theme=dark]").is_some());
    }
}

#[wasm_bindgen_test]
async fn a_wrong_option_is_named_once_and_the_rest_counts() {
    let door = Door::open(&[
        ("theme", "pink".into()),
        ("mode", 7.into()),
        ("heading", object(&[])),
        ("suggestions", true.into()),
        ("noStreaming", list(&[])),
        ("getToken", "tok".into()),
        ("position", "bottom-left".into()),
        ("token", "secret-token".into()),
    ]);
    let warnings = said();
    assert_eq!(warnings.len(), 6, "{warnings:?}");
    for name in [
        "theme",
        "mode",
        "heading",
        "suggestions",
        "no-streaming",
        "getToken",
    ] {
        let named = warnings.iter().filter(|it| it.contains(name));
        assert_eq!(named.count(), 1, "{name} in {warnings:?}");
    }
    assert!(warnings.iter().all(|it| !it.contains("secret")));
    assert!(
        door.css(".dock.at-start[data-theme=auto]:not(.inline)")
            .is_some()
    );
}

#[wasm_bindgen_test]
async fn a_list_with_something_else_in_it_is_complained_about() {
    let items = Array::of3(&"Tea?".into(), &7.into(), &"Coffee?".into());
    let door = Door::open(&[("open", true.into()), ("suggestions", items.into())]);
    door.see("Coffee?").await;
    let warnings = said();
    assert!(
        warnings.len() == 1 && warnings[0].contains("suggestions"),
        "{warnings:?}"
    );
}

#[wasm_bindgen_test]
async fn options_that_throw_when_they_are_read_are_not_there() {
    begin();
    let options = object(&[("token", "t".into())]);
    for name in ["theme", "heading", "getToken", "apiUrl", "open"] {
        throwing_getter(&options, name);
    }
    let items = Array::new();
    throwing_getter(&items, "0");
    items.set_length(1);
    let fields = super::page::assign(&options, &[("suggestions", items.into())]);
    let target = super::page::element("div");
    let widget = mount(&target, &fields).unwrap_or_else(|_| panic!("not mounted"));
    assert!(!widget.shown());
    assert_eq!(said().len(), 1, "of the list");
    widget.destroy();
    target.remove();
}

#[wasm_bindgen_test]
async fn without_options_there_is_a_panel_that_says_what_is_missing() {
    for options in [JsValue::UNDEFINED, JsValue::NULL, 7.into(), object(&[])] {
        begin();
        let target = super::page::element("div");
        let widget = mount(&target, &options).unwrap_or_else(|_| panic!("not mounted"));
        let warnings = said();
        assert!(
            warnings.len() == 1 && warnings[0].contains("api-key"),
            "{warnings:?}"
        );
        widget.show();
        let unconfigured = Err("NOT_CONFIGURED".to_owned());
        assert_eq!(settled(widget.send(&"Hello".into())).await, unconfigured);
        let started = widget.start_conversation(&JsValue::NULL);
        assert_eq!(settled(started).await, unconfigured);
        assert_eq!(
            settled(widget.open_conversation(&"c1".into())).await,
            unconfigured
        );
        rest().await;
        assert!(asked().is_empty());
        widget.destroy();
        target.remove();
    }
}
