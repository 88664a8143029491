//! Browsers to test in. Another one is another constant here.

use std::path::{Path, PathBuf};

use super::{apt, crates};
use crate::error::{Error, Result};
use crate::process;

/// A browser, driven by its WebDriver.
#[derive(Debug)]
pub struct Browser {
    pub name: &'static str,
    /// What a person types, and journeys are told.
    pub word: &'static str,
    /// The programs it may be called, the first found wins. Drivers know further places.
    programs: &'static [&'static str],
    driver: &'static str,
    /// Debian has no package of the driver: it is the crate of the same name, at this version.
    driver_crate: Option<&'static str>,
    /// The environment variable that names the driver to tests, and lets a person choose one.
    pub driver_variable: &'static str,
    packages: &'static [&'static str],
    /// Whether it has no headless mode of its own.
    pub needs_display: bool,
}

pub const CHROMIUM: Browser = Browser {
    name: "Chromium",
    word: "chromium",
    programs: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ],
    driver: "chromedriver",
    driver_crate: None,
    driver_variable: "CHROMEDRIVER",
    packages: &["chromium", "chromium-driver", "fonts-dejavu-core"],
    needs_display: false,
};

const FIREFOX: Browser = Browser {
    name: "Firefox",
    word: "firefox",
    programs: &["firefox-esr", "firefox"],
    driver: "geckodriver",
    driver_crate: Some("0.37.1"),
    driver_variable: "GECKODRIVER",
    packages: &["firefox-esr", "fonts-dejavu-core"],
    needs_display: false,
};

/// WebKitGTK. wasm-bindgen's test runner knows its driver as Safari's, which takes the same arguments.
const WEBKIT: Browser = Browser {
    name: "WebKit",
    word: "webkit",
    programs: &["Xvfb"],
    driver: "WebKitWebDriver",
    driver_crate: None,
    driver_variable: "SAFARIDRIVER",
    packages: &["webkit2gtk-driver", "xvfb", "fonts-dejavu-core"],
    needs_display: true,
};

impl Browser {
    /// WebKitGTK is made for Linux alone.
    pub fn is_made_for_this_system(&self) -> bool {
        !self.needs_display || cfg!(target_os = "linux")
    }
}

pub const ALL: [&Browser; 3] = [&CHROMIUM, &FIREFOX, &WEBKIT];

/// The driver that the environment names, or the installed one, or a newly installed one.
pub fn ensure(browser: &Browser, root: &Path, cache: &Path) -> Result<PathBuf> {
    if let Some(chosen) =
        std::env::var_os(browser.driver_variable).filter(|value| !value.is_empty())
    {
        let chosen = PathBuf::from(chosen);
        return if chosen.is_file() {
            Ok(chosen)
        } else {
            Err(Error::new(format!(
                "{} names no file: {}",
                browser.driver_variable,
                chosen.display()
            ))
            .help(format!(
                "unset it, or set it to the path of {}",
                browser.driver
            )))
        };
    }
    if !is_installed(browser) {
        let what = match browser.driver_crate {
            Some(_) => browser.name.to_owned(),
            None => format!("{} with {}", browser.name, browser.driver),
        };
        apt::install(root, &what, browser.packages)?;
    }
    let built = browser
        .driver_crate
        .filter(|_| process::find(browser.driver).is_none());
    if let Some(version) = built {
        let programs = crates::ensure(browser.driver, version, &[], "a minute or two", cache)?;
        return Ok(programs.join(browser.driver));
    }
    process::find(browser.driver).ok_or_else(|| {
        Error::new(format!(
            "{} was installed but its driver is not on PATH",
            browser.name
        ))
        .help(format!(
            "set {} to the path of {}",
            browser.driver_variable, browser.driver
        ))
    })
}

/// On macOS browsers are not on PATH, and the driver finds its own.
fn is_installed(browser: &Browser) -> bool {
    let there = cfg!(target_os = "macos")
        || browser
            .programs
            .iter()
            .any(|program| process::find(program).is_some());
    there && (browser.driver_crate.is_some() || process::find(browser.driver).is_some())
}
