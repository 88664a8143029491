//! Debian packages, where this program may install them.

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
