//! wasm-bindgen, its test runner and wasm-split, built by the workspace member `xtask/wasm-tools`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::process::Run;
use crate::project::Project;
use crate::report::step;

const PROGRAMS: [&str; 2] = ["wasm-bindgen", "wasm-bindgen-test-runner"];
const SPLIT: &str = "wasm-split";

/// What wasm-split is called there: it has a version of its own.
pub fn split(project: &Project) -> Result<String> {
    let version = project.locked_version("wasm_split_cli_support")?;
    Ok(format!("{SPLIT}-{version}"))
}

pub fn ensure(project: &Project, cache: &Path) -> Result<PathBuf> {
    let version = project.locked_version("wasm-bindgen")?;
    let member = project.locked_version("wasm-bindgen-cli")?;
    if version != member {
        return Err(Error::new(format!(
            "Cargo.lock has wasm-bindgen {version} but wasm-bindgen-cli {member}"
        ))
        .help("give both the same version, in Cargo.toml and xtask/wasm-tools/Cargo.toml"));
    }
    let home = cache.join(format!("wasm-bindgen-{version}"));
    let split = split(project)?;
    let programs = PROGRAMS.map(|program| (program, program));
    let programs = programs.into_iter().chain([(SPLIT, split.as_str())]);
    if programs.clone().all(|(_, kept)| home.join(kept).is_file()) {
        return Ok(home);
    }
    step(
        &format!("Building wasm-bindgen {version}, once (one to two minutes)"),
        || {
            Run::new("cargo", &project.root)
                .args(["build", "--locked", "--package", "wasm-tools"])
                .help("check that crates can be downloaded, then run the same task again")
                .run()?;
            fs::create_dir_all(&home).map_err(|cause| Error::file("create", &home, &cause))?;
            programs
                .into_iter()
                .try_for_each(|(program, kept)| keep(project, program, &home.join(kept)))
        },
    )?;
    Ok(home)
}

/// Copies in two moves, so that an interrupted copy is never taken for the program.
fn keep(project: &Project, program: &str, kept: &Path) -> Result<()> {
    let unfinished = kept.with_added_extension("unfinished");
    fs::copy(project.target().join("debug").join(program), &unfinished)
        .and_then(|_| fs::rename(&unfinished, kept))
        .map_err(|cause| Error::file("create", kept, &cause))
}
