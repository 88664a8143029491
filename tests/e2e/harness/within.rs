//! What is inside of something, and what is said aloud.

use super::Visit;
use fantoccini::elements::Element;
use serde_json::json;

/// The button that says some words, inside what has this role and is labelled by these words.
const BUTTON: &str = "const [role, name, words] = arguments;
    const root = document.querySelector('inglenook-chat').shadowRoot;
    const tag = { list: 'ul' }[role];
    const named = (node) => root.getElementById(node.getAttribute('aria-labelledby'))?.textContent === name;
    const around = [...root.querySelectorAll(tag)].filter(named);
    return around.flatMap((node) => [...node.querySelectorAll('button')])
      .find((button) => button.textContent.includes(words)) ?? null";

const SAID: &str = "const root = document.querySelector('inglenook-chat').shadowRoot;
    return [...root.querySelectorAll('.hidden[role=status], .hidden[aria-live]')]
      .some((region) => region.checkVisibility() && region.textContent.includes(arguments[0]))";

impl Visit {
    /// Waits for the button that says `words` in the list of this name.
    pub async fn find_in(&self, role: &str, name: &str, words: &str) -> Element {
        let arguments = [json!(role), json!(name), json!(words)];
        let found = async || self.browser.find(BUTTON, arguments.to_vec()).await;
        self.wait(&format!("{words:?} in {role} {name:?}"), found)
            .await
    }

    /// Waits until assistive technology is told this.
    pub async fn is_said(&self, words: &str) {
        let said = async || {
            let said = self.browser.run(SAID, vec![json!(words)]).await;
            (said == true).then_some(())
        };
        self.wait(&format!("{words:?} said aloud"), said).await;
    }
}
