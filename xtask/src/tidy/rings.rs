//! Who may know whom: the core no browser, the bindings nothing but the browser.

use super::Finding;
use super::source::Source;
use super::words::{has, identifiers};

const CORE: [&str; 15] = [
    "src/chat.rs",
    "src/chat/",
    "src/api.rs",
    "src/api/",
    "src/markdown.rs",
    "src/markdown/",
    "src/options.rs",
    "src/options/",
    "src/hash.rs",
    "src/json.rs",
    "src/json/",
    "src/keyed.rs",
    "src/text.rs",
    "src/text/",
    "src/time.rs",
];
const CLIENT: [&str; 2] = ["src/api/client.rs", "src/api/client/"];
const DOOR: [&str; 2] = ["src/js.rs", "src/js/"];
const NEAR_THE_WINDOW: [&str; 6] = [
    "src/runtime.rs",
    "src/runtime/",
    "src/storage.rs",
    "src/storage/",
    "src/tabs.rs",
    "src/tabs/",
];

const BROWSER: [&str; 6] = [
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo",
    "serde_wasm_bindgen",
];
const BACKENDS: [&str; 2] = ["siteassist", "polyai"];
const REQUESTS: [&str; 7] = [
    "gloo_net",
    "fetch_with_str",
    "fetch_with_request",
    "XmlHttpRequest",
    "WebSocket",
    "EventSource",
    "send_beacon",
];

pub fn core_knows_no_browser(sources: &[Source]) -> Vec<Finding> {
    let core = sources
        .iter()
        .filter(|source| source.within(&CORE) && !source.within(&CLIENT));
    find(core, |line| {
        let named =
            identifiers(line).find(|word| BROWSER.iter().any(|name| belongs(word, name)))?;
        Some(format!(
            "the core is pure and must not name `{named}`; move this to the runtime, a binding or a view"
        ))
    })
}

pub fn only_the_door_is_exported(sources: &[Source]) -> Vec<Finding> {
    let others = rust(sources).filter(|source| !source.within(&DOOR));
    find(others, |line| {
        let exported = line.contains("#[wasm_bindgen")
            || (line.contains("cfg_attr") && has(line, "wasm_bindgen"));
        exported.then(|| "only src/js may have #[wasm_bindgen]".to_owned())
    })
}

pub fn only_the_client_makes_requests(sources: &[Source]) -> Vec<Finding> {
    let others = rust(sources).filter(|source| !source.within(&CLIENT));
    find(others, |line| {
        let named = REQUESTS
            .iter()
            .find(|name| identifiers(line).any(|word| belongs(word, name)))?;
        Some(format!(
            "only src/api/client may perform requests, and this names `{named}`"
        ))
    })
}

pub fn few_modules_touch_the_window(sources: &[Source]) -> Vec<Finding> {
    let others =
        rust(sources).filter(|source| !source.within(&NEAR_THE_WINDOW) && !source.within(&DOOR));
    find(others, |line| {
        let touches = ["window()", "use_window(", "window_event_listener"]
            .iter()
            .any(|name| has(line, name));
        touches.then(|| {
            "only src/runtime, src/storage, src/tabs and src/js may touch the window".to_owned()
        })
    })
}

/// Core, views and bindings follow what a backend can do, never who it is.
pub fn only_the_api_names_backends(sources: &[Source]) -> Vec<Finding> {
    let others = rust(sources).filter(|source| {
        !source.within(&["src/api.rs", "src/api/"]) && !source.path.contains("tests")
    });
    find(others, |line| {
        let line = line.to_lowercase();
        let named = BACKENDS.iter().find(|name| line.contains(**name))?;
        Some(format!(
            "only src/api may name `{named}`; follow its capabilities instead"
        ))
    })
}

/// `gloo` is named by `gloo` and by `gloo_timers`.
fn belongs(word: &str, name: &str) -> bool {
    word.strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
}

fn rust(sources: &[Source]) -> impl Iterator<Item = &Source> {
    sources
        .iter()
        .filter(|source| source.within(&["src/"]) && source.has_extension(&["rs"]))
}

fn find<'a>(
    sources: impl Iterator<Item = &'a Source>,
    breach: impl Fn(&str) -> Option<String>,
) -> Vec<Finding> {
    let breach = &breach;
    sources
        .flat_map(|source| {
            source
                .lines()
                .filter_map(move |(at, line)| Some(Finding::new(source, at, breach(line)?)))
        })
        .collect()
}

#[cfg(test)]
mod tests;
