//! Where things are in this repository.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The repository's root folder, and the places below it that tasks agree on.
#[derive(Debug)]
pub struct Project {
    pub root: PathBuf,
}

impl Project {
    /// The repository whose `cargo xtask` this is.
    pub fn open() -> Result<Self> {
        std::env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .and_then(|member| member.parent().map(Path::to_owned))
            .map(|root| Self { root })
            .ok_or_else(|| {
                Error::new("this program does not know its repository")
                    .help("start it by `cargo xtask` inside the repository")
            })
    }

    /// What Trunk builds: the host page, the loader, the panel. `Trunk.toml` says the same.
    pub fn site(&self) -> PathBuf {
        self.root.join("target/site")
    }

    /// Where tests find the gallery, and leave their pictures of it.
    pub fn gallery(&self) -> PathBuf {
        self.root.join("target/gallery")
    }

    /// The files to host.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The npm package.
    pub fn dist_npm(&self) -> PathBuf {
        self.root.join("dist-npm")
    }

    /// Where tests find what is built with the npm package.
    pub fn package(&self) -> PathBuf {
        self.root.join("target/package")
    }

    /// Where cargo puts what it builds.
    pub fn target(&self) -> PathBuf {
        match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
    }

    /// The version of `package` in Cargo.lock.
    pub fn locked_version(&self, package: &str) -> Result<String> {
        let lock = read(&self.root.join("Cargo.lock"))?;
        locked_version(&lock, package).ok_or_else(|| {
            Error::new(format!("Cargo.lock does not name {package}"))
                .help("run `cargo update --workspace`, which completes it")
        })
    }
}

/// The text of a file.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|cause| Error::file("read", path, &cause))
}

/// The value in the first line `name = "value"`.
pub fn toml_value(text: &str, name: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let value = line
            .strip_prefix(name)?
            .trim_start()
            .strip_prefix('=')?
            .trim();
        Some(value.strip_prefix('"')?.split('"').next()?.to_owned())
    })
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let entry = lock
        .split("[[package]]")
        .find(|entry| entry.lines().any(|line| line == name))?;
    toml_value(entry, "version")
}

#[cfg(test)]
mod tests;
