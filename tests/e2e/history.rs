//! Earlier conversations: found in the list, read or gone on in, opened by the page.

use crate::harness::Visit;
use serde_json::{Value, json};

/// A visitor whom the page names, with a token of theirs.
struct Known {
    visit: Visit,
    token: String,
}

impl Known {
    async fn new() -> Self {
        let visit = Visit::new().await;
        let given = visit.admin("/tokens", json!({"name": "Ada"})).await;
        Self {
            token: given["token"].as_str().unwrap().into(),
            visit,
        }
    }

    /// A conversation of an earlier day, in which this was said; ended where there is a reason.
    async fn talked(&self, words: &str, ended: Option<&str>) -> String {
        let started = self.tell("/conversations", json!({})).await;
        let id = started["id"].as_str().unwrap().to_owned();
        let said = json!({"content": words, "stream": false});
        self.tell(&format!("/conversations/{id}/messages"), said)
            .await;
        if let Some(reason) = ended {
            let close = json!({"closeReason": reason});
            self.tell(&format!("/conversations/{id}/close"), close)
                .await;
        }
        id
    }

    async fn tell(&self, path: &str, body: Value) -> Value {
        self.visit.tell_as(&self.token, path, body).await
    }

    /// Opens the panel of a new page, and the list in it.
    async fn opens_history(&self) {
        self.embeds().await;
        self.visit.press("Open chat").await;
        self.visit.press("Your conversations").await;
        self.visit.find("heading", "Your conversations").await;
    }

    /// The same for somebody with an open conversation, whose buttons move the others.
    async fn opens_history_beside_a_conversation(&self) {
        self.embeds().await;
        self.visit.press("Open chat").await;
        self.visit.find("button", "End conversation").await;
        self.visit.press("Your conversations").await;
        self.visit.find("heading", "Your conversations").await;
    }

    async fn embeds(&self) {
        let token = format!("data-token={}", self.token);
        self.visit.embed(&token).await;
    }

    /// Waits for the entry that says this, among how many there are.
    async fn entry(&self, words: &str) -> fantoccini::elements::Element {
        self.visit
            .find_in("list", "Your conversations", words)
            .await
    }

    async fn picks(&self, words: &str) {
        self.entry(words).await.click().await.unwrap();
    }

