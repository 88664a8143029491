//! Between page and panel: the key to the panel and back, and the device's way back.

use crate::harness::Visit;
use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use serde_json::json;

const TAB: &str = "\u{e004}";
const F6: &str = "\u{e036}";
const ESCAPE: char = '\u{e00c}';
const FIELDS: &str = "<input id=search aria-label=Search><input id=other aria-label=Other>";

/// A panel that is shown, on a page where the search has the focus.
async fn beside_a_search(visit: &Visit) {
    visit.open(&visit.tag(""), FIELDS).await;
    visit.open_chat().await;
    visit.focus_is("TEXTAREA").await;
    let focus = "document.getElementById('search').focus()";
    visit.eval(focus).await;
}

/// Presses two pixels inside the lower edge of what this expression gives, as a mouse does.
async fn press_at(visit: &Visit, expression: &str) {
    let place = format!(
        "(({{ left, width, bottom }}) => [left + width / 2, bottom - 2])(({expression}).getBoundingClientRect())"
    );
    visit.let_animations_end().await;
    let place = visit.eval(&place).await;
    let (x, y) = (place[0].as_f64().unwrap(), place[1].as_f64().unwrap());
    let press = MouseActions::new("mouse".into())
        .then(PointerAction::MoveTo {
            duration: None,
            x,
            y,
        })
        .then(PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        })
        .then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        });
    visit.browser.client.perform_actions(press).await.unwrap();
}

/// A key that is not for anything in the panel, as the browser itself gets it.
async fn press_on_page(visit: &Visit, value: char) {
    let press = KeyActions::new("keyboard".into())
        .then(KeyAction::Down { value })
        .then(KeyAction::Up { value });
    visit.browser.client.perform_actions(press).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_goes_to_the_panel_and_back_to_where_the_visitor_was() {
    let visit = Visit::new().await;
    beside_a_search(&visit).await;
    visit.keys(F6).await;
    visit.focus_is("TEXTAREA").await;
    visit.keys(F6).await;
    visit
        .wait_for("document.activeElement.id === 'search'")
        .await;
    visit.eval("document.getElementById('other').focus()").await;
    visit.keys(F6).await;
    visit.focus_is("TEXTAREA").await;
    visit.keys(F6).await;
    visit
        .wait_for("document.activeElement.id === 'other'")
        .await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_nowhere_on_the_page_begins_at_its_beginning() {
    let visit = Visit::new().await;
    visit.open(&visit.tag(""), FIELDS).await;
    visit.open_chat().await;
    visit.focus_is("TEXTAREA").await;
    visit.keys(F6).await;
    visit
        .wait_for("document.activeElement === document.body")
        .await;
    visit.keys(TAB).await;
    visit
        .wait_for("document.activeElement.id === 'search'")
        .await;
    // What the visitor was in may be gone by the time that they come back.
    visit.keys(F6).await;
    visit.focus_is("TEXTAREA").await;
    visit
        .eval("document.getElementById('search').remove()")
        .await;
    visit.keys(F6).await;
    visit
        .wait_for("document.activeElement === document.body")
        .await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_is_the_pages_where_no_panel_is_shown_and_where_the_page_uses_it() {
    let visit = Visit::new().await;
    beside_a_search(&visit).await;
    let listen = "(window.left = [], addEventListener('keydown', (event) => left.push(event.defaultPrevented)), null)";
    visit.eval(listen).await;
    visit.settle("chat.hide()").await;
    visit.gone("dialog", "Chat with us").await;
    visit
        .eval("document.getElementById('search').focus()")
        .await;
    visit.keys(F6).await;
    assert_eq!(visit.eval("left").await, json!([false]));
    visit.settle("chat.show()").await;
    let uses = "document.addEventListener('keydown', (event) => event.preventDefault())";
    visit
        .eval(&format!(
            "({uses}, document.getElementById('search').focus())"
        ))
        .await;
    visit.keys(F6).await;
    assert_eq!(visit.eval("document.activeElement.id").await, "search");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn going_back_on_a_phone_leaves_the_panel_and_not_the_page() {
    let visit = Visit::new().await;
    visit.on_phone(390).await;
    visit.newcomer("").await;
    visit.still_works().await;
    let pages = visit.eval("history.length").await;
    // The way back is no key: only what browsers make of this one counts here.
    let no_key = "addEventListener('keydown', (event) => event.stopImmediatePropagation(), true)";
    visit.eval(no_key).await;
    visit.press("End conversation").await;
    visit.find("textbox", "Reason (optional)").await;
    let leave = "document.activeElement.shadowRoot.activeElement.blur()";
    visit.eval(leave).await;
    press_on_page(&visit, ESCAPE).await;
    visit.find("textbox", "Message").await;
    visit
        .eval("document.activeElement.shadowRoot?.activeElement?.blur()")
        .await;
    press_on_page(&visit, ESCAPE).await;
    visit.find("button", "Open chat").await;
    assert_eq!(visit.eval("history.length").await, pages);
    visit.press("Open chat").await;
    visit.see("Everything is fine again.").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn escape_hides_the_panel_also_from_what_is_no_control_and_from_the_launcher() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    for heading in ["Chat with us", "Hello! How can we help?"] {
        visit.find("textbox", "Message").await;
        let words = format!(
            "[...chat.shadowRoot.querySelectorAll('h2, .greeting')].find((it) => it.textContent === '{heading}')"
        );
        press_at(&visit, &words).await;
        press_on_page(&visit, ESCAPE).await;
        visit.gone("dialog", "Chat with us").await;
        visit.focus_is("[part=launcher]").await;
        visit.press("Open chat").await;
    }
    visit.focus_is("TEXTAREA").await;
    let launcher = "chat.shadowRoot.querySelector('[part=launcher]')";
    visit.eval(&format!("{launcher}.focus()")).await;
    press_on_page(&visit, ESCAPE).await;
    visit.gone("dialog", "Chat with us").await;
    visit.focus_is("[part=launcher]").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_on_the_rim_of_the_text_box_goes_into_it() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.keys("Hel").await;
    press_at(&visit, "chat.shadowRoot.querySelector('.box')").await;
    visit.focus_is("TEXTAREA").await;
    visit.keys("lo").await;
    assert_eq!(visit.draft().await, "Hello");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_pressed_on_a_large_page_hides_no_panel_beside_it() {
    let visit = Visit::new().await;
    beside_a_search(&visit).await;
    press_on_page(&visit, ESCAPE).await;
    visit.keys("found").await;
    visit.find("dialog", "Chat with us").await;
    visit.end().await;
}
