//! The npm package: a function that brings the loader in, types, and the files to host. It is made
//! beside `dist/`, never in it, so that nobody hosts it by accident.

use std::path::PathBuf;

use super::{copy, empty, list, write};
use crate::error::Result;
use crate::process::Run;
use crate::project::{Project, read};
use crate::report::step;

mod elements;
mod surface;

/// What is ours alone: the entry and the types of frameworks.
const SOURCES: &str = "static/npm";
const MANIFEST: &str = "package.json";
/// The guide to the package is what registries show of it.
const GUIDE: &str = "docs/npm.md";
const TYPES: &str = "static/inglenook.d.ts";
const HOSTING: &str = "docs/hosting.md";
const README: &str = "README.md";
const BESIDE: [&str; 3] = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"];
/// In the package's manifest, in place of the version.
const NO_VERSION: &str = "\"0.0.0\"";

/// Makes `dist-npm/package/` and the tarball of it, from what is in `dist/`.
pub fn pack(project: &Project) -> Result<()> {
    step("Packing dist-npm/", || {
        let home = project.dist_npm();
        let package = home.join("package");
        empty(&home)?;
        empty(&package)?;
        for source in list(&project.root.join(SOURCES))? {
            copy(
                &source,
                &package.join(source.file_name().unwrap_or_default()),
            )?;
        }
        for name in BESIDE {
            copy(&project.root.join(name), &package.join(name))?;
        }
        copy(&project.root.join(GUIDE), &package.join(README))?;
        let hosting = read(&project.root.join(HOSTING))?;
        write(&package.join("hosting.md"), without_links_out(&hosting))?;
        copy(&project.root.join(TYPES), &package.join("inglenook.d.ts"))?;
        let version = project.locked_version("inglenook")?;
        let manifest = read(&package.join(MANIFEST))?;
        let manifest = manifest.replace(NO_VERSION, &format!("{version:?}"));
        write(&package.join(MANIFEST), &manifest)?;
        let readme = read(&project.root.join(README))?;
        let types = read(&project.root.join(TYPES))?;
        write(
            &package.join("custom-elements.json"),
            &elements::manifest(&readme, &types)?,
        )?;
        let hosted = package.join("files");
        empty(&hosted)?;
        for file in super::files(project)? {
            if is_the_widgets(&file.name) {
                let whole = project.dist().join(&file.name);
                copy(&whole, &hosted.join(&file.name))?;
            }
        }
        Run::new("npm", &package)
            .args(["pack", "--silent", "--pack-destination", ".."])
            .run()
    })
}

/// The repository around is no part of the package.
fn without_links_out(text: &str) -> String {
    let mut pieces = text.split("](../");
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (before, words) = whole.rsplit_once('[').unwrap_or((&whole, ""));
        let (_, after) = piece.split_once(')').unwrap_or_default();
        whole = format!("{before}{words}{after}");
    }
    whole
}

/// The rest is the page that shows it, and types, which are beside the entry.
fn is_the_widgets(file: &str) -> bool {
    !file.contains('/') && !file.ends_with(".html") && !file.ends_with(".d.ts")
}

/// The tarball of the version in Cargo.lock.
pub fn tarball(project: &Project) -> Result<PathBuf> {
    let version = project.locked_version("inglenook")?;
    let name = format!("inglenook-{version}.tgz");
    Ok(project.dist_npm().join(name))
}

#[cfg(test)]
mod tests;
