//! Visitors read their own language, whose words are one file.

use crate::harness::Visit;
use crate::harness::browser::until;
use crate::harness::site::{Page, manifest};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// Opens a page in this language, with the script tag on it, and its chat.
async fn open(visit: &Visit, language: &str, attributes: &str) {
    let (root, head) = (format!("lang={language}"), visit.tag(attributes));
    let page = Page {
        root: &root,
        head: &head,
        body: "",
    };
    visit.open_page(page).await;
    visit.press("Open chat").await;
}

fn words(language: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../static/words");
    folder.join(format!("{language}.json"))
}

fn words_asked(visit: &Visit) -> Vec<String> {
    let mut asked = visit.site.asked();
    asked.retain(|path| path.contains("words-"));
    asked
}

#[tokio::test(flavor = "multi_thread")]
async fn a_german_page_speaks_german_and_loads_one_language() {
    let visit = Visit::new().await;
    open(&visit, "de-CH", "data-prefetch=never").await;
    visit.find("dialog", "Chatten Sie mit uns").await;
    visit.find("button", "Chat schließen").await;
    let composer = visit.find("textbox", "Nachricht").await;
    visit.will_answer("Guten Tag.").await;
    composer.send_keys("Hallo?\u{e007}").await.unwrap();
    visit.see("Guten Tag.").await;
    visit
        .refuse("POST */messages", 500, serde_json::json!({}))
        .await;
    composer.send_keys("Noch da?\u{e007}").await.unwrap();
    visit.see("Bei uns ist etwas schiefgegangen.").await;
    let asked = words_asked(&visit);
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(asked[0].starts_with("/words-de-"), "{asked:?}");
    visit.end().await;
}

async fn until_words_are_asked(visit: &Visit) {
    let asked = async || (!words_asked(visit).is_empty()).then_some(());
    until(asked).await.expect("words are asked for");
}

