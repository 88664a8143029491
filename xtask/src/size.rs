//! What a page loads, against the budget.

use crate::dist::{self, Packed};
use crate::error::{Error, Result};
use crate::project::{Project, read};

const BUDGETS: &str = "xtask/budgets.txt";

pub fn run(project: &Project, build: bool) -> Result<()> {
    if build {
        dist::run(project)?;
    }
    check(project)
}

/// Prints every group of files with its sizes and its budget; over it is an error.
pub fn check(project: &Project) -> Result<()> {
    let files = dist::files(project)?;
    let budgets = parse(&read(&project.root.join(BUDGETS))?)?;
    println!(
        "    {:<26}{:>10}{:>10}{:>10}{:>10}",
        "", "raw", "gzip", "brotli", "budget"
    );
    let mut over = Vec::new();
    for budget in &budgets {
        let members: Vec<&Packed> = files
            .iter()
            .filter(|file| budget.covers(&file.name))
            .collect();
        if members.is_empty() {
            return Err(
                Error::new(format!("no file in dist/ is a part of `{}`", budget.name))
                    .help("run `cargo xtask dist`"),
            );
        }
        for file in &members {
            println!(
                "      {:<24}{:>10}{:>10}{:>10}",
                file.name, file.raw, file.gzip, file.brotli
            );
        }
        let weigh =
            |size: fn(&Packed) -> usize| budget.weigh(members.iter().map(|file| size(file)));
        let brotli = weigh(|file| file.brotli);
        let (raw, gzip) = (weigh(|file| file.raw), weigh(|file| file.gzip));
        println!(
            "    {:<26}{raw:>10}{gzip:>10}{brotli:>10}{:>10}",
            budget.name, budget.limit
        );
        if brotli > budget.limit {
            over.push(format!(
                "{} by {} bytes",
                budget.name,
                brotli - budget.limit
            ));
        }
    }
    if over.is_empty() {
        return Ok(());
    }
    Err(
        Error::new(format!("over the budget: {}", over.join(", "))).help(format!(
            "make it smaller, or raise the number in {BUDGETS} and say why there"
        )),
    )
}

/// A limit, in brotli bytes, on some files together, or on each of them.
#[derive(Debug, PartialEq)]
struct Budget {
    name: String,
    limit: usize,
    each: bool,
    /// Beginnings of file names, and after a `*` how they end.
    files: Vec<String>,
}

impl Budget {
    fn covers(&self, file: &str) -> bool {
        self.files.iter().any(|name| {
            let (start, end) = name.split_once('*').unwrap_or((name, ""));
            file.strip_prefix(start).is_some_and(|it| it.ends_with(end))
        })
    }

    fn weigh(&self, sizes: impl Iterator<Item = usize>) -> usize {
        match self.each {
            true => sizes.max().unwrap_or(0),
            false => sizes.sum(),
        }
    }
}

/// Lines `name = bytes: file, file` or `name = bytes each: file`; `#` starts a comment.
fn parse(text: &str) -> Result<Vec<Budget>> {
    let lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            parse_line(line).ok_or_else(|| {
                Error::new(format!("{BUDGETS} has a line that is no budget: {line}"))
                    .help("write `name = bytes: start of a file name, another one`")
            })
        })
        .collect()
}

fn parse_line(line: &str) -> Option<Budget> {
    let (name, rest) = line.split_once('=')?;
    let (limit, files) = rest.split_once(':')?;
    let each = limit.trim().strip_suffix(" each");
    Some(Budget {
        name: name.trim().to_owned(),
        limit: each.unwrap_or(limit).trim().replace('_', "").parse().ok()?,
        each: each.is_some(),
        files: files
            .split(',')
            .map(|file| file.trim().to_owned())
            .collect(),
    })
}

#[cfg(test)]
mod tests;
