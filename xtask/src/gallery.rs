//! The gallery: every state of the chat side by side. It is built beside the site and never shipped.

use std::fs;
use std::path::Path;

use crate::check::{WASM, cargo};
use crate::error::{Error, Result};
use crate::process::Run;
use crate::project::Project;
use crate::report::step;
use crate::tools::Tools;

const PAGES: &str = "tests/gallery/site";
const LOADER: &str = "static/inglenook.js";

/// Builds it into `folder`, with the toolchain's usual settings: nobody waits for its bytes.
pub fn build(project: &Project, tools: &Tools<'_>, folder: &Path) -> Result<()> {
    tools.rust()?;
    let wasm_bindgen = tools.wasm_bindgen()?;
    step("Building the gallery", || {
        cargo(
            project,
            &["build", "--package", "gallery", "--target", WASM],
        )
        .run()?;
        let panel = folder.join("panel");
        let wasm = project.target().join(WASM).join("debug/gallery.wasm");
        // The loader looks for a file of this name.
        Run::new("wasm-bindgen", &project.root)
            .with_tools(wasm_bindgen)
            .args([
                "--target",
                "web",
                "--no-typescript",
                "--out-name",
                "inglenook",
                "--out-dir",
            ])
            .args([panel.as_os_str(), wasm.as_os_str()])
            .run()?;
        let glue = panel.join("inglenook.js");
        fs::rename(&glue, panel.join("glue.js"))
            .map_err(|cause| Error::file("rename", &glue, &cause))?;
        copy(&project.root.join(PAGES), folder)?;
        let loader = folder.join("inglenook.js");
        fs::copy(project.root.join(LOADER), &loader)
            .map(drop)
            .map_err(|cause| Error::file("write", &loader, &cause))
    })
}

/// Copies a folder and all that is in it.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    let fault = |cause| Error::file("copy", from, &cause);
    fs::create_dir_all(to).map_err(fault)?;
    for entry in fs::read_dir(from).map_err(fault)? {
        let (path, name) = entry
            .map(|entry| (entry.path(), entry.file_name()))
            .map_err(fault)?;
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else {
            fs::copy(&path, to.join(name)).map_err(fault)?;
        }
    }
    Ok(())
}
