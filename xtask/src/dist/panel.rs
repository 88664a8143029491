//! The panel: optimised, minified, and its module named by its digest, which the loader holds it to; the
//! module has those of its two files of WebAssembly.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::digest::base64;
use super::write;
use crate::error::{Error, Result};
use crate::process::Run;
use crate::project::{Project, read};
use crate::site::split::REST;
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

/// What checks the WebAssembly, and what in the module it takes the place of.
const CHECK: &str = "static/checked.js";
const CHECKED_DIGEST: &str = "SHA-256, in base64";
const REST_DIGEST: &str = "SHA-256 of the rest, in base64";
const FILES_OF_WORDS: &str = "tags and digests";
const UNCHECKED: &str = "__wbg_init as default";
/// What loads the rest is a part of [`CHECK`].
const LOADS_REST: &str = "import * as import1 from \"./__wasm_split.js\"";
/// A file that is not there under this name.
const UNNAMED: &str = "new URL('inglenook_bg.wasm', import.meta.url)";
/// What old libraries put something else in the place of, and where it is still to be found.
const WINDOW: &str = "instanceof Window;";
const OWN_WINDOW: &str = "instanceof window.constructor;";

/// The names under which the panel is hosted.
#[derive(Debug)]
pub struct Panel {
    pub glue: String,
    pub wasm: String,
    pub rest: String,
}

/// The wasm first: the glue holds its digests.
pub fn pack(project: &Project, packages: &Packages, site: &Path, dist: &Path) -> Result<Panel> {
    let folder = site.join(FOLDER);
    if folder.join("snippets").exists() {
        return Err(
            Error::new("the panel has JavaScript snippets, which nothing here packs")
                .help("write them in Rust, or in static/inglenook.js"),
        );
    }
    let [wasm, rest] = [WASM, REST].map(|name| optimised(project, packages, &folder.join(name)));
    let (wasm, rest) = (wasm?, rest?);

    let words = words::move_beside(&folder, dist)?;

    let check = read(&project.root.join(CHECK))?;
    let check = replace_once(CHECK, &check, CHECKED_DIGEST, &digest(&wasm))?;
    let check = replace_once(CHECK, &check, REST_DIGEST, &digest(&rest))?;
    let check = replace_once(CHECK, &check, FILES_OF_WORDS, &words)?;
    let glue = read(&folder.join(GLUE))?;
    let glue = replace_once(GLUE, &glue, UNNAMED, "undefined")?;
    let glue = replace_once(GLUE, &glue, UNCHECKED, "checked as default")?;
    let glue = replace_once(GLUE, &glue, LOADS_REST, "")?;
    let glue = replace_once(GLUE, &glue, WINDOW, OWN_WINDOW)?;
    let whole = dist.join(GLUE);
    write(&whole, format!("{glue}\n{check}"))?;
    let glue = minified(project, packages, &whole, &["--module"])?;
    remove(&whole)?;

    let digest = name_of(glue.as_bytes());
    let name = format!("panel-{digest}");
    let panel = Panel {
        glue: format!("{name}.js"),
        wasm: format!("{name}.wasm"),
        rest: format!("rest-{digest}.wasm"),
    };
    write(&dist.join(&panel.glue), &glue)?;
    write(&dist.join(&panel.wasm), &wasm)?;
    write(&dist.join(&panel.rest), &rest)?;

    Ok(panel)
}

fn optimised(project: &Project, packages: &Packages, wasm: &Path) -> Result<Vec<u8>> {
    let small = wasm.with_extension("small.wasm");
    Run::new(packages.program("wasm-opt"), &project.root)
        .args(WASM_OPT)
        .args([wasm.as_os_str(), "-o".as_ref(), small.as_os_str()])
        .run()?;
    let bytes = fs::read(&small).map_err(|cause| Error::file("read", &small, &cause))?;
    no_machine_is_named(&bytes)?;
    Ok(bytes)
}

fn digest(bytes: &[u8]) -> String {
    base64(&Sha256::digest(bytes))
}

/// A digest that can be a part of a file's name and, once `=` is added, of an integrity value.
pub fn name_of(bytes: &[u8]) -> String {
    digest(bytes)
        .trim_end_matches('=')
        .replace('+', "-")
        .replace('/', "_")
}

pub fn minified(
    project: &Project,
    packages: &Packages,
    script: &Path,
    flags: &[&str],
) -> Result<String> {
    let text = read(script)?;
    let output = Run::new(packages.program("terser"), &project.root)
        .args([script])
        .args(["--ecma", "2022", "--compress", "passes=3", "--mangle"])
        .args(flags)
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
fn no_machine_is_named(wasm: &[u8]) -> Result<()> {
    const REGISTRY: &[u8] = b"registry/src/";
    if wasm
        .windows(REGISTRY.len())
        .any(|window| window == REGISTRY)
    {
        return Err(Error::new("the panel names paths of this machine")
            .help("see `without_machine_paths` in xtask/src/site.rs"));
    }
    Ok(())
}

pub fn replace_once(file: &str, text: &str, from: &str, to: &str) -> Result<String> {
    match text.matches(from).count() {
        1 => Ok(text.replacen(from, to, 1)),
        times => Err(
            Error::new(format!("{file} says `{from}` {times} times, not once"))
                .help("xtask/src/dist/ puts what is known by then in its place"),
        ),
    }
}

fn remove(file: &Path) -> Result<()> {
    fs::remove_file(file).map_err(|cause| Error::file("remove", file, &cause))
}

#[cfg(test)]
mod tests;
