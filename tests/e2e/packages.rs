//! The npm package: in the small applications that `cargo xtask test` builds with it, and in plain pages.

use crate::harness::Visit;
use crate::harness::guide::{Guide, NPM, documented_in};
use crate::harness::site::folder;
use crate::harness::vite::Vite;
use serde_json::json;
use std::path::PathBuf;

fn built(below: &str) -> PathBuf {
    let built = folder("INGLENOOK_PACKAGE", "target/package").join(below);
    assert!(built.exists(), "run `cargo xtask test` first");
    built
}

/// The chat of an application works, and tells it what it listens for.
async fn talks(visit: &Visit) {
    visit.open_chat().await;
    visit.find("dialog", "Ask us about firewood").await;
    visit.will_answer("Dry and split.").await;
    visit.write("Is the beech dry?").await;
    // The application's own word for it.
    visit.press("Go").await;
    visit.see("Dry and split.").await;
    visit.press("End conversation").await;
    visit.find("textbox", "Reason (optional)").await;
    visit.keys("Answered").await;
    visit.press("End conversation").await;
    visit
        .wait_for("document.querySelector('output').textContent === 'Answered'")
        .await;
}

/// Built by Vite, under a strict policy that names what the framework needs for Trusted Types.
async fn works_built(application: &str, types: &str) {
    let visit = Visit::new().await;
    let mut guide = Guide::folder("/", built(&format!("{application}/dist")));
    guide.policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         connect-src 'self' http://sandbox.invalid; require-trusted-types-for 'script'; trusted-types {types}"
    );
    guide.open(&visit, "/").await;
    talks(&visit).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_react_application_talks() {
    works_built("react", "inglenook").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vue_application_talks() {
    works_built("vue", "inglenook vue").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_svelte_application_talks() {
    works_built("svelte", "inglenook svelte-trusted-html").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_talks_while_it_is_developed() {
    let visit = Visit::new().await;
    let vite = Vite::start(&built("react"), &visit.api).await;
    visit.browser.client.goto(&vite.url).await.unwrap();
    talks(&visit).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_page_imports_the_package_and_its_manifest_tells_of_the_element() {
    let visit = Visit::new().await;
    let mut guide = Guide::page(&documented_in(NPM, "without a bundler"), "");
    guide.folders = vec![("/modules/inglenook", built("node_modules/inglenook"))];
    guide.open(&visit, "/").await;
    visit.open_chat().await;
    visit.still_works().await;
    let named = "(async () => {
        const elements = await (await fetch('/modules/inglenook/custom-elements.json')).json();
        const element = elements.modules[0].declarations[0];
        const Chat = customElements.get(element.tagName);
        const own = Object.getOwnPropertyNames(Chat.prototype).filter((it) => !/^constructor$|Callback$/.test(it));
        const told = (list, name) => list.map(name).sort();
        const fields = element.members.filter((it) => it.attribute);
        return [
          [told(element.attributes, (it) => it.name), [...Chat.observedAttributes].sort()],
          [told(element.members, (it) => it.name), own.sort()],
          [told(element.attributes, (it) => it.name + it.fieldName), told(fields, (it) => it.attribute + it.name)],
        ];
      })()";
    let pairs = visit.settle(named).await;
    for pair in pairs.as_array().unwrap_or_else(|| panic!("{pairs}")) {
        assert_eq!(pair[0], pair[1]);
        assert!(pair[0].as_array().unwrap().len() > 20, "{pair}");
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_base_without_the_files_is_told_and_the_next_call_tries_again() {
    let mut visit = Visit::new().await;
    visit.expect("inglenook: http://");
    let body = "<script type=module src=/page.js></script>";
    let mut guide = Guide::page("", body);
    guide
        .folders
        .push(("/modules/inglenook", built("node_modules/inglenook")));
    let script = "import { load } from '/modules/inglenook/index.js';
        const code = (base) => load({ base }).then(({ name }) => name, (error) => error.code);
        // Nothing is there; a page is there.
        window.told = [await code('/nowhere'), await code('/pages'), await code('/inglenook')];";
    guide.files.insert("/page.js".into(), script.into());
    guide.files.insert("/pages/inglenook.js".into(), "0".into());
    guide.open(&visit, "/").await;
    visit.wait_for("window.told").await;
    let told = visit.eval("told.slice(0, 2)").await;
    assert_eq!(told, json!(["LOAD_FAILED", "LOAD_FAILED"]));
    let problems = visit.problems().await.join("\n");
    assert!(
        problems.contains("/nowhere/inglenook.js did not arrive"),
        "{problems}"
    );
    assert!(
        problems.contains("/pages/inglenook.js is something else"),
        "{problems}"
    );
    assert_eq!(visit.eval("!!told[2]").await, true);
    visit.end().await;
}
