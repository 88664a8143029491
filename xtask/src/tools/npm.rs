//! What comes by npm: programs (wasm-opt, terser, tsc) and what tests read. Only `dist` and `test` need it.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::apt;
use crate::error::{Error, Result};
use crate::process::{self, Run};
use crate::project::{Project, read};
use crate::report::step;

const FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// The installed packages.
#[derive(Debug)]
pub struct Packages {
    modules: PathBuf,
}

impl Packages {
    pub fn program(&self, name: &str) -> PathBuf {
        self.modules.join(".bin").join(name)
    }

    /// The examples that the Markdown tests go through.
    pub fn commonmark(&self) -> PathBuf {
        self.modules.join("commonmark-spec/spec.txt")
    }

    /// Where the packages are: what looks for barriers in pages, and what pages have for styles.
    pub fn modules(&self) -> &Path {
        &self.modules
    }
}

/// Installed once for each content of package-lock.json. Brings Node and npm, where that is allowed.
pub fn ensure(project: &Project, cache: &Path) -> Result<Packages> {
    if !has_node() {
        apt::install(&project.root, "Node and npm", &["nodejs", "npm"])?;
    }
    installed(project, cache)
}

/// The same where Node and npm are there; else nothing.
pub fn where_possible(project: &Project, cache: &Path) -> Result<Option<Packages>> {
    has_node().then(|| installed(project, cache)).transpose()
}

fn has_node() -> bool {
    ["node", "npm"]
        .iter()
        .all(|program| process::find(program).is_some())
}

fn installed(project: &Project, cache: &Path) -> Result<Packages> {
    let lock = read(&project.root.join("package-lock.json"))?;
    let digest = format!("{:x}", Sha256::digest(&lock));
    let home = cache.join(format!("npm-{}", digest.get(..12).unwrap_or(&digest)));
    let finished = home.join("finished");
    let packages = Packages {
        modules: home.join("node_modules"),
    };
    if finished.is_file() {
        return Ok(packages);
    }
    fs::create_dir_all(&home).map_err(|cause| Error::file("create", &home, &cause))?;
    for name in FILES {
        fs::copy(project.root.join(name), home.join(name))
            .map_err(|cause| Error::file("copy", &project.root.join(name), &cause))?;
    }
    step(
        "Installing wasm-opt, terser, TypeScript and what tests read by npm, once",
        || {
            Run::new("npm", &home)
                .args([
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--loglevel=error",
                ])
                .help("check that npm packages can be downloaded, then run the same task again")
                .run()?;
            fs::write(&finished, "").map_err(|cause| Error::file("write", &finished, &cause))
        },
    )?;
    Ok(packages)
}
