//! Pages that come and go: kept while the visitor is elsewhere, or prepared before they are seen.

use super::can_be_used;
use crate::harness::Visit;
use crate::harness::browser::until;
use crate::harness::site::Page;
use serde_json::json;

/// Why the page was not kept, in browsers that say so.
const REASONS: &str =
    "JSON.stringify(performance.getEntriesByType('navigation')[0].notRestoredReasons ?? null)";

const LOOKED: &str = r"performance.getEntriesByType('resource').some(({ name }) => /conversations\/[^/]+$/.test(name))";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_comes_back_from_the_browsers_cache_goes_on() {
    let visit = Visit::new().await;
    visit.embed("").await;
    // By its methods: Firefox keeps no page that its driver has clicked or written on.
    visit.will_answer("Everything is fine.").await;
    visit
        .settle("chat.show().then(() => chat.send('Does it work?'))")
        .await;
    for doing in ["resting", "answering"] {
        if doing == "answering" {
            let text = format!("{}the end", "and so on ".repeat(60));
            visit.will_answer_slowly(&text, 20).await;
            visit.say("Tell me").await;
            visit.see("and so on").await;
        }
        let mut kept = elsewhere_and_back(&visit).await;
        if doing == "answering" {
            // Browsers may give up a page that is still receiving; nothing is lost by it.
            visit.see("the end").await;
            assert_eq!(visit.count("Tell me").await, 1);
        } else {
            // Nor do busy browsers keep every page.
            for _ in 0..5 {
                if !kept {
                    kept = elsewhere_and_back(&visit).await;
                }
            }
            assert!(kept, "{}", visit.eval(REASONS).await);
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

/// Whether the browser has kept the page meanwhile. Browsers keep none that waits for an answer: the
/// last one to a page that rests, also one that was loaded again, is that of a look at the conversation.
async fn elsewhere_and_back(visit: &Visit) -> bool {
    visit.wait_for(LOOKED).await;
    visit.eval("(window.kept = true)").await;
    let url = visit.site.put("elsewhere", Page::default());
    visit.leave_page().await;
    visit.browser.goto(&url).await;
    visit.browser.back().await;
    visit.wait_for("customElements.get('inglenook-chat')").await;
    visit.see("Everything is fine").await;
    visit.eval("window.kept === true").await == true
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_comes_back_has_forgotten_whom_a_later_one_forgot() {
    let visit = Visit::new().await;
    is_forgotten_by_a_later_page(&visit, "", TALKS).await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_comes_back_lets_nobody_in_with_the_token_of_whom_a_later_one_forgot() {
    let visit = Visit::new().await;
    let given = visit.admin("/tokens", json!({"name": "Ada"})).await;
    let token = format!("data-token={}", given["token"].as_str().unwrap());
    // The second time they only read what was said.
    for doing in [TALKS, "chat.show()"] {
        is_forgotten_by_a_later_page(&visit, &token, doing).await;
    }
    visit.still_works().await;
    assert_eq!(visit.count("Ada").await, 0);
    visit.end().await;
}

const TALKS: &str = "chat.show().then(() => chat.send('Who am I?'))";

/// A visitor does this on a page with these attributes, goes on to another page, which forgets them,
/// and comes back to the first one as the browser has kept it.
async fn is_forgotten_by_a_later_page(visit: &Visit, attributes: &str, doing: &str) {
    let mut kept = false;
    // Busy browsers do not keep every page.
    for _ in 0..6 {
        visit.embed(attributes).await;
        if doing == TALKS {
            visit.will_answer("A secret answer.").await;
        }
        visit.settle(doing).await;
        visit.wait_for(LOOKED).await;
        visit.see("A secret answer.").await;
        visit.eval("(window.kept = true)").await;
        let later = Page {
            head: &visit.tag(attributes),
            ..Page::default()
        };
        let later = visit.site.put("later", later);
        visit.leave_page().await;
        visit.browser.goto(&later).await;
        visit.wait_for("customElements.get('inglenook-chat')").await;
        visit.settle("chat.reset()").await;
        visit.leave_page().await;
        visit.browser.back().await;
        visit.wait_for("customElements.get('inglenook-chat')").await;
        kept = visit.eval("window.kept === true").await == true;
        if kept || attributes.is_empty() {
            visit.see("Hello! How can we help?").await;
            assert_eq!(visit.count("A secret answer.").await, 0);
        }
        if kept {
            break;
        }
    }
    assert!(kept, "{}", visit.eval(REASONS).await);
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
        visit.browser.goto(&first).await;
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
