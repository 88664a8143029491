//! Markdown files, split at their headings.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Section {
    pub id: String,
    /// The file's name, with its folder inside the documentation.
    pub file: String,
    pub title: String,
    pub slug: String,
    pub text: String,
}

impl Section {
    /// Where the section can be read, on this server.
    pub fn path(&self) -> String {
        format!("/docs/{}#{}", self.file.replace(' ', "%20"), self.slug)
    }

    /// The section's name in a citation: nothing in it ends a link or a quotation.
    pub fn label(&self) -> String {
        let document = self.file.strip_suffix(".md").unwrap_or(&self.file);
        let label = format!("{document}: {}", self.title);
        label
            .replace(['[', ']', '`', '*', '\\'], "")
            .replace('"', "'")
    }
}

/// All sections of `paths`: Markdown files, and folders that are searched for them.
pub(super) fn read(paths: &[PathBuf]) -> Result<Vec<Section>, Error> {
    let mut sections = Vec::new();
    for path in paths {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        read_into(&mut sections, path, &name.unwrap_or_default())
            .map_err(|error| Error::Docs(path.clone(), error))?;
    }
    Ok(sections)
}

fn read_into(sections: &mut Vec<Section>, path: &Path, name: &str) -> std::io::Result<()> {
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = format!("{name}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() || name.ends_with(".md") {
                read_into(sections, &entry.path(), &name)?;
            }
        }
    } else {
        sections.extend(split(name, &fs::read_to_string(path)?));
    }
    Ok(())
}

/// One section for each heading that has text under it. A `#` inside a code block is no heading.
pub(super) fn split(file: &str, markdown: &str) -> Vec<Section> {
    let mut sections = vec![Section::new(file, file.trim_end_matches(".md"), &[])];
    let mut slugs: Vec<String> = Vec::new();
    let mut fenced = false;
    for line in markdown.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        match heading(line).filter(|_| !fenced) {
            Some(title) => {
                let section = Section::new(file, title, &slugs);
                slugs.push(section.slug.clone());
                sections.push(section);
            }
            None => {
                if let Some(section) = sections.last_mut() {
                    section.text.push_str(line);
                    section.text.push('\n');
                }
            }
        }
    }
    for section in &mut sections {
        section.text = section.text.trim().to_owned();
    }
    sections.retain(|section| !section.text.is_empty());
    sections
}

impl Section {
    fn new(file: &str, title: &str, taken: &[String]) -> Self {
        let slug = slug(title);
        let mut unique = slug.clone();
        let mut number = 0;
        while taken.contains(&unique) {
            number += 1;
            unique = format!("{slug}-{number}");
        }
        Section {
            id: uuid::Uuid::new_v4().to_string(),
            file: file.to_owned(),
            title: title.to_owned(),
            slug: unique,
            text: String::new(),
        }
    }
}

fn heading(line: &str) -> Option<&str> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    let title = title.strip_prefix(' ')?.trim().trim_end_matches('#').trim();
    ((1..=6).contains(&level) && !title.is_empty()).then_some(title)
}

/// As code hosts write anchors: lower case, hyphens for spaces, no punctuation.
fn slug(title: &str) -> String {
    title
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}
