//! One visitor in two windows of a browser.

use crate::harness::Visit;
use crate::polyai;
use fantoccini::wd::WindowHandle;
use serde_json::json;
use std::collections::HashSet;

/// Opens the page with the chat in a second window; returns both, the second one is driven.
async fn two_windows(visit: &Visit) -> [WindowHandle; 2] {
    visit.newcomer("").await;
    let client = &visit.browser.client;
    let first = client.window().await.unwrap();
    let second = client.new_window(false).await.unwrap().handle;
    client.switch_to_window(second.clone()).await.unwrap();
    visit.embed("").await;
    visit.open_chat().await;
    [first, second]
}

async fn go(visit: &Visit, window: &WindowHandle) {
    let client = &visit.browser.client;
    client.switch_to_window(window.clone()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_and_ended_in_one_window_is_seen_in_the_other() {
    let visit = Visit::new().await;
    let [first, second] = two_windows(&visit).await;
    visit.will_answer("Yes, both of you.").await;
    visit.say("Is anybody there?").await;
    visit.see("Yes, both of you.").await;
    go(&visit, &first).await;
    visit.see("Yes, both of you.").await;
    visit.will_answer("The first one too.").await;
    visit.say("And now?").await;
    visit.see("The first one too.").await;
    go(&visit, &second).await;
    visit.see("The first one too.").await;
    visit.see("Is anybody there?").await;
    assert_eq!(visit.count("Is anybody there?").await, 1);
    visit.see("And now?").await;
    assert_eq!(visit.count("And now?").await, 1);
    visit.settle("chat.closeConversation('Enough')").await;
    go(&visit, &first).await;
    visit.find("heading", "Conversation ended").await;
    visit.see("Enough").await;
    let kept = visit.ask("/conversations").await;
    let kept = kept.as_array().or(kept["data"].as_array()).unwrap().len();
    assert_eq!(kept, 1, "one visitor, one conversation");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_whose_conversation_was_ended_goes_on_in_the_one_that_the_other_begins() {
    let visit = Visit::new().await;
    let [first, second] = two_windows(&visit).await;
    visit.still_works().await;
    go(&visit, &first).await;
    visit.see("Everything is fine again.").await;
    visit.settle("chat.closeConversation('Enough')").await;
    go(&visit, &second).await;
    visit.find("heading", "Conversation ended").await;
    go(&visit, &first).await;
    visit.press("Start a new conversation").await;
    visit.will_answer("A new beginning.").await;
    visit.say("Once more").await;
    visit.see("A new beginning.").await;
    go(&visit, &second).await;
    visit.see("A new beginning.").await;
    visit.gone("button", "Start a new conversation").await;
    visit.will_answer("Still the same.").await;
    visit.say("Are we together?").await;
    visit.see("Still the same.").await;
    go(&visit, &first).await;
    visit.see("Still the same.").await;
    let kept = visit.ask("/conversations").await;
    let kept = kept.as_array().or(kept["data"].as_array()).unwrap();
    let open = kept.iter().filter(|it| it["status"] == "open").count();
    assert_eq!((kept.len(), open), (2, 1), "{kept:#?}");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_forgotten_in_one_window_is_forgotten_in_the_other() {
    let visit = Visit::new().await;
    let [first, second] = two_windows(&visit).await;
    visit.still_works().await;
    go(&visit, &first).await;
    visit.see("Everything is fine again.").await;
    visit.write("A secret draft").await;
    go(&visit, &second).await;
    visit.settle("chat.reset()").await;
    go(&visit, &first).await;
    visit.see("Hello! How can we help?").await;
    assert_eq!(visit.draft().await, "");
    assert_eq!(visit.eval("localStorage.length").await, json!(0));
    visit.end().await;
}

/// The next page of the window: its panel is hidden, and is not even fetched.
async fn browse_on(visit: &Visit) {
    visit.press("Close chat").await;
    visit.gone("textbox", "Message").await;
    visit.reload().await;
    visit.find("button", "Open chat").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_without_its_panel_gives_a_forgotten_visitors_words_to_nobody() {
    let visit = Visit::new().await;
    let [first, second] = two_windows(&visit).await;
    visit.write("A secret draft").await;
    browse_on(&visit).await;
    visit.open_chat().await;
    assert_eq!(visit.draft().await, "A secret draft");
    browse_on(&visit).await;
    go(&visit, &first).await;
    visit.settle("chat.reset()").await;
    visit.write("Somebody else's").await;
    go(&visit, &second).await;
    visit.open_chat().await;
    assert_eq!(visit.draft().await, "");
    go(&visit, &first).await;
    browse_on(&visit).await;
    visit.open_chat().await;
    assert_eq!(visit.draft().await, "Somebody else's");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_without_its_panel_shows_a_forgotten_visitors_conversation_to_nobody() {
    let visit = polyai::talking().await;
    browse_on(&visit).await;
    let client = &visit.browser.client;
    let first = client.window().await.unwrap();
    let second = client.new_window(false).await.unwrap().handle;
    go(&visit, &second).await;
    visit.polyai("").await;
    visit.settle("chat.reset()").await;
    go(&visit, &first).await;
    visit.open_chat().await;
    visit.see("Hello! How can we help?").await;
    assert_eq!(visit.count("Everything is fine again.").await, 0);
    assert_eq!(visit.eval("chat.conversation").await, json!(null));
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_of_who_never_sent_anything_is_forgotten_in_the_other_window_too() {
    let visit = Visit::new().await;
    let [first, second] = two_windows(&visit).await;
    visit.write("A secret draft").await;
    go(&visit, &first).await;
    visit.settle("chat.reset()").await;
    visit.write("Somebody else's").await;
    go(&visit, &second).await;
    visit
        .wait_for("document.querySelector('inglenook-chat').shadowRoot.querySelector('textarea').value === ''")
        .await;
    visit.reload().await;
    visit.open_chat().await;
    assert_eq!(visit.draft().await, "");
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_saw_is_unread_in_both_windows_until_one_of_them_shows_it() {
    let visit = Visit::new().await;
    let [first, second] = two_windows(&visit).await;
    visit.still_works().await;
    go(&visit, &first).await;
    visit.see("Everything is fine again.").await;
    visit.press("Close chat").await;
    go(&visit, &second).await;
    visit.will_answer_slowly("Here is what I found.", 200).await;
    visit.say("I will be back").await;
    visit.see("Here").await;
    visit.press("Close chat").await;
    visit.find("button", "Open chat, unread: 1").await;
    go(&visit, &first).await;
    visit.find("button", "Open chat, unread: 1").await;
    visit.press("Open chat, unread: 1").await;
    visit.see("Here is what I found.").await;
    go(&visit, &second).await;
    let nothing = "document.querySelector('inglenook-chat').unread === 0";
    visit.wait_for(nothing).await;
    assert_eq!(
        visit.events("unread").await,
        [json!({"count": 1}), json!({"count": 0})]
    );
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_forgets_a_visitor_and_goes_on_in_the_same_moment_has_forgotten_them() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    visit.write("A secret draft").await;
    browse_on(&visit).await;
    let log_out = "setTimeout(() => { chat.reset(); location.search = '?out' }), null";
    visit.eval(log_out).await;
    visit
        .wait_for("location.search === '?out' && customElements.get('inglenook-chat')")
        .await;
    let kept = "[localStorage, sessionStorage].flatMap(Object.keys).filter((it) => it.startsWith('inglenook'))";
    assert_eq!(visit.eval(kept).await, json!([]));
    visit.open_chat().await;
    visit.see("Hello! How can we help?").await;
    assert_eq!(visit.draft().await, "");
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_that_keep_something_at_once_forget_nobody() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.write("Half a thought").await;
    let key = "Object.keys(localStorage).find((it) => it.startsWith('inglenook:mark'))";
    visit.wait_for(key).await;
    let other = format!(
        "((key) => {{
            localStorage.setItem(key, '7');
            dispatchEvent(new StorageEvent('storage', {{ key, newValue: '7', storageArea: localStorage }}));
        }})({key})"
    );
    visit.eval(&other).await;
    assert_eq!(visit.draft().await, "Half a thought");
    visit.reload().await;
    visit.open_chat().await;
    assert_eq!(visit.draft().await, "Half a thought");
    visit.still_works().await;
    visit.end().await;
}

/// Says something in each window, the second one first, before either has an answer.
async fn say_at_once(visit: &Visit, [first, second]: &[WindowHandle; 2]) {
    for (window, text) in [(second, "From the second"), (first, "From the first")] {
        go(visit, window).await;
        let send = format!("chat.send('{text}').catch(() => {{}}), null");
        visit.eval(&send).await;
    }
}

/// Both windows show what was said in each, and the backend knows of one conversation that is open.
async fn are_together(visit: &Visit, windows: &[WindowHandle; 2]) {
    for window in windows {
        go(visit, window).await;
        for text in ["From the first", "From the second"] {
            visit.see(text).await;
        }
    }
    for window in windows {
        go(visit, window).await;
        visit.gone("button", "Stop").await;
        for text in ["From the first", "From the second"] {
            assert_eq!(visit.count(text).await, 1, "{text}");
        }
    }
    let kept = visit.ask("/conversations").await;
    let kept = kept.as_array().or(kept["data"].as_array()).unwrap();
    let open = kept.iter().filter(|it| it["status"] == "open").count();
    assert_eq!(open, 1, "{kept:#?}");
    let visitors: HashSet<_> = kept.iter().map(|it| it["visitorId"].to_string()).collect();
    assert_eq!(visitors.len(), 1, "{kept:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_windows_that_begin_at_once_are_one_visitor_in_one_conversation() {
    let visit = Visit::new().await;
    let windows = two_windows(&visit).await;
    visit
        .strike("POST */identity/init", json!({"delayMs": 700}))
        .await;
    say_at_once(&visit, &windows).await;
    are_together(&visit, &windows).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_who_comes_back_begins_one_conversation_in_two_windows_too() {
    let visit = Visit::new().await;
    let windows = two_windows(&visit).await;
    visit.still_works().await;
    visit.settle("chat.closeConversation('Enough')").await;
    for window in &windows {
        go(&visit, window).await;
        visit.embed("").await;
        visit.open_chat().await;
    }
    visit
        .strike("POST */conversations", json!({"delayMs": 700}))
        .await;
    say_at_once(&visit, &windows).await;
    are_together(&visit, &windows).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_is_stuck_does_not_stop_the_other() {
    let visit = Visit::new().await;
    let [first, second] = two_windows(&visit).await;
    visit.still_works().await;
    visit.settle("chat.closeConversation('Enough')").await;
    go(&visit, &first).await;
    let stuck = "navigator.locks.request(
        Object.keys(localStorage).find((key) => key.startsWith('inglenook:visitor:')),
        () => new Promise(() => {})), null";
    visit.eval(stuck).await;
    go(&visit, &second).await;
    visit.embed("").await;
    visit.open_chat().await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_without_locks_begins_at_once() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    let without = "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }), null";
    visit.eval(without).await;
    visit.still_works().await;
    visit.end().await;
}
