//! Every test there is.

use std::path::{Path, PathBuf};

use crate::check::{self, WASM, cargo};
use crate::dist;
use crate::error::Result;
use crate::gallery;
use crate::process::Run;
use crate::project::Project;
use crate::report::Report;
use crate::size;
use crate::tools::{CHROMIUM, Packages, Tools};

mod package;

const TYPE_SAMPLES: &str = "tests/types";
const BUILD: &str = "Files to host";
const GALLERY: &str = "Gallery";
const PACKAGE: &str = "The npm package";
const JOURNEYS: &str = "Journeys in Chromium";
/// The runner's own limit, 20 seconds for all tests together, is for machines that do nothing else.
const BROWSER_SECONDS: &str = "120";

/// One step after the other: cargo would make them wait for each other anyway.
pub fn run(project: &Project) -> Result<()> {
    let tools = Tools::new(project)?;
    tools.rust()?;
    let driver = tools.driver(&CHROMIUM)?;
    let packages = tools.npm()?;
    let proxies = tools.proxies()?;
    let mut report = Report::default();
    check::steps(project, Some(&packages), &mut report);
    report.run("Published types", || types(project, &packages));
    report.run("Tests in Chromium", || {
        browser_tests(project, &tools, &driver)
    });
    let built = report.run(BUILD, || dist::run(project));
    let shown = report.run(GALLERY, || {
        gallery::build(project, &tools, &project.gallery().join("site"))
    });
    let installed = if built {
        report.run("Budgets", || size::check(project));
        report.run(PACKAGE, || package::build(project))
    } else {
        report.skip("Budgets", BUILD);
        report.skip(PACKAGE, BUILD);
        false
    };
    let steps = [(built, BUILD), (shown, GALLERY), (installed, PACKAGE)];
    match steps.into_iter().find(|(done, _)| !done) {
        Some((_, missing)) => report.skip(JOURNEYS, missing),
        None => {
            report.run(JOURNEYS, || journeys(project, &packages, &driver, &proxies));
        }
    }
    report.finish("test")
}

/// Sample pages in TypeScript must compile against the types that the widget publishes.
fn types(project: &Project, packages: &Packages) -> Result<()> {
    Run::new(packages.program("tsc"), &project.root)
        .args(["--project", TYPE_SAMPLES])
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
    .env("WASM_BINDGEN_TEST_TIMEOUT", BROWSER_SECONDS)
    .env(CHROMIUM.driver_variable, driver)
    .run()
}

/// Visitors and page developers, against the files to host and the sandbox.
fn journeys(
    project: &Project,
    packages: &Packages,
    driver: &Path,
    proxies: &[(&str, PathBuf)],
) -> Result<()> {
    let tests = cargo(project, &["test", "--package", "e2e"]);
    let named = |tests: Run, (variable, program): &(&str, PathBuf)| tests.env(variable, program);
    proxies
        .iter()
        .fold(tests, named)
        .env("INGLENOOK_DIST", project.dist())
        .env("INGLENOOK_GALLERY", project.gallery())
        .env("INGLENOOK_PACKAGE", project.package())
        .env("INGLENOOK_AXE", packages.axe())
        .env(CHROMIUM.driver_variable, driver)
        .run()
}
