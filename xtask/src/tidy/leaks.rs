//! The repository speaks of the product only: no paths of a machine, no addresses of a registry.

use super::Finding;
use super::source::Source;
use super::words::has;

/// This rule and its tests must be able to name what they forbid.
const EXEMPT: [&str; 2] = ["xtask/src/tidy/leaks.rs", "xtask/src/tidy/leaks/"];

const PATHS: [&str; 4] = ["/home/", "/root/", "/Users/", "C:\\Users"];

/// How their hosts begin.
const REGISTRIES: [&str; 9] = [
    "registry.npm",
    "registry.yarn",
    "static.crates",
    "index.crates",
    "deb.debian",
    "pypi.",
    "artifactory",
    "/npm-proxy",
    "nexus/repository",
];

const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";

pub fn nothing_names_a_machine(sources: &[Source]) -> Vec<Finding> {
    let ours = sources.iter().filter(|source| !source.within(&EXEMPT));
    ours.flat_map(|source| {
        source
            .text
            .lines()
            .enumerate()
            .filter_map(move |(at, line)| {
                let path = PATHS.iter().find(|path| starts_a_path(line, path));
                let named = path.or_else(|| REGISTRIES.iter().find(|name| has(line, name)))?;
                Some(Finding::new(
                    source,
                    at + 1,
                    format!("`{named}` belongs to one machine, not to the product"),
                ))
            })
    })
    .collect()
}

/// `/home/` is a path, `https://a.example/home/` and `src/home/` are not.
fn starts_a_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}' | ')' | '*' | '~')
        })
    })
}

/// Lock files are the same wherever they were written.
pub fn lock_files_name_no_download(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources {
        for (at, line) in source.text.lines().enumerate() {
            let bad = match source.path.rsplit('/').next() {
                Some("Cargo.lock") => line.starts_with("source = ") && !line.contains(CRATES),
                Some("package-lock.json") => line.trim_start().starts_with("\"resolved\""),
                _ => false,
            };
            if bad {
                let what =
                    "lock files name crates.io or nothing: `.npmrc` and Cargo.toml see to that";
                findings.push(Finding::new(source, at + 1, what));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests;
