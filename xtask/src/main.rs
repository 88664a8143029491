//! Every task of this repository: `cargo xtask <command>`.
//!
//! `tools` brings what a task needs, `process` runs it, `site` is the one build,
//! `dist` packs it; the other modules are the commands themselves.

mod args;
mod bench;
mod check;
mod demo;
mod dist;
mod error;
mod gallery;
mod process;
mod project;
mod report;
mod site;
mod size;
mod test;
mod tidy;
mod tools;

use std::process::ExitCode;

use args::Args;
use error::{Error, Result};
use project::Project;

const HELP: &str = "\
The tasks of this repository. Each brings the tools it needs.

  cargo xtask demo     build everything, start the sandbox, serve a page with the chat on it, and
                       at /gallery every state of it
                         --port N     listen there (else 4747, or a free port)
                         --no-build   serve what was built last time
  cargo xtask test     every test there is, in real browsers too
                         --browser B  only there: chromium, firefox or webkit, more of them by commas
  cargo xtask check    format, clippy, tidy and native tests: what to run before a commit
  cargo xtask tidy     only the rules about this repository's own text
  cargo xtask dist     the files to host, in dist/, and the npm package, in dist-npm/
  cargo xtask size     dist, then every file against its budget (xtask/budgets.txt)
                         --no-build   measure the dist/ that is there
  cargo xtask bench    dist, then its speed and what it costs a page, in a real browser
                         --quick      fewer runs
                         --only PART  one of reply, long, embed
                         --no-build   measure the dist/ that is there

Tools are kept in $INGLENOOK_TOOLS, else $XDG_CACHE_HOME/inglenook, else ~/.cache/inglenook.
";

fn main() -> ExitCode {
    process::stop_children_on_signals();
    match run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Vec<String>) -> Result<()> {
    let mut args = Args::new(arguments);
    let command = args.command();
    if matches!(command.as_deref(), None | Some("help" | "--help" | "-h")) {
        print!("{HELP}");
        return Ok(());
    }
    let project = Project::open()?;
    match command.unwrap_or_default().as_str() {
        "demo" => demo::run(&project, &demo::Options::parse(args)?),
        "test" => test::run(&project, &test::Options::parse(args)?),
        "check" => args.done().and_then(|()| check::run(&project)),
        "tidy" => args.done().and_then(|()| tidy::run(&project)),
        "dist" => args.done().and_then(|()| dist::run(&project)),
        "size" => {
            let build = !args.flag("--no-build");
            args.done()?;
            size::run(&project, build)
        }
        "bench" => bench::run(&project, &bench::Options::parse(args)?),
        other => Err(Error::new(format!("there is no task `{other}`"))
            .help("run `cargo xtask help` for the list")),
    }
}
