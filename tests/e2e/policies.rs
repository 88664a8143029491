//! Strict Content Security Policies in every form that sites use. Trusted Types are enforced, and a
//! single report fails the journey.

use crate::harness::Visit;
use crate::harness::site::{NONCE, integrity};

#[tokio::test(flavor = "multi_thread")]
async fn the_chat_works_where_scripts_need_a_nonce() {
    let visit = Visit::new().await;
    let sources = [
        format!("'nonce-{NONCE}' 'wasm-unsafe-eval'"),
        format!("'nonce-{NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'"),
        // What older browsers would go by does not get in the way.
        format!("'nonce-{NONCE}' 'strict-dynamic' https: 'unsafe-inline' 'wasm-unsafe-eval'"),
    ];
    for sources in sources {
        visit.site.allow_scripts(&sources, "'none'");
        visit.newcomer(&format!("nonce={NONCE}")).await;
        visit.still_works().await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chat_works_where_a_digest_allows_its_loader_and_the_loader_the_rest() {
    let visit = Visit::new().await;
    let digest = integrity("inglenook.js");
    let sources = format!("'nonce-{NONCE}' '{digest}' 'strict-dynamic' 'wasm-unsafe-eval'");
    visit.site.allow_scripts(&sources, "'none'");
    visit.newcomer(&format!("integrity={digest}")).await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chat_works_where_a_trusted_script_brings_it() {
    let visit = Visit::new().await;
    let sources = format!("'nonce-{NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'");
    visit.site.allow_scripts(&sources, "of-the-page");
    let manager = format!(
        "const script = document.createElement('script');
         const types = trustedTypes.createPolicy('of-the-page', {{ createScriptURL: (url) => url }});
         script.async = true;
         script.src = types.createScriptURL('/inglenook.js');
         Object.assign(script.dataset, {{ apiUrl: '{}/v2', apiKey: 'pk_sandbox' }});
         document.head.append(script);",
        visit.api
    );
    visit.site.serve("manager.js", &manager);
    let tag = format!("<script nonce={NONCE} src=/page/manager.js></script>");
    visit.open(&tag, "").await;
    visit.open_chat().await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chat_works_in_a_frame_that_may_run_scripts_and_nothing_else() {
    let visit = Visit::new().await;
    let same = "allow-scripts allow-same-origin";
    visit.open_frame(same, &visit.tag("")).await;
    visit.open_chat().await;
    visit.still_works().await;
    // Without an origin of its own there is no storage, and files come from elsewhere.
    visit.site.send("access-control-allow-origin", "*");
    let tag = visit.tag("").replace("pk_sandbox", "pk_framed");
    visit.open_frame("allow-scripts", &tag).await;
    assert_eq!(visit.eval("self.origin").await, "null");
    visit.open_chat().await;
    visit.still_works().await;
    visit.press("End conversation").await;
    visit.press("End conversation").await;
    visit.press("Start a new conversation").await;
    visit.will_answer("Pressed.").await;
    visit.write("By the button?").await;
    visit.press("Send").await;
    visit.see("Pressed.").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chat_works_on_a_page_that_is_isolated_from_other_origins() {
    let visit = Visit::new().await;
    visit.site.send("cross-origin-opener-policy", "same-origin");
    visit
        .site
        .send("cross-origin-embedder-policy", "require-corp");
    visit.newcomer("").await;
    assert_eq!(visit.eval("crossOriginIsolated").await, true);
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_that_forbids_the_panel_is_told_and_breaks_nothing() {
    let mut visit = Visit::new().await;
    visit.expect("policy: ");
    visit.expect("Error: inglenook: ");
    let sources = format!("'nonce-{NONCE}'");
    visit.site.allow_scripts(&sources, "'none'");
    visit.embed(&format!("nonce={NONCE}")).await;
    visit.press("Open chat").await;
    visit.see("The chat could not be loaded.").await;
    assert_eq!(visit.events("error").await.len(), 1);
    visit.press("Close chat").await;
    visit.find("button", "Open chat").await;
    visit.end().await;
}
