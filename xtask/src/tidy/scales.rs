//! One visual language: the panel's stylesheet takes sizes of type, spaces, corners and times from its
//! scales.

use super::Finding;
use super::source::Source;
use std::iter;

const SHEET: &str = "static/inglenook.css";
/// What has a scale; of paddings and margins also each side.
const SCALED: [&str; 9] = [
    "font",
    "font-size",
    "border-radius",
    "gap",
    "padding",
    "margin",
    "transition",
    "animation",
    "animation-delay",
];
/// In pixels: lines, and rings around what has the focus.
const HAIRLINE: f32 = 3.0;

pub fn sizes_are_steps_of_scales(sources: &[Source]) -> Vec<Finding> {
    let sheet = sources.iter().filter(|source| source.path == SHEET);
    sheet
        .flat_map(|source| {
            source.lines().flat_map(move |(at, line)| {
                let declarations = line.split(['{', ';', '}']);
                declarations
                    .filter_map(|it| it.trim().split_once(": "))
                    .filter(|(name, value)| is_scaled(name) && has_own_size(value))
                    .map(move |(name, value)| {
                        let what = format!("`{name}: {value}`: take a step of a scale, --step-…, --space-…, --round-…, --quick or --slow");
                        Finding::new(source, at, what)
                    })
            })
        })
        .collect()
}

fn is_scaled(name: &str) -> bool {
    SCALED.contains(&name) || name.starts_with("padding-") || name.starts_with("margin-")
}

/// A length or time that is neither what a site owner's property falls back to nor calculated.
fn has_own_size(value: &str) -> bool {
    let words = value.split([' ', '(', ')', ',', '/']);
    let words = words.filter(|it| !it.is_empty());
    let before = iter::once("").chain(words.clone());
    let mut sizes = words
        .zip(before)
        .filter(|(_, before)| !before.starts_with("--inglenook-"));
    !value.contains("calc(") && sizes.any(|(word, _)| is_size(word))
}

fn is_size(word: &str) -> bool {
    let digits = word.trim_end_matches(char::is_alphabetic);
    let number = digits.parse::<f32>().map(f32::abs);
    match (number, word.strip_prefix(digits)) {
        (Err(_), _) | (_, None | Some("")) => false,
        (Ok(number), Some("px")) => number > HAIRLINE,
        (Ok(number), Some(_)) => number > 0.0,
    }
}

#[cfg(test)]
mod tests;
