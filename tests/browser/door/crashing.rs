//! After a panic, which the hook reports by `crash::show`.

use super::page::{Door, document, rest, settled, until};
use super::script::{Feed, asked, begin, held_timers, hold_timers, tell_silence};
use inglenook::js::crash;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

fn notice(door: &Door) -> HtmlElement {
    door.css(".crash").unwrap()
}

async fn is_shown(door: &Door) {
    until("the panel", || door.css(".dock:not([hidden])").is_some()).await;
}

fn panics(door: &Door) -> usize {
    let seen = door.seen();
    seen.iter()
        .filter(|it| **it == r#"error {"code":"PANIC"}"#)
        .count()
}

fn looks(notice: &HtmlElement, property: &str) -> String {
    let window = web_sys::window().unwrap();
    let style = window.get_computed_style(notice).unwrap().unwrap();
    style.get_property_value(property).unwrap()
}

#[wasm_bindgen_test]
async fn a_shown_panel_says_what_happened_and_how_to_go_on() {
    let door = Door::open(&[("open", true.into()), ("position", "bottom-left".into())]);
    is_shown(&door).await;
    crash::show();
    let notice = notice(&door);
    assert_eq!(notice.get_attribute("role").as_deref(), Some("alert"));
    let button = door.css(".crash button[data-reload]").unwrap();
    assert_eq!(button.text_content().unwrap(), "Reload the chat");
    assert!(door.css(".dock").is_none());
    assert!(notice.get_client_rects().length() > 0);
    assert_eq!(looks(&notice, "position"), "fixed");
    assert_eq!(looks(&notice, "border-top-style"), "solid");
    assert_eq!(looks(&notice, "left"), "20px", "where the panel was");
    assert_ne!(looks(&notice, "background-color"), "rgba(0, 0, 0, 0)");
    assert_eq!(panics(&door), 1);
    crash::show();
    assert_eq!(panics(&door), 1);
}

#[wasm_bindgen_test]
async fn an_inline_panel_says_so_in_its_place() {
    let door = Door::open(&[("mode", "inline".into())]);
    is_shown(&door).await;
    crash::show();
    let notice = notice(&door);
    assert_eq!(looks(&notice, "position"), "static");
    assert!(notice.get_client_rects().length() > 0);
}

#[wasm_bindgen_test]
async fn it_is_said_in_the_panels_language_and_colours() {
    for theme in ["dark", "light"] {
        let door = Door::open(&[("open", true.into()), ("theme", theme.into())]);
        is_shown(&door).await;
        crash::show();
        assert_eq!(looks(&notice(&door), "color-scheme"), theme);
        assert!(
            door.css(".crash [lang=en][dir=ltr] [data-reload]")
                .is_some()
        );
        let words = door.css(".crash [lang=en][dir=ltr]").unwrap();
        let said = words.text_content().unwrap();
        assert!(said.starts_with("The chat stopped working."), "{said}");
    }
}

#[wasm_bindgen_test]
async fn a_hidden_panel_says_so_when_it_is_wanted_and_not_before() {
    let door = Door::open(&[]);
    crash::show();
    let notice = notice(&door);
    assert_eq!(notice.get_client_rects().length(), 0);
    assert_eq!(panics(&door), 1, "the page is told at once");
    assert!(!door.widget.shown());
    door.widget.show();
    assert!(door.widget.shown() && notice.get_client_rects().length() > 0);
    door.widget.toggle();
    assert_eq!(notice.get_client_rects().length(), 0);
}

#[wasm_bindgen_test]
async fn nothing_runs_on_and_nobody_is_left_waiting() {
    let door = Door::open(&[("open", true.into())]);
    door.talk().await;
    hold_timers();
    let feed = Feed::new("/messages", true);
    let sent = door.widget.send(&"Hello".into());
    until("the message", || {
        asked().iter().filter(|it| it.contains("/messages")).count() == 2
    })
    .await;
    feed.say("Ye");
    assert!(settled(sent).await.is_ok());
    let queued = door.widget.send(&"More".into());
    crash::show();
    assert_eq!(settled(queued).await, Err("PANIC".into()));
    let later = door.widget.send(&"Later".into());
    assert_eq!(settled(later).await, Err("PANIC".into()));
    let started = door.widget.start_conversation(&JsValue::NULL);
    assert_eq!(settled(started).await, Err("PANIC".into()));
    let before = (asked(), door.seen());
    door.widget.stop();
    door.widget.reset();
    rest().await;
    assert_eq!((asked(), door.seen()), before);
    assert!(feed.cancelled() && held_timers().is_empty());
}

#[wasm_bindgen_test]
async fn every_widget_is_told_and_a_destroyed_one_is_not() {
    begin();
    let one = Door::another(&[("open", true.into())]);
    let two = Door::another(&[]);
    let gone = Door::another(&[("open", true.into())]);
    gone.widget.destroy();
    crash::show();
    assert_eq!((panics(&one), panics(&two), panics(&gone)), (1, 1, 0));
    assert!(gone.css(".crash").is_none());
    one.widget.destroy();
    assert!(one.css(".crash").is_none(), "its notice goes with it");
    assert_eq!(one.root().adopted_style_sheets().length(), 0);
}

#[wasm_bindgen_test]
async fn a_fresh_widget_can_be_mounted_where_one_has_crashed() {
    let door = Door::open(&[("open", true.into())]);
    tell_silence("/identity/me");
    crash::show();
    door.widget.destroy();
    document()
        .body()
        .unwrap()
        .append_child(&door.target)
        .unwrap();
    let fresh = Door::on(&door.target, &[("open", true.into())]);
    fresh.talk().await;
    fresh.see("Yes.").await;
}
