//! The visitor's device: its connection, its screen, its colours.

use super::Visit;
use serde_json::json;
use std::path::PathBuf;
use std::{env, fs};

impl Visit {
    /// Cuts the browser's connection, or brings it back.
    pub async fn offline(&self, offline: bool) {
        self.browser.devtools("Network.enable", json!({})).await;
        let conditions = json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.browser
            .devtools("Network.emulateNetworkConditions", conditions)
            .await;
    }

    /// A phone of this width, held upright.
    pub async fn on_phone(&self, width: u32) {
        self.on_screen(width, 844).await;
    }

    /// A small screen of this size.
    pub async fn on_screen(&self, width: u32, height: u32) {
        let screen =
            json!({"width": width, "height": height, "deviceScaleFactor": 2, "mobile": true});
        self.browser
            .devtools("Emulation.setDeviceMetricsOverride", screen)
            .await;
    }

    /// The visitor's system is `light` or `dark`.
    pub async fn prefers(&self, colours: &str) {
        let features = json!([{"name": "prefers-color-scheme", "value": colours}]);
        self.browser
            .devtools("Emulation.setEmulatedMedia", json!({"features": features}))
            .await;
    }

    /// The part of the widget is no wider than this, and nothing in it sticks out.
    pub async fn fits(&self, selector: &str, width: f64) {
        let script = "const part = document.querySelector('inglenook-chat').shadowRoot.querySelector(arguments[0]);
            const { left, right } = part.getBoundingClientRect();
            const out = [...part.querySelectorAll('*')].filter((node) => {
              const box = node.getBoundingClientRect();
              const scrolls = node.closest('pre, [role=region] table, .hidden, .mirror');
              return box.width && !scrolls && (box.left < left - 1 || box.right > right + 1);
            });
            return [right - left, out.map((node) => node.outerHTML.slice(0, 200))]";
        let found = self.browser.run(script, vec![json!(selector)]).await;
        assert!(found[0].as_f64().unwrap() <= width + 0.5, "{found}");
        assert_eq!(found[1], json!([]), "sticks out");
    }

    /// Waits until the focus is inside the widget, on such an element.
    pub async fn focus_is(&self, tag: &str) {
        let script = format!("document.activeElement?.shadowRoot?.activeElement?.matches('{tag}')");
        self.wait_for(&script).await;
    }

    /// Colours and places are judged where they come to rest.
    pub async fn let_animations_end(&self) {
        let script = "const chats = [...document.querySelectorAll('inglenook-chat')];
            for (const it of chats.flatMap((chat) => chat.shadowRoot.getAnimations())) {
              if (it.effect.getComputedTiming().endTime !== Infinity) it.finish();
            }";
        self.browser.run(script, vec![]).await;
    }

    /// Keeps a picture of the page in target/screenshots, where INGLENOOK_SCREENSHOTS is set.
    pub async fn picture(&self, name: &str) {
        if env::var_os("INGLENOOK_SCREENSHOTS").is_none() {
            return;
        }
        self.let_animations_end().await;
        let folder = PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../target/screenshots"
        ));
        fs::create_dir_all(&folder).unwrap();
        let picture = self.browser.client.screenshot().await.unwrap();
        fs::write(folder.join(format!("{name}.png")), picture).unwrap();
    }
}
