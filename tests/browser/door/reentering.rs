//! Calls from inside of events, and several widgets on one page.

use super::page::{Door, element, field, on, rest, settled, until};
use super::script::{asked, begin};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_message_can_be_sent_in_answer_to_one() {
    let door = Door::open(&[]);
    let (widget, left) = (Rc::clone(&door.widget), Cell::new(2));
    let sent = Rc::new(RefCell::new(Vec::new()));
    let promises = Rc::clone(&sent);
    on(&door.target, "inglenook-message", move || {
        if left.get() > 0 {
            left.set(left.get() - 1);
            promises.borrow_mut().push(widget.send(&"And more".into()));
        }
    });
    door.talk().await;
    until("both", || sent.borrow().len() == 2).await;
    for promise in sent.take() {
        assert!(settled(promise).await.is_ok());
    }
    until("the third answer", || {
        let seen = door.seen();
        seen.iter().filter(|it| it.contains("assistant")).count() == 3
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_panel_can_be_destroyed_by_the_event_that_shows_it() {
    let door = Door::open(&[]);
    let widget = Rc::clone(&door.widget);
    on(&door.target, "inglenook-show", move || widget.destroy());
    door.widget.show();
    rest().await;
    assert_eq!(door.seen(), ["show null"]);
    assert!(asked().is_empty(), "{:?}", asked());
    assert!(door.css(".dock").is_none());
}

#[wasm_bindgen_test]
async fn a_panel_can_be_destroyed_by_its_own_button() {
    let door = Door::open(&[("open", true.into())]);
    door.see("Hello").await;
    let widget = Rc::clone(&door.widget);
    on(&door.target, "inglenook-hide", move || widget.destroy());
    let close = door.css(".header [aria-label='Close chat']").unwrap();
    close.click();
    rest().await;
    assert!(door.css(".dock").is_none());
}

#[wasm_bindgen_test]
async fn a_panel_can_be_destroyed_while_it_takes_in_an_answer() {
    let door = Door::open(&[("open", true.into())]);
    let widget = Rc::clone(&door.widget);
    on(&door.target, "inglenook-conversation-start", move || {
        widget.destroy()
    });
    let sent = door.widget.send(&"Hello".into());
    assert_eq!(settled(sent).await, Err("DESTROYED".into()));
    rest().await;
    assert!(asked().iter().all(|it| !it.contains("/messages")));
}

#[wasm_bindgen_test]
async fn what_is_asked_for_during_an_event_comes_after_it() {
    let door = Door::open(&[]);
    let widget = Rc::clone(&door.widget);
    let inside = Rc::new(Cell::new((false, true)));
    let noted = Rc::clone(&inside);
    on(&door.target, "inglenook-show", move || {
        let before = widget.shown();
        widget.hide();
        noted.set((before, widget.conversation().is_null()));
    });
    door.widget.show();
    assert_eq!(inside.get(), (true, true));
    assert!(!door.widget.shown());
    assert_eq!(door.seen(), ["show null", "hide null"]);
}

#[wasm_bindgen_test]
async fn a_listener_that_throws_breaks_nothing() {
    let door = Door::open(&[]);
    let target = &door.target;
    let throws = super::page::function(|_| Err(js_sys::Error::new("of the page").into()));
    use wasm_bindgen::JsCast;
    target
        .add_event_listener_with_callback("inglenook-message", throws.unchecked_ref())
        .unwrap();
    door.talk().await;
    let uncaught = super::script::went_uncaught();
    assert!(uncaught.length() > 0, "it is the page's own error");
}

#[wasm_bindgen_test]
async fn two_widgets_know_nothing_of_each_other() {
    begin();
    let one = Door::on(&element("div"), &[("heading", "One".into())]);
    let two = Door::another(&[("token", "two".into()), ("open", true.into())]);
    one.talk().await;
    assert_eq!(field(&one.snapshot(), "id"), "c1");
    assert!(two.widget.conversation().is_null());
    assert_eq!(two.seen(), ["show null"]);
    assert!(!one.widget.shown() && two.widget.shown());
    one.widget.destroy();
    two.talk().await;
    two.see("Yes.").await;
}
