//! The panel in two files: what a first message needs, and the rest behind it. `src/rest.rs` says
//! where it is cut.

use std::fs;

use super::TARGET;
use crate::error::{Error, Result};
use crate::process::Run;
use crate::project::Project;
use crate::report::step;
use crate::tools::{Tools, wasm_bindgen};

/// What it needs of cargo, beside [`FLAG`].
pub const FEATURE: &str = "split";
/// What tells where code refers to other code.
pub const FLAG: &str = "-Clink-args=--emit-relocs";
/// The linker's names say which code is to be cut off. wasm-opt takes them out.
pub const KEEPS_NAMES: (&str, &str) = ("CARGO_PROFILE_RELEASE_STRIP", "none");

/// The rest. What loads it is written in `static/checked.js`, not by wasm-split.
pub const REST: &str = "split_rest.wasm";

/// Puts the two files in the place of the one that Trunk made.
pub fn cut(project: &Project, tools: &Tools<'_>) -> Result<()> {
    let wasm_tools = tools.wasm_bindgen()?;
    let cut = project.target().join(FEATURE);
    let panel = project.site().join("panel");
    let built = project.target().join(TARGET).join("release/inglenook.wasm");
    step("Cutting the panel in two", || {
        Run::new(wasm_bindgen::split(project)?, &project.root)
            .with_tools(wasm_tools.clone())
            .args([built.as_os_str(), cut.as_os_str(), "inglenook".as_ref()])
            .run()?;
        Run::new("wasm-bindgen", &project.root)
            .with_tools(wasm_tools.clone())
            .args(["--target", "web", "--no-typescript", "--keep-lld-exports"])
            .args(["--out-name", "inglenook", "--out-dir"])
            .args([panel.as_os_str(), cut.join("inglenook.wasm").as_os_str()])
            .run()?;
        let rest = panel.join(REST);
        fs::copy(cut.join(REST), &rest)
            .map(drop)
            .map_err(|cause| Error::file("write", &rest, &cause))
    })
}
