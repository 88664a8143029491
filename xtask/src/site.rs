//! The one build: Trunk turns `index.html` and what it lists into `target/site`.

use std::fs;
use std::path::PathBuf;

use crate::dist::{LOADER, replace_once};
use crate::error::{Error, Result};
use crate::process::Run;
use crate::project::{Project, read};
use crate::report::step;
use crate::tools::Tools;

pub mod split;
pub mod words;

/// What holds the panel's module to the digest that is its name, in the loader.
const HELD: &str = "integrity: files.replace('panel', 'sha256') + '=', ";

/// Builds the site with the toolchain as it is. Nothing in it is named by a digest, so there is none to
/// hold the panel to, and browsers would say so on the console.
pub fn build(project: &Project, tools: &Tools<'_>) -> Result<()> {
    tools.rust()?;
    trunk(project, tools, &[], &[], without_machine_paths())?;
    let loader = project.site().join(LOADER);
    let unheld = replace_once(LOADER, &read(&loader)?, HELD, "")?;
    fs::write(&loader, unheld).map_err(|cause| Error::file("write", &loader, &cause))
}

/// Builds the site as it is shipped, but for packing: with a standard library that is compiled for
/// size, and without source lines and debug formats in panics. That is a tenth of the panel's
/// bytes. These switches are unstable, so the toolchain that rust-toolchain.toml names gets leave to
/// know them; the code needs none of them. And the panel is cut in two.
pub fn build_light(project: &Project, tools: &Tools<'_>) -> Result<()> {
    tools.rust()?;
    tools.rust_source()?;
    // Trunk builds offline: what the standard library itself depends on has to be here.
    let mut fetch = Run::new("cargo", &project.root).args(["fetch", "--target", TARGET]);
    for (name, value) in LIGHT {
        fetch = fetch.env(name, value);
    }
    fetch.run()?;
    let mut flags = without_machine_paths();
    flags.extend(LIGHT_FLAGS.map(Into::into));
    flags.push(split::FLAG.into());
    trunk(
        project,
        tools,
        &LIGHT,
        &["--features", split::FEATURE],
        flags,
    )?;
    split::cut(project, tools)
}

const TARGET: &str = "wasm32-unknown-unknown";

const LIGHT: [(&str, &str); 4] = [
    split::KEEPS_NAMES,
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

const LIGHT_FLAGS: [&str; 2] = ["-Zlocation-detail=none", "-Zfmt-debug=none"];

fn trunk(
    project: &Project,
    tools: &Tools<'_>,
    variables: &[(&str, &str)],
    features: &[&str],
    flags: Vec<String>,
) -> Result<()> {
    let (trunk, wasm_bindgen) = (tools.trunk()?, tools.wasm_bindgen()?);
    step("Building the site", || {
        let mut run = Run::new("trunk", &project.root)
            .args(["build", "--release"])
            .args(features)
            .with_tools(trunk)
            .with_tools(wasm_bindgen)
            .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
            // Trunk refuses to start where it is set to `1`.
            .env_remove("NO_COLOR")
            .help("the first error above is the one to read");
        for (name, value) in variables {
            run = run.env(name, value);
        }
        run.run()
    })?;
    words::lay_out(project)
}

/// Panics name source files: by their crates, wherever this machine keeps those.
/// So every machine builds the same bytes, and none is named in them.
fn without_machine_paths() -> Vec<String> {
    let registries = cargo_home().map(|home| home.join("registry/src"));
    let folders = registries.and_then(|folder| fs::read_dir(folder).ok());
    let mut flags: Vec<String> = folders
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| format!("--remap-path-prefix={}=crates", entry.path().display()))
        .collect();
    flags.sort();
    flags
}

fn cargo_home() -> Option<PathBuf> {
    let set = |name| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("CARGO_HOME").or_else(|| Some(set("HOME")?.join(".cargo")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loader_whose_panel_has_no_digest_asks_for_none() {
        let loader = include_str!("../../static/inglenook.js");
        let unheld = replace_once(LOADER, loader, HELD, "").unwrap();
        assert!(unheld.contains("rel: 'modulepreload'") && !unheld.contains("'sha256'"));
    }
}
