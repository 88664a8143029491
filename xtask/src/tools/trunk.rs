//! Trunk, which builds the site.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::process::Run;
use crate::project::{Project, read, toml_value};
use crate::report::step;

/// Built without optimisation (it mostly waits for others) and without TLS (it downloads nothing).
pub fn ensure(project: &Project, cache: &Path) -> Result<PathBuf> {
    let version = version(project)?;
    let home = cache.join(format!("trunk-{version}"));
    let programs = home.join("bin");
    if programs.join("trunk").is_file() {
        return Ok(programs);
    }
    let unfinished = cache.join(format!("trunk-{version}.unfinished"));
    let build = unfinished.join("build");
    step(
        &format!("Building Trunk {version}, once (two to five minutes)"),
        || {
            Run::new("cargo", cache)
            .args(["install", "trunk", "--version", &version])
            .args(["--debug", "--locked", "--no-default-features", "--force"])
            .args([OsStr::new("--root"), unfinished.as_os_str()])
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_TARGET_DIR", &build)
            .help("check that crates can be downloaded, then run the same task again: it goes on where it stopped")
            .run()?;
            let _only_space = fs::remove_dir_all(&build);
            fs::rename(&unfinished, &home).map_err(|cause| Error::file("create", &home, &cause))
        },
    )?;
    Ok(programs)
}

fn version(project: &Project) -> Result<String> {
    let file = project.root.join("Trunk.toml");
    toml_value(&read(&file)?, "trunk-version")
        .and_then(|wanted| wanted.strip_prefix('=').map(str::to_owned))
        .ok_or_else(|| {
            Error::new("Trunk.toml does not say which Trunk to use")
                .help("it needs a line like `trunk-version = \"=0.21.14\"`")
        })
}
