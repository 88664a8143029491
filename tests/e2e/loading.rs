//! The panel on its way: files that do not arrive, elements that do not wait, panels that break down.

use crate::harness::Visit;
use crate::harness::site::manifest;
use serde_json::json;

const NOT_LOADED: &str = "The chat could not be loaded.";

#[tokio::test(flavor = "multi_thread")]
async fn files_that_do_not_arrive_are_fetched_again_by_a_click() {
    let mut visit = Visit::new().await;
    visit.expect("Error: inglenook: ");
    for file in [".wasm", "panel-"] {
        visit.embed("data-prefetch=never").await;
        visit.site.fail(file);
        let sent = visit.settle("chat.send('Anybody?')").await;
        assert_eq!(sent["rejected"], "LOAD_FAILED");
        visit.see(NOT_LOADED).await;
        assert_eq!(
            visit.events("error").await,
            [json!({"code": "LOAD_FAILED"})]
        );
        visit.press("Try again").await;
        visit.find("textbox", "Message").await;
        assert!(!visit.shown_text().await.contains(NOT_LOADED));
        visit.still_works().await;
        visit.eval("localStorage.clear()").await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_never_comes_is_given_up() {
    let mut visit = Visit::new().await;
    visit.expect("Error: inglenook: ");
    let sooner = "const timeout = AbortSignal.timeout; window.sooner = 60;
        AbortSignal.timeout = (wait) => timeout.call(AbortSignal, wait / window.sooner)";
    let head = visit.site.script(sooner) + &visit.tag("data-prefetch=never");
    visit.open(&head, "").await;
    let files = manifest()["files"].as_object().unwrap().clone();
    let module = |name: &&String| name.starts_with("panel-") && name.ends_with(".js");
    let held = visit.site.hold(files.keys().find(module).unwrap());
    visit.press("Open chat").await;
    visit.see(NOT_LOADED).await;
    held.release();
    visit.eval("window.sooner = 1").await;
    visit.press("Try again").await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_the_wrong_kind_are_told_like_files_that_are_missing() {
    let mut visit = Visit::new().await;
    visit.expect("Error: inglenook: ");
    // The warning of the panel's glue about the type of the file.
    visit.expect("`WebAssembly.instantiateStreaming` failed");
    visit.embed("data-prefetch=never").await;
    visit.site.mangle(".wasm");
    visit.press("Open chat").await;
    visit.see(NOT_LOADED).await;
    visit.press("Close chat").await;
    visit.open_chat().await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_element_removed_while_it_loads_leaves_nothing_and_can_come_back() {
    let visit = Visit::new().await;
    visit.embed("data-prefetch=never").await;
    let wasm = visit.site.hold(".wasm");
    visit.eval("window.kept = chat, window.sent = chat.send('Lost?').catch((error) => error.code), null").await;
    visit.find("button", "Open chat").await;
    visit.eval("chat.remove()").await;
    assert_eq!(visit.settle("window.sent").await, "DESTROYED");
    wasm.release();
    visit
        .wait_for(
            "performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm'))",
        )
        .await;
    assert_eq!(
        visit
            .eval("kept.shadowRoot.querySelector('.base > div')")
            .await,
        json!(null)
    );
    assert!(visit.events("ready").await.is_empty());
    assert!(visit.requests().await.is_empty());
    visit.eval("document.body.append(kept)").await;
    visit.open_chat().await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_while_the_panel_loads_is_not_lost() {
    let visit = Visit::new().await;
    visit.embed("data-prefetch=never").await;
    let wasm = visit.site.hold(".wasm");
    visit.press("Open chat").await;
    visit.press("Open chat").await;
    wasm.release();
    visit.find("textbox", "Message").await;
    visit.focus_is("TEXTAREA").await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_that_broke_down_is_replaced_by_a_fresh_one() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    // What the panel's module does when it panics.
    let panic = "(() => { const target = chat.shadowRoot.querySelector('.base > div');
        const notice = document.createElement('div'), button = document.createElement('button');
        notice.setAttribute('role', 'alert'); notice.setAttribute('part', 'notice'); notice.className = 'crash';
        button.dataset.reload = ''; button.textContent = 'Reload the chat';
        notice.append('The chat stopped working.', button); target.replaceChildren(notice);
        const detail = { code: 'PANIC' };
        target.dispatchEvent(new CustomEvent('inglenook-error', { bubbles: true, composed: true, detail })) })()";
    visit.eval(panic).await;
    assert_eq!(visit.eval("chat.conversation").await, json!(null));
    visit.press("Reload the chat").await;
    visit.find("textbox", "Message").await;
    visit.see("Everything is fine again.").await;
    visit.will_answer("Fresh.").await;
    visit.say("Are you a new one?").await;
    visit.see("Fresh.").await;
    visit.see("Does it work?").await;
    assert_eq!(visit.count("Does it work?").await, 1);
    assert_eq!(visit.events("error").await, [json!({"code": "PANIC"})]);
    let modules = visit
        .site
        .asked()
        .into_iter()
        .filter(|path| path.starts_with("/panel-") && path.ends_with(".wasm"));
    assert_eq!(modules.count(), 2);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_element_with_open_shows_the_panel_without_taking_the_focus() {
    let visit = Visit::new().await;
    let body = format!("<input id=search autofocus>{}", visit.element("open"));
    visit
        .open("<script async src=/inglenook.js></script>", &body)
        .await;
    visit.find("dialog", "Chat with us").await;
    assert_eq!(visit.eval("document.activeElement.id").await, "search");
    assert!(visit.requests_about_talk().await.is_empty());
    visit.still_works().await;
    visit.press("Close chat").await;
    visit
        .wait_for("!document.querySelector('inglenook-chat').open")
        .await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_removes_the_chat_in_the_middle_of_an_answer_loses_no_words() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    let long = "one two three ".repeat(100);
    visit
        .will_answer_slowly(&format!("{long} the end"), 20)
        .await;
    visit.say("Count").await;
    visit.see("one two three").await;
    visit.eval("window.kept = chat, chat.remove()").await;
    visit
        .wait_for("kept.shadowRoot.querySelector('.base > div') === null")
        .await;
    visit.eval("document.body.append(kept)").await;
    visit.see("Count").await;
    visit.see("the end").await;
    visit.see("Count").await;
    assert_eq!(visit.count("Count").await, 1);
    visit.end().await;
}
