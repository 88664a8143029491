//! Trunk, which builds the site.

use std::path::{Path, PathBuf};

use super::crates;
use crate::error::{Error, Result};
use crate::project::{Project, read, toml_value};

/// Without TLS: it downloads nothing.
pub fn ensure(project: &Project, cache: &Path) -> Result<PathBuf> {
    let (features, takes) = (["--no-default-features"], "two to five minutes");
    crates::ensure("trunk", &version(project)?, &features, takes, cache)
}

fn version(project: &Project) -> Result<String> {
    let file = project.root.join("Trunk.toml");
    toml_value(&read(&file)?, "trunk-version")
        .and_then(|wanted| wanted.strip_prefix('=').map(str::to_owned))
        .ok_or_else(|| {
            Error::new("Trunk.toml does not say which Trunk to use")
                .help("it needs a line like `trunk-version = \"=0.21.14\"`")
        })
}
