//! Pages in unusual places, with neighbours, that come and go.

use super::can_be_used;
use crate::harness::Visit;
use crate::harness::browser::until;
use crate::harness::site::{Page, folder};
use serde_json::json;
use std::fs;

const SCRIPT: &str = "<script async src=/inglenook.js></script>";

#[tokio::test(flavor = "multi_thread")]
async fn the_chat_is_above_everything_that_the_page_puts_into_its_corner() {
    let visit = Visit::new().await;
    let css = ".everywhere, .corner { position: fixed; z-index: 2147483647; right: 0; bottom: 0; background: red }
        .everywhere { inset: 0; pointer-events: none; opacity: .1 } .corner { width: 300px; height: 120px }";
    visit.site.serve("corner.css", css);
    let head = format!(
        "<link rel=stylesheet href=/page/corner.css>{}",
        visit.tag("")
    );
    let body = "<div class=everywhere></div><button class=corner>Another widget</button>";
    visit.open(&head, body).await;
    can_be_used(&visit.do_the_job_anew().await);
    // Who wants both puts them beside each other.
    visit
        .eval("chat.style.setProperty('--inglenook-offset-x', '320px'), null")
        .await;
    visit.press("Another widget").await;
    can_be_used(&visit.do_the_job().await);
    visit.press("Another widget").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialog_of_the_page_holds_the_chat_up_no_longer_than_it_is_there() {
    let visit = Visit::new().await;
    let body = "<dialog><button autofocus>Accept</button></dialog>";
    visit.open(&visit.tag(""), body).await;
    visit.open_chat().await;
    visit
        .will_answer_slowly(&format!("{}the end", "and so on ".repeat(30)), 20)
        .await;
    visit.say("Tell me").await;
    visit.see("and so on").await;
    let dialog = "document.querySelector('dialog')";
    visit
        .eval(&format!("{dialog}.showModal(), document.body.inert = true"))
        .await;
    visit.see("the end").await;
    visit
        .eval(&format!("document.body.inert = false, {dialog}.close()"))
        .await;
    visit.still_works().await;
    visit.press("Close chat").await;
    can_be_used(&visit.do_the_job().await);
    // A page that makes its own dialog of what is in its body.
    visit.eval("document.body.inert = true, null").await;
    can_be_used(&visit.do_the_job().await);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_base_elsewhere_and_quirks_change_nothing() {
    let visit = Visit::new().await;
    visit.open(&visit.tag(""), "").await;
    let calm = visit.do_the_job_anew().await;
    let base = format!(
        "<base href=https://elsewhere.example/of/the/page/>{}",
        visit.tag("").replace(
            "/inglenook.js",
            &format!("{}/inglenook.js", visit.site.origin)
        )
    );
    visit.open(&base, "").await;
    assert_eq!(visit.do_the_job_anew().await, calm);
    let quirks = format!(
        "<script src=/page/watch.js></script>{}<table><td>An old page</table>",
        visit.tag("")
    );
    visit.open_html(&quirks).await;
    assert_eq!(visit.eval("document.compatMode").await, "BackCompat");
    assert_eq!(visit.do_the_job_anew().await, calm);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_chat_is_printed() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    let shown =
        "[...chat.shadowRoot.querySelectorAll('*')].filter((it) => it.checkVisibility()).length";
    assert_ne!(visit.eval(shown).await, 0);
    visit.prints(true).await;
    assert_eq!(visit.eval(shown).await, 0);
    let page = "document.querySelector('h1').checkVisibility()";
    assert_eq!(visit.eval(page).await, true);
    visit.prints(false).await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chat_works_in_a_small_frame() {
    let visit = Visit::new().await;
    let inside = format!(
        "<!doctype html><html lang=en><title>Inside</title><script src=/page/watch.js></script>{}",
        visit.tag("")
    );
    visit.site.serve("inside", &inside);
    let frame = "<iframe width=300 height=250 src=/page/inside></iframe>";
    visit.open(SCRIPT, frame).await;
    visit.browser.client.enter_frame(0).await.unwrap();
    visit.wait_for("customElements.get('inglenook-chat')").await;
    visit.will_answer("Inside.").await;
    visit.press("Open chat").await;
    visit.say("Where are you?").await;
    visit.see("Inside.").await;
    visit.let_animations_end().await;
    visit.fits("section.panel", 300.0).await;
    let hide = "[...chat.shadowRoot.querySelectorAll('[part=header] button')].find((it) => it.ariaLabel === 'Close chat')";
    let hide = visit.eval(hide).await;
    visit.browser.element(&hide).unwrap().click().await.unwrap();
    visit.find("button", "Open chat").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_comes_back_from_the_browsers_cache_goes_on() {
    let visit = Visit::new().await;
    visit.embed("").await;
    // By its methods: Firefox keeps no page that its driver has clicked or written on.
    visit.will_answer("Everything is fine.").await;
    visit
        .settle("chat.show().then(() => chat.send('Does it work?'))")
        .await;
    // Browsers keep a page whose last answer, here that of a look at the conversation, is there.
    let looked = "performance.getEntriesByType('resource').some(({ name }) => /conversations.[^/]+$/.test(name))";
    visit.wait_for(looked).await;
    for doing in ["resting", "answering"] {
        let came = "(window.life = [], addEventListener('pageshow', (event) => life.push(event.persisted)), null)";
        visit.eval(came).await;
        if doing == "answering" {
            let text = format!("{}the end", "and so on ".repeat(60));
            visit.will_answer_slowly(&text, 20).await;
            visit.say("Tell me").await;
            visit.see("and so on").await;
        }
        let url = visit.site.put("elsewhere", Page::default());
        visit.browser.client.goto(&url).await.unwrap();
        visit.browser.client.back().await.unwrap();
        visit.wait_for("customElements.get('inglenook-chat')").await;
        visit.see("Everything is fine").await;
        if doing == "answering" {
            // Browsers may give up a page that is still receiving; nothing is lost by it.
            visit.see("the end").await;
            assert_eq!(visit.count("Tell me").await, 1);
        } else {
            let why =
                "JSON.stringify(performance.getEntriesByType('navigation')[0].notRestoredReasons)";
            let why = visit.eval(why).await;
            assert_eq!(visit.eval("window.life").await, json!([true]), "{why}");
        }
        visit.will_answer("Back again.").await;
        visit.say("And now?").await;
        visit.see("Back again.").await;
        visit.settle("chat.closeConversation('Done')").await;
        visit.press("Start a new conversation").await;
        visit.still_works().await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_nobody_sees_yet_costs_nothing_yet() {
    let visit = Visit::new().await;
    let scripts = "'self' 'wasm-unsafe-eval' 'inline-speculation-rules'";
    visit.site.allow_scripts(scripts, "'none'");
    let late = "customElements.whenDefined('inglenook-chat').then(() => setTimeout(() => fetch('/page/late'), 300));";
    for (attributes, shown) in [("data-open", true), ("data-prefetch=idle", false)] {
        let head = visit.site.script(late) + &visit.tag(attributes);
        let page = Page {
            head: &head,
            ..Page::default()
        };
        let next = visit.site.put("next", page);
        let before = visit.site.asked().len();
        let rules = json!({"prerender": [{"urls": [next]}]});
        let rules = format!("<!doctype html><script type=speculationrules>{rules}</script>");
        visit.site.serve("first", &rules);
        let first = format!("{}/page/first", visit.site.origin);
        visit.browser.client.goto(&first).await.unwrap();
        let asked = || visit.site.asked().split_off(before);
        let is_late = async || asked().contains(&"/page/late".into()).then_some(());
        until(is_late).await.expect("the page is prerendered");
        assert!(!asked().iter().any(|it| it.contains("panel-")));
        visit.eval(&format!("location.href = '{next}'")).await;
        let seen = "performance.getEntriesByType('navigation')[0].activationStart > 0";
        visit.wait_for(seen).await;
        let fetched = async || asked().iter().any(|it| it.contains("panel-")).then_some(());
        until(fetched).await.expect("the panel is fetched");
        if shown {
            visit.find("textbox", "Message").await;
            visit.press("Close chat").await;
        }
        can_be_used(&visit.do_the_job().await);
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_versions_of_the_loader_the_first_stays_and_says_so() {
    let mut visit = Visit::new().await;
    visit.expect("inglenook: kept 0.1.0");
    let loader = fs::read_to_string(folder("INGLENOOK_DIST", "dist").join("inglenook.js")).unwrap();
    let other = loader.replace("0.1.0", "0.2.0");
    assert_ne!(loader, other);
    visit.site.serve("inglenook-other.js", &other);
    let first = visit.tag("").replace("async ", "");
    let second = first.replace("/inglenook.js", "/page/inglenook-other.js");
    visit.open(&(first + &second), "").await;
    assert_eq!(visit.problems().await.len(), 1);
    assert_eq!(visit.eval("chat.constructor.version").await, "0.1.0");
    let chats = "document.querySelectorAll('inglenook-chat').length";
    assert_eq!(visit.eval(chats).await, 1);
    can_be_used(&visit.do_the_job_anew().await);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chat_works_on_a_site_without_tls() {
    let visit = Visit::new().await;
    let head = visit.tag("").replace("pk_sandbox", "pk_without_tls");
    let page = Page {
        head: &head,
        ..Page::default()
    };
    visit.site.put("page", page);
    let url = visit.site.without_tls() + "/page/page";
    visit.browser.client.goto(&url).await.unwrap();
    visit.wait_for("customElements.get('inglenook-chat')").await;
    assert_eq!(visit.eval("isSecureContext").await, false);
    can_be_used(&visit.do_the_job_anew().await);
    visit.end().await;
}
