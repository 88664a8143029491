//! The files to host: the site, optimised, named by content, compressed, with sizes and integrity.

use std::fs;
use std::path::Path;

use crate::error::{Error, Result};
use crate::project::{Project, read};
use crate::report::step;
use crate::site;
use crate::tools::Tools;

mod compress;
mod digest;
mod loader;
mod manifest;
mod package;
mod panel;

pub use compress::Packed;
pub use loader::LOADER;
pub use package::tarball;
pub use panel::{name_of, replace_once};

/// Builds the site and packs it into `dist/`, and the npm package into `dist-npm/`.
pub fn run(project: &Project) -> Result<()> {
    let tools = Tools::new(project)?;
    let packages = tools.npm()?;
    site::build_light(project, &tools)?;
    step("Packing dist/", || {
        let (site, dist) = (project.site(), project.dist());
        empty(&dist)?;
        let panel = panel::pack(project, &packages, &site, &dist)?;
        let loaders = loader::pack(project, &packages, &site, &dist, &panel)?;
        copy_rest(&site, &dist)?;
        drop_build_list(&dist.join("index.html"))?;
        let files = compress::all(&dist)?;
        manifest::write(project, &dist, &panel, &loaders, &files)?;
        print(&files);
        Ok(())
    })?;
    package::pack(project)
}

/// What `dist/` holds, measured.
pub fn files(project: &Project) -> Result<Vec<Packed>> {
    let dist = project.dist();
    if !dist.join("manifest.json").is_file() {
        return Err(Error::new("there is no finished dist/").help("run `cargo xtask dist`"));
    }
    compress::measure(&dist)
}

fn print(files: &[Packed]) {
    let width = files.iter().map(|file| file.name.len()).max().unwrap_or(0);
    println!(
        "    {:<width$}{:>10}{:>10}{:>10}  integrity",
        "", "raw", "gzip", "brotli"
    );
    for file in files {
        println!(
            "    {:<width$}{:>10}{:>10}{:>10}  {}",
            file.name, file.raw, file.gzip, file.brotli, file.integrity
        );
    }
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|cause| Error::file("remove", folder, &cause))?;
    }
    fs::create_dir_all(folder).map_err(|cause| Error::file("create", folder, &cause))
}

/// Everything but the loader and the panel is hosted as it is.
fn copy_rest(from: &Path, to: &Path) -> Result<()> {
    for entry in list(from)? {
        let name = entry.file_name().unwrap_or_default();
        let target = to.join(name);
        if entry.is_dir() && name != panel::FOLDER {
            fs::create_dir_all(&target).map_err(|cause| Error::file("create", &target, &cause))?;
            copy_rest(&entry, &target)?;
        } else if entry.is_file() && !target.exists() {
            copy(&entry, &target)?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to)
        .map(drop)
        .map_err(|cause| Error::file("write", to, &cause))
}

fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    fs::write(path, content).map_err(|cause| Error::file("write", path, &cause))
}

/// Trunk leaves its own `<link>`s in the page; no host needs them.
fn drop_build_list(page: &Path) -> Result<()> {
    let text = read(page)?;
    let kept: String = text
        .split_inclusive('\n')
        .filter(|line| !line.contains("<link data-trunk "))
        .collect();
    write(page, &kept)
}

/// What is in `folder`, by name.
pub fn list(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let fault = |cause| Error::file("read", folder, &cause);
    let entries = fs::read_dir(folder).map_err(fault)?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<Vec<_>>>()
        .map_err(fault)?;
    paths.sort();
    Ok(paths)
}