/// Whatever the page calls its language: the words that are asked for beside the WebAssembly are the
/// ones that the panel wants, and it asks for none again.
#[tokio::test(flavor = "multi_thread")]
async fn words_do_not_wait_for_the_webassembly() {
    let visit = Visit::new().await;
    let mut asked = 0;
    for (language, attributes, words) in [
        ("fr-CA", "", "fr"),
        ("en", "data-locale=pt-PT", "pt-BR"),
        ("de", "data-locale=' IT '", "it"),
        ("iw", "", "he"),
        ("zh", "", "zh-Hans"),
        ("zh-HK", "", "zh-Hant"),
        ("zh-Hans-HK", "", "zh-Hans"),
        ("cmn-TW", "", "zh-Hant"),
        ("cmn", "", "zh-Hans"),
        ("yue", "", "zh-Hant"),
    ] {
        let wasm = visit.site.hold(".wasm");
        open(&visit, language, attributes).await;
        let more = async || (words_asked(&visit).len() > asked).then_some(());
        until(more)
            .await
            .unwrap_or_else(|| panic!("{language}: no words are asked for"));
        wasm.release();
        let speaks = format!(
            "document.querySelector('inglenook-chat').shadowRoot.querySelector('.panel[lang={words}] [part=input]')"
        );
        visit.wait_for(&speaks).await;
        let all = words_asked(&visit);
        assert_eq!(all.len(), asked + 1, "{language}: {all:?}");
        assert!(
            all[asked].starts_with(&format!("/words-{words}-")),
            "{language}: {all:?}"
        );
        asked = all.len();
        visit.eval("sessionStorage.clear()").await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_language_in_the_meantime_is_the_one_that_counts() {
    let visit = Visit::new().await;
    let wasm = visit.site.hold(".wasm");
    open(&visit, "de", "").await;
    until_words_are_asked(&visit).await;
    visit.eval("chat.locale = 'fr'").await;
    wasm.release();
    visit.find("button", "Envoyer").await;
    assert_eq!(words_asked(&visit).len(), 2);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_do_not_come_are_not_waited_for_long() {
    let mut visit = Visit::new().await;
    visit.expect("did not arrive: the chat speaks English.");
    let words = visit.site.hold("words-");
    open(&visit, "de", "").await;
    visit.find("dialog", "Chat with us").await;
    assert_eq!(words_asked(&visit).len(), 1);
    words.release();
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_english_page_loads_no_words() {
    let visit = Visit::new().await;
    open(&visit, "en-GB", "").await;
    visit.find("dialog", "Chat with us").await;
    assert!(words_asked(&visit).is_empty());
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_arabic_page_is_laid_out_from_right_to_left() {
    let visit = Visit::new().await;
    open(&visit, "ar dir=rtl", "data-heading=Help").await;
    let composer = visit.find("textbox", "رسالة").await;
    visit.will_answer("It is open.\n\nنعم، المتجر مفتوح.").await;
    composer.send_keys("Is it open?\u{e007}").await.unwrap();
    visit.see("It is open.").await;
    let shadow = "chat.shadowRoot.querySelector";
    for (what, holds) in [
        (
            "lines begin at the right",
            format!("getComputedStyle({shadow}('.panel')).direction === 'rtl'"),
        ),
        (
            "the send button is at the left",
            format!(
                "{shadow}('[part=send]').getBoundingClientRect().left < {shadow}('[part=input]').getBoundingClientRect().left"
            ),
        ),
        (
            "the panel is in the left corner",
            format!("{shadow}('.panel').getBoundingClientRect().left < 100"),
        ),
        (
            "the visitor's messages are at the left",
            format!(
                "{shadow}('.said').getBoundingClientRect().right < {shadow}('.reply .words').getBoundingClientRect().right"
            ),
        ),
        (
            "an English heading is at the right",
            format!(
                "((range) => (range.selectNodeContents({shadow}('h2')), range.getBoundingClientRect().left > {shadow}('header').clientWidth / 2))(new Range())"
            ),
        ),
        (
            "an English message runs rightwards",
            format!("{shadow}('.said').matches(':dir(ltr)')"),
        ),
    ] {
        assert_eq!(visit.eval(&holds).await, true, "{what}");
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_words_are_missing_the_panel_is_english() {
    let mut visit = Visit::new().await;
    visit.expect("did not arrive: the chat speaks English.");
    visit.site.fail("words-ja");
    open(&visit, "ja", "").await;
    visit.find("dialog", "Chat with us").await;
    visit.still_works().await;
    visit.end().await;
}

/// In every language, right from the start, with nothing more to load.
#[tokio::test(flavor = "multi_thread")]
async fn a_loader_speaks_its_language_before_the_panel_is_there() {
    let visit = Visit::new().await;
    let manifest = manifest();
    let loaders = manifest["languages"].as_object().unwrap();
    assert_eq!(loaders.len(), 15);
    for (language, loader) in loaders {
        let loader = loader["loader"].as_str().unwrap();
        let tag = visit.tag("data-prefetch=never");
        visit.open(&tag.replace("inglenook.js", loader), "").await;
        let words = fs::read_to_string(words(language)).unwrap();
        let words: Value = serde_json::from_str(&words).unwrap();
        let name = words["open-chat"].as_str().unwrap();
        visit.find("button", name).await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_loader_says_in_its_language_that_files_did_not_arrive() {
    let mut visit = Visit::new().await;
    visit.expect("Error: inglenook: ");
    visit.site.fail(".wasm");
    let head = visit
        .tag("data-prefetch=never")
        .replace("inglenook.js", "inglenook.de.js");
    let page = Page {
        root: "lang=de",
        head: &head,
        body: "",
    };
    visit.open_page(page).await;
    visit.press("Chat öffnen").await;
    visit.see("Der Chat konnte nicht geladen werden.").await;
    visit.press("Chat schließen").await;
    visit.gone("button", "Erneut versuchen").await;
    visit.site.fail(".wasm");
    visit.press("Chat öffnen").await;
    visit.press("Erneut versuchen").await;
    visit.find("textbox", "Nachricht").await;
    visit.find("button", "Chat schließen").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_owner_has_the_last_word() {
    let visit = Visit::new().await;
    let body = visit.element("locale=fr");
    visit
        .open("<script async src=/inglenook.js></script>", &body)
        .await;
    visit
        .eval("chat.words = {'open-chat': 'Une question ?', 'assistant-answers': 'Léa répond'}")
        .await;
    visit.press("Une question ?").await;
    visit.see("Léa répond").await;
    visit.find("textbox", "Message").await;
    visit.find("button", "Envoyer").await;
    visit.eval("chat.locale = 'es'").await;
    visit.find("button", "Enviar").await;
    visit.see("Léa répond").await;
    visit.end().await;
}
