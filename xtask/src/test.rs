//! Every test there is.

use std::path::Path;

use crate::check::{self, WASM, cargo};
use crate::dist;
use crate::error::{Error, Result};
use crate::process::Run;
use crate::project::Project;
use crate::report::Report;
use crate::size;
use crate::tools::{CHROMIUM, Tools};

const TYPE_SAMPLES: &str = "tests/types";
const BUILD: &str = "Files to host";

/// One step after the other: cargo would make them wait for each other anyway.
pub fn run(project: &Project) -> Result<()> {
    let tools = Tools::new(project)?;
    tools.rust()?;
    let driver = tools.driver(&CHROMIUM)?;
    let programs = tools.npm()?;
    let mut report = Report::default();
    check::steps(project, &mut report);
    if project.root.join(TYPE_SAMPLES).is_dir() {
        report.run("Published types", || types(project, &programs));
    }
    report.run("Tests in Chromium", || {
        browser_tests(project, &tools, &driver)
    });
    if report.run(BUILD, || dist::run(project)) {
        report.run("Budgets", || size::check(project));
        report.run("Journeys in Chromium", || journeys(project, &driver));
    } else {
        report.skip("Budgets", BUILD);
        report.skip("Journeys in Chromium", BUILD);
    }
    report.finish("test")
}

/// Sample pages in TypeScript must compile against the types that the widget publishes.
fn types(project: &Project, programs: &Path) -> Result<()> {
    let mut samples = Vec::new();
    let folder = project.root.join(TYPE_SAMPLES);
    for entry in std::fs::read_dir(&folder).map_err(|cause| Error::file("read", &folder, &cause))? {
        let path = entry
            .map_err(|cause| Error::file("read", &folder, &cause))?
            .path();
        if path.extension().is_some_and(|extension| extension == "ts") {
            samples.push(path);
        }
    }
    if samples.is_empty() {
        return Err(
            Error::new(format!("{TYPE_SAMPLES} has no sample page")).help("add one in TypeScript")
        );
    }
    Run::new(programs.join("tsc"), &project.root)
        .args(["--noEmit", "--strict", "--ignoreConfig", "--types", ""])
        .args([
            "--target",
            "es2022",
            "--lib",
            "es2022,dom",
            "--module",
            "esnext",
        ])
        .args(["--moduleResolution", "bundler"])
        .args([project.root.join("static/inglenook.d.ts")])
        .args(samples)
        .run()
}

/// Views and the door, compiled to WebAssembly.
fn browser_tests(project: &Project, tools: &Tools<'_>, driver: &Path) -> Result<()> {
    let runner = tools.wasm_bindgen()?.join("wasm-bindgen-test-runner");
    // Quiet mode (`-q`) would be an argument that the runner does not know.
    cargo(
        project,
        &[
            "test",
            "--package",
            "inglenook",
            "--target",
            WASM,
            "--test",
            "browser",
        ],
    )
    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
    .env(CHROMIUM.driver_variable, driver)
    .run()
}

/// Visitors and page developers, against the files to host and the sandbox.
fn journeys(project: &Project, driver: &Path) -> Result<()> {
    cargo(project, &["test", "--package", "e2e"])
        .env("INGLENOOK_DIST", project.dist())
        .env(CHROMIUM.driver_variable, driver)
        .run()
}
