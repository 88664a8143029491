//! The guides of docs/embedding.md: what stands there is taken out of it, and works.

use crate::harness::Visit;
use crate::harness::guide::{Guide, documented};
use crate::harness::site::folder;
use crate::harness::wordpress;
use serde_json::json;
use std::fs;

const MANAGER: &str = include_str!("harness/manager.js");

/// A page with what a guide shows in its head, and a visitor who talks on it.
async fn talks_with(head: &str) {
    let visit = Visit::new().await;
    Guide::page(head, "").open(&visit, "/").await;
    visit.open_chat().await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_html_by_the_tag_and_by_the_element() {
    talks_with(&documented("the tag -->")).await;
    let visit = Visit::new().await;
    let body = documented("the element");
    Guide::page("", &body).open(&visit, "/").await;
    visit.find("textbox", "Message").await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strict_policy_needs_no_more_than_is_documented() {
    let visit = Visit::new().await;
    let mut guide = Guide::page(&documented("the tag with a nonce"), "");
    // Here the page hosts the files itself.
    let policy = documented("the policy").replace('\n', " ");
    assert!(policy.contains("https://cdn.example.com https://api.siteassist.io"));
    guide.policy = policy
        .replace("https://cdn.example.com", "'self'")
        .replace("https://api.siteassist.io", "http://sandbox.invalid");
    guide.nonce = "RANDOM".into();
    guide.open(&visit, "/").await;
    visit.open_chat().await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wordpress_prints_what_is_documented_and_that_works() {
    let (php, html) = (
        documented("functions.php"),
        documented("what WordPress prints"),
    );
    let printed = wordpress::print(&php, "The shop").await;
    let strategies = printed["strategies"] == true;
    let (place, other, expected) = match strategies {
        true => ("head", "foot", html.clone()),
        false => (
            "foot",
            "head",
            html.replace(" async data-wp-strategy=\"async\"", ""),
        ),
    };
    let tag = printed[place].as_str().unwrap();
    assert_eq!(tag.replace('\'', "\"").trim(), expected.trim());
    assert_eq!(printed[other], "");
    talks_with(&html).await;
    // Whatever the site is called.
    let name = "Tom's & \"Ann's\" <firewood>";
    let printed = wordpress::print(&php, name).await;
    let [head, foot] = ["head", "foot"].map(|place| printed[place].as_str().unwrap());
    let visit = Visit::new().await;
    Guide::page(head, foot).open(&visit, "/").await;
    visit.open_chat().await;
    visit.find("dialog", name).await;
    visit.still_works().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn google_tag_manager_injects_the_chat_and_hears_of_it() {
    let visit = Visit::new().await;
    let mut guide = Guide::page("", "");
    let tags = [
        documented("Custom HTML: events"),
        documented("Custom HTML -->"),
    ];
    for (place, tag) in ["/events.html", "/chat.html"].into_iter().zip(tags) {
        guide.files.insert(place.into(), tag);
    }
    guide.files.insert("/manager.js".into(), MANAGER.into());
    let page = guide.files["/"].replace("</body>", "<script src=/manager.js></script></body>");
    guide.files.insert("/".into(), page);
    guide.open(&visit, "/").await;
    visit.open_chat().await;
    visit.find("dialog", "Ask us about firewood").await;
    visit.still_works().await;
    visit
        .wait_for("dataLayer.some(({ event }) => event === 'inglenook-conversation-start')")
        .await;
    let heard = visit.eval("dataLayer.map(({ event }) => event)").await;
    assert_eq!(heard[0], "inglenook-show");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_of_siteassists_snippet_keep_working() {
    let visit = Visit::new().await;
    let asks = "<button onclick=\"SiteAssist('open')\">Need help?</button>";
    let early = "<script>SiteAssist('toggle'); window.kept = SiteAssist</script>";
    let body = format!("{}{early}{asks}", documented("the snippet"));
    Guide::page("", &body).open(&visit, "/").await;
    // Toggled before the file was there, and so shown.
    visit.find("dialog", "Chat with us").await;
    visit.still_works().await;
    visit.eval("SiteAssist('close')").await;
    visit.gone("dialog", "Chat with us").await;
    let help = "document.querySelector('body > button').click()";
    visit.eval(help).await;
    visit.find("dialog", "Chat with us").await;
    // A function that a page has kept from before.
    visit.eval("kept('toggle')").await;
    visit.gone("dialog", "Chat with us").await;
    visit.eval("SiteAssist('toggle')").await;
    visit.find("dialog", "Chat with us").await;
    let chats = "document.querySelectorAll('inglenook-chat').length";
    assert_eq!(visit.eval(chats).await, 1);
    assert_eq!(visit.eval("chat.theme").await, "auto");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_compatibility_file_cannot_do_is_said_and_breaks_nothing() {
    let mut visit = Visit::new().await;
    // Under the strict policy of every journey the loader's tag is on the page.
    let calls = format!(
        "window.SiteAssist = function () {{ (SiteAssist.q = SiteAssist.q || []).push(arguments) }};
         SiteAssist('open');
         SiteAssist('destroy');
         SiteAssist('init', {{ apiKey: 'pk_sandbox', apiUrl: '{}/v2', type: 'side-panel', widgetUrl: 'x', style: 'y', heading: 'Help' }});",
        visit.api
    );
    let head = format!(
        "{}<script async src=/siteassist-compat.js></script><script async src=/inglenook.js></script>",
        visit.site.script(&calls)
    );
    let told = [
        "no type \"side-panel\"",
        "no option \"widgetUrl\"",
        "no option \"style\"",
        "no command \"destroy\"",
    ];
    for words in told {
        visit.expect(words);
    }
    visit.open(&head, "").await;
    visit.find("dialog", "Help").await;
    visit.still_works().await;
    let problems = visit.problems().await.join("\n");
    for words in told {
        assert!(problems.contains(words), "{words} in {problems}");
    }
    assert_eq!(visit.eval("chat.show.length").await, json!(0));
    visit.end().await;
}

const TURBO: &str = "node_modules/@hotwired/turbo/dist/turbo.es2017-umd.js";

#[tokio::test(flavor = "multi_thread")]
async fn the_chat_stays_as_it_is_while_turbo_goes_from_page_to_page() {
    let visit = Visit::new().await;
    let erb = documented("app/views/layouts/application.html.erb");
    assert!(erb.contains("async: true") && erb.contains("api_key: \"pk_…\""));
    // Its header would fetch the loader before what the page needs itself.
    assert!(!erb.contains("javascript_include_tag"));
    let layout = format!(
        "<script src=/turbo.js></script>{}",
        documented("what Rails prints")
    );
    let mut guide = Guide::page(&layout, "<a href=/second>The second page</a>");
    let turbo = folder("INGLENOOK_PACKAGE", "target/package").join(TURBO);
    let turbo = fs::read_to_string(turbo).expect("run `cargo xtask test` first");
    guide.files.insert("/turbo.js".into(), turbo);
    let second = Guide::page(&layout, "<a href=/>Back</a>").files["/"].clone();
    guide.files.insert("/second".into(), second);
    guide.open(&visit, "/").await;
    visit.open_chat().await;
    visit.still_works().await;
    visit.write("Not sent yet").await;
    let follow = "(window.kept = chat, document.querySelector('a').click())";
    for (place, other) in [("/second", "Back"), ("/", "The second page")] {
        visit.eval(follow).await;
        let there = format!(
            "location.pathname === '{place}' && document.querySelector('a').textContent === '{other}'"
        );
        visit.wait_for(&there).await;
        assert_eq!(visit.eval("window.kept === chat").await, true);
        assert_eq!(
            visit
                .eval("document.querySelectorAll('inglenook-chat').length")
                .await,
            1
        );
        assert_eq!(visit.draft().await, "Not sent yet");
        visit.see("Does it work?").await;
        assert_eq!(visit.count("Does it work?").await, 1);
    }
    visit.end().await;
}
