//! Where the panel covers the page: what cannot be seen is not reached by keys either.

use crate::harness::Visit;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::json;

const TAB: &str = "\u{e004}";
const BACK: &str = "\u{e008}\u{e004}\u{e000}";
const F6: &str = "\u{e036}";
const ESCAPE: &str = "\u{e00c}";
const FIELDS: &str = "<input id=search aria-label=Search><input id=other aria-label=Other>
    <dialog id=page><button id=one>One</button><button id=two>Two</button></dialog>";
const FOCUSED: &str =
    "(document.activeElement.shadowRoot?.activeElement ?? document.activeElement)";
const INSIDE: &str = "!!document.activeElement.shadowRoot?.activeElement?.closest('.panel')";
const NOWHERE: &str =
    "(document.activeElement.shadowRoot?.activeElement ?? document.activeElement).blur()";

/// A panel that is shown on a screen of this size, on a page with fields of its own.
async fn shown(width: u32, height: u32) -> Visit {
    let visit = Visit::new().await;
    visit.on_screen(width, height).await;
    visit.open(&visit.tag(""), FIELDS).await;
    visit.open_chat().await;
    visit.focus_is("TEXTAREA").await;
    visit
}

/// Presses a key on whatever has the focus, also where that is nothing.
async fn press(visit: &Visit, keys: &str) {
    let mut press = KeyActions::new("keyboard".into());
    for value in keys.trim_end_matches('\u{e000}').chars() {
        press = press.then(KeyAction::Down { value });
    }
    for value in keys.trim_end_matches('\u{e000}').chars() {
        press = press.then(KeyAction::Up { value });
    }
    visit.browser.client.perform_actions(press).await.unwrap();
}

/// The controls that `keys` go through, one time round.
async fn round(visit: &Visit, keys: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mark = format!("window.before = {FOCUSED}, null");
    for _ in 0..12 {
        visit.eval(&mark).await;
        press(visit, keys).await;
        visit.wait_for(&format!("before !== {FOCUSED}")).await;
        assert_eq!(visit.eval(INSIDE).await, true, "{names:?}");
        let name =
            format!("(({{ ariaLabel, textContent }}) => ariaLabel || textContent)({FOCUSED})");
        names.push(visit.eval(&name).await.as_str().unwrap().into());
        if names.last().is_some_and(|it| it == "Message") {
            return names;
        }
    }
    panic!("no way round: {names:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn tab_goes_round_inside_a_panel_that_covers_the_page() {
    let visit = shown(460, 844).await;
    let modal = "chat.shadowRoot.querySelector('[role=dialog]').ariaModal";
    assert_eq!(visit.eval(modal).await, "true");
    let mut there = round(&visit, TAB).await;
    assert!(there.contains(&"Close chat".to_owned()), "{there:?}");
    let mut back = round(&visit, BACK).await;
    assert_eq!(
        (there.pop(), back.pop()),
        (Some("Message".into()), Some("Message".into()))
    );
    back.reverse();
    assert_eq!(there, back);
    // Wherever the focus was, it comes in.
    for lose in [NOWHERE, "document.getElementById('search').focus()"] {
        for keys in [TAB, BACK, F6] {
            visit.eval(lose).await;
            assert_eq!(visit.eval(INSIDE).await, false);
            press(&visit, keys).await;
            visit.wait_for(INSIDE).await;
        }
    }
    press(&visit, F6).await;
    visit.focus_is("TEXTAREA").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn escape_hides_a_panel_that_covers_the_page_wherever_the_focus_is() {
    let visit = shown(460, 844).await;
    for lose in [NOWHERE, "document.getElementById('search').focus()"] {
        visit.eval(lose).await;
        press(&visit, ESCAPE).await;
        visit.gone("dialog", "Chat with us").await;
        visit.focus_is("[part=launcher]").await;
        visit.press("Open chat").await;
        visit.focus_is("TEXTAREA").await;
    }
    // One that is hidden keeps nothing of the page's.
    visit.keys(ESCAPE).await;
    visit.focus_is("[part=launcher]").await;
    tab_goes_on_in_the_page(&visit).await;
    visit.end().await;
}

/// From one of the page's own controls to its next.
async fn tab_goes_on_in_the_page(visit: &Visit) {
    visit
        .eval("document.getElementById('search').focus()")
        .await;
    press(visit, TAB).await;
    visit
        .wait_for("document.activeElement.id === 'other'")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_page_puts_over_the_panel_keeps_its_keys() {
    let visit = shown(460, 844).await;
    let dialog = "document.getElementById('page')";
    visit
        .eval(&format!(
            "({dialog}.showModal(), document.getElementById('one').focus())"
        ))
        .await;
    press(&visit, TAB).await;
    visit.wait_for("document.activeElement.id === 'two'").await;
    press(&visit, ESCAPE).await;
    visit.wait_for(&format!("!{dialog}.open")).await;
    visit.find("dialog", "Chat with us").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_is_modal_only_as_long_as_it_covers_the_page() {
    let visit = shown(900, 844).await;
    let modal = |is: &str| {
        format!(
            "document.querySelector('inglenook-chat').shadowRoot.querySelector('section').ariaModal {is} 'true'"
        )
    };
    visit.wait_for(&modal("!==")).await;
    visit.on_screen(460, 844).await;
    visit.wait_for(&modal("===")).await;
    assert_eq!(round(&visit, TAB).await.pop(), Some("Message".into()));
    visit.on_screen(900, 844).await;
    visit.wait_for(&modal("!==")).await;
    tab_goes_on_in_the_page(&visit).await;
    press(&visit, ESCAPE).await;
    visit.find("dialog", "Chat with us").await;
    visit.on_screen(460, 844).await;
    visit.wait_for(&modal("===")).await;
    visit.eval("chat.mode = 'inline', null").await;
    visit.wait_for(&modal("!==")).await;
    assert_eq!(
        visit
            .eval("chat.shadowRoot.querySelector('section').role")
            .await,
        json!("region")
    );
    visit.end().await;
}
