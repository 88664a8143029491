//! By keyboard alone, and where the focus is.

use crate::harness::Visit;
use serde_json::json;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

/// Presses Tab, or Shift and Tab, until the focus is on the control of this name.
async fn tab_to(visit: &Visit, name: &str, back: bool) {
    let named = format!(
        "document.activeElement?.shadowRoot?.activeElement?.ariaLabel === '{name}'
        || document.activeElement?.shadowRoot?.activeElement?.textContent === '{name}'"
    );
    let keys = if back {
        "\u{e008}\u{e004}\u{e000}"
    } else {
        TAB
    };
    for _ in 0..12 {
        if visit.eval(&named).await == true {
            return;
        }
        visit.keys(keys).await;
    }
    panic!("no way to {name} by Tab");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_job_is_done_by_keyboard() {
    let visit = Visit::new().await;
    visit
        .embed("data-close-reasons='Answered&#10;Not answered'")
        .await;
    visit.find("button", "Open chat").await;
    visit
        .eval("(document.body.tabIndex = -1, document.body.focus())")
        .await;
    visit.keys(TAB).await;
    visit.keys(" ").await;
    visit.focus_is("TEXTAREA").await;
    visit
        .will_answer("See [the page](https://example.com/) and `code`.")
        .await;
    visit.keys("First line").await;
    visit.keys("\u{e008}\u{e007}\u{e000}").await;
    visit.keys("second line").await;
    assert_eq!(visit.draft().await, "First line\nsecond line");
    visit.keys(ENTER).await;
    visit.see("the page").await;
    visit.focus_is("TEXTAREA").await;
    assert_eq!(visit.draft().await, "");
    // Back through links and transcript to the header, with a ring to be seen on the way.
    tab_to(&visit, "the page", true).await;
    let ring = "getComputedStyle(document.activeElement.shadowRoot.activeElement).outlineStyle";
    visit.wait_for(&format!("{ring} !== 'none'")).await;
    tab_to(&visit, "Conversation", true).await;
    tab_to(&visit, "End conversation", true).await;
    visit.keys(ENTER).await;
    visit.focus_is("INPUT").await;
    tab_to(&visit, "Answered", true).await;
    visit.keys(" ").await;
    tab_to(&visit, "End conversation", false).await;
    visit.keys(ENTER).await;
    visit.see("Reason: Answered").await;
    visit.wait_for("document.activeElement.shadowRoot.activeElement?.textContent === 'Start a new conversation'").await;
    visit.keys(ENTER).await;
    visit.focus_is("TEXTAREA").await;
    visit.keys(ESCAPE).await;
    visit.focus_is("[part=launcher]").await;
    visit.keys(ENTER).await;
    visit.focus_is("TEXTAREA").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_overcome_by_keyboard() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit
        .refuse("POST */messages", 503, json!({"retryAfter": 1}))
        .await;
    visit.keys("Hello?\u{e007}").await;
    visit.find("button", "Try again").await;
    visit.focus_is("TEXTAREA").await;
    visit.will_answer("Hello!").await;
    visit.press_when_awake("Dismiss").await;
    tab_to(&visit, "Try again", true).await;
    visit.keys(ENTER).await;
    visit.see("Hello!").await;
    visit
        .wait_for("document.activeElement.localName === 'inglenook-chat'")
        .await;
    visit.keys(ESCAPE).await;
    visit.focus_is("[part=launcher]").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_focus_stays_where_it_is_while_an_answer_streams() {
    let visit = Visit::new().await;
    let body = "<input id=search aria-label=Search>";
    visit.open(&visit.tag(""), body).await;
    visit.open_chat().await;
    let moves = "window.moves = 0, addEventListener('focusin', () => window.moves++), null";
    for place in ["composer", "transcript", "page"] {
        visit
            .will_answer_slowly("one two three four five six seven eight nine ten", 20)
            .await;
        visit.say("Count").await;
        match place {
            "transcript" => visit
                .find("log", "Conversation")
                .await
                .click()
                .await
                .unwrap(),
            "page" => visit
                .eval("document.getElementById('search').focus()")
                .await
                .as_null()
                .unwrap(),
            _ => {}
        }
        visit.eval(moves).await;
        let focused = "[document.activeElement.id, document.activeElement.shadowRoot?.activeElement?.className]";
        let before = visit.eval(focused).await;
        visit.gone("button", "Stop").await;
        assert_eq!(visit.eval(focused).await, before, "{place}");
        assert_eq!(visit.eval("moves").await, 0, "{place}");
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_can_hide_the_panel_without_moving_the_focus_of_the_visitor() {
    let visit = Visit::new().await;
    visit
        .open(&visit.tag(""), "<input id=search aria-label=Search>")
        .await;
    visit.open_chat().await;
    visit
        .eval("document.getElementById('search').focus()")
        .await;
    visit.settle("chat.hide()").await;
    visit.find("button", "Open chat").await;
    assert_eq!(visit.eval("document.activeElement.id").await, "search");
    visit.settle("chat.show()").await;
    visit.focus_is("TEXTAREA").await;
    visit.settle("chat.hide()").await;
    visit.focus_is("[part=launcher]").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_that_belongs_to_an_input_method_sends_nothing() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.write("にほ").await;
    let compose = "(() => { const field = chat.shadowRoot.querySelector('textarea');
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true, composed: true })) })()";
    visit.eval(compose).await;
    assert_eq!(visit.draft().await, "にほ");
    assert!(visit.requests_about_talk().await.is_empty());
    visit.will_answer("はい").await;
    visit.keys(ENTER).await;
    visit.see("はい").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_elsewhere_takes_no_focus_from_the_page() {
    let visit = Visit::new().await;
    visit
        .open(&visit.tag(""), "<input id=search aria-label=Search>")
        .await;
    visit.open_chat().await;
    visit.still_works().await;
    let conversation = visit.conversation().await;
    visit
        .admin(
            &format!("{conversation}/take-over"),
            json!({"name": "Marta"}),
        )
        .await;
    visit.say("Hello?").await;
    visit.see("Marta answers").await;
    visit
        .eval("document.getElementById('search').focus()")
        .await;
    visit
        .admin(&format!("{conversation}/close"), json!({}))
        .await;
    visit.find("heading", "Conversation ended").await;
    visit
        .settle("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
        .await;
    assert_eq!(visit.eval("document.activeElement.id").await, "search");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_that_goes_away_when_it_is_pressed_does_not_take_the_focus_along() {
    let visit = Visit::new().await;
    visit.newcomer("data-suggestions='What is this?'").await;
    let inside = "document.activeElement.localName === 'inglenook-chat'";
    visit
        .will_answer_slowly(&"and so on ".repeat(200), 20)
        .await;
    tab_to(&visit, "What is this?", true).await;
    visit.keys(ENTER).await;
    visit.see("and so on").await;
    visit.wait_for(inside).await;
    tab_to(&visit, "Stop", false).await;
    visit.keys(ENTER).await;
    visit.gone("button", "Stop").await;
    visit.wait_for(inside).await;
    for leave in ["Dismiss", "Try again"] {
        visit
            .strike("POST */messages", json!({"status": 418}))
            .await;
        visit.say("Hello?").await;
        visit.find("button", "Dismiss").await;
        tab_to(&visit, leave, true).await;
        visit.keys(ENTER).await;
        visit.gone("button", "Dismiss").await;
        visit.wait_for(inside).await;
    }
    visit.end().await;
}
