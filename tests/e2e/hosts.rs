//! Pages that are hard to live on: blocked storage, wrong clocks, hostile styles, broken tokens.

use crate::harness::Visit;
use serde_json::json;

const SCRIPT: &str = "<script async src=/inglenook.js></script>";

#[tokio::test(flavor = "multi_thread")]
async fn storage_that_throws_or_holds_nonsense_shortens_the_memory_and_nothing_else() {
    let visit = Visit::new().await;
    let blocked = "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } });";
    let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };";
    let broken = "Storage.prototype.getItem = () => { throw new Error('broken') };
        Storage.prototype.setItem = () => { throw new Error('broken') };
        Storage.prototype.removeItem = () => { throw new Error('broken') };";
    let missing = "for (const name of ['localStorage', 'sessionStorage', 'BroadcastChannel']) Object.defineProperty(window, name, { value: null });";
    let nonsense = "for (let n = 0; n < 40; n++) localStorage.setItem('inglenook:visitor:' + n, '\\u0000{');
        const get = Storage.prototype.getItem;
        Storage.prototype.getItem = function (name) { return name.startsWith('inglenook:') ? '{\"id\": \\n' : get.call(this, name) };";
    for trouble in [blocked, full, broken, missing, nonsense] {
        visit.calm().await;
        let head = format!("{}{}", visit.site.script(trouble), visit.tag(""));
        visit.open(&head, "").await;
        visit.open_chat().await;
        visit.still_works().await;
        visit.write("Half a thou").await;
        visit.settle("chat.destroy()").await;
        // The same visitor, as long as the page lives.
        visit.eval(&format!("document.body.append(Object.assign(document.createElement('inglenook-chat'), {{apiKey: 'pk_sandbox', apiUrl: '{}/v2'}}))", visit.api)).await;
        visit.open_chat().await;
        visit.see("Everything is fine again.").await;
        if trouble != nonsense {
            assert_eq!(visit.draft().await, "Half a thou", "{trouble}");
        }
        visit.settle("chat.reset()").await;
        visit.see("Hello! How can we help?").await;
        assert_eq!(visit.draft().await, "");
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stored_visitor_that_is_none_is_replaced() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    visit
        .eval("localStorage.setItem(Object.keys(localStorage).find((it) => it.startsWith('inglenook:visitor:')), 'not an id')")
        .await;
    visit.reload().await;
    visit.open_chat().await;
    visit.see("Hello! How can we help?").await;
    visit.still_works().await;
    assert_eq!(
        visit.eval("Object.entries(localStorage).find(([name]) => name.startsWith('inglenook:visitor:'))[1].length").await,
        36
    );
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_stops_no_countdown() {
    let visit = Visit::new().await;
    let clock = "const now = Date.now; window.jump = 0; Date.now = () => now() + jump;";
    let head = format!("{}{}", visit.site.script(clock), visit.tag(""));
    for jump in ["-1e12", "1e12", "NaN", "Infinity"] {
        visit.calm().await;
        visit.open(&head, "").await;
        visit.eval("localStorage.clear()").await;
        visit.open_chat().await;
        let busy = json!({"status": 503, "details": {"retryAfter": 3}});
        visit.strike("POST */messages", busy).await;
        visit.say("What time is it?").await;
        visit.see("You can send again in").await;
        visit.eval(&format!("window.jump = {jump}, null")).await;
        visit.will_answer("Time to talk.").await;
        visit.press_when_awake("Try again").await;
        visit.see("Time to talk.").await;
        visit.see("What time is it?").await;
        assert_eq!(visit.count("What time is it?").await, 1);
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn styles_of_the_page_do_not_reach_the_chat_nor_its_styles_the_page() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    let look = "(() => { const style = (part) => { const { color, fontSize, display, position, width } = getComputedStyle(chat.shadowRoot.querySelector(part));
        return [color, fontSize, display, position, width] };
        return ['[part=launcher]', 'section.panel', 'textarea'].map(style) })()";
    let alone = visit.eval(look).await;
    let heading = visit
        .eval("getComputedStyle(document.querySelector('h1')).fontSize")
        .await;
    assert_eq!(heading, "32px");
    let hostile = "* { all: unset !important; color: red !important; font-size: 3px !important; letter-spacing: 1em !important }
        div, section, button, textarea { display: none !important } :root { font-size: 60px }
        inglenook-chat { color: lime; line-height: 9; text-transform: uppercase; visibility: visible }";
    visit.site.serve("hostile.css", hostile);
    let head = format!(
        "<link rel=stylesheet href=/page/hostile.css>{}",
        visit.tag("")
    );
    visit.open(&head, "").await;
    visit.open_chat().await;
    assert_eq!(visit.eval(look).await, alone);
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_get_token_that_fails_ends_the_session_until_it_works() {
    let mut visit = Visit::new().await;
    visit.expect("There is no token, or getToken failed.");
    visit.expect("getToken failed: it threw");
    visit.expect("getToken must answer with a token");
    let given = visit
        .admin("/tokens", json!({"externalId": "42", "name": "Ada"}))
        .await;
    let token = given["token"].as_str().unwrap().to_owned();
    let body = format!("<inglenook-chat api-url={}/v2></inglenook-chat>", visit.api);
    for broken in [
        "() => { throw new Error('secret-of-the-page') }",
        "() => Promise.reject('secret-of-the-page')",
        "async () => undefined",
        "() => ({ token: 'secret-of-the-page' })",
        "() => 'two\\nlines'",
        "() => 'smörgås 🔥'",
        "() => ''",
    ] {
        visit.open(SCRIPT, &body).await;
        visit.eval(&format!("chat.getToken = {broken}, null")).await;
        visit.open_chat().await;
        let words = "Your session has ended. Reconnect to go on where you were.";
        visit.told("alert", words).await;
        visit.say("Let me in").await;
        visit.told("alert", words).await;
        visit
            .eval(&format!("chat.getToken = async () => '{token}', null"))
            .await;
        visit.press("Reconnect").await;
        visit.find("img", "Signed in as Ada").await;
        visit.gone("alert", words).await;
        visit.will_answer("Welcome, Ada.").await;
        visit.press("Try again").await;
        visit.see("Welcome, Ada.").await;
        visit.settle("chat.closeConversation()").await;
        let said = format!(
            "{:?}{:?}",
            visit.problems().await,
            visit.events("error").await
        );
        assert!(!said.contains("secret-of-the-page") && !said.contains(&token));
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_throws_in_its_listeners_stops_nothing() {
    let mut visit = Visit::new().await;
    visit.expect("the page's own mistake");
    let throws = "for (const name of ['ready', 'show', 'hide', 'message', 'conversation-start', 'error', 'unread'])
        addEventListener(`inglenook-${name}`, () => { throw new Error('the page\\'s own mistake') });";
    let head = format!("{}{}", visit.site.script(throws), visit.tag(""));
    visit.open(&head, "").await;
    visit.open_chat().await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_answers_events_with_calls_gets_all_of_them() {
    let visit = Visit::new().await;
    visit.will_answer("First.").await;
    visit.will_answer("Second.").await;
    let calls = "let asked = false; addEventListener('inglenook-message', ({ target, detail }) => {
        if (detail.role === 'assistant' && !asked) { asked = true; target.send('And then?') } });";
    let head = format!("{}{}", visit.site.script(calls), visit.tag(""));
    visit.open(&head, "").await;
    visit.open_chat().await;
    visit.say("Begin").await;
    visit.see("Second.").await;
    visit.see("And then?").await;
    assert_eq!(visit.count("And then?").await, 1);
    visit.end().await;
}
