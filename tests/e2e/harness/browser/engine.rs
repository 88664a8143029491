//! The engines: which driver each has, and what its browser is asked for.

use serde_json::{Value, json};
use std::env;
use std::sync::LazyLock;

/// What journeys run in: INGLENOOK_BROWSER, else Chromium.
pub static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| match env::var("INGLENOOK_BROWSER").as_deref() {
        Ok("firefox") => Engine::Firefox,
        Ok("webkit") => Engine::WebKit,
        Ok("chromium") | Err(_) => Engine::Chromium,
        Ok(other) => {
            panic!("INGLENOOK_BROWSER is {other}: it can be chromium, firefox or webkit")
        }
    });

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Engine {
    Chromium,
    Firefox,
    /// WebKitGTK's own small browser. It needs a display.
    WebKit,
}

impl Engine {
    /// A browser without a window, or with one of this size.
    pub fn capabilities(self, width: u32, height: u32) -> Value {
        match self {
            Self::Chromium => json!({"goog:chromeOptions": {"args": [
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP without-tls.test 127.0.0.1",
                format!("--window-size={width},{height}"),
            ]}}),
            Self::Firefox => json!({"timeouts": {"pageLoad": 60_000}, "moz:firefoxOptions": {
                "args": ["-headless", format!("--width={width}"), format!("--height={height}")],
                "prefs": {
                    // What fails is tried ten times before pages are told.
                    "network.http.request.max-attempts": 2,
                    "network.dns.localDomains": "without-tls.test",
                    // Else this machine can be reached without a connection.
                    "network.disable-localhost-when-offline": true,
                },
            }}),
            Self::WebKit => json!({}),
        }
    }

    /// The driver, and what it is told beside its port.
    pub fn driver(self) -> (String, &'static [&'static str]) {
        let (variable, usual) = match self {
            Self::Chromium => ("CHROMEDRIVER", "/usr/bin/chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            // The name that the runner of the browser tests knows.
            Self::WebKit => ("SAFARIDRIVER", "/usr/bin/WebKitWebDriver"),
        };
        let program = env::var(variable).unwrap_or(usual.into());
        // Firefox's own parts know how to go offline and what colours the system has.
        let system: &[&str] = &["--allow-system-access"];
        (program, if self == Self::Firefox { system } else { &[] })
    }

    /// Starting Firefox takes longer than most journeys: they share those that there are.
    pub fn is_kept(self) -> bool {
        self == Self::Firefox
    }
}
