//! The screen around the panel: what an on-screen keyboard leaves of it.

use super::page::{Door, document, until};
use super::script::see;
use js_sys::{Array, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

fn sheets_of_the_page() -> u32 {
    let sheets = Reflect::get(&document(), &"adoptedStyleSheets".into()).unwrap();
    sheets.unchecked_into::<Array>().length()
}

fn given(door: &Door, property: &str) -> String {
    let dock = door.css(".dock").unwrap();
    let style = web_sys::window().unwrap().get_computed_style(&dock);
    style
        .unwrap()
        .unwrap()
        .get_property_value(property)
        .unwrap()
}

fn bottom(door: &Door) -> f64 {
    let panel = door.css(".panel").unwrap();
    panel.get_bounding_client_rect().bottom()
}

#[wasm_bindgen_test]
async fn an_on_screen_keyboard_does_not_cover_the_composer() {
    let door = Door::open(&[]);
    let window = web_sys::window().unwrap();
    let whole = window.inner_height().unwrap().as_f64().unwrap();
    see(whole, 0.0, 1.0);
    door.widget.show();
    until("the panel", || bottom(&door) > whole * 0.6).await;
    see(whole * 0.5, 20.0, 1.0);
    until("the panel above it", || bottom(&door) <= whole * 0.5 + 20.0).await;
    let composer = door.css("textarea").unwrap().get_bounding_client_rect();
    assert!(composer.top() > 20.0 && composer.bottom() <= whole * 0.5 + 20.0);
    let half = format!("{}px", (whole * 0.5).floor());
    assert_eq!(
        given(&door, "--seen"),
        half,
        "what a full screen panel gets"
    );
    assert_eq!(given(&door, "--top"), "20px");
    see(whole, 0.0, 1.0);
    assert!(bottom(&door) > whole * 0.6);
}

#[wasm_bindgen_test]
async fn a_visitor_who_looks_closer_does_not_change_the_panel() {
    let door = Door::open(&[]);
    see(600.0, 0.0, 1.0);
    door.widget.show();
    until("the panel", || bottom(&door) > 0.0).await;
    see(300.0, 100.0, 2.0);
    assert_eq!(given(&door, "--seen"), "");
}

#[wasm_bindgen_test]
async fn the_page_is_held_only_while_a_panel_floats_over_it() {
    let alone = sheets_of_the_page();
    let door = Door::open(&[]);
    let before = sheets_of_the_page();
    door.widget.show();
    assert_eq!(sheets_of_the_page(), before + 1);
    door.widget.hide();
    assert_eq!(sheets_of_the_page(), before);
    door.widget.show();
    door.configure(&[("mode", "inline".into())]);
    assert_eq!(sheets_of_the_page(), before);
    door.configure(&[]);
    assert_eq!(sheets_of_the_page(), before + 1);
    door.widget.destroy();
    assert_eq!(sheets_of_the_page(), alone);
}
