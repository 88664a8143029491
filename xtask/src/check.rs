//! What to run before a commit: format, clippy on both targets, tidy, native tests.

use crate::error::Result;
use crate::process::Run;
use crate::project::Project;
use crate::report::Report;
use crate::tidy;
use crate::tools::{Packages, Tools};

pub const WASM: &str = "wasm32-unknown-unknown";

pub fn run(project: &Project) -> Result<()> {
    let tools = Tools::new(project)?;
    tools.rust()?;
    let packages = tools.npm_where_possible()?;
    let mut report = Report::default();
    steps(project, packages.as_ref(), &mut report);
    if packages.is_none() {
        println!(
            "\n    Without Node, the examples of CommonMark were left out: `cargo xtask test` brings it."
        );
    }
    report.finish("check")
}

/// Without `packages`, the tests that read them say that they did nothing.
pub fn steps(project: &Project, packages: Option<&Packages>, report: &mut Report) {
    report.run("Format", || {
        cargo(project, &["fmt", "--all", "--check"])
            .help("run `cargo fmt --all`")
            .run()
    });
    report.run("Tidy", || tidy::run(project));
    report.run("Clippy, native", || {
        clippy(project, &["--workspace", "--all-targets"]).run()
    });
    report.run("Clippy, WebAssembly", || {
        clippy(
            project,
            &[
                "--package",
                "inglenook",
                "--package",
                "gallery",
                "--features",
                "inglenook/split",
                "--target",
                WASM,
                "--lib",
                "--test",
                "browser",
            ],
        )
        .run()
    });
    report.run("Native tests", || native_tests(project, packages).run());
}

pub fn cargo(project: &Project, arguments: &[&str]) -> Run {
    Run::new("cargo", &project.root).args(arguments)
}

fn native_tests(project: &Project, packages: Option<&Packages>) -> Run {
    let tests = cargo(project, &["test", "--workspace"]).args([
        "--exclude",
        "e2e",
        "--exclude",
        "wasm-tools",
    ]);
    match packages {
        Some(packages) => tests.env("INGLENOOK_COMMONMARK", packages.commonmark()),
        None => tests,
    }
}

fn clippy(project: &Project, what: &[&str]) -> Run {
    cargo(project, &["clippy"])
        .args(what)
        .args(["--", "-D", "warnings"])
}
