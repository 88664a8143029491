//! What the backend's configuration makes of launcher and panel.

use super::page::{Door, until};
use super::script::{asked, tell};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const SHOP: &str = r##"{"chatWidgetConfig":{"displayName":"The shop","welcomeMessage":"Good evening",
    "inputPlaceholder":"Ask away","brandColor":"#0a5c2b","userMessageBubbleColor":"#ffe08a","width":333,
    "position":"bottom-left","baseFontSize":20,"customCSSStyles":".panel{display:none}"}}"##;

fn key() -> (&'static str, JsValue) {
    ("apiKey", "pk_1".into())
}

fn style(door: &Door, selector: &str, name: &str) -> String {
    let element = door.css(selector).unwrap();
    let window = web_sys::window().unwrap();
    let style = window.get_computed_style(&element).unwrap().unwrap();
    style.get_property_value(name).unwrap()
}

fn questions() -> usize {
    let asked = asked();
    asked
        .iter()
        .filter(|it| it.contains("projects/current"))
        .count()
}

#[wasm_bindgen_test]
async fn a_panel_that_is_shown_looks_as_configured() {
    let door = Door::open(&[key()]);
    tell("projects/current?apiKey=pk_1", 200, SHOP);
    assert_eq!(questions(), 0);
    door.widget.show();
    door.see("The shop").await;
    door.see("Good evening").await;
    assert_eq!(
        door.css("[part=input]")
            .unwrap()
            .get_attribute("placeholder")
            .as_deref(),
        Some("Ask away")
    );
    assert!(door.css(".dock.at-start").is_some());
    until("the accent", || {
        style(&door, ".main", "background-color") == "rgb(10, 92, 43)"
    })
    .await;
    assert_eq!(style(&door, ".dock", "width"), "333px");
    assert_eq!(
        style(&door, ".panel", "display"),
        "flex",
        "no stylesheet from elsewhere"
    );
    let size = style(&door, ".panel", "font-size");
    let pixels: f64 = size.trim_end_matches("px").parse().unwrap();
    assert!((pixels - 18.8).abs() < 0.001, "{size}");
    door.widget.hide();
    door.widget.show();
    assert_eq!(questions(), 1);
}

#[wasm_bindgen_test]
async fn what_the_page_says_wins_over_the_configuration() {
    let around = super::page::element("section");
    around
        .style()
        .set_property("--inglenook-accent", "rgb(1, 2, 3)")
        .unwrap();
    let target = super::page::element("div");
    around.append_child(&target).unwrap();
    super::script::begin();
    tell("projects/current", 200, SHOP);
    let options = [
        key(),
        ("heading", "Ask us".into()),
        ("position", "bottom-right".into()),
        ("open", true.into()),
    ];
    let door = Door::on(&target, &options);
    door.see("Good evening").await;
    door.see("Ask us").await;
    assert!(door.css(".dock:not(.at-start)").is_some());
    until("the page's accent", || {
        style(&door, ".main", "background-color") == "rgb(1, 2, 3)"
    })
    .await;
    drop(door);
    around.remove();
}

#[wasm_bindgen_test]
async fn messages_of_any_colour_can_be_read() {
    super::script::begin();
    tell("projects/current", 200, SHOP);
    let door = Door::another(&[key(), ("open", true.into())]);
    door.talk().await;
    until("the message", || door.css(".said").is_some()).await;
    assert_eq!(
        style(&door, ".said", "background-color"),
        "rgb(255, 224, 138)"
    );
    let written = style(&door, ".said", "color");
    assert!(
        written.starts_with("color(xyz") && written.contains(" -"),
        "black: {written}"
    );
}

#[wasm_bindgen_test]
async fn nothing_of_it_is_left_for_another_key() {
    super::script::begin();
    tell("projects/current", 200, SHOP);
    let door = Door::another(&[key(), ("open", true.into())]);
    door.see("The shop").await;
    door.configure(&[("apiKey", "pk_2".into())]);
    door.see("Chat with us").await;
    assert_ne!(style(&door, ".dock", "width"), "333px");
    assert_eq!(questions(), 2);
}
