//! The tools that tasks use: found, or brought; versioned; never in place of a global one.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::project::Project;

mod apt;
mod browser;
mod crates;
mod display;
mod libraries;
mod npm;
mod proxies;
mod rust;
mod trunk;
pub mod wasm_bindgen;
mod wordpress;

pub use browser::{ALL, Browser, CHROMIUM};
pub use display::Display;
pub use npm::Packages;

/// The folder of tools outside the build folder, so that `cargo clean` does not lose them.
#[derive(Debug)]
pub struct Tools<'a> {
    project: &'a Project,
    cache: PathBuf,
}

impl<'a> Tools<'a> {
    pub fn new(project: &'a Project) -> Result<Self> {
        let cache = cache_folder(|name| std::env::var_os(name)).ok_or_else(|| {
            Error::new("there is no folder to keep tools in")
                .help("set INGLENOOK_TOOLS to one, for example INGLENOOK_TOOLS=/var/tmp/inglenook")
        })?;
        let cache = project.root.join(cache);
        fs::create_dir_all(&cache).map_err(|cause| {
            Error::file("create", &cache, &cause)
                .help("set INGLENOOK_TOOLS to a folder you may write")
        })?;
        Ok(Self { project, cache })
    }

    /// The compiler's parts: the WebAssembly target, rustfmt and clippy.
    pub fn rust(&self) -> Result<()> {
        rust::ensure(&self.project.root)
    }

    /// The source of the standard library.
    pub fn rust_source(&self) -> Result<()> {
        rust::ensure_source(&self.project.root)
    }

    /// The folder of `trunk`, at the version in Trunk.toml.
    pub fn trunk(&self) -> Result<PathBuf> {
        trunk::ensure(self.project, &self.cache)
    }

    /// The folder of `wasm-bindgen` and its test runner, at the version in Cargo.lock.
    pub fn wasm_bindgen(&self) -> Result<PathBuf> {
        wasm_bindgen::ensure(self.project, &self.cache)
    }

    /// What npm brings, at the versions in package-lock.json.
    pub fn npm(&self) -> Result<Packages> {
        npm::ensure(self.project, &self.cache)
    }

    /// The same, unless there is no Node.
    pub fn npm_where_possible(&self) -> Result<Option<Packages>> {
        npm::where_possible(self.project, &self.cache)
    }

    /// What the documentation shows a proxy for, by the variables that tests look at.
    pub fn proxies(&self) -> Result<Vec<(&'static str, PathBuf)>> {
        proxies::ensure(&self.project.root, &self.cache)
    }

    /// Old libraries that pages have, by the variables that tests look at.
    pub fn libraries(&self) -> Result<Vec<(&'static str, PathBuf)>> {
        libraries::ensure(&libraries::SCRIPTS, &self.project.root, &self.cache)
    }

    /// WordPress and its PHP, by the variables that tests look at.
    pub fn wordpress(&self) -> Result<Vec<(&'static str, PathBuf)>> {
        wordpress::ensure(&self.project.root, &self.cache)
    }

    /// The driver of a browser that is there too.
    pub fn driver(&self, browser: &Browser) -> Result<PathBuf> {
        browser::ensure(browser, &self.project.root, &self.cache)
    }
}

fn cache_folder<T: AsRef<OsStr>>(variable: impl Fn(&str) -> Option<T>) -> Option<PathBuf> {
    let set = |name| {
        variable(name)
            .map(|value| PathBuf::from(value.as_ref()))
            .filter(not_empty)
    };
    set("INGLENOOK_TOOLS")
        .or_else(|| Some(set("XDG_CACHE_HOME")?.join("inglenook")))
        .or_else(|| Some(set("HOME")?.join(".cache/inglenook")))
}

fn not_empty(path: &PathBuf) -> bool {
    *path != Path::new("")
}

#[cfg(test)]
mod tests;
