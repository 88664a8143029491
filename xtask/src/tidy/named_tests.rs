//! Documents that name tests name real ones.

use std::collections::BTreeSet;

use super::Finding;
use super::source::Source;

const DOCUMENTS: [&str; 2] = ["SECURITY.md", "docs/"];

pub fn tests_that_documents_name_exist(sources: &[Source]) -> Vec<Finding> {
    let tests: BTreeSet<&str> = sources
        .iter()
        .filter(|source| source.has_extension(&["rs"]))
        .flat_map(|source| source.code.split("fn ").skip(1))
        .filter_map(|after| after.split_once('(').map(|(name, _)| name))
        .collect();
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.within(&DOCUMENTS)) {
        for (at, line) in source.text.lines().enumerate() {
            for name in line.split('`').filter(|name| is_a_sentence(name)) {
                if !tests.contains(name) {
                    let what = format!("there is no test `{name}`");
                    findings.push(Finding::new(source, at + 1, what));
                }
            }
        }
    }
    findings
}

/// Tests are sentences of several words; options and fields have one or two.
fn is_a_sentence(name: &str) -> bool {
    let words = name.split('_');
    let lower = |c: char| c == '_' || c.is_ascii_lowercase() || c.is_ascii_digit();
    words.count() >= 4 && name.chars().all(lower)
}

#[cfg(test)]
mod tests;
