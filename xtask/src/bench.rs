//! What speed is like: replies, long conversations, and what embedding costs, measured in Chromium.

use crate::args::Args;
use crate::check::cargo;
use crate::dist;
use crate::error::{Error, Result};
use crate::project::Project;
use crate::report::step;
use crate::tools::{CHROMIUM, Tools};

const PARTS: [&str; 3] = ["reply", "long", "embed"];

#[derive(Debug)]
pub struct Options {
    quick: bool,
    build: bool,
    only: Option<String>,
}

impl Options {
    pub fn parse(mut args: Args) -> Result<Self> {
        let options = Self {
            quick: args.flag("--quick"),
            build: !args.flag("--no-build"),
            only: args.value("--only")?,
        };
        args.done()?;
        match &options.only {
            Some(part) if !PARTS.contains(&part.as_str()) => {
                Err(Error::new(format!("there is no part `{part}` to measure"))
                    .help(format!("the parts are {}", PARTS.join(", "))))
            }
            _ => Ok(options),
        }
    }
}

/// Builds the files to host and measures them. The figures are printed, and kept in
/// `target/bench.json`.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let tools = Tools::new(project)?;
    let driver = tools.driver(&CHROMIUM)?;
    if options.build {
        dist::run(project)?;
    }
    dist::files(project)?;
    let file = project.target().join("bench.json");
    let mut arguments = vec![format!("--out={}", file.display())];
    arguments.extend(options.quick.then(|| "--quick".to_owned()));
    arguments.extend(options.only.as_ref().map(|part| format!("--only={part}")));
    step("Measuring", || {
        cargo(
            project,
            &["bench", "--package", "e2e", "--bench", "bench", "--"],
        )
        .args(arguments)
        .env("INGLENOOK_DIST", project.dist())
        .env(CHROMIUM.driver_variable, driver)
        .run()
    })
}
