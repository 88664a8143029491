//! The README's table of what is used of browsers: it is used, and the versions promised follow from it.

use super::Finding;
use super::source::Source;

const README: &str = "README.md";
const HEAD: &str = "| used | Chrome, Edge | Firefox | Safari |";
const SHIPPED: [&str; 3] = ["static/inglenook.js", "static/inglenook.css", "src/"];

pub fn promised_browsers_have_what_is_used(sources: &[Source]) -> Vec<Finding> {
    let Some(readme) = sources.iter().find(|source| source.path == README) else {
        return Vec::new();
    };
    let fault = |what: String| Finding::new(readme, 0, what);
    let Some((before, table)) = readme.text.split_once(HEAD) else {
        return vec![fault(format!("no table headed `{HEAD}`"))];
    };
    let rows = table.lines().skip(2).take_while(|it| it.starts_with('|'));
    let mut findings = Vec::new();
    let mut newest = [0.0_f64; 3];
    for row in rows {
        let mut cells = row.split('|').skip(1).map(str::trim);
        let used = cells.next().unwrap_or_default();
        for name in used.split('`').skip(1).step_by(2) {
            if !is_shipped(sources, stem(name)) {
                findings.push(fault(format!("nothing that is shipped uses `{name}`")));
            }
        }
        for (newest, version) in newest.iter_mut().zip(cells) {
            match version.parse::<f64>() {
                Ok(version) => *newest = newest.max(version),
                Err(_) => findings.push(fault(format!("{version:?} is no version of a browser"))),
            }
        }
    }
    let [chrome, firefox, safari] = newest;
    let promise =
        format!("Chrome and Edge {chrome}, Firefox {firefox}, Safari {safari}, and later");
    if !before.contains(&promise) {
        findings.push(fault(format!("the table says: {promise} ones")));
    }
    findings
}

/// What of `name()` or `name(start …)` stands in code.
fn stem(name: &str) -> &str {
    let start = name.split(" …").next().unwrap_or_default();
    start.strip_suffix("()").unwrap_or(start)
}

fn is_shipped(sources: &[Source], name: &str) -> bool {
    let shipped = sources.iter().filter(|source| source.within(&SHIPPED));
    shipped.into_iter().any(|source| source.code.contains(name))
}

#[cfg(test)]
mod tests;
