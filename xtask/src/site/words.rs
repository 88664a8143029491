//! The words of each language: a file beside the panel's, named by its content.

use std::fs;
use std::path::{Path, PathBuf};

use crate::dist::list;
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
        let text = read(&file)?;
        let tag = file.file_stem().unwrap_or_default().to_string_lossy();
        let lines: String = text.lines().map(str::trim_start).collect();
        let target = folder.join(name(&tag, &text));
        fs::write(&target, lines).map_err(|cause| Error::file("write", &target, &cause))?;
    }
    Ok(())
}

/// Puts those in `folder` into `dist`.
pub fn move_beside(folder: &Path, dist: &Path) -> Result<()> {
    let is_words = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with(PREFIX)
    };
    for file in list(folder)?.into_iter().filter(is_words) {
        let target = dist.join(file.file_name().unwrap_or_default());
        fs::copy(&file, &target).map_err(|cause| Error::file("write", &target, &cause))?;
    }
    Ok(())
}

/// What the panel asks for: `src/text/locales.rs` has the same name from the same text.
fn name(tag: &str, text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{PREFIX}{tag}-{hash:016x}.json")
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_file_is_named_by_what_is_in_it() {
        assert_eq!(name("de", ""), "words-de-cbf29ce484222325.json");
        assert_eq!(name("de", "a"), "words-de-af63dc4c8601ec8c.json");
    }
}
