//! The words of each language: a file beside the panel's, which is named by its content once it is packed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::dist::{list, name_of};
use crate::error::{Error, Result};
use crate::project::{Project, read};

const WORDS: &str = "static/words";
const PREFIX: &str = "words-";
/// Where the panel is, below the site.
const PANEL: &str = "panel";

/// Puts them where the panel looks for them.
pub fn lay_out(project: &Project) -> Result<()> {
    let folder = project.site().join(PANEL);
    for file in list(&project.root.join(WORDS))? {
        let tag = file.file_stem().unwrap_or_default().to_string_lossy();
        let lines: String = read(&file)?.lines().map(str::trim_start).collect();
        // The panel asks for this name, by `src/text/locales.rs`.
        let target = folder.join(format!("{PREFIX}{tag}.json"));
        fs::write(&target, lines).map_err(|cause| Error::file("write", &target, &cause))?;
    }
    Ok(())
}

/// Puts those in `folder` into `dist`, and says what their names have behind the beginning that all of
/// them share: tags and digests.
pub fn move_beside(folder: &Path, dist: &Path) -> Result<String> {
    let is_words = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with(PREFIX)
    };
    let mut tags = Vec::new();
    for file in list(folder)?.into_iter().filter(is_words) {
        let text = read(&file)?;
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let named = format!("{name}-{}", name_of(text.as_bytes()));
        let target = dist.join(format!("{named}.json"));
        fs::write(&target, text).map_err(|cause| Error::file("write", &target, &cause))?;
        tags.push(named.trim_start_matches(PREFIX).to_owned());
    }
    Ok(tags.join(" "))
}
