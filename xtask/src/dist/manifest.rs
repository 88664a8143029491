//! `dist/manifest.json`: every hosted file with its sizes and the value for an `integrity` attribute.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::compress::Packed;
use super::loader::Loader;
use super::panel::Panel;
use super::write as write_file;
use crate::error::Result;
use crate::project::Project;

pub fn write(
    project: &Project,
    dist: &Path,
    panel: &Panel,
    loaders: &[Loader],
    files: &[Packed],
) -> Result<()> {
    let entries: Map<String, Value> = files.iter().map(entry).collect();
    let english = loaders.iter().find(|loader| loader.language.is_none());
    let languages: Map<String, Value> = loaders.iter().filter_map(language).collect();
    let manifest = json!({
        "version": project.locked_version("inglenook")?,
        "loader": english.map(|loader| &loader.name),
        "pinned": english.map(|loader| &loader.pinned),
        "glue": panel.glue,
        "wasm": panel.wasm,
        "rest": panel.rest,
        "languages": languages,
        "files": entries,
    });
    write_file(&dist.join("manifest.json"), format!("{manifest:#}\n"))
}

fn language(loader: &Loader) -> Option<(String, Value)> {
    let about = json!({ "loader": loader.name, "pinned": loader.pinned });
    Some((loader.language.clone()?, about))
}

fn entry(file: &Packed) -> (String, Value) {
    let about = json!({
        "raw": file.raw,
        "gzip": file.gzip,
        "brotli": file.brotli,
        "integrity": file.integrity,
    });
    (file.name.clone(), about)
}
