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
async fn a_next_application_talks_in_what_its_server_has_written() {
    let visit = Visit::new().await;
    // Without a policy: Next writes scripts into its pages.
    let guide = Guide::folder("/", built("next/out"));
    guide.open(&visit, "/").await;
    talks(&visit).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_talks_while_it_is_developed() {
    let visit = Visit::new().await;
    let vite = Vite::start(&built("react"), &visit.api).await;
    visit.browser.goto(&vite.url).await;
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
    let mut guide = with_module(
        "const code = (base) => load({ base }).then(({ name }) => name, (error) => error.code);
         // Nothing is there; a page is there.
         window.told = [await code('/nowhere'), await code('/pages'), await code('/inglenook')];",
    );
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

/// A page whose module script imports the package, and has the files to host.
fn with_module(script: &str) -> Guide {
    let body = "<script type=module nonce=RANDOM src=/page.js></script>";
    let mut guide = Guide::page("", body);
    guide.nonce = "RANDOM".into();
    let package = ("/modules/inglenook", built("node_modules/inglenook"));
    guide.folders.push(package);
    let import = "import { load } from '/modules/inglenook/index.js';";
    guide
        .files
        .insert("/page.js".into(), format!("{import}\n{script}"));
    guide
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nonce_and_a_language_reach_the_loader() {
    let visit = Visit::new().await;
    let mut guide = with_module(
        "const Chat = await load({ base: '/inglenook/', nonce: 'RANDOM', language: 'de' });
         document.body.append(Object.assign(new Chat(), { apiKey: 'pk_…' }));",
    );
    guide.policy = "default-src 'none'; script-src 'nonce-RANDOM' 'wasm-unsafe-eval'; style-src 'self'; \
         connect-src 'self' http://sandbox.invalid; require-trusted-types-for 'script'; trusted-types inglenook"
        .into();
    guide.open(&visit, "/").await;
    visit.press("Chat öffnen").await;
    visit.find("textbox", "Message").await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_whose_policy_names_others_is_told_so_and_may_have_one_for_everything() {
    let mut visit = Visit::new().await;
    for words in [
        "inglenook: ",
        "policy: trusted-types",
        "policy: require-trusted-types-for",
    ] {
        visit.expect(words);
    }
    let mut guide = with_module(
        "const code = () => load({ base: '/inglenook/' }).then(() => 'loaded', (error) => error.code);
         window.told = [await code()];
         trustedTypes.createPolicy('default', { createScriptURL: (url) => url });
         told.push(await code());",
    );
    guide.policy = "require-trusted-types-for 'script'; trusted-types default".into();
    guide.open(&visit, "/").await;
    visit.wait_for("told.length === 2").await;
    assert_eq!(visit.eval("told").await, json!(["LOAD_FAILED", "loaded"]));
    let problems = visit.problems().await.join("\n");
    let advice = "Let the page's `trusted-types` name `inglenook`.";
    assert!(problems.contains(advice), "{problems}");
    visit.end().await;
}
