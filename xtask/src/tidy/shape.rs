//! The shape of the code: small files, named after their modules, none forgotten.

use super::Finding;
use super::source::Source;
use super::words::has;

const MOST_LINES: usize = 400;
const CODE: [&str; 6] = ["rs", "js", "ts", "css", "html", "sql"];
const PLACES: [&str; 6] = [
    "src/",
    "static/",
    "sandbox/",
    "tests/",
    "xtask/",
    "index.html",
];

pub fn files_are_small(sources: &[Source]) -> Vec<Finding> {
    let ours = sources
        .iter()
        .filter(|source| source.within(&PLACES) && source.has_extension(&CODE));
    ours.filter_map(|source| {
        let lines = source.text.lines().count();
        let what = format!("{lines} lines are more than {MOST_LINES}: divide it");
        (lines > MOST_LINES).then(|| Finding::new(source, 0, what))
    })
    .collect()
}

pub fn modules_are_named_files(sources: &[Source]) -> Vec<Finding> {
    let unnamed = sources
        .iter()
        .filter(|source| source.path == "mod.rs" || source.path.ends_with("/mod.rs"));
    unnamed
        .map(|source| Finding::new(source, 0, "write `foo.rs` beside `foo/`, never `mod.rs`"))
        .collect()
}

/// A Rust file that no module names is compiled by nobody, and a test in it is run by nobody.
pub fn no_file_is_forgotten(sources: &[Source]) -> Vec<Finding> {
    let rust = sources
        .iter()
        .filter(|source| source.has_extension(&["rs"]));
    rust.filter(|source| !is_root(source, sources) && !is_named(source, sources))
        .map(|source| {
            Finding::new(
                source,
                0,
                "no module names this file, so nothing compiles it: add `mod …;`",
            )
        })
        .collect()
}

/// A sample page that the compiler is not told about is checked by nobody.
pub fn no_sample_is_forgotten(sources: &[Source]) -> Vec<Finding> {
    const CONFIG: &str = "tests/types/tsconfig.json";
    let listed = sources
        .iter()
        .find(|source| source.path == CONFIG)
        .map_or("", |config| &config.text);
    let samples = sources
        .iter()
        .filter(|source| source.within(&["tests/types/"]) && source.has_extension(&["ts"]));
    samples
        .filter(|source| {
            !listed.contains(&format!(
                "\"{}\"",
                source.path.trim_start_matches("tests/types/")
            ))
        })
        .map(|source| Finding::new(source, 0, format!("{CONFIG} does not list this sample")))
        .collect()
}

/// Cargo finds it by itself, or a manifest names it.
fn is_root(source: &Source, sources: &[Source]) -> bool {
    let manifests = sources
        .iter()
        .filter(|manifest| manifest.path.ends_with("Cargo.toml"));
    manifests.into_iter().any(|manifest| {
        let folder = manifest.path.trim_end_matches("Cargo.toml");
        let Some(inside) = source.path.strip_prefix(folder) else {
            return false;
        };
        let parts: Vec<&str> = inside.split('/').collect();
        let usual = matches!(
            parts.as_slice(),
            ["build.rs"]
                | ["src", "lib.rs" | "main.rs"]
                | ["src", "bin", _]
                | ["src", "bin", _, "main.rs"]
        );
        let test = matches!(parts.as_slice(), ["tests", _] | ["tests", _, "main.rs"]);
        let finds_tests = !manifest.text.contains("autotests = false");
        usual || (test && finds_tests) || manifest.text.contains(&format!("path = \"{inside}\""))
    })
}

/// The file one level up has `mod name;`.
fn is_named(source: &Source, sources: &[Source]) -> bool {
    let Some((folder, file)) = source.path.rsplit_once('/') else {
        return false;
    };
    let declaration = format!("mod {};", file.trim_end_matches(".rs"));
    let parents = [
        format!("{folder}.rs"),
        format!("{folder}/lib.rs"),
        format!("{folder}/main.rs"),
    ];
    sources
        .iter()
        .filter(|parent| parents.contains(&parent.path))
        .any(|parent| has(&parent.code, &declaration))
}

#[cfg(test)]
mod tests;
