//! What axe-core finds on a page. Journeys show it every state of the chat.

use super::{Visit, brought};
use serde_json::{Value, json};
use std::sync::LazyLock;

static AXE: LazyLock<String> = LazyLock::new(|| brought::module("axe-core/axe.min.js"));

/// Findings with what they are about.
const FINDINGS: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
      ({ violations }) => done(violations.flatMap(({ id, impact, nodes }) =>
        nodes.map(({ html, failureSummary, target }) => ({ id, impact, html, failureSummary, target })))),
      (error) => done([String(error)]));";

impl Visit {
    /// What axe-core has against the page as it is now.
    pub async fn findings(&self) -> Vec<Value> {
        if self.browser.run("return !window.axe", vec![]).await == true {
            self.browser.run(&AXE, vec![]).await;
        }
        self.let_animations_end().await;
        let found = self.browser.client.execute_async(FINDINGS, vec![]).await;
        found.unwrap().as_array().cloned().unwrap_or_default()
    }

    /// Anybody can use the page as it is now; a picture of it is kept where that is wanted.
    pub async fn is_accessible(&self, state: &str) {
        let findings = self.findings().await;
        self.picture(state).await;
        assert!(findings.is_empty(), "{state}: {:#}", json!(findings));
    }
}