    async fn entries(&self) -> Vec<String> {
        let script = "const root = document.querySelector('inglenook-chat').shadowRoot;
            return [...root.querySelectorAll('[aria-labelledby=history] button')].map((it) => it.textContent)";
        let found = self.visit.browser.run(script, vec![]).await;
        serde_json::from_value(found).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_conversation_is_found_and_read() {
    let known = Known::new().await;
    known
        .talked("Do you deliver to Graz?", Some("Answered"))
        .await;
    known.opens_history().await;
    let entry = known.entry("Do you deliver to Graz?").await;
    assert!(entry.text().await.unwrap().contains("Ended"));
    known.visit.is_accessible("history").await;
    entry.click().await.unwrap();
    known.visit.find("heading", "Conversation ended").await;
    known.visit.see("Reason: Answered").await;
    known.visit.see("Do you deliver to Graz?").await;
    assert_eq!(known.visit.count("Do you deliver to Graz?").await, 1);
    known.visit.focus_is("button").await;
    known.visit.press("Start a new conversation").await;
    known.visit.still_works().await;
    known.visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_conversations_are_at_hand_where_a_new_one_begins() {
    let known = Known::new().await;
    for words in ["And ash?", "And beech?", "And oak?", "And birch?"] {
        known.talked(words, Some("Answered")).await;
    }
    known.embeds().await;
    known.visit.press("Open chat").await;
    known.entry("And birch?").await;
    assert_eq!(known.visit.count("And ash?").await, 0);
    known.visit.is_accessible("home-with-recent").await;
    known.picks("And oak?").await;
    known.visit.find("heading", "Conversation ended").await;
    known.visit.press("Start a new conversation").await;
    known.entry("And oak?").await;
    known.visit.still_works().await;
    known.visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_conversation_goes_on() {
    let known = Known::new().await;
    known.talked("Is the shop open?", None).await;
    known.talked("Do you sell beech?", None).await;
    known.opens_history_beside_a_conversation().await;
    known.picks("Is the shop open?").await;
    known.visit.find("textbox", "Message").await;
    known.visit.gone("heading", "Your conversations").await;
    known.visit.still_works().await;
    assert_eq!(known.visit.count("Is the shop open?").await, 1);
    assert_eq!(known.visit.count("Do you sell beech?").await, 0);
    assert_eq!(known.visit.asked("POST", "/conversations").await, 2);
    known.visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_conversations_than_fit_on_a_page_come_when_they_are_wanted() {
    let known = Known::new().await;
    for number in 0..25 {
        known
            .talked(&format!("Question {number}."), Some("done"))
            .await;
    }
    known.opens_history().await;
    known.entry("Question 24.").await;
    assert_eq!(known.entries().await.len(), 20);
    known.visit.press("Show more conversations").await;
    known.entry("Question 0.").await;
    let entries = known.entries().await;
    assert_eq!(entries.len(), 25);
    assert!(entries[0].contains("Question 24.") && entries[24].contains("Question 0."));
    known.visit.gone("button", "Show more conversations").await;
    known.visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_fails_is_tried_again() {
    let known = Known::new().await;
    known
        .talked("Do you deliver to Graz?", Some("Answered"))
        .await;
    known
        .visit
        .refuse("GET */conversations", 500, json!({}))
        .await;
    known.embeds().await;
    known.visit.press("Open chat").await;
    known.visit.press_when_awake("Try again").await;
    known.visit.see("Do you deliver to Graz?").await;
    known
        .visit
        .refuse("GET */conversations", 500, json!({}))
        .await;
    known.visit.press("Your conversations").await;
    known.visit.see("Something went wrong on our side").await;
    known.visit.see_no_vendor_words().await;
    known.visit.is_accessible("history-failed").await;
    known.visit.press("Try again").await;
    known.entry("Do you deliver to Graz?").await;
    known.visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_without_conversations_is_told_so_and_goes_back_by_keyboard() {
    let known = Known::new().await;
    known.opens_history().await;
    known.visit.see("You have no conversations yet.").await;
    known.visit.focus_is("h3").await;
    known.visit.keys("\u{e00c}").await;
    known.visit.see("Hello, Ada! How can we help?").await;
    known.visit.focus_is("textarea").await;
    known.visit.press("Your conversations").await;
    known.visit.press("Back").await;
    known.visit.focus_is("textarea").await;
    known.visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_opens_a_conversation_by_its_id() {
    let known = Known::new().await;
    let old = known
        .talked("Do you deliver to Graz?", Some("Answered"))
        .await;
    known.talked("Do you sell beech?", None).await;
    known.embeds().await;
    let opened = format!("chat.show().then(() => chat.openConversation('{old}'))");
    assert_eq!(known.visit.settle(&opened).await, Value::Null);
    known.visit.find("heading", "Conversation ended").await;
    known.visit.see("Do you deliver to Graz?").await;
    assert_eq!(known.visit.count("Do you deliver to Graz?").await, 1);
    assert_eq!(known.visit.eval("chat.conversation.id").await, old);
    let gone = "chat.openConversation('00000000-0000-4000-8000-000000000000')";
    let refused = known.visit.settle(gone).await;
    assert_eq!(refused["rejected"], "CONVERSATION_NOT_FOUND");
    assert_eq!(known.visit.count("Do you deliver to Graz?").await, 1);
    known.visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_since_the_visitor_looked_is_marked_until_they_see_it() {
    let known = Known::new().await;
    let old = known.talked("May I talk to a person?", None).await;
    known.opens_history_beside_a_conversation().await;
    known.picks("May I talk to a person?").await;
    known.visit.find("textbox", "Message").await;
    known.visit.press("Close chat").await;
    let path = format!("/conversations/{old}");
    let grace = json!({"name": "Grace"});
    known.visit.admin(&format!("{path}/take-over"), grace).await;
    let words = json!({"text": "Here I am"});
    known.visit.admin(&format!("{path}/message"), words).await;
    // The newest open one is shown by itself.
    known.talked("Do you sell beech?", None).await;
    known.opens_history_beside_a_conversation().await;
    let entry = known.entry("May I talk to a person?").await;
    assert!(entry.text().await.unwrap().contains("Unread"));
    entry.click().await.unwrap();
    known.visit.see("Here I am").await;
    known.visit.find("textbox", "Message").await;
    known.visit.press("Your conversations").await;
    let entry = known.entry("May I talk to a person?").await;
    assert!(!entry.text().await.unwrap().contains("Unread"));
    let kept = known.visit.eval("JSON.stringify(localStorage)").await;
    let kept = kept.as_str().unwrap();
    assert!(kept.contains("inglenook:seen:") && !kept.contains(&old) && !kept.contains("Here"));
    known.visit.settle("chat.reset()").await;
    let left = known.visit.eval("JSON.stringify(localStorage)").await;
    assert!(
        !left.as_str().unwrap().contains("inglenook:seen:"),
        "{left}"
    );
    known.visit.end().await;
}
