//! The one build: Trunk turns `index.html` and what it lists into `target/site`.

use std::fs;
use std::path::PathBuf;

use crate::error::Result;
use crate::process::Run;
use crate::project::Project;
use crate::report::step;
use crate::tools::Tools;

/// Builds the site as it is shipped, but for packing.
pub fn build(project: &Project, tools: &Tools<'_>) -> Result<()> {
    tools.rust()?;
    let (trunk, wasm_bindgen) = (tools.trunk()?, tools.wasm_bindgen()?);
    step("Building the site", || {
        Run::new("trunk", &project.root)
            .args(["build", "--release"])
            .with_tools(trunk)
            .with_tools(wasm_bindgen)
            .env("CARGO_ENCODED_RUSTFLAGS", without_machine_paths())
            // Trunk refuses to start where it is set to `1`.
            .env_remove("NO_COLOR")
            .help("the first error above is the one to read")
            .run()
    })
}

/// Panics name source files: by their crates, wherever this machine keeps those.
/// So every machine builds the same bytes, and none is named in them.
fn without_machine_paths() -> String {
    let registries = cargo_home().map(|home| home.join("registry/src"));
    let folders = registries.and_then(|folder| fs::read_dir(folder).ok());
    let mut flags: Vec<String> = folders
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| format!("--remap-path-prefix={}=crates", entry.path().display()))
        .collect();
    flags.sort();
    flags.join("\u{1f}")
}

fn cargo_home() -> Option<PathBuf> {
    let set = |name| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("CARGO_HOME").or_else(|| Some(set("HOME")?.join(".cargo")))
}
