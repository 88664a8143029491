//! Visitors read their own language, whose words are one file.

use crate::harness::Visit;
use crate::harness::site::Page;

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
    open(&visit, "ar dir=rtl", "").await;
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
