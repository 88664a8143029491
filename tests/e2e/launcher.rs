//! What a page has before the panel is there: the launcher, and the notice about files that did not arrive.

use crate::harness::Visit;
use crate::harness::site::Page;
use serde_json::{Value, json};

/// A visit on which the files do not arrive.
async fn in_vain() -> Visit {
    let mut visit = Visit::new().await;
    visit.expect("Error: inglenook: ");
    visit
}

/// Opens a page with this tag, and its chat in vain.
async fn open(visit: &Visit, root: &str, style: &str, tag: &str) {
    visit.site.lose(".wasm");
    visit.site.serve("page.css", style);
    let head = format!("<link rel=stylesheet href=/page/page.css>{tag}");
    let page = Page {
        root,
        head: &head,
        body: "",
    };
    visit.open_page(page).await;
    assert_eq!(
        visit.settle("chat.show().catch(({ code }) => code)").await,
        "LOAD_FAILED"
    );
}

/// `expression` of what the loader has drawn: `launcher` and `notice`.
async fn drawn(visit: &Visit, expression: &str) -> Value {
    let parts =
        "['[part=launcher]', '[role=alert]'].map((it) => chat.shadowRoot.querySelector(it))";
    visit
        .eval(&format!("(([launcher, notice]) => {expression})({parts})"))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_notice_is_as_dark_as_its_page() {
    let visit = in_vain().await;
    let dark = "[notice, ...notice.querySelectorAll('button')].map((it) => ['backgroundColor', 'color']
        .map((name) => getComputedStyle(it)[name].match(/\\d+/g).slice(0, 3).every((part) => part < 128)))";
    for mode in ["data-prefetch=never", "data-mode=inline"] {
        open(&visit, "", "html { color-scheme: dark }", &visit.tag(mode)).await;
        visit.picture(&format!("not-loaded-dark {mode}")).await;
        assert_eq!(
            drawn(&visit, dark).await,
            json!([[true, false], [true, false], [true, false]]),
            "{mode}"
        );
        open(&visit, "", "", &visit.tag(mode)).await;
        assert_eq!(
            drawn(&visit, dark).await,
            json!([[false, true], [false, true], [false, true]]),
            "{mode}"
        );
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_notice_has_room_beside_it_in_a_small_window() {
    let visit = in_vain().await;
    visit.on_screen(280, 640).await;
    // In words that are as long as they get.
    let place = "(({ left, right }) => left >= 16 && right <= innerWidth - 16)(notice.getBoundingClientRect())";
    for root in ["lang=pt-BR", "lang=pt-BR dir=rtl"] {
        for attributes in ["", "data-position=bottom-left"] {
            let tag = visit.tag(attributes);
            let tag = tag.replace("inglenook.js", "inglenook.pt-BR.js");
            open(&visit, root, "", &tag).await;
            visit
                .picture(&format!("not-loaded-280 {root} {attributes}"))
                .await;
            assert_eq!(drawn(&visit, place).await, true, "{root} {attributes}");
        }
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_loaders_words_are_told_to_be_in_its_language() {
    let visit = in_vain().await;
    let told = |language: &str, direction: &str| {
        format!(
            "[launcher, notice].every((it) => it.matches(':lang({language})')) && notice.matches(':dir({direction})')"
        )
    };
    for (loader, language, direction) in [
        ("inglenook.js", "en", "ltr"),
        ("inglenook.de.js", "de", "ltr"),
        ("inglenook.ar.js", "ar", "rtl"),
        ("inglenook.zh-Hant.js", "zh-Hant", "ltr"),
    ] {
        for root in ["lang=fr", "lang=he dir=rtl"] {
            let tag = visit.tag("").replace("inglenook.js", loader);
            open(&visit, root, "", &tag).await;
            visit
                .picture(&format!("not-loaded-{language} {root}"))
                .await;
            let told = told(language, direction);
            assert_eq!(drawn(&visit, &told).await, true, "{loader} {root}");
        }
    }
    // Those of the page are in the page's.
    let words = "chat.words = {'open-chat': 'Une question ?', 'not-loaded': 'Rien.', 'try-again': 'Encore', 'close-chat': 'Fermer'}";
    open(&visit, "lang=fr", "", &visit.tag("")).await;
    visit.eval(words).await;
    visit.settle("chat.show().catch(() => {})").await;
    visit.find("button", "Une question ?").await;
    assert_eq!(drawn(&visit, &told("fr", "ltr")).await, true);
    visit.eval("chat.words = null").await;
    assert_eq!(drawn(&visit, "launcher.matches(':lang(en)')").await, true);
    // Once it is there, the panel names the launcher in the language that it speaks.
    visit.site.restore();
    visit.press("Open chat").await;
    visit.find("button", "Fermer le chat").await;
    assert_eq!(
        visit
            .eval("chat.shadowRoot.querySelector('[part=launcher]').matches(':lang(fr)')")
            .await,
        true
    );
    visit.end().await;
}
