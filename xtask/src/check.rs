//! What to run before a commit: format, clippy on both targets, tidy, native tests.

use crate::error::Result;
use crate::process::Run;
use crate::project::Project;
use crate::report::Report;
use crate::tidy;
use crate::tools::Tools;

pub const WASM: &str = "wasm32-unknown-unknown";

pub fn run(project: &Project) -> Result<()> {
    Tools::new(project)?.rust()?;
    let mut report = Report::default();
    steps(project, &mut report);
    report.finish("check")
}

pub fn steps(project: &Project, report: &mut Report) {
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
                "--target",
                WASM,
                "--lib",
                "--test",
                "browser",
            ],
        )
        .run()
    });
    report.run("Native tests", || {
        cargo(
            project,
            &[
                "test",
                "--workspace",
                "--exclude",
                "e2e",
                "--exclude",
                "wasm-tools",
            ],
        )
        .run()
    });
}

pub fn cargo(project: &Project, arguments: &[&str]) -> Run {
    Run::new("cargo", &project.root).args(arguments)
}

fn clippy(project: &Project, what: &[&str]) -> Run {
    cargo(project, &["clippy"])
        .args(what)
        .args(["--", "-D", "warnings"])
}
