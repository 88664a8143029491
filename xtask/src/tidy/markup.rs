//! Nodes are built, styles are adopted: nothing in the widget parses markup, evaluates text or writes inline styles.

use super::Finding;
use super::source::Source;
use super::words::has;

const PLACES: [&str; 3] = ["src/", "static/", "index.html"];

/// What would break under a strict content security policy or Trusted Types, in JavaScript, Rust or HTML.
const FORBIDDEN: [(&str, &str); 20] = [
    ("innerHTML", "build nodes"),
    ("inner_html", "build nodes"),
    ("set_inner_html", "build nodes"),
    ("outerHTML", "build nodes"),
    ("outer_html", "build nodes"),
    ("set_outer_html", "build nodes"),
    ("insertAdjacentHTML", "build nodes"),
    ("insert_adjacent_html", "build nodes"),
    ("createContextualFragment", "build nodes"),
    ("DOMParser", "build nodes"),
    ("document.write", "build nodes"),
    ("template!", "build nodes: `template!` parses markup"),
    ("eval(", "write code, not text"),
    ("new Function", "write code, not text"),
    ("Function::new_", "write code, not text"),
    ("style=", "use a class"),
    ("setAttribute('style'", "use a class"),
    ("set_attribute(\"style\"", "use a class"),
    ("<style", "adopt a constructed sheet"),
    ("createElement('style'", "adopt a constructed sheet"),
];

pub fn nodes_are_built_and_styles_adopted(sources: &[Source]) -> Vec<Finding> {
    let ours = sources.iter().filter(|source| source.within(&PLACES));
    ours.flat_map(|source| {
        source.lines().flat_map(move |(at, line)| {
            FORBIDDEN
                .iter()
                .filter(move |(name, _)| has(line, name))
                .map(move |(name, instead)| {
                    Finding::new(source, at, format!("`{name}` is forbidden: {instead}"))
                })
        })
    })
    .collect()
}

#[cfg(test)]
mod tests;
