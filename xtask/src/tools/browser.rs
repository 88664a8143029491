//! Browsers to test in. Another one is another constant here, and another line where it is used.

use std::path::{Path, PathBuf};

use super::apt;
use crate::error::{Error, Result};
use crate::process;

/// A browser, driven by its WebDriver.
#[derive(Debug)]
pub struct Browser {
    pub name: &'static str,
    /// The programs it may be called, the first found wins. Drivers know further places.
    programs: &'static [&'static str],
    driver: &'static str,
    /// The environment variable that names the driver to tests, and lets a person choose one.
    pub driver_variable: &'static str,
    packages: &'static [&'static str],
}

pub const CHROMIUM: Browser = Browser {
    name: "Chromium",
    programs: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ],
    driver: "chromedriver",
    driver_variable: "CHROMEDRIVER",
    packages: &["chromium", "chromium-driver", "fonts-dejavu-core"],
};

/// The driver that the environment names, or the installed one, or a newly installed one.
pub fn ensure(browser: &Browser, root: &Path) -> Result<PathBuf> {
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
    if let Some(driver) = installed(browser) {
        return Ok(driver);
    }
    let what = format!("{} with {}", browser.name, browser.driver);
    apt::install(root, &what, browser.packages)?;
    installed(browser).ok_or_else(|| {
        Error::new(format!("{what} was installed but is not on PATH")).help(format!(
            "set {} to the path of {}",
            browser.driver_variable, browser.driver
        ))
    })
}

/// On macOS browsers are not on PATH, and the driver finds its own.
fn installed(browser: &Browser) -> Option<PathBuf> {
    let driver = process::find(browser.driver)?;
    let there = cfg!(target_os = "macos")
        || browser
            .programs
            .iter()
            .any(|program| process::find(program).is_some());
    there.then_some(driver)
}
