//! Tools that come by npm: wasm-opt, esbuild, tsc. Only `dist` and `test` need them.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::apt;
use crate::error::{Error, Result};
use crate::process::{self, Run};
use crate::project::{Project, read};
use crate::report::step;

const FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// Installed once for each content of package-lock.json.
pub fn ensure(project: &Project, cache: &Path) -> Result<PathBuf> {
    let lock = read(&project.root.join("package-lock.json"))?;
    let digest = format!("{:x}", Sha256::digest(&lock));
    let home = cache.join(format!("npm-{}", digest.get(..12).unwrap_or(&digest)));
    let (programs, finished) = (home.join("node_modules/.bin"), home.join("finished"));
    if finished.is_file() && process::find("node").is_some() {
        return Ok(programs);
    }
    if process::find("node").is_none() || process::find("npm").is_none() {
        apt::install(&project.root, "Node and npm", &["nodejs", "npm"])?;
    }
    fs::create_dir_all(&home).map_err(|cause| Error::file("create", &home, &cause))?;
    for name in FILES {
        fs::copy(project.root.join(name), home.join(name))
            .map_err(|cause| Error::file("copy", &project.root.join(name), &cause))?;
    }
    step(
        "Installing wasm-opt, esbuild and TypeScript by npm, once",
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
    Ok(programs)
}
