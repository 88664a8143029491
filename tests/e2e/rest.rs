//! The second file of the panel: nobody waits for it who writes a first message, and where it does not
//! come nothing is lost.

use crate::harness::Visit;
use serde_json::json;

const UNREACHABLE: &str = "We cannot be reached. Please check your connection and try again.";

/// What follows what on screen, from now on.
const WATCH: &str = "(() => {
    const seen = window.seen = [];
    const look = () => {
      const shown = (it) => chat.shadowRoot.querySelector(`.dock:not([hidden]) ${it}`);
      const now = ['.home', '.skeleton', '[role=log]', '.notice'].filter(shown).join(' ');
      if (now && seen.at(-1) !== now) seen.push(now);
      requestAnimationFrame(look);
    };
    look();
})()";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_and_sent_before_it_is_there_is_kept_and_answered() {
    let visit = Visit::new().await;
    visit.embed("data-prefetch=never").await;
    visit.eval(WATCH).await;
    let rest = visit.site.hold("rest-");
    visit.will_answer("Good morning.").await;
    visit.press("Open chat").await;
    visit.focus_is("TEXTAREA").await;
    visit.say("Hello").await;
    assert_eq!(visit.draft().await, "");
    visit.keys("Half a thou").await;
    visit.wait_for("seen.at(-1) === '.skeleton'").await;
    assert!(visit.requests().await.is_empty());
    rest.release();
    visit.see("Good morning.").await;
    visit.see("Hello").await;
    assert_eq!(visit.count("Hello").await, 1);
    assert_eq!(visit.draft().await, "Half a thou");
    visit.focus_is("TEXTAREA").await;
    visit.keys("ght").await;
    assert_eq!(visit.draft().await, "Half a thought");
    visit.wait_for("seen.at(-1) === '[role=log]'").await;
    assert_eq!(
        visit.eval("seen").await,
        json!([".home", ".skeleton", "[role=log]"])
    );
    assert_eq!(visit.events("show").await.len(), 1);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_goes_and_comes_before_it_is_there() {
    let visit = Visit::new().await;
    visit.embed("data-prefetch=never").await;
    let rest = visit.site.hold("rest-");
    visit.open_chat().await;
    visit.write("Half a thou").await;
    visit.keys("\u{e00c}").await;
    visit.gone("textbox", "Message").await;
    visit.focus_is("[part=launcher]").await;
    visit.open_chat().await;
    assert_eq!(visit.draft().await, "Half a thou");
    visit.focus_is("TEXTAREA").await;
    assert_eq!(visit.settle("chat.hide()").await, json!(null));
    visit.find("button", "Open chat").await;
    visit.open_chat().await;
    visit
        .eval("window.sent = chat.send('From the page').then(() => 'sent'), null")
        .await;
    rest.release();
    assert_eq!(visit.settle("window.sent").await, "sent");
    visit.see("From the page").await;
    assert_eq!(visit.count("From the page").await, 1);
    assert_eq!(visit.draft().await, "Half a thou");
    assert_eq!(visit.events("show").await.len(), 3);
    assert_eq!(visit.events("hide").await.len(), 2);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_who_is_forgotten_before_it_is_there_is_forgotten_at_once() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    let rest = visit.site.hold("rest-");
    visit.reload().await;
    visit.find("textbox", "Message").await;
    visit.write("A secret draft").await;
    visit
        .eval(
            "window.sent = chat.send('From the page').then(() => 'sent', ({ code }) => code), null",
        )
        .await;
    visit.settle("chat.reset()").await;
    assert_eq!(visit.draft().await, "");
    let kept = "[localStorage.length, Object.keys(sessionStorage).filter((it) => !it.endsWith('shown')).length]";
    assert_eq!(visit.eval(kept).await, json!([0, 0]));
    assert_eq!(visit.settle("window.sent").await, "RESET");
    visit.write("Somebody else").await;
    rest.release();
    visit.see("Hello! How can we help?").await;
    assert_eq!(visit.draft().await, "Somebody else");
    visit.will_answer("Good morning.").await;
    visit.write("\u{e007}").await;
    visit.see("Good morning.").await;
    for earlier in [
        "Everything is fine again.",
        "From the page",
        "A secret draft",
    ] {
        assert_eq!(visit.count(earlier).await, 0, "{earlier}");
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_of_an_earlier_visit_follows_its_outline_and_nothing_else() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    let rest = visit.site.hold("rest-");
    visit.reload().await;
    visit.eval(WATCH).await;
    visit.find("textbox", "Message").await;
    visit.wait_for("seen.length").await;
    visit.write("And").await;
    rest.release();
    visit.see("Everything is fine again.").await;
    assert_eq!(visit.draft().await, "And");
    visit.wait_for("seen.length > 1").await;
    assert_eq!(visit.eval("seen").await, json!([".skeleton", "[role=log]"]));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_did_not_come_is_told_once_and_fetched_again_by_a_click() {
    let mut visit = Visit::new().await;
    visit.expect("console.error: inglenook: ");
    visit.embed("data-prefetch=never").await;
    visit.site.fail("rest-");
    visit.will_answer("Good morning.").await;
    let rest = visit.site.hold("rest-");
    visit.open_chat().await;
    visit.told("alert", UNREACHABLE).await;
    assert_eq!(
        visit.events("error").await,
        [json!({"code": "LOAD_FAILED"})]
    );
    visit.write("Hello").await;
    visit.press("Try again").await;
    visit.gone("alert", UNREACHABLE).await;
    assert_eq!(visit.draft().await, "Hello");
    visit.write("\u{e007}").await;
    rest.release();
    visit.see("Good morning.").await;
    visit.see("Hello").await;
    assert_eq!(visit.count("Hello").await, 1);
    assert_eq!(visit.events("error").await.len(), 1);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sends_while_it_is_missing_asks_for_it_too() {
    let mut visit = Visit::new().await;
    visit.expect("console.error: inglenook: ");
    visit.embed("data-prefetch=never").await;
    visit.site.fail("rest-");
    visit.open_chat().await;
    visit.told("alert", UNREACHABLE).await;
    visit.still_works().await;
    visit.gone("alert", UNREACHABLE).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_it_is_missing_for_ever_words_wait_for_a_page_that_has_it() {
    let mut visit = Visit::new().await;
    visit.expect("console.error: inglenook: ");
    visit.embed("data-prefetch=never").await;
    visit.site.lose("rest-");
    visit.open_chat().await;
    visit.told("alert", UNREACHABLE).await;
    let errors = "chatEvents.filter(({ name }) => name === 'error').length";
    visit.say("Hello").await;
    visit.write("Half a thou").await;
    visit.wait_for(&format!("{errors} === 2")).await;
    visit.press("Try again").await;
    visit.wait_for(&format!("{errors} === 3")).await;
    visit.told("alert", UNREACHABLE).await;
    let notices = "chat.shadowRoot.querySelectorAll('[part=notice]').length";
    assert_eq!(visit.eval(notices).await, 1);
    assert_eq!(visit.draft().await, "Half a thou");
    let sent = visit.settle("chat.send('From the page')").await;
    assert_eq!(sent["rejected"], "LOAD_FAILED");
    visit.press("Dismiss").await;
    visit.gone("alert", UNREACHABLE).await;
    assert!(visit.requests().await.is_empty());
    visit.site.restore();
    visit.reload().await;
    visit.find("textbox", "Message").await;
    assert_eq!(visit.draft().await, "Hello\n\nHalf a thou");
    visit.will_answer("At last.").await;
    visit.write("\u{e007}").await;
    visit.see("At last.").await;
    assert_eq!(visit.count("From the page").await, 0);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_comes_behind_a_panel_that_somebody_is_about_to_open() {
    let visit = Visit::new().await;
    visit.embed("data-prefetch=idle").await;
    visit
        .wait_for(
            "performance.getEntriesByType('resource').some(({ name }) => /rest-.*wasm/.test(name))",
        )
        .await;
    let asked = visit.site.asked();
    let place = |piece: &str| asked.iter().position(|path| path.contains(piece));
    assert!(place("panel-") < place("rest-"), "{asked:#?}");
    // It was there before anybody needed it.
    visit.site.lose("rest-");
    visit.open_chat().await;
    visit.still_works().await;
    visit.end().await;
}
