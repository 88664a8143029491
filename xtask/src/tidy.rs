//! Rules about this repository's own text: the invariants that text can show.

use std::fmt;

use crate::error::{Error, Result};
use crate::project::Project;

mod browsers;
mod comments;
mod leaks;
mod locales;
mod markup;
mod named_tests;
mod rings;
mod scales;
mod shape;
mod source;
mod surface;
mod words;

use source::Source;

/// A rule reads every file and says what is wrong.
type Rule = fn(&[Source]) -> Vec<Finding>;

const RULES: &[Rule] = &[
    rings::core_knows_no_browser,
    rings::only_the_door_is_exported,
    rings::only_the_client_makes_requests,
    rings::only_the_api_names_backends,
    rings::few_modules_touch_the_window,
    markup::nodes_are_built_and_styles_adopted,
    scales::sizes_are_steps_of_scales,
    shape::files_are_small,
    shape::modules_are_named_files,
    shape::no_file_is_forgotten,
    shape::no_sample_is_forgotten,
    leaks::nothing_names_a_machine,
    leaks::lock_files_name_no_download,
    locales::every_language_says_everything,
    named_tests::tests_that_documents_name_exist,
    browsers::promised_browsers_have_what_is_used,
    surface::attributes_are_documented,
    surface::methods_are_documented,
    surface::events_are_documented,
    surface::custom_properties_are_documented,
    surface::parts_are_documented,
];

/// One breach of a rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    path: String,
    /// From 1; 0 where it is about the whole file.
    line: usize,
    what: String,
}

impl Finding {
    fn new(source: &Source, line: usize, what: impl Into<String>) -> Self {
        Self {
            path: source.path.clone(),
            line,
            what: what.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.what),
            line => write!(f, "{}:{line}: {}", self.path, self.what),
        }
    }
}

/// Applies every rule to every file.
pub fn run(project: &Project) -> Result<()> {
    let sources = source::load(&project.root)?;
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(&sources)).collect();
    findings.sort();
    if findings.is_empty() {
        println!("    {} rules hold in {} files", RULES.len(), sources.len());
        return Ok(());
    }
    for finding in &findings {
        println!("    {finding}");
    }
    Err(Error::new(format!("the rules of this repository are broken {} times", findings.len()))
        .help("each line above names the place; the rules and their reasons are in ARCHITECTURE.md and xtask/src/tidy"))
}

#[cfg(test)]
fn broken(rule: Rule, files: &[(&str, &str)]) -> Vec<String> {
    let sources: Vec<Source> = files
        .iter()
        .map(|(path, text)| Source::new(*path, *text))
        .collect();
    rule(&sources).iter().map(Finding::to_string).collect()
}
