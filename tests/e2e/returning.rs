//! Coming back to the site: reloads, other pages, sites that navigate by themselves, new versions.

use crate::harness::Visit;
use serde_json::json;

const SHOWN: &str = "chat.shadowRoot.querySelector('[part=launcher]').ariaExpanded";

#[tokio::test(flavor = "multi_thread")]
async fn the_panel_and_what_was_being_written_are_as_they_were_on_the_last_page() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.write("Half a thou").await;
    visit.reload().await;
    visit.find("textbox", "Message").await;
    assert_eq!(visit.draft().await, "Half a thou");
    visit
        .wait_for("document.activeElement === document.body")
        .await;
    visit.press("Close chat").await;
    visit.gone("textbox", "Message").await;
    visit.reload().await;
    visit.find("button", "Open chat").await;
    assert_eq!(visit.eval(SHOWN).await, "false");
    visit.open_chat().await;
    assert_eq!(visit.draft().await, "Half a thou");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_hid_a_panel_that_opens_by_itself_is_not_shown_it_again() {
    let visit = Visit::new().await;
    visit.embed("data-open").await;
    visit.find("textbox", "Message").await;
    visit.press("Close chat").await;
    visit.gone("textbox", "Message").await;
    let before = visit.requests().await;
    visit.reload().await;
    visit.find("button", "Open chat").await;
    assert_eq!(visit.eval("chat.open").await, false);
    assert_eq!(visit.requests().await, before);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_conversation_on_screen_is_on_screen_on_the_next_page_too_though_there_is_a_newer_one()
{
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    let old = visit.eval("chat.conversation.id").await;
    visit.settle("chat.startConversation()").await;
    visit.will_answer("The newer one.").await;
    visit.say("Something else").await;
    visit.see("The newer one.").await;
    visit.settle(&format!("chat.openConversation({old})")).await;
    visit.see("Everything is fine again.").await;
    visit.write("As I said here").await;
    visit.reload().await;
    visit.see("Everything is fine again.").await;
    assert_eq!(visit.draft().await, "As I said here");
    assert_eq!(visit.eval("chat.conversation.id").await, old);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_conversation_is_on_screen_on_the_next_page_if_it_was_opened_to_be_read() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    let closed = visit.eval("chat.conversation.id").await;
    visit.settle("chat.closeConversation('Enough')").await;
    visit.find("heading", "Conversation ended").await;
    visit.reload().await;
    visit.see("Hello! How can we help?").await;
    visit
        .settle(&format!("chat.openConversation({closed})"))
        .await;
    visit.see("Everything is fine again.").await;
    visit.reload().await;
    visit.see("Everything is fine again.").await;
    visit.find("heading", "Conversation ended").await;
    visit.press("Start a new conversation").await;
    visit.see("Hello! How can we help?").await;
    visit.reload().await;
    visit.see("Hello! How can we help?").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_were_not_sent_wait_in_the_composer_of_the_next_page() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    visit
        .refuse("POST */messages", 429, json!({"retryAfter": 60}))
        .await;
    visit.say("Refused").await;
    visit.see("You can send again in").await;
    visit.reload().await;
    visit.see("Everything is fine again.").await;
    visit.find("textbox", "Message").await;
    assert_eq!(visit.draft().await, "Refused");
    visit.will_answer("Not any more.").await;
    visit.say("").await;
    visit.see("Not any more.").await;
    visit.see("Refused").await;
    assert_eq!(visit.count("Refused").await, 1);
    visit.reload().await;
    visit.see("Not any more.").await;
    assert_eq!(visit.draft().await, "");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_was_on_its_way_at_a_reload_is_there_once() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit.still_works().await;
    for (arrives, kept) in [(true, ""), (false, "Lost on its way")] {
        // The backend takes it before, or breaks off without it, while nobody hears of either.
        let fault = json!({"delayMs": 5000, "after": arrives, "status": 500});
        visit.strike("POST */messages", fault).await;
        visit.will_answer("It came through.").await;
        let text = if arrives {
            "Through"
        } else {
            "Lost on its way"
        };
        visit.say(text).await;
        visit.see(text).await;
        visit.reload().await;
        visit.see("Everything is fine again.").await;
        let settled = format!(
            "chatEvents.length > 0 && document.querySelector('inglenook-chat').shadowRoot.querySelector('textarea').value === '{kept}'"
        );
        visit.wait_for(&settled).await;
        assert_eq!(visit.count(text).await, usize::from(arrives));
        visit.calm().await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sites_that_replace_the_body_keep_the_chat_in_the_middle_of_an_answer() {
    let visit = Visit::new().await;
    visit.newcomer("").await;
    visit
        .will_answer_slowly(&format!("{}the end", "and so on ".repeat(60)), 20)
        .await;
    visit.say("Tell me").await;
    visit.see("and so on").await;
    visit.write("Next ques").await;
    for _ in 0..2 {
        // As Turbo, Astro and others do it; they keep a copy of the old body for the way back.
        let navigate = "((old, next) => {
            window.kept = old.cloneNode(true);
            next.append(Object.assign(document.createElement('h1'), { textContent: 'Next page' }));
            document.documentElement.replaceChild(next, old);
            history.pushState(null, '', '/page/page');
        })(document.body, document.createElement('body'))";
        visit.eval(navigate).await;
    }
    visit.see("the end").await;
    assert_eq!(visit.draft().await, "Next ques");
    visit
        .eval("document.documentElement.replaceChild(kept, document.body), null")
        .await;
    assert_eq!(
        visit
            .eval("document.querySelectorAll('inglenook-chat').length")
            .await,
        1
    );
    visit.see("Tell me").await;
    assert_eq!(visit.count("Tell me").await, 1);
    visit.press("Close chat").await;
    visit.open_chat().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_older_than_the_files_finds_the_new_ones() {
    let visit = Visit::new().await;
    visit.site.age("inglenook.js");
    visit.embed("data-prefetch=never").await;
    visit.open_chat().await;
    visit.still_works().await;
    let asked = visit.site.asked();
    assert!(
        asked.iter().any(|it| it.contains("panel-0ld")),
        "{asked:#?}"
    );
    visit.end().await;
}
