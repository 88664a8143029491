//! The files on real servers, set up as the documentation says, and new versions of them.

use crate::harness::Visit;
use crate::harness::hosting::{Host, brotli_module, panel};
use crate::harness::site::{folder, integrity, manifest, pinned};
use reqwest::header::HeaderMap;
use serde_json::json;
use std::fs;

/// What is named by what is in it.
const KEPT: [&str; 4] = ["panel-", "rest-", "words-", "inglenook-"];
const NOT_LOADED: &str = "The chat could not be loaded.";

/// A page of another origin than the files, under a strict policy.
async fn beside(host: &Host) -> (Visit, String) {
    let visit = Visit::beside(&host.origin).await;
    let scripts = format!("'self' {} 'wasm-unsafe-eval'", host.origin);
    visit.site.allow_scripts(&scripts, "'none'");
    let tag = visit
        .tag("")
        .replace("/inglenook.js", &host.url("inglenook.js"));
    (visit, tag)
}

/// Every file that pages ask for arrives with the right headers, in each form.
async fn check_headers(host: &Host, encodings: &[(&str, &str)]) {
    let manifest = manifest();
    let names = manifest["files"].as_object().unwrap().keys();
    let replaced = ["inglenook.js", "inglenook.de.js", "siteassist-compat.js"];
    let is_kept = |name: &str| KEPT.iter().any(|start| name.starts_with(start));
    let asked_for = names.filter(|name| replaced.contains(&name.as_str()) || is_kept(name));
    for file in asked_for {
        let lifetime = match is_kept(file) {
            true => "public, max-age=31536000, immutable",
            false => "public, max-age=300",
        };
        let kind = match file.rsplit_once('.').unwrap().1 {
            "js" => "text/javascript; charset=utf-8",
            "wasm" => "application/wasm",
            _ => "application/json",
        };
        for (encoding, ending) in encodings {
            let what = format!("{file} as {encoding}");
            let (status, headers, bytes) = get(host, file, encoding).await;
            let header = |name: &str| headers.get(name).map(|it| it.to_str().unwrap());
            assert_eq!(status, 200, "{what}");
            assert_eq!(header("cache-control"), Some(lifetime), "{what}");
            assert_eq!(header("content-type"), Some(kind), "{what}");
            assert_eq!(header("access-control-allow-origin"), Some("*"), "{what}");
            assert_eq!(
                header("cross-origin-resource-policy"),
                Some("cross-origin"),
                "{what}"
            );
            assert_eq!(header("x-content-type-options"), Some("nosniff"), "{what}");
            let packed = Some(*encoding).filter(|_| !ending.is_empty());
            assert_eq!(header("content-encoding"), packed, "{what}");
            if packed.is_some() {
                assert_eq!(header("vary"), Some("Accept-Encoding"), "{what}");
            }
            let made = folder("INGLENOOK_DIST", "dist").join(format!("{file}{ending}"));
            assert!(bytes == fs::read(made).unwrap(), "{what}");
        }
    }
    let (status, headers, _) = get(host, "panel-gone.js", "br").await;
    assert_eq!(status, 404);
    assert!(headers.get("cache-control").is_none());
}

async fn get(host: &Host, file: &str, encoding: &str) -> (u16, HeaderMap, Vec<u8>) {
    let request = reqwest::Client::new().get(host.url(file));
    let answer = request
        .header("accept-encoding", encoding)
        .send()
        .await
        .unwrap();
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    (status, headers, answer.bytes().await.unwrap().to_vec())
}

/// A visitor talks in German on a page that is isolated from other origins, and so does one on a page
/// that holds the loader to a digest.
async fn talk(host: &Host) {
    let (visit, tag) = beside(host).await;
    visit.site.send("cross-origin-opener-policy", "same-origin");
    visit
        .site
        .send("cross-origin-embedder-policy", "require-corp");
    let digest = integrity("inglenook.js");
    let held = format!("crossorigin integrity={digest} data-api-key");
    let held = tag.replace("data-api-key", &held);
    for tag in [tag, held.replace("inglenook.js", &pinned())] {
        visit.open(&tag, "").await;
        assert_eq!(visit.eval("crossOriginIsolated").await, true);
        visit.eval("localStorage.clear()").await;
        visit.open_chat().await;
        visit.still_works().await;
    }
    visit.eval("chat.locale = 'de', null").await;
    visit.find("textbox", "Nachricht").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_talks_on_a_page_whose_files_a_real_nginx_hosts() {
    let host = Host::nginx().await;
    host.deploy(&folder("INGLENOOK_DIST", "dist"));
    let mut encodings = vec![("identity", ""), ("gzip", ".gz")];
    if brotli_module().is_some() {
        encodings.push(("br", ".br"));
    }
    check_headers(&host, &encodings).await;
    talk(&host).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_talks_on_a_page_whose_files_a_real_caddy_hosts() {
    let host = Host::caddy().await;
    host.deploy(&folder("INGLENOOK_DIST", "dist"));
    let encodings = [("identity", ""), ("gzip", ".gz"), ("br", ".br")];
    check_headers(&host, &encodings).await;
    talk(&host).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_goes_on_with_the_version_that_it_began_with() {
    let host = Host::nginx().await;
    host.deploy(&host.this_version());
    let (visit, tag) = beside(&host).await;
    visit.open(&tag, "").await;
    let next = host.next_version(&visit).await;
    host.deploy(&next);
    visit.open_chat().await;
    visit.still_works().await;
    assert_eq!(host.sent(&panel()), 1);
    // Once the loader that the browser keeps is too old:
    visit.empty_cache().await;
    visit.reload().await;
    visit.find("textbox", "Message").await;
    visit.see("Everything is fine again.").await;
    assert_eq!(host.sent(&panel()), 1);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_whose_files_are_gone_takes_the_new_ones_or_says_so_once() {
    let host = Host::nginx().await;
    host.deploy(&host.this_version());
    let (mut visit, tag) = beside(&host).await;
    visit.expect("Error: inglenook: ");
    visit.open(&tag, "").await;
    let next = host.next_version(&visit).await;
    host.lose_panels();
    visit.press("Open chat").await;
    visit.see(NOT_LOADED).await;
    assert_eq!(visit.shown_text().await.matches(NOT_LOADED).count(), 1);
    let told = json!({"code": "LOAD_FAILED"});
    assert_eq!(visit.events("error").await, [told]);
    assert_eq!(visit.problems().await.len(), 1);
    host.deploy(&next);
    visit.press("Try again").await;
    visit.find("textbox", "Message").await;
    visit.still_works().await;
    assert!(!visit.shown_text().await.contains(NOT_LOADED));
    assert_eq!(visit.events("error").await.len(), 1);
    assert_eq!(host.sent(&panel()), 0);
    visit.end().await;
}
