//! Every name of the public surface is in the code, in the README and in the published types, or in none.
//!
//! The README and the types are held to it from the moment they exist.

use std::collections::BTreeSet;

use super::Finding;
use super::source::Source;
use super::words::between;

mod code;
mod readme;
mod types;

type Names = BTreeSet<String>;

const LOADER: &str = "static/inglenook.js";
const TYPES: &str = "static/inglenook.d.ts";
const README: &str = "README.md";

pub fn attributes_are_documented(sources: &[Source]) -> Vec<Finding> {
    let Some(loader) = find(sources, LOADER) else {
        return Vec::new();
    };
    let attributes = code::attributes(&loader.code);
    if attributes.is_empty() {
        return vec![Finding::new(
            loader,
            0,
            "no `static observedAttributes = …` that tidy can read",
        )];
    }
    let mut findings = table(sources, "attribute", &attributes);
    if let Some(types) = find(sources, TYPES) {
        let properties = attributes
            .iter()
            .map(|attribute| code::property_of(attribute))
            .chain(code::properties(&loader.code))
            .chain(code::getters(&loader.code));
        findings.extend(differences(
            types,
            "property",
            &properties.collect(),
            &types::properties(&types.code),
        ));
    }
    findings
}

pub fn methods_are_documented(sources: &[Source]) -> Vec<Finding> {
    let Some(loader) = find(sources, LOADER) else {
        return Vec::new();
    };
    let methods = code::methods(&loader.code);
    if methods.is_empty() {
        return vec![Finding::new(
            loader,
            0,
            "no list of methods that tidy can read: an array that names 'show' and 'hide'",
        )];
    }
    let mut findings = table(sources, "method", &methods);
    if let Some(types) = find(sources, TYPES) {
        findings.extend(differences(
            types,
            "method",
            &methods,
            &types::methods(&types.code),
        ));
    }
    findings
}

pub fn events_are_documented(sources: &[Source]) -> Vec<Finding> {
    if find(sources, LOADER).is_none() {
        return Vec::new();
    }
    let events = code::events(sources);
    let mut findings = table(sources, "event", &events);
    if let Some(types) = find(sources, TYPES) {
        findings.extend(differences(
            types,
            "event",
            &events,
            &types::events(&types.code),
        ));
    }
    findings
}

pub fn custom_properties_are_documented(sources: &[Source]) -> Vec<Finding> {
    let properties = code::custom_properties(sources);
    let mut findings = table(sources, "custom property", &properties);
    if let Some(types) = find(sources, TYPES) {
        findings.extend(differences(
            types,
            "custom property",
            &properties,
            &types::custom_properties(&types.text),
        ));
    }
    findings
}

pub fn parts_are_documented(sources: &[Source]) -> Vec<Finding> {
    let parts = code::parts(sources);
    [README, TYPES]
        .into_iter()
        .filter_map(|path| find(sources, path))
        .flat_map(|document| differences(document, "part", &parts, &parts_in(&document.text)))
        .collect()
}

/// Compares with the README's tables whose first column is called `kind`.
fn table(sources: &[Source], kind: &str, in_code: &Names) -> Vec<Finding> {
    let Some(readme) = find(sources, README) else {
        return Vec::new();
    };
    match readme::first_column(&readme.text, kind) {
        Some(documented) => differences(readme, kind, in_code, &documented),
        None => vec![Finding::new(
            readme,
            0,
            format!("no table whose first column is headed `{kind}`"),
        )],
    }
}

fn differences(document: &Source, kind: &str, in_code: &Names, documented: &Names) -> Vec<Finding> {
    let missing = in_code
        .difference(documented)
        .map(|name| format!("the {kind} `{name}` is in the code but not here"));
    let invented = documented
        .difference(in_code)
        .map(|name| format!("the {kind} `{name}` is not in the code"));
    missing
        .chain(invented)
        .map(|what| Finding::new(document, 0, what))
        .collect()
}

/// `::part(name)` in prose or comments.
fn parts_in(text: &str) -> Names {
    between(text, "::part(", ')').map(str::to_owned).collect()
}

fn find<'a>(sources: &'a [Source], path: &str) -> Option<&'a Source> {
    sources.iter().find(|source| source.path == path)
}

#[cfg(test)]
mod tests;
