//! The end, at any moment: nothing runs on, nobody is left waiting.

use super::page::{Door, function, rest, settled, until};
use super::script::{Feed, asked, held_timers, hold_timers, refuse, tell_silence};
use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

/// After its end a widget does nothing, says nothing and rejects.
async fn is_over(door: &Door) {
    let (before, told) = (asked(), door.seen());
    let widget = &door.widget;
    widget.destroy();
    widget.show();
    widget.toggle();
    widget.hide();
    widget.stop();
    widget.reset();
    widget.configure(&JsValue::NULL);
    assert!(!widget.shown() && widget.conversation().is_null());
    assert_eq!(widget.unread(), 0);
    let destroyed = Err("DESTROYED".to_owned());
    assert_eq!(settled(widget.send(&"Hello".into())).await, destroyed);
    let started = widget.start_conversation(&JsValue::NULL);
    assert_eq!(settled(started).await, destroyed);
    assert_eq!(
        settled(widget.open_conversation(&"c1".into())).await,
        destroyed
    );
    let closed = widget.close_conversation(&JsValue::NULL);
    assert_eq!(settled(closed).await, destroyed);
    assert_eq!(settled(widget.retry(&"m1".into())).await, destroyed);
    let window = web_sys::window().unwrap();
    window
        .dispatch_event(&Event::new("online").unwrap())
        .unwrap();
    rest().await;
    assert_eq!((asked(), door.seen()), (before, told));
    assert_eq!(held_timers(), [0; 0]);
    assert!(door.css(".dock").is_none());
}

#[wasm_bindgen_test]
async fn a_panel_that_was_never_shown() {
    let door = Door::open(&[]);
    hold_timers();
    door.widget.destroy();
    is_over(&door).await;
}

#[wasm_bindgen_test]
async fn a_panel_that_looks_for_its_conversation() {
    let door = Door::open(&[]);
    hold_timers();
    tell_silence("GET /conversations");
    door.widget.show();
    let looks = |line: &String| line.starts_with("GET /conversations");
    until("the look", || asked().iter().any(looks)).await;
    door.widget.destroy();
    is_over(&door).await;
}

#[wasm_bindgen_test]
async fn a_panel_that_was_shown_in_this_very_moment_asks_for_nothing() {
    let door = Door::open(&[]);
    door.widget.show();
    door.widget.destroy();
    rest().await;
    assert!(asked().is_empty(), "{:?}", asked());
}

#[wasm_bindgen_test]
async fn a_message_on_its_way() {
    let door = Door::open(&[]);
    hold_timers();
    tell_silence("/messages");
    let sent = door.widget.send(&"Hello".into());
    let later = door.widget.send(&"And more".into());
    until("the message", || {
        asked().iter().any(|it| it.contains("/messages"))
    })
    .await;
    door.widget.destroy();
    assert_eq!(settled(sent).await, Err("DESTROYED".into()));
    assert_eq!(settled(later).await, Err("DESTROYED".into()));
    is_over(&door).await;
}

#[wasm_bindgen_test]
async fn an_answer_that_streams_in() {
    // A deaf stream is one that the page's own `fetch` made.
    for deaf in [false, true] {
        let door = Door::open(&[("open", true.into())]);
        hold_timers();
        let feed = Feed::new("/messages", deaf);
        let _ = door.widget.send(&"Hello".into());
        until("the message", || {
            asked().iter().any(|it| it.contains("/messages"))
        })
        .await;
        feed.say("Ye");
        door.see("Ye").await;
        feed.chunk(r#"{"type":"text-delta","id":"t","delta":"s."}"#);
        door.widget.destroy();
        is_over(&door).await;
        assert!(feed.cancelled());
    }
}

#[wasm_bindgen_test]
async fn a_close_under_way() {
    let door = Door::open(&[]);
    door.talk().await;
    hold_timers();
    tell_silence("/close");
    let closed = door.widget.close_conversation(&"Done".into());
    door.widget.destroy();
    assert_eq!(settled(closed).await, Err("DESTROYED".into()));
    is_over(&door).await;
}

#[wasm_bindgen_test]
async fn a_countdown() {
    let door = Door::open(&[("open", true.into())]);
    hold_timers();
    refuse("/messages", 429, "RATE_LIMIT_EXCEEDED");
    assert!(settled(door.widget.send(&"Hello".into())).await.is_err());
    assert!(held_timers().contains(&1000));
    door.widget.destroy();
    is_over(&door).await;
}

#[wasm_bindgen_test]
async fn a_token_that_never_comes() {
    let never = function(|_| Ok(Promise::new(&mut |_, _| {}).into()));
    let door = Door::open(&[("getToken", never)]);
    hold_timers();
    let sent = door.widget.send(&"Hello".into());
    until("the question", || held_timers().contains(&30_000)).await;
    door.widget.destroy();
    assert_eq!(settled(sent).await, Err("DESTROYED".into()));
    is_over(&door).await;
}

#[wasm_bindgen_test]
async fn a_panel_whose_nodes_the_page_has_torn_out() {
    let door = Door::open(&[("open", true.into())]);
    let feed = Feed::new("/messages", false);
    let _ = door.widget.send(&"Hello".into());
    until("the message", || {
        asked().iter().any(|it| it.contains("/messages"))
    })
    .await;
    feed.say("Ye");
    door.see("Ye").await;
    door.root().set_text_content(None);
    feed.chunk(r#"{"type":"text-delta","id":"t","delta":"s."}"#);
    feed.chunk(r#"{"type":"finish"}"#);
    feed.end();
    door.saw("\"text\":\"Yes.\"").await;
    door.widget.destroy();
    is_over(&door).await;
}

#[wasm_bindgen_test]
fn nothing_global_is_left_behind() {
    let names = || js_sys::Object::keys(&js_sys::global()).length();
    let before = names();
    let door = Door::open(&[("open", true.into())]);
    door.widget.destroy();
    // What the script of this test sets is there from the beginning.
    let own = ["onerror", "onunhandledrejection"];
    assert!(
        own.iter()
            .all(|it| Reflect::has(&js_sys::global(), &(*it).into()).unwrap())
    );
    assert_eq!(names(), before);
}
