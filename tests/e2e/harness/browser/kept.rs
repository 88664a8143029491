//! Browsers that are kept from one journey to the next, and made as new in between.

use super::driver::Driver;
use super::vendor;
use fantoccini::Client;
use serde_json::{Value, json};
use std::sync::Mutex;

/// Those that no journey has just now: the driver, and its session.
static KEPT: Mutex<Vec<(Driver, String)>> = Mutex::new(Vec::new());

/// What journeys change among Firefox's own parts.
const AFRESH: &str = "const done = arguments[arguments.length - 1];
    Services.io.offline = false;
    for (const name of ['ui.primaryPointerCapabilities', 'ui.allPointerCapabilities',
      'layout.css.prefers-color-scheme.content-override', 'browser.display.document_color_use',
      'font.size.variable.x-western', 'font.size.monospace.x-western'])
      Services.prefs.clearUserPref(name);
    Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, { onDataDeleted: () => done(null) })";

pub fn take() -> Option<(Driver, String)> {
    let (mut driver, session) = KEPT.lock().unwrap().pop()?;
    driver.limit();
    Some((driver, session))
}

/// Leaves the page at once, so that nothing of it goes on; what does not obey is not kept.
pub fn give(mut driver: Driver, session: &str) -> Option<Driver> {
    let blank = json!({"url": "about:blank"}).to_string();
    if driver.tell("POST", &format!("{session}/url"), &blank) {
        driver.rest();
        KEPT.lock().unwrap().push((driver, session.to_owned()));
        return None;
    }
    Some(driver)
}

/// A new tab and nothing else: no other tab, no storage, no preference.
pub async fn refresh(client: &Client, width: u32, height: u32) {
    let old = client.windows().await.unwrap();
    client.switch_to_window(old[0].clone()).await.unwrap();
    let fresh = client.new_window(true).await.unwrap().handle;
    for window in old {
        client.switch_to_window(window).await.unwrap();
        client.close_window().await.unwrap();
    }
    client.switch_to_window(fresh).await.unwrap();
    let context = |name| vendor(client, "moz/context", json!({"context": name}));
    context("chrome").await;
    let done = client.execute_async(AFRESH, vec![]).await;
    assert_eq!(done.unwrap(), Value::Null);
    context("content").await;
    client.set_window_size(width, height).await.unwrap();
}
