//! What `cargo xtask test` brings for journeys: packages of npm, and libraries and WordPress from Debian.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// A file of an npm package: as told, else of the newest in the cache of tools.
pub fn module(file: &str) -> String {
    let given = env::var_os("INGLENOOK_MODULES").map(|folder| PathBuf::from(folder).join(file));
    let newest = || {
        let installed = fs::read_dir(cache()?).ok()?.flatten();
        let files = installed.map(|entry| entry.path().join("node_modules").join(file));
        let dated = files.filter_map(|path| Some((path.metadata().ok()?.modified().ok()?, path)));
        dated.max().map(|(_, path)| path)
    };
    text(given.or_else(newest), file)
}

/// A library of scripts, as told by this variable, else the one in the cache of tools.
pub fn library(variable: &str, file: &str) -> String {
    text(shared(variable, &format!("javascript/{file}")), file)
}

/// The folder of WordPress, found likewise.
pub fn wordpress() -> PathBuf {
    let folder = shared("INGLENOOK_WORDPRESS", "wordpress").filter(|it| it.exists());
    folder.expect("run `cargo xtask test`, which brings WordPress")
}

fn shared(variable: &str, path: &str) -> Option<PathBuf> {
    let kept = || Some(cache()?.join("libraries/usr/share").join(path));
    env::var_os(variable).map(Into::into).or_else(kept)
}

fn text(path: Option<PathBuf>, file: &str) -> String {
    let read = |path: &Path| fs::read_to_string(path).ok();
    let text = path.as_deref().and_then(read);
    text.unwrap_or_else(|| panic!("no {file} at {path:?}: run `cargo xtask test`, which brings it"))
}

fn cache() -> Option<PathBuf> {
    let under = |name, folder| Some(PathBuf::from(env::var_os(name)?).join(folder));
    under("INGLENOOK_TOOLS", "")
        .or_else(|| under("XDG_CACHE_HOME", "inglenook"))
        .or_else(|| under("HOME", ".cache/inglenook"))
}
