//! What the chat leaves behind when it goes, and what it tells others while it is there.

use crate::harness::Visit;
use serde_json::json;

const TRACES: &str = include_str!("harness/traces.js");
const RUNNING: &str =
    "Object.entries(running).map(([name, all]) => `${name}: ${all.size}`).join(', ')";
const NOTHING: &str = "listeners: 0, timers: 0, observers: 0, requests: 0";

/// Opens a page that keeps account, and its chat.
async fn watched(visit: &Visit, attributes: &str) {
    visit.calm().await;
    let head = format!("{}{}", visit.site.script(TRACES), visit.tag(attributes));
    visit.open(&head, "").await;
    visit.eval("localStorage.clear()").await;
    visit.open_chat().await;
}

/// Nothing runs and nothing listens any more, and nothing comes of what there was.
async fn is_at_rest(visit: &Visit) {
    visit
        .wait_for(&format!("({RUNNING}) === '{NOTHING}'"))
        .await;
    let before = visit.requests().await;
    let script = "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))";
    visit.settle(script).await;
    assert_eq!(visit.eval(RUNNING).await, NOTHING);
    assert_eq!(visit.requests().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_destroyed_chat_leaves_nothing_whatever_it_was_doing() {
    let visit = Visit::new().await;
    for doing in [
        "nothing",
        "answering",
        "counting down",
        "waiting for a person",
        "checking",
    ] {
        watched(&visit, "").await;
        visit.still_works().await;
        match doing {
            "answering" => {
                visit
                    .will_answer_slowly(&"and so on ".repeat(200), 20)
                    .await;
                visit.say("Tell me").await;
                visit.see("and so on").await;
            }
            "counting down" => {
                visit
                    .refuse("POST */messages", 503, json!({"retryAfter": 30}))
                    .await;
                visit.say("Hello?").await;
                visit.see("You can send again in").await;
            }
            "waiting for a person" => {
                let take_over = format!("{}/take-over", visit.conversation().await);
                visit.admin(&take_over, json!({"name": "Marta"})).await;
                visit.say("Hello?").await;
                visit.see("Marta answers").await;
            }
            "checking" => {
                visit
                    .strike("POST */messages", json!({"status": 500}))
                    .await;
                visit.say("Hello?").await;
                visit.see("Checking…").await;
            }
            _ => {}
        }
        assert_ne!(visit.eval(RUNNING).await, NOTHING, "{doing}");
        visit.eval("(window.last = chat.send('Too late').catch((error) => error.code), window.gone = chat, chat.destroy(), null)").await;
        assert_eq!(visit.settle("window.last").await, "DESTROYED", "{doing}");
        is_at_rest(&visit).await;
        assert_eq!(
            visit
                .eval("gone.shadowRoot.querySelector('.base > div')")
                .await,
            json!(null)
        );
        assert_eq!(visit.eval("gone.isConnected").await, false);
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_promise_of_a_destroyed_chat_is_rejected() {
    let visit = Visit::new().await;
    watched(&visit, "").await;
    visit.still_works().await;
    visit
        .admin("/faults", json!({"times": 20, "fault": {"stall": true}}))
        .await;
    let calls = "window.calls = Promise.all([chat.send('One'), chat.closeConversation('Enough'), chat.show(),
        chat.openConversation('11111111-1111-4111-8111-111111111111'), chat.send('Two')]
        .map((call) => call.then(() => 'done', (error) => error.code)))";
    // As a page does it: between the steps of what a driver runs, WebKit lets promises settle.
    visit
        .eval(&format!("setTimeout(() => {{ {calls}; chat.destroy() }})"))
        .await;
    visit.wait_for("window.calls").await;
    let codes = visit.settle("window.calls").await;
    let codes: Vec<&str> = codes
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|code| code.as_str())
        .collect();
    assert_eq!(codes.len(), 5);
    assert!(codes.iter().all(|code| *code == "DESTROYED"), "{codes:?}");
    is_at_rest(&visit).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_panel_runs_no_timers_and_asks_nothing() {
    let visit = Visit::new().await;
    watched(&visit, "").await;
    visit.still_works().await;
    visit.will_answer_slowly(&"and so on ".repeat(40), 20).await;
    visit.say("Tell me").await;
    visit.see("and so on").await;
    visit.press("Close chat").await;
    visit
        .wait_for("running.timers.size + running.requests.size === 0")
        .await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_backend_learns_anything() {
    let visit = Visit::new().await;
    watched(&visit, "").await;
    let pictures = "![One](https://evil.example/one.png) ![Two](//evil.example/two.png) [Link](https://evil.example/)";
    visit.will_answer(pictures).await;
    visit.say("Words of the visitor").await;
    visit.see("Link").await;
    visit.refuse("POST */messages", 500, json!({})).await;
    visit.say("More words of the visitor").await;
    visit.find("button", "Try again").await;
    visit.press("End conversation").await;
    visit.find("textbox", "Reason (optional)").await;
    visit.keys("Reason of the visitor").await;
    visit.press("End conversation").await;
    visit.find("heading", "Conversation ended").await;

    let asked = visit
        .eval("performance.getEntriesByType('resource').map(({ name }) => name)")
        .await;
    let asked: Vec<String> = serde_json::from_value(asked).unwrap();
    let known = |url: &String| {
        url.starts_with(&format!("{}/", visit.site.origin))
            || url.starts_with(&format!("{}/v2/", visit.api))
    };
    assert!(asked.iter().all(known), "{asked:#?}");

    let secrets = visit.eval("[...secrets, 'pk_sandbox']").await;
    let mut secrets: Vec<String> = serde_json::from_value(secrets).unwrap();
    assert!(secrets.len() > 1);
    secrets.extend(
        [
            "Words of the visitor",
            "words of the visitor",
            "Reason of the visitor",
        ]
        .map(String::from),
    );
    let told = "JSON.stringify([said, chatEvents.filter(({ name }) => name === 'error'), localStorage, document.cookie, location.href,
        performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.endsWith('/projects/current?apiKey=pk_sandbox'))])";
    let told = visit.eval(told).await.to_string();
    let id = visit.eval("visitorId").await;
    // Words that failed wait there for the next page of this tab.
    let kept = visit
        .eval("JSON.stringify(sessionStorage)")
        .await
        .to_string();
    assert!(kept.contains("More words of the visitor"), "{kept}");
    for secret in secrets.iter().filter(|it| !it.starts_with("words")) {
        assert!(!kept.contains(secret.as_str()), "{secret} in {kept}");
    }
    for secret in &secrets {
        assert!(!told.contains(secret.as_str()), "{secret} in {told}");
    }
    let stored = visit
        .eval("Object.entries(localStorage).sort().reverse()")
        .await;
    let (name, value) = (stored[0][0].as_str().unwrap(), &stored[0][1]);
    assert!(
        name.starts_with("inglenook:visitor:") && name.len() == 34,
        "{name}"
    );
    assert_eq!((stored.as_array().unwrap().len(), value), (3, &id));
    // How far conversations were seen: hashes and times.
    let seen = stored[1][1].as_str().unwrap();
    assert!(
        seen.bytes().all(|it| b"0123456789 -".contains(&it)),
        "{seen}"
    );
    // Of whose time the words in the tab are: a random number.
    let (name, mark) = (stored[2][0].as_str().unwrap(), &stored[2][1]);
    assert!(name.starts_with("inglenook:mark:"), "{name}");
    assert!(mark.as_str().unwrap().parse::<u32>().is_ok(), "{mark}");
    let elsewhere = "JSON.stringify([said, chatEvents, document.cookie, location.href, sessionStorage]) + chat.shadowRoot.innerHTML";
    let elsewhere = visit.eval(elsewhere).await.to_string();
    assert!(!elsewhere.contains(id.as_str().unwrap()));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_sees_one_element_and_no_new_global() {
    let visit = Visit::new().await;
    let before = "window.before = new Set(Object.getOwnPropertyNames(window));";
    let head = format!("{}{}", visit.site.script(before), visit.tag(""));
    visit.open(&head, "").await;
    visit.open_chat().await;
    visit.still_works().await;
    let new = visit.eval("Object.getOwnPropertyNames(window).filter((name) => !before.has(name) && name !== 'before' && !/^(cdc_|\\$|ret_nodes|se_)/.test(name))").await;
    assert_eq!(new, json!([]));
    let nodes = visit
        .eval("[document.documentElement, document.body].map((it) => [...it.children].map(({ localName }) => localName).sort().join())")
        .await;
    assert_eq!(nodes, json!(["body,head,inglenook-chat", "main"]));
    assert_eq!(
        visit
            .eval("document.head.querySelectorAll('style, link').length")
            .await,
        0
    );
    // What holds the page behind a panel on a phone does nothing here, and goes with the panel.
    let overflow = "getComputedStyle(document.documentElement).overflow";
    assert_eq!(visit.eval(overflow).await, "visible");
    visit.settle("chat.hide()").await;
    // Names of our own, and nothing that styles.
    let rules = "document.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules]).every((it) => it instanceof CSSPropertyRule && it.name.startsWith('--ingle-'))";
    assert_eq!(visit.eval(rules).await, true);
    visit.end().await;
}
