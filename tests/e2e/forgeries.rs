//! Files that somebody has changed on their way, and loaders that a page holds to a digest.

use crate::harness::Visit;
use crate::harness::site::{Page, integrity, pinned};
use serde_json::json;

const UNREACHABLE: &str = "We cannot be reached. Please check your connection and try again.";
const NOT_LOADED: &str = "The chat could not be loaded.";

#[tokio::test(flavor = "multi_thread")]
async fn files_that_somebody_has_changed_are_not_run() {
    let mut visit = Visit::new().await;
    visit.expect("Error: inglenook: ");
    for file in [".wasm", ".js"] {
        let before = visit.requests().await.len();
        visit.embed("data-prefetch=never").await;
        visit.site.forge(&format!(
            "{}{file}",
            visit
                .site
                .panel()
                .trim_start_matches(&visit.site.origin)
                .trim_end_matches(".js")
        ));
        let sent = visit.settle("chat.send('Is it you?')").await;
        assert_eq!(sent["rejected"], "LOAD_FAILED", "{file}");
        visit.see(NOT_LOADED).await;
        assert_eq!(visit.eval("window.forged ?? null").await, json!(null));
        assert_eq!(visit.requests().await.len(), before, "{file}");
        visit.press("Try again").await;
        visit.find("textbox", "Message").await;
        visit.still_works().await;
        visit.eval("localStorage.clear()").await;
    }
    let said = visit.problems().await.join("\n");
    assert!(
        said.contains("not the WebAssembly that belongs to this module"),
        "{said}"
    );
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rest_that_somebody_has_changed_is_not_run() {
    let mut visit = Visit::new().await;
    visit.expect("console.error: inglenook: ");
    visit.embed("data-prefetch=never").await;
    visit.site.forge("rest-");
    visit.open_chat().await;
    visit.told("alert", UNREACHABLE).await;
    let said = visit.problems().await.join("\n");
    assert!(said.contains("not the WebAssembly"), "{said}");
    visit.press("Try again").await;
    visit.still_works().await;
    visit.end().await;
}

/// Neither those that are asked for beside the WebAssembly nor those that a page wants later.
#[tokio::test(flavor = "multi_thread")]
async fn words_that_somebody_has_changed_are_not_read() {
    let mut visit = Visit::new().await;
    visit.expect("did not arrive: the chat speaks English.");
    visit.site.forge("words-de");
    let head = visit.tag("data-prefetch=never");
    let page = Page {
        root: "lang=de",
        head: &head,
        body: "",
    };
    visit.open_page(page).await;
    visit.press("Open chat").await;
    visit.find("dialog", "Chat with us").await;
    assert_eq!(visit.problems().await.len(), 1);
    visit.eval("chat.locale = 'fr'").await;
    visit.find("button", "Envoyer").await;
    visit.site.forge("words-es");
    visit.eval("chat.locale = 'es'").await;
    visit.find("button", "Send").await;
    assert_eq!(visit.problems().await.len(), 2);
    visit.eval("chat.locale = 'it'").await;
    visit.find("button", "Invia").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_module_alone_starts_no_webassembly_but_its_own() {
    let visit = Visit::new().await;
    visit.embed("data-prefetch=never").await;
    let module = visit.site.panel();
    let start = |options: &str| {
        format!("import('{module}').then((it) => it.default({options})).then(() => 'started')")
    };
    visit.site.forge(".wasm");
    let refused = visit.settle(&start("")).await;
    let refused = refused["rejected"].as_str().unwrap();
    assert!(refused.contains("not the WebAssembly"), "{refused}");
    assert_eq!(visit.settle(&start("")).await, "started");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_holds_the_loader_to_a_digest_gets_that_loader_or_none() {
    let mut visit = Visit::new().await;
    visit.expect("Error: inglenook: ");
    let digest = integrity("inglenook.js");
    let attributes = format!("integrity={digest}");
    visit.newcomer(&attributes).await;
    visit.still_works().await;
    // Its name holds a digest too, so that the next version does not take its place.
    let tag = visit.tag(&attributes).replace("inglenook.js", &pinned());
    visit.open(&tag, "").await;
    visit.open_chat().await;
    visit.see("Everything is fine again.").await;
    // Files that are gone are looked for in a newer loader, but not in one that the page never allowed.
    visit
        .embed(&format!("{attributes} data-prefetch=never"))
        .await;
    visit.site.fail("panel-");
    visit.site.forge("inglenook.js");
    let sent = visit.settle("chat.send('Anybody?')").await;
    assert_eq!(sent["rejected"], "LOAD_FAILED");
    visit.see(NOT_LOADED).await;
    visit.end().await;
}
