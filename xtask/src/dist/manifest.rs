//! `dist/manifest.json`: every hosted file with its sizes and the value for an `integrity` attribute.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha384};

use super::LOADER;
use super::compress::{Packed, read};
use super::panel::Panel;
use crate::error::{Error, Result};
use crate::project::Project;

pub fn write(project: &Project, dist: &Path, panel: &Panel, files: &[Packed]) -> Result<()> {
    let version = project.locked_version("inglenook")?;
    let mut entries = Vec::new();
    for file in files {
        entries.push(entry(file, &integrity(&read(&file.path)?)));
    }
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "{{\n  \"version\": {version:?},\n  \"loader\": {LOADER:?},\n  \"glue\": {:?},\n  \"wasm\": {:?},\n  \"files\": {{\n{}\n  }}\n}}\n",
        panel.glue,
        panel.wasm,
        entries.join(",\n"),
    );
    let path = dist.join("manifest.json");
    fs::write(&path, text).map_err(|cause| Error::file("write", &path, &cause))
}

fn entry(file: &Packed, integrity: &str) -> String {
    format!(
        "    {:?}: {{ \"raw\": {}, \"gzip\": {}, \"brotli\": {}, \"integrity\": {integrity:?} }}",
        file.name, file.raw, file.gzip, file.brotli,
    )
}

/// As an `integrity` attribute wants it.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", base64(&Sha384::digest(bytes)))
}

/// For digests, whose length is a multiple of three, so that there is no padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |six: u32| {
        LETTERS
            .get((six & 63) as usize)
            .map_or('A', |&byte| char::from(byte))
    };
    bytes
        .chunks(3)
        .map(|three| {
            three
                .iter()
                .fold(0, |all, &byte| all << 8 | u32::from(byte))
        })
        .flat_map(|all| [18, 12, 6, 0].map(|shift| letter(all >> shift)))
        .collect()
}

#[cfg(test)]
mod tests;
