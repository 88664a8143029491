//! The loader and the panel: optimised, minified, and the panel's files named by their content.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::LOADER;
use crate::error::{Error, Result};
use crate::process::Run;
use crate::project::{Project, read};
use crate::site::words;
use crate::tools::Packages;

/// Where Trunk puts the panel.
pub const FOLDER: &str = "panel";
const GLUE: &str = "inglenook.js";
const WASM: &str = "inglenook_bg.wasm";

/// What pays after brotli: ordinary optimisation (`-Oz`) makes the compressed module bigger.
const WASM_OPT: [&str; 9] = [
    "-Os",
    "-aimfs",
    "4",
    "-fimfs",
    "4",
    "-ocimfs",
    "20",
    "--skip-pass=local-cse",
    "--converge",
];

/// The names under which the panel's files are hosted.
#[derive(Debug)]
pub struct Panel {
    pub glue: String,
    pub wasm: String,
}

/// The wasm first: the glue names it; then the glue: the loader names both.
pub fn pack(project: &Project, packages: &Packages, site: &Path, dist: &Path) -> Result<Panel> {
    let folder = site.join(FOLDER);
    if folder.join("snippets").exists() {
        return Err(
            Error::new("the panel has JavaScript snippets, which nothing here packs")
                .help("write them in Rust, or in static/inglenook.js"),
        );
    }
    let optimised = dist.join(WASM);
    Run::new(packages.program("wasm-opt"), &project.root)
        .args(WASM_OPT)
        .args([
            folder.join(WASM).as_os_str(),
            "-o".as_ref(),
            optimised.as_os_str(),
        ])
        .run()?;
    no_machine_is_named(&optimised)?;
    let wasm = by_content(dist, &optimised, "wasm")?;

    words::move_beside(&folder, dist)?;

    let glue = minified(project, packages, &folder.join(GLUE))?;
    let named = glue.replace(WASM, &wasm);
    let written = dist.join(GLUE);
    write(&written, &named)?;
    let glue = by_content(dist, &written, "js")?;

    let loader = minified(project, packages, &site.join(LOADER))?;
    let loader = replace_once(&loader, &format!("{FOLDER}/{GLUE}"), &glue)?;
    let loader = replace_once(&loader, &format!("{FOLDER}/{WASM}"), &wasm)?;
    write(&dist.join(LOADER), &loader)?;
    Ok(Panel { glue, wasm })
}

fn minified(project: &Project, packages: &Packages, script: &Path) -> Result<String> {
    let text = read(script)?;
    let output = Run::new(packages.program("esbuild"), &project.root)
        .args([
            "--minify",
            "--target=es2022",
            "--charset=utf8",
            "--log-level=warning",
        ])
        .args([script])
        .output()?;
    // A `.d.ts` or an empty file would minify to nothing, without an error.
    if output.is_empty() && !text.trim().is_empty() {
        return Err(Error::new(format!(
            "{} minifies to nothing",
            script.display()
        )));
    }
    Ok(output + "\n")
}

/// Paths of the machine that built it would be in everybody's copy.
fn no_machine_is_named(file: &Path) -> Result<()> {
    const REGISTRY: &[u8] = b"registry/src/";
    let bytes = fs::read(file).map_err(|cause| Error::file("read", file, &cause))?;
    if bytes
        .windows(REGISTRY.len())
        .any(|window| window == REGISTRY)
    {
        return Err(Error::new("the panel names paths of this machine")
            .help("see `without_machine_paths` in xtask/src/site.rs"));
    }
    Ok(())
}

/// Renames `file` to `panel-<hash of its content>.<extension>`.
fn by_content(dist: &Path, file: &Path, extension: &str) -> Result<String> {
    let bytes = fs::read(file).map_err(|cause| Error::file("read", file, &cause))?;
    let digest = format!("{:x}", Sha256::digest(bytes));
    let name = format!("panel-{}.{extension}", digest.get(..16).unwrap_or(&digest));
    let target = dist.join(&name);
    fs::rename(file, &target).map_err(|cause| Error::file("create", &target, &cause))?;
    Ok(name)
}

fn replace_once(text: &str, from: &str, to: &str) -> Result<String> {
    match text.matches(from).count() {
        1 => Ok(text.replacen(from, to, 1)),
        times => Err(
            Error::new(format!("the loader names `{from}` {times} times, not once")).help(
                "static/inglenook.js must name each file of the panel in exactly one literal",
            ),
        ),
    }
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).map_err(|cause| Error::file("write", path, &cause))
}

#[cfg(test)]
mod tests;
