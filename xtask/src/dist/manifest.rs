//! `dist/manifest.json`: every hosted file with its sizes and the value for an `integrity` attribute.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::LOADER;
use super::compress::Packed;
use super::panel::Panel;
use crate::error::{Error, Result};
use crate::project::Project;

pub fn write(project: &Project, dist: &Path, panel: &Panel, files: &[Packed]) -> Result<()> {
    let version = project.locked_version("inglenook")?;
    let entries: Vec<String> = files.iter().map(entry).collect();
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "{{\n  \"version\": {version:?},\n  \"loader\": {LOADER:?},\n  \"pinned\": {:?},\n  \"glue\": {:?},\n  \"wasm\": {:?},\n  \"rest\": {:?},\n  \"files\": {{\n{}\n  }}\n}}\n",
        panel.pinned,
        panel.glue,
        panel.wasm,
        panel.rest,
        entries.join(",\n"),
    );
    let path = dist.join("manifest.json");
    fs::write(&path, text).map_err(|cause| Error::file("write", &path, &cause))
}

fn entry(file: &Packed) -> String {
    format!(
        "    {:?}: {{ \"raw\": {}, \"gzip\": {}, \"brotli\": {}, \"integrity\": {:?} }}",
        file.name, file.raw, file.gzip, file.brotli, file.integrity,
    )
}
