//! What others have made and sites have on their pages. Debian's packages are unpacked beside the other
//! tools.

use std::env;
use std::path::{Path, PathBuf};

use super::apt::unpack;
use crate::error::{Error, Result};
use crate::process;

/// Package, the file or folder in it, and what tells tests where that is.
pub type Library = (&'static str, &'static str, &'static str);

/// Old ones, which change what other scripts find.
pub const SCRIPTS: [Library; 2] = [
    (
        "libjs-prototype",
        "javascript/prototype/prototype.js",
        "INGLENOOK_PROTOTYPE",
    ),
    (
        "libjs-mootools",
        "javascript/mootools/mootools.js",
        "INGLENOOK_MOOTOOLS",
    ),
];

const INSIDE: &str = "usr/share";

pub fn ensure(
    libraries: &[Library],
    root: &Path,
    cache: &Path,
) -> Result<Vec<(&'static str, PathBuf)>> {
    let folder = cache.join("libraries");
    libraries
        .iter()
        .map(|&(package, file, variable)| {
            let given = env::var_os(variable).map(PathBuf::from);
            let found = given.map_or_else(|| find(package, file, variable, root, &folder), Ok);
            Ok((variable, found?))
        })
        .collect()
}

fn find(package: &str, file: &str, variable: &str, root: &Path, folder: &Path) -> Result<PathBuf> {
    let [system, unpacked] = [Path::new("/"), folder].map(|above| above.join(INSIDE).join(file));
    let there = || [&system, &unpacked].into_iter().find(|it| it.exists());
    if there().is_none() && process::find("apt-get").is_some() {
        unpack(package, root, folder)?;
    }
    there().cloned().ok_or_else(|| {
        Error::new(format!("{file} is not there"))
            .help(format!("set {variable} to one (Debian's is in {package})"))
    })
}
