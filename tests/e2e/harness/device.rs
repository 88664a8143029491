//! The visitor's device: its connection, its screen, its colours.

use super::Visit;
use super::browser::{ENGINE, Engine};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::{env, fs};

impl Visit {
    /// The browser keeps no file of any page any more.
    pub async fn empty_cache(&self) {
        if *ENGINE == Engine::Firefox {
            let script = "Services.cache2.clear(); ChromeUtils.clearResourceCache()";
            self.inside_firefox(script, Value::Null).await;
            return;
        }
        self.browser
            .devtools("Network.clearBrowserCache", json!({}))
            .await;
    }

    /// Cuts the browser's connection, or brings it back.
    pub async fn offline(&self, offline: bool) {
        if *ENGINE == Engine::Firefox {
            let script = "Services.io.offline = arguments[0]";
            self.inside_firefox(script, offline).await;
            return;
        }
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
        match *ENGINE {
            Engine::Chromium => {
                let screen = json!({"width": width, "height": height, "deviceScaleFactor": 2, "mobile": true});
                self.browser
                    .devtools("Emulation.setDeviceMetricsOverride", screen)
                    .await;
            }
            Engine::Firefox => {
                let script = "const { style } = gBrowser.selectedBrowser;
                    for (const side of ['width', 'height']) for (const limit of ['', 'min-', 'max-'])
                      style.setProperty(limit + side, arguments[0][side] + 'px')";
                self.inside_firefox(script, json!({"width": width, "height": height}))
                    .await;
            }
            Engine::WebKit => self.fit_window(width, height).await,
        }
        if *ENGINE != Engine::Chromium {
            // What Chromium emulates begins with the next page.
            let fits = format!("innerWidth === {width} && innerHeight === {height}");
            self.wait_for(&fits).await;
        }
    }

    /// The visitor points with a finger.
    pub async fn by_touch(&self) {
        if *ENGINE == Engine::Firefox {
            for preference in ["ui.primaryPointerCapabilities", "ui.allPointerCapabilities"] {
                self.set_in_firefox(preference, 1).await;
            }
            return;
        }
        self.browser
            .devtools(
                "Emulation.setTouchEmulationEnabled",
                json!({"enabled": true}),
            )
            .await;
    }

    /// The visitor's system is `light` or `dark`.
    pub async fn prefers(&self, colours: &str) {
        if *ENGINE == Engine::Firefox {
            let preference = "layout.css.prefers-color-scheme.content-override";
            self.set_in_firefox(preference, u8::from(colours == "light"))
                .await;
            return;
        }
        self.emulate_feature("prefers-color-scheme", colours).await;
    }

    /// The visitor's system asks for little motion, or for none in particular.
    pub async fn wants_no_motion(&self, none: bool) {
        if *ENGINE == Engine::Firefox {
            self.set_in_firefox("ui.prefersReducedMotion", none.into())
                .await;
            return;
        }
        let motion = if none { "reduce" } else { "no-preference" };
        self.emulate_feature("prefers-reduced-motion", motion).await;
    }

    /// The visitor's system puts its own few colours in the place of all others.
    pub async fn forced_colours(&self) {
        match *ENGINE {
            Engine::Firefox => {
                self.set_in_firefox("browser.display.document_color_use", 2)
                    .await;
            }
            _ => self.emulate_feature("forced-colors", "active").await,
        }
    }

    /// The visitor's browser is set to text of twice the usual size.
    pub async fn large_text(&self) {
        if *ENGINE == Engine::Firefox {
            self.set_in_firefox("font.size.variable.x-western", 32)
                .await;
            self.set_in_firefox("font.size.monospace.x-western", 26)
                .await;
            return;
        }
        let sizes = json!({"fontSizes": {"standard": 32, "fixed": 26}});
        self.browser.devtools("Page.setFontSizes", sizes).await;
    }

    /// The page is laid out as for paper, or as on a screen again.
    pub async fn prints(&self, prints: bool) {
        let medium = if prints { "print" } else { "" };
        if *ENGINE == Engine::Firefox {
            let script = "gBrowser.selectedBrowser.browsingContext.mediumOverride = arguments[0]";
            self.inside_firefox(script, medium).await;
            return;
        }
        self.browser
            .devtools("Emulation.setEmulatedMedia", json!({"media": medium}))
            .await;
    }

    async fn emulate_feature(&self, name: &str, value: &str) {
        let features = json!([{"name": name, "value": value}]);
        self.browser
            .devtools("Emulation.setEmulatedMedia", json!({"features": features}))
            .await;
    }

    async fn set_in_firefox(&self, preference: &str, value: u8) {
        let script = format!("Services.prefs.setIntPref('{preference}', arguments[0])");
        self.inside_firefox(&script, value).await;
    }

    async fn inside_firefox(&self, script: &str, argument: impl Into<Value>) {
        let arguments = vec![argument.into()];
        self.browser.inside_firefox(script, arguments).await;
    }

    /// A window around a page of this size, in the middle of the display: where nobody manages
    /// windows, the one under the pointer has the focus.
    async fn fit_window(&self, width: u32, height: u32) {
        let script = "return [innerWidth, innerHeight, screen.width, screen.height]";
        let sizes: [u32; 4] =
            serde_json::from_value(self.browser.run(script, vec![]).await).unwrap();
        let client = &self.browser.client;
        let (outer_width, outer_height) = client.get_window_size().await.unwrap();
        let fit = |whole: u64, inside: u32, wanted: u32, display: u32| {
            let size = u32::try_from(whole).unwrap().saturating_sub(inside) + wanted;
            (display.saturating_sub(size) / 2, size)
        };
        let (left, width) = fit(outer_width, sizes[0], width, sizes[2]);
        let (top, height) = fit(outer_height, sizes[1], height, sizes[3]);
        client
            .set_window_rect(left, top, width, height)
            .await
            .unwrap();
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
