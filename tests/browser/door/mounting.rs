//! Where a panel can stand, and what is left of it: nothing.

use super::page::{Door, document, element, mount, object, rest};
use super::script::{asked, begin, said};
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CssStyleSheet, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

/// A shadow root of the page's own, with a sheet, and an element in it.
fn own_root(mode: ShadowRootMode) -> (ShadowRoot, HtmlElement) {
    let host = element("div");
    let root = host.attach_shadow(&ShadowRootInit::new(mode)).unwrap();
    root.adopted_style_sheets()
        .push(&CssStyleSheet::new().unwrap());
    let target = element("div");
    root.append_child(&target).unwrap();
    (root, target)
}

/// What the error says.
fn refused(target: &JsValue) -> String {
    let error = match mount(target, &object(&[("token", "t".into())])) {
        Ok(_) => panic!("it was mounted"),
        Err(error) => JsValue::from(error),
    };
    let message = Reflect::get(&error, &"message".into()).unwrap();
    message.as_string().unwrap()
}

#[wasm_bindgen_test]
async fn a_root_is_as_it_was_after_any_number_of_panels() {
    begin();
    let (root, target) = own_root(ShadowRootMode::Open);
    let own = root.adopted_style_sheets().get(0);
    for _ in 0..3 {
        let door = Door::on(&target, &[("open", true.into())]);
        // Its looks, and what can be seen of the screen.
        assert_eq!(root.adopted_style_sheets().length(), 3);
        door.see("Hello").await;
        door.widget.destroy();
        assert_eq!(root.adopted_style_sheets().length(), 1);
        assert_eq!(root.adopted_style_sheets().get(0), own);
        assert_eq!(target.child_nodes().length(), 0);
        drop(door);
        root.append_child(&target).unwrap();
    }
    root.host().remove();
}

#[wasm_bindgen_test]
async fn two_panels_in_one_root_keep_their_looks_when_one_goes() {
    begin();
    let (root, first) = own_root(ShadowRootMode::Open);
    let second = element("div");
    root.append_child(&second).unwrap();
    let one = Door::on(&first, &[("open", true.into())]);
    let other = Door::on(&second, &[("open", true.into())]);
    one.widget.destroy();
    assert_eq!(root.adopted_style_sheets().length(), 3);
    other.see("Hello").await;
    drop((one, other));
    assert_eq!(root.adopted_style_sheets().length(), 1);
    root.host().remove();
}

#[wasm_bindgen_test]
async fn an_element_can_be_filled_before_it_is_in_the_document() {
    begin();
    let target = element("div");
    target.remove();
    let door = Door::on(&target, &[("open", true.into())]);
    document().body().unwrap().append_child(&target).unwrap();
    door.see("Hello").await;
    door.talk().await;
}

#[wasm_bindgen_test]
fn what_cannot_hold_a_chat_is_refused_and_stays_as_it_was() {
    begin();
    let closed = element("div");
    let init = ShadowRootInit::new(ShadowRootMode::Closed);
    let inside = closed.attach_shadow(&init).unwrap();
    let input = element("input");
    for target in [&input, &closed] {
        assert!(refused(target).contains("cannot hold a chat"));
        assert!(target.shadow_root().is_none());
        assert_eq!(target.child_nodes().length(), 0);
        target.remove();
    }
    assert_eq!(inside.child_nodes().length(), 0);
    let svg = document().create_element_ns(Some("http://www.w3.org/2000/svg"), "svg");
    let wrong: [JsValue; 5] = [
        JsValue::NULL,
        JsValue::UNDEFINED,
        "#chat".into(),
        object(&[]),
        svg.unwrap().into(),
    ];
    for target in wrong {
        assert!(refused(&target).contains("must be an HTMLElement"));
    }
    assert!(said().is_empty() && asked().is_empty());
}

#[wasm_bindgen_test]
async fn an_element_of_another_document_is_refused_and_stays_as_it_was() {
    begin();
    let frame = element("iframe");
    let inner = Reflect::get(&frame, &"contentDocument".into()).unwrap();
    let inner: web_sys::Document = inner.unchecked_into();
    let stranger: HtmlElement = inner.create_element("div").unwrap().unchecked_into();
    assert!(refused(&stranger).contains("must be an HTMLElement"));
    // Made here, moved there: its root cannot adopt a sheet of this document.
    let emigrant = element("div");
    inner.body().unwrap().append_child(&emigrant).unwrap();
    assert!(refused(&emigrant).contains("cannot hold a chat"));
    assert_eq!(emigrant.child_nodes().length(), 0);
    let root = emigrant.shadow_root().map(|it| it.child_nodes().length());
    assert_eq!(root.unwrap_or_default(), 0);
    frame.remove();
}

#[wasm_bindgen_test]
async fn nothing_is_asked_and_nothing_shown_before_anybody_acts() {
    let door = Door::open(&[]);
    rest().await;
    assert!(asked().is_empty() && door.seen().is_empty());
    assert!(!door.widget.shown());
    assert!(door.css(".dock[hidden]").is_some());
    assert!(door.widget.conversation().is_null());
}

#[wasm_bindgen_test]
async fn an_inline_or_open_panel_shows_itself_and_leaves_the_focus_alone() {
    for option in [("mode", JsValue::from("inline")), ("open", true.into())] {
        let door = Door::open(&[option]);
        assert!(door.widget.shown());
        door.saw("show null").await;
        rest().await;
        assert!(door.root().active_element().is_none());
    }
}

#[wasm_bindgen_test]
async fn a_panel_stays_when_the_page_does_not_keep_its_handle() {
    begin();
    let target = element("div");
    let options = object(&[("token", "t".into()), ("mode", "inline".into())]);
    drop(mount(&target, &options));
    let root = target.shadow_root().unwrap();
    super::page::until("the composer", || {
        root.query_selector("textarea").unwrap().is_some()
    })
    .await;
    assert_eq!(root.adopted_style_sheets().length(), 1);
    super::page::until("its requests", || asked().len() > 2).await;
    target.remove();
}
