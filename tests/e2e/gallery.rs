//! Every state of every view, from fixed data: anybody can use each of them, in light, in the dark,
//! from right to left, in a column, on a phone, zoomed, in large text and in forced colours. Pictures
//! are left in target/gallery.

use crate::harness::Visit;
use crate::harness::site::Page;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;

const MEASURE: &str = include_str!("gallery/measure.js");

const LOCALES: [&str; 16] = [
    "en", "ar", "de", "es", "fr", "he", "hi", "it", "ja", "ko", "nl", "pl", "pt-BR", "tr",
    "zh-Hans", "zh-Hant",
];

/// The panel is no longer on its way in.
const RISEN: &str = "document.querySelector('inglenook-chat').shadowRoot.querySelector('.panel')
    ?.getAnimations().length === 0";

async fn open_gallery(visit: &Visit) {
    let head = "<link rel=stylesheet href=/gallery/state.css>
        <script async src=/gallery/inglenook.js></script>
        <script type=module src=/gallery/state.js></script>";
    let page = Page {
        head,
        ..Page::default()
    };
    // An avatar, and a picture that a visitor asks for.
    visit.site.allow_pictures("data: 'self'");
    visit.open_page(page).await;
    visit.wait_for("window.gallery").await;
}

/// Goes through all states; what axe-core or a ruler finds in any of them is told at the end.
async fn every_state(mut visit: Visit, place: &str, options: Value) {
    visit.expect("the gallery shows what comes of this");
    let folder = visit.site.gallery.join(place);
    let _fresh = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    open_gallery(&visit).await;
    let names = visit.settle("gallery.names()").await;
    let names: Vec<String> = serde_json::from_value(names).unwrap();
    assert!(names.len() > 40, "{names:?}");
    let (mut found, mut pictures, mut twins) = (Vec::new(), BTreeMap::new(), Vec::new());
    for name in names {
        let shown = visit
            .settle(&format!("gallery.show('{name}', {options})"))
            .await;
        assert_eq!(shown, json!(null), "{name}");
        let findings = visit.findings().await;
        let picture = picture_unlike(&visit, &pictures).await;
        fs::write(folder.join(format!("{name}.png")), &picture).unwrap();
        if let Some(twin) = pictures.insert(picture, name.clone()) {
            twins.push([twin, name.clone()]);
        }
        if !findings.is_empty() {
            found.push(json!({ &name: findings }));
        }
        let measured = visit.browser.run(MEASURE, vec![json!(name)]).await;
        if measured != json!([]) {
            found.push(json!({ &name: measured }));
        }
        let surprises = visit.surprises().await;
        if !surprises.is_empty() {
            found.push(json!({ name: surprises }));
        }
    }
    assert!(found.is_empty(), "{place}: {:#}", json!(found));
    // In a small window the difference may be where one has to scroll to.
    let is_small = visit.eval("innerHeight < 600").await == true || place.starts_with("large-text");
    assert!(
        is_small || twins.is_empty(),
        "the same in {place}: {twins:?}"
    );
    visit.end().await;
}

/// A picture of what is on screen. WebKit's may still be the one of the state before: one that is there
/// already is taken again, some frames later.
async fn picture_unlike(visit: &Visit, pictures: &BTreeMap<Vec<u8>, String>) -> Vec<u8> {
    let frame = "new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))";
    for _ in 0..5 {
        let picture = visit.browser.client.screenshot().await.unwrap();
        if !pictures.contains_key(&picture) {
            return picture;
        }
        visit.browser.run_async(frame).await;
    }
    visit.browser.client.screenshot().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_every_state_in_light() {
    let visit = Visit::sized(560, 860).await;
    every_state(visit, "light", json!({"theme": "light"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_every_state_in_the_dark() {
    let visit = Visit::sized(560, 860).await;
    every_state(visit, "dark", json!({"theme": "dark"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_every_state_from_right_to_left() {
    let visit = Visit::sized(560, 860).await;
    let options = json!({"theme": "light", "locale": "ar", "dir": "rtl"});
    every_state(visit, "right-to-left", options).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_every_state_on_a_phone() {
    let visit = Visit::new().await;
    visit.on_phone(390).await;
    every_state(visit, "phone", json!({"theme": "light"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_every_state_in_a_narrow_column_in_the_dark() {
    let visit = Visit::new().await;
    visit.on_screen(280, 700).await;
    let options = json!({"theme": "dark", "mode": "inline"});
    every_state(visit, "column", options).await;
}

/// 1280 by 1024 pixels at 400 % are this many.
#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_every_state_at_four_times_the_size() {
    let visit = Visit::new().await;
    visit.on_screen(320, 256).await;
    every_state(visit, "zoomed", json!({"theme": "light"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_every_state_in_text_of_twice_the_size() {
    let visit = Visit::new().await;
    visit.large_text().await;
    every_state(visit, "large-text", json!({"theme": "light"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_every_state_in_large_text_on_a_small_phone() {
    let visit = Visit::new().await;
    visit.large_text().await;
    visit.on_screen(360, 740).await;
    every_state(visit, "large-text-phone", json!({"theme": "light"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_every_state_in_large_text_in_a_column() {
    let visit = Visit::new().await;
    visit.large_text().await;
    visit.on_screen(280, 700).await;
    let options = json!({"theme": "light", "mode": "inline"});
    every_state(visit, "large-text-column", options).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_head_of_the_panel_can_be_read_in_every_language() {
    for width in [560, 360] {
        let mut visit = Visit::new().await;
        visit.on_screen(width, 740).await;
        visit.expect("the gallery shows what comes of this");
        open_gallery(&visit).await;
        let mut found = Vec::new();
        for locale in LOCALES {
            for state in ["conversation", "human-agent"] {
                visit
                    .settle(&format!("gallery.show('{state}', {{locale: '{locale}'}})"))
                    .await;
                visit.wait_for(RISEN).await;
                let measured = visit.browser.run(MEASURE, vec![json!(state)]).await;
                if measured != json!([]) {
                    found.push(json!({ locale: measured }));
                }
            }
        }
        assert!(found.is_empty(), "{width}: {:#}", json!(found));
        visit.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_every_state_in_forced_colours() {
    let visit = Visit::sized(560, 860).await;
    visit.forced_colours().await;
    every_state(visit, "forced-colours", json!({})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gallery_shows_what_is_asked_for() {
    let visit = Visit::new().await;
    let page = format!(
        "{}/gallery/index.html?only=notice&width=390",
        visit.site.origin
    );
    visit.browser.goto(&page).await;
    visit
        .wait_for("document.querySelectorAll('iframe').length > 10")
        .await;
    visit
        .wait_for("[...document.querySelectorAll('iframe')].every((it) => it.title.startsWith('notice-') && it.offsetWidth >= 390)")
        .await;
    let inside = "document.querySelector('iframe').contentDocument.querySelector('inglenook-chat')?.shadowRoot?.querySelector('.notice')";
    visit.wait_for(inside).await;
    let findings = visit.findings().await;
    assert!(findings.is_empty(), "{:#}", json!(findings));
    visit.end().await;
}
