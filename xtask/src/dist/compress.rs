//! Compression, ahead of time and as strong as it gets.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;
use flate2::{Compression, write::GzEncoder};

use super::digest::integrity;
use super::list;
use crate::error::{Error, Result};

/// A hosted file and its sizes in bytes.
#[derive(Debug)]
pub struct Packed {
    /// Its path below `dist/`.
    pub name: String,
    pub raw: usize,
    pub gzip: usize,
    pub brotli: usize,
    /// For an `integrity` attribute.
    pub integrity: String,
}

/// Writes `.br` and `.gz` beside every file below `dist`.
pub fn all(dist: &Path) -> Result<Vec<Packed>> {
    for path in hosted(dist)? {
        let bytes = read(&path)?;
        for (extension, compressed) in [("br", brotli(&bytes)), ("gz", gzip(&bytes))] {
            let target = beside(&path, extension);
            compressed
                .and_then(|compressed| fs::write(&target, compressed))
                .map_err(|cause| Error::file("write", &target, &cause))?;
        }
    }
    measure(dist)
}

/// The sizes of every hosted file below `dist`.
pub fn measure(dist: &Path) -> Result<Vec<Packed>> {
    hosted(dist)?
        .into_iter()
        .map(|path| {
            Ok(Packed {
                name: path
                    .strip_prefix(dist)
                    .unwrap_or(&path)
                    .display()
                    .to_string(),
                raw: size(&path)?,
                gzip: size(&beside(&path, "gz"))?,
                brotli: size(&beside(&path, "br"))?,
                integrity: integrity(&read(&path)?),
            })
        })
        .collect()
}

/// The files as they are, without their compressed twins and the manifest.
fn hosted(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in list(folder)? {
        let extension = path.extension().unwrap_or_default();
        if path.is_dir() {
            found.extend(hosted(&path)?);
        } else if extension != "br" && extension != "gz" && !path.ends_with("manifest.json") {
            found.push(path);
        }
    }
    Ok(found)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|cause| Error::file("read", path, &cause))
}

fn size(path: &Path) -> Result<usize> {
    let length = fs::metadata(path)
        .map_err(|cause| Error::file("measure", path, &cause))?
        .len();
    Ok(usize::try_from(length).unwrap_or(usize::MAX))
}

fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

/// The shortest of what its ways to count contexts give: which that is differs from file to file.
fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let pack = |mode| {
        let strongest = BrotliEncoderParams {
            mode,
            quality: 11,
            lgwin: 22,
            size_hint: bytes.len(),
            ..Default::default()
        };
        let mut packed = Vec::new();
        let mut packer = brotli::CompressorReader::with_params(bytes, 1 << 16, &strongest);
        packer.read_to_end(&mut packed).map(|_| packed)
    };
    let usual = pack(BrotliEncoderMode::BROTLI_MODE_GENERIC)?;
    let other = pack(BrotliEncoderMode::BROTLI_MODE_FONT)?;
    Ok(if other.len() < usual.len() {
        other
    } else {
        usual
    })
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
