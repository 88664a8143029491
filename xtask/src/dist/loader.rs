//! The loader, which knows the panel by its name; and the same in each other language, for what it says
//! before the panel is there.

use std::collections::BTreeMap;
use std::path::Path;

use super::panel::{FOLDER, Panel, minified, name_of, replace_once};
use super::{list, write};
use crate::error::{Error, Result};
use crate::project::{Project, read};
use crate::tools::Packages;

pub const LOADER: &str = "inglenook.js";
const ENGLISH: &str = "src/text/english.rs";
const WORDS: &str = "static/words";
/// All that it says.
const SAID: [&str; 4] = ["open-chat", "close-chat", "not-loaded", "try-again"];

/// The names under which a loader is hosted.
#[derive(Debug, PartialEq)]
pub struct Loader {
    /// None for English.
    pub language: Option<String>,
    pub name: String,
    /// As it is now: pages that hold it to an integrity value go on when there is another.
    pub pinned: String,
}

/// Puts all of them into `dist`, the English one first.
pub fn pack(
    project: &Project,
    packages: &Packages,
    site: &Path,
    dist: &Path,
    panel: &Panel,
) -> Result<Vec<Loader>> {
    let text = minified(project, packages, &site.join(LOADER), &[])?;
    let name = panel.glue.trim_end_matches(".js");
    let text = replace_once(LOADER, &text, &format!("{FOLDER}/inglenook"), name)?;
    let text = replace_once(LOADER, &text, "_bg.wasm", ".wasm")?;
    let english = read(&project.root.join(ENGLISH))?;
    let mut loaders = vec![host(dist, None, &text)?];
    for file in list(&project.root.join(WORDS))? {
        let language = file.file_stem().unwrap_or_default().to_string_lossy();
        let words = serde_json::from_str(&read(&file)?)
            .map_err(|cause| Error::new(format!("{}: {cause}", file.display())))?;
        let text = spoken(&text, &english, &words)?;
        let text = replace_once(LOADER, &text, "\"en\"", &format!("\"{language}\""))?;
        loaders.push(host(dist, Some(&language), &text)?);
    }
    Ok(loaders)
}

fn host(dist: &Path, language: Option<&str>, text: &str) -> Result<Loader> {
    let loader = Loader {
        language: language.map(Into::into),
        name: language.map_or_else(|| LOADER.into(), |it| format!("inglenook.{it}.js")),
        pinned: format!("inglenook-{}.js", name_of(text.as_bytes())),
    };
    write(&dist.join(&loader.name), text)?;
    write(&dist.join(&loader.pinned), text)?;
    Ok(loader)
}

/// The loader with these words in place of the English ones. Tidy allows no quotes in any.
fn spoken(loader: &str, english: &str, words: &BTreeMap<String, String>) -> Result<String> {
    SAID.into_iter().try_fold(loader.to_owned(), |loader, key| {
        let said = english.split_once(&format!("\"{key}\" \""));
        let said = said.and_then(|(_, rest)| rest.split('"').next());
        match (said, words.get(key)) {
            (Some(said), Some(words)) => {
                let quoted = |words: &str| format!("\"{words}\"");
                match loader.contains(&quoted(said)) {
                    true => Ok(loader.replace(&quoted(said), &quoted(words))),
                    false => Err(Error::new(format!("{LOADER} does not say `{said}`"))),
                }
            }
            _ => Err(Error::new(format!("there are no words for `{key}`"))
                .help(format!("the loader says them; see {ENGLISH} and {WORDS}"))),
        }
    })
}

#[cfg(test)]
mod tests;
