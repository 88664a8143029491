//! WordPress, for the guide to it, and the PHP that runs it.

use std::path::{Path, PathBuf};

use super::{apt, libraries};
use crate::error::{Error, Result};
use crate::process;

const PHP: &str = "php";
const WORDPRESS: (&str, &str, &str) = ("wordpress", "wordpress", "INGLENOOK_WORDPRESS");

pub fn ensure(root: &Path, cache: &Path) -> Result<Vec<(&'static str, PathBuf)>> {
    if process::find(PHP).is_none() {
        apt::install(root, "PHP", &["php-cli"])?;
    }
    let php = process::find(PHP)
        .ok_or_else(|| Error::new("PHP was installed but there is no `php` on PATH"))?;
    let wordpress = libraries::ensure(&[WORDPRESS], root, cache)?;
    Ok([vec![("INGLENOOK_PHP", php)], wordpress].concat())
}
