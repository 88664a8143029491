//! The repository's own text files.

use std::fs;
use std::path::Path;

use super::comments;
use crate::error::{Error, Result};

/// What is built, downloaded or kept for git.
const NOT_OURS: [&str; 5] = [".git", "target", "dist", "dist-npm", "node_modules"];

/// A text file.
#[derive(Debug)]
pub struct Source {
    /// Below the repository's root, with `/`.
    pub path: String,
    pub text: String,
    /// `text` with spaces for comments, line by line the same.
    pub code: String,
}

impl Source {
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let (path, text) = (path.into(), text.into());
        let code = match path.rsplit_once('.').map(|(_, extension)| extension) {
            Some("rs") => comments::blank(&text, comments::Language::Rust),
            Some("js" | "ts" | "css") => comments::blank(&text, comments::Language::Script),
            _ => text.clone(),
        };
        Self { path, text, code }
    }

    /// Is it one of these: a file by its full path, a folder by a path that ends in `/`?
    pub fn within(&self, places: &[&str]) -> bool {
        places.iter().any(|place| {
            if place.ends_with('/') {
                self.path.starts_with(place)
            } else {
                self.path == *place
            }
        })
    }

    pub fn has_extension(&self, extensions: &[&str]) -> bool {
        self.path
            .rsplit_once('.')
            .is_some_and(|(_, own)| extensions.contains(&own))
    }

    /// The lines of its code, numbered from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
    }
}

/// Every text file below `root` that is ours.
pub fn load(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    collect(root, root, &mut sources)?;
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn collect(root: &Path, folder: &Path, sources: &mut Vec<Source>) -> Result<()> {
    let fault = |cause| Error::file("read", folder, &cause);
    for entry in fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(fault)?);
        if NOT_OURS.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if kind.is_dir() {
            collect(root, &path, sources)?;
        } else if kind.is_file() {
            let bytes = fs::read(&path).map_err(|cause| Error::file("read", &path, &cause))?;
            // What is no text (a picture) has no rules.
            if let Ok(text) = String::from_utf8(bytes) {
                let name = path
                    .strip_prefix(root)
                    .unwrap_or(&path)
                    .to_string_lossy()
                    .replace('\\', "/");
                sources.push(Source::new(name, text));
            }
        }
    }
    Ok(())
}
