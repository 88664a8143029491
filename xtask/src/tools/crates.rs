//! Programs that come as crates, built once and kept.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::process::Run;
use crate::report::step;

/// The folder of a program. It is built without optimisation: it mostly waits for others.
pub fn ensure(
    name: &str,
    version: &str,
    features: &[&str],
    takes: &str,
    cache: &Path,
) -> Result<PathBuf> {
    let home = cache.join(format!("{name}-{version}"));
    let programs = home.join("bin");
    if programs.join(name).is_file() {
        return Ok(programs);
    }
    let unfinished = cache.join(format!("{name}-{version}.unfinished"));
    let build = unfinished.join("build");
    step(
        &format!("Building {name} {version}, once ({takes})"),
        || {
            Run::new("cargo", cache)
                .args(["install", name, "--version", version])
                .args(["--debug", "--locked", "--force"])
                .args(features)
                .args([OsStr::new("--root"), unfinished.as_os_str()])
                .env("CARGO_PROFILE_DEV_DEBUG", "0")
                .env("CARGO_TARGET_DIR", &build)
                .help(
                    "check that crates can be downloaded, then run the same task again: it goes on \
                     where it stopped",
                )
                .run()?;
            let _only_space = fs::remove_dir_all(&build);
            fs::rename(&unfinished, &home).map_err(|cause| Error::file("create", &home, &cause))
        },
    )?;
    Ok(programs)
}
