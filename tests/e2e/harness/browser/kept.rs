//! Browsers that are kept from one journey to the next, and made as new in between.

use super::driver::Driver;
use super::{PATIENCE, connector, vendor};
use fantoccini::Client;
use fantoccini::error::CmdError;
use serde_json::json;
use std::sync::Mutex;
use tokio::time::timeout;

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

/// One of them, unless it does not obey any more.
pub async fn take(width: u32, height: u32) -> Option<(Client, String, Driver)> {
    let (mut driver, session) = KEPT.lock().unwrap().pop()?;
    driver.limit();
    let refreshed = async {
        let url = format!("http://127.0.0.1:{}", driver.port);
        let client = Client::with_existing_session(&url, &session, connector()).await;
        let client = client.ok()?;
        refresh(&client, width, height).await.ok()?;
        Some(client)
    };
    let client = timeout(PATIENCE, refreshed).await.ok()??;
    Some((client, session, driver))
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
async fn refresh(client: &Client, width: u32, height: u32) -> Result<(), CmdError> {
    let old = client.windows().await?;
    // The journey may have closed the one that it was in.
    if let Some(open) = old.first() {
        client.switch_to_window(open.clone()).await?;
    }
    let fresh = client.new_window(true).await?.handle;
    for window in old {
        client.switch_to_window(window).await?;
        client.close_window().await?;
    }
    client.switch_to_window(fresh).await?;
    let context = |name| vendor(client, "moz/context", json!({"context": name}));
    context("chrome").await;
    client.execute_async(AFRESH, vec![]).await?;
    context("content").await;
    client.set_window_size(width, height).await
}
