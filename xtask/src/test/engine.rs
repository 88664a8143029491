//! One browser that tests run in.

use std::path::{Path, PathBuf};

use crate::check::{WASM, cargo};
use crate::error::Result;
use crate::process::Run;
use crate::project::{Project, read};
use crate::tools::{ALL, Browser, Display, Tools};

/// Journeys that a browser or its driver cannot make, each with the reason.
const LEFT_OUT: &str = "tests/e2e/left-out.txt";
/// The runner's own limit, 20 seconds for all tests together, is for machines that do nothing else.
const BROWSER_SECONDS: &str = "600";

#[derive(Debug)]
pub struct Engine {
    browser: &'static Browser,
    driver: PathBuf,
    display: Option<Display>,
}

impl Engine {
    /// Brings what is missing.
    pub fn new(browser: &'static Browser, project: &Project, tools: &Tools<'_>) -> Result<Self> {
        let driver = tools.driver(browser)?;
        let display = browser
            .needs_display
            .then(|| Display::start(&project.root))
            .transpose()?;
        Ok(Self {
            browser,
            driver,
            display,
        })
    }

    pub fn name(&self) -> &'static str {
        self.browser.name
    }

    /// Views and the door, compiled to WebAssembly. `runner` starts the browser with them.
    pub fn browser_tests(&self, project: &Project, runner: &Path) -> Result<()> {
        // Quiet mode (`-q`) would be an argument that the runner does not know.
        let tests = ["test", "--package", "inglenook", "--target", WASM];
        let tests = cargo(project, &tests)
            .args(["--test", "browser"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
            .env("WASM_BINDGEN_TEST_TIMEOUT", BROWSER_SECONDS);
        self.driven(tests).run()
    }

    /// Runs journeys, but those that are left out here.
    pub fn journeys(&self, tests: Run, project: &Project) -> Result<()> {
        let mut arguments = vec!["--", "--exact"];
        let list = read(&project.root.join(LEFT_OUT))?;
        for (journey, reason) in left_out(&list, self.browser.word) {
            println!("    Left out in {}: {journey}, {reason}", self.name());
            arguments.extend(["--skip", journey]);
        }
        self.driven(tests.args(arguments))
            .env("INGLENOOK_BROWSER", self.browser.word)
            .run()
    }

    /// The runner takes the first driver that it is told of.
    fn driven(&self, tests: Run) -> Run {
        let nothing_else =
            |tests: Run, browser: &&Browser| tests.env_remove(browser.driver_variable);
        let tests = ALL.iter().fold(tests, nothing_else);
        let tests = tests.env(self.browser.driver_variable, &self.driver);
        match &self.display {
            // Without a UTF-8 locale WebKit's driver reads what it is sent wrong.
            Some(display) => tests.env("DISPLAY", &display.name).env("LANG", "C.UTF-8"),
            None => tests,
        }
    }
}

/// Lines like `browser journey: reason`.
pub(super) fn left_out<'a>(
    list: &'a str,
    browser: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    list.lines().filter_map(move |line| {
        let rest = line.strip_prefix(browser)?.strip_prefix(' ')?;
        rest.trim_start().split_once(": ")
    })
}
