//! Pages in unusual places, with neighbours.

use super::can_be_used;
use crate::harness::Visit;
use crate::harness::site::{Page, folder};
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

/// Neither before its panel is there nor after.
#[tokio::test(flavor = "multi_thread")]
async fn on_paper_there_is_no_place_where_a_chat_was() {
    let visit = Visit::new().await;
    let height = "chat.getBoundingClientRect().height";
    for body in ["", "<p class=far></p>"] {
        visit.site.serve("far.css", ".far { height: 3000px }");
        let head = format!("<link rel=stylesheet href=/page/far.css>{SCRIPT}");
        let body = format!("{body}{}", visit.element("mode=inline"));
        visit.open(&head, &body).await;
        if !body.contains("far") {
            visit.find("textbox", "Message").await;
        }
        assert_eq!(visit.eval(height).await, 576);
        visit.prints(true).await;
        assert_eq!(visit.eval(height).await, 0);
        visit.prints(false).await;
    }
    let asked = visit.site.asked();
    let panels = asked
        .iter()
        .filter(|path| path.ends_with(".wasm") && path.contains("panel-"));
    assert_eq!(panels.count(), 1);
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
    works_inside(&visit).await;
    visit.end().await;
}

/// In the page around them, which shows nothing else, and in one of them.
#[tokio::test(flavor = "multi_thread")]
async fn the_chat_works_on_a_page_that_is_made_of_frames() {
    let visit = Visit::new().await;
    let watch = "<script src=/page/watch.js></script>";
    let inside = format!(
        "<!doctype html><html lang=en><title>Inside</title>{watch}{}",
        visit.tag("")
    );
    visit.site.serve("inside", &inside);
    visit
        .site
        .serve("beside", "<!doctype html><title>Beside</title>");
    let frames =
        "<frameset cols='*,300' rows='*,250'><frame src=/page/beside><frame src=/page/beside>
        <frame src=/page/beside><frame src=/page/inside></frameset>";
    let around =
        |tag: &str| format!("<html><head><title>Around</title>{watch}{tag}</head>{frames}</html>");
    visit.open_html(&around(&visit.tag(""))).await;
    assert_eq!(visit.eval("document.body.tagName").await, "FRAMESET");
    can_be_used(&visit.do_the_job_anew().await);
    visit.open_html(&around(SCRIPT)).await;
    visit.browser.client.enter_frame(3).await.unwrap();
    visit.wait_for("customElements.get('inglenook-chat')").await;
    visit.eval("localStorage.clear()").await;
    works_inside(&visit).await;
    visit.end().await;
}

/// In a frame that is 300 pixels wide.
async fn works_inside(visit: &Visit) {
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
    visit
        .wait_for("document.querySelector('inglenook-chat')")
        .await;
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
    visit.browser.goto(&url).await;
    visit.wait_for("customElements.get('inglenook-chat')").await;
    assert_eq!(visit.eval("isSecureContext").await, false);
    can_be_used(&visit.do_the_job_anew().await);
    visit.end().await;
}
