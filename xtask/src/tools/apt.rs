//! Debian packages, where this program may install them; unpacked beside the other tools, anybody may.

use std::fs;
use std::path::Path;

use crate::error::{Error, Result};
use crate::process::{self, Run};
use crate::report::step;

/// Installs `packages`, or says exactly how `what` is to be installed.
pub fn install(root: &Path, what: &str, packages: &[&str]) -> Result<()> {
    let command = format!(
        "apt-get install -y --no-install-recommends {}",
        packages.join(" ")
    );
    if process::find("apt-get").is_none() {
        return Err(Error::new(format!("{what} is not installed")).help(format!(
            "install it (on Debian or Ubuntu: `{command}`), then run the same task again"
        )));
    }
    if Run::new("id", root).args(["-u"]).output()? != "0" {
        return Err(Error::new(format!(
            "{what} is not installed, and only root may install it"
        ))
        .help(format!("run `sudo {command}`, then the same task again")));
    }
    step(&format!("Installing {what}"), || {
        let apt = || {
            Run::new("apt-get", root)
                .args(["-qq", "-o", "DPkg::Lock::Timeout=300"])
                .env("DEBIAN_FRONTEND", "noninteractive")
                .help(format!("run `apt-get update`, then `{command}`"))
        };
        apt().args(["update"]).run()?;
        apt()
            .args(["install", "-y", "--no-install-recommends"])
            .args(packages)
            .run()
    })
}

/// Unpacks Debian's package into `folder`.
pub fn unpack(package: &str, root: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|cause| Error::file("create", folder, &cause))?;
    step(&format!("Unpacking {package}"), || {
        download(package, root, folder)?;
        Run::new("sh", folder).args(["-c", UNPACK]).run()
    })
}

const UNPACK: &str = "for package in *.deb; do dpkg -x \"$package\" . && rm \"$package\"; done";

/// Package lists may be old or missing; only root can renew them.
fn download(name: &str, root: &Path, folder: &Path) -> Result<()> {
    let fetch = || {
        Run::new("apt-get", folder)
            .args(["-qq", "download", name])
            .help(format!("run `apt-get update`, or `apt-get install {name}`"))
            .run()
    };
    if fetch().is_ok() {
        return Ok(());
    }
    Run::new("apt-get", root)
        .args(["-qq", "-o", "DPkg::Lock::Timeout=300", "update"])
        .help(format!("run `apt-get install {name}` as root"))
        .run()?;
    fetch()
}
