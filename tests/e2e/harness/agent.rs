//! A human agent at the sandbox's console, in a browser of their own.

use super::browser::{Browser, until};
use super::{FIND, Visit};
use fantoccini::elements::Element;
use serde_json::json;

pub struct Agent {
    browser: Browser,
}

impl Agent {
    /// Opens the console at the conversation that the visitor sees.
    pub async fn at_console(visit: &Visit) -> Self {
        let id = visit.eval("chat.conversation.id").await;
        let url = format!("{}/console#{}", visit.api, id.as_str().unwrap());
        let browser = Browser::beside(1280, 900).await;
        browser.goto(&url).await;
        Self { browser }
    }

    /// Writes a message and sends it.
    pub async fn says(&self, text: &str) {
        self.write("Message", text).await;
        self.press("Send").await;
        self.see(text).await;
    }

    pub async fn write(&self, name: &str, text: &str) {
        let field = self.find("textbox", name).await;
        field.send_keys(text).await.unwrap();
    }

    pub async fn press(&self, name: &str) {
        self.find("button", name).await.click().await.unwrap();
    }

    /// Waits for the visible element of this role and accessible name.
    pub async fn find(&self, role: &str, name: &str) -> Element {
        let arguments = [json!(role), json!(name), json!(null)];
        let found = async || {
            let found = self.browser.run(FIND, arguments.to_vec()).await;
            self.browser.element(&found)
        };
        let found = until(found).await;
        found.unwrap_or_else(|| panic!("the agent waited in vain: {role} {name:?}"))
    }

    /// Waits until the transcript shows this text.
    pub async fn see(&self, text: &str) {
        let script =
            "return document.querySelector('[role=log]').textContent.includes(arguments[0])";
        let seen = async || {
            let seen = self.browser.run(script, vec![json!(text)]).await;
            (seen == true).then_some(())
        };
        until(seen)
            .await
            .unwrap_or_else(|| panic!("the agent does not see {text:?}"));
    }
}
