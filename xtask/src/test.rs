//! Every test there is.

use std::path::PathBuf;

use crate::args::Args;
use crate::check::{self, cargo};
use crate::dist;
use crate::error::{Error, Result};
use crate::gallery;
use crate::process::Run;
use crate::project::Project;
use crate::report::Report;
use crate::size;
use crate::tools::{ALL, Browser, Packages, Tools};

mod engine;
use engine::Engine;

mod package;

const TYPE_SAMPLES: &str = "tests/types";
const BUILD: &str = "Files to host";
const GALLERY: &str = "Gallery";
const PACKAGE: &str = "The npm package";

#[derive(Debug)]
pub struct Options {
    browsers: Vec<&'static Browser>,
}

impl Options {
    /// Without a wish, all browsers that there are.
    pub fn parse(mut args: Args) -> Result<Self> {
        let mut browsers = Vec::new();
        while let Some(words) = args.value::<String>("--browser")? {
            for word in words.split(',') {
                browsers.push(named(word)?);
            }
        }
        args.done()?;
        if browsers.is_empty() {
            browsers.extend(ALL.into_iter().filter(|it| it.is_made_for_this_system()));
        }
        Ok(Self { browsers })
    }
}

fn named(word: &str) -> Result<&'static Browser> {
    let known = ALL.map(|it| it.word).join(", ");
    ALL.into_iter().find(|it| it.word == word).ok_or_else(|| {
        Error::new(format!("there is no browser `{word}` here"))
            .help(format!("the browsers are {known}"))
    })
}

/// One step after the other: cargo would make them wait for each other anyway.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let tools = Tools::new(project)?;
    tools.rust()?;
    let engines = options
        .browsers
        .iter()
        .map(|browser| Engine::new(browser, project, &tools))
        .collect::<Result<Vec<_>>>()?;
    let packages = tools.npm()?;
    let brought = [tools.proxies()?, tools.libraries()?, tools.wordpress()?].concat();
    let mut report = Report::default();
    check::steps(project, Some(&packages), &mut report);
    report.run("Published types", || types(project, &packages));
    for engine in &engines {
        report.run(&format!("Tests in {}", engine.name()), || {
            let runner = tools.wasm_bindgen()?.join("wasm-bindgen-test-runner");
            engine.browser_tests(project, &runner)
        });
    }
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
    let missing = steps.into_iter().find(|(done, _)| !done);
    for engine in &engines {
        let name = format!("Journeys in {}", engine.name());
        match missing {
            Some((_, missing)) => report.skip(&name, missing),
            None => {
                report.run(&name, || {
                    engine.journeys(journeys(project, &packages, &brought), project)
                });
            }
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

/// Visitors and page developers, against the files to host and the sandbox.
fn journeys(project: &Project, packages: &Packages, brought: &[(&str, PathBuf)]) -> Run {
    let tests = cargo(project, &["test", "--package", "e2e"]);
    let named = |tests: Run, (variable, file): &(&str, PathBuf)| tests.env(variable, file);
    brought
        .iter()
        .fold(tests, named)
        .env("INGLENOOK_DIST", project.dist())
        .env("INGLENOOK_GALLERY", project.gallery())
        .env("INGLENOOK_PACKAGE", project.package())
        .env("INGLENOOK_MODULES", packages.modules())
        // A journey that fails tells what it saw; a backtrace would bury that.
        .env("RUST_BACKTRACE", "0")
}

#[cfg(test)]
mod tests;
