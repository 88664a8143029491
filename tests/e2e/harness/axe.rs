//! What axe-core finds on a page. Journeys show it every state of the chat.

use super::Visit;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::LazyLock;
use std::{env, fs};

static AXE: LazyLock<String> = LazyLock::new(|| {
    let path = script().expect("axe-core is there: run `cargo xtask test`, or set INGLENOOK_AXE");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
});

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

/// Where npm's copy is: as told, else the newest in the cache of tools.
fn script() -> Option<PathBuf> {
    if let Some(path) = env::var_os("INGLENOOK_AXE") {
        return Some(path.into());
    }
    let under = |name, folder| Some(PathBuf::from(env::var_os(name)?).join(folder));
    let cache = under("INGLENOOK_TOOLS", "")
        .or_else(|| under("XDG_CACHE_HOME", "inglenook"))
        .or_else(|| under("HOME", ".cache/inglenook"))?;
    let installed = fs::read_dir(cache).ok()?.flatten();
    let scripts = installed.map(|entry| entry.path().join("node_modules/axe-core/axe.min.js"));
    let dated = scripts.filter_map(|path| Some((path.metadata().ok()?.modified().ok()?, path)));
    dated.max().map(|(_, path)| path)
}
