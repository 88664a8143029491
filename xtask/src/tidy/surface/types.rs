//! The published types.

use super::super::words::names_after;
use super::Names;
use super::code::quoted_events;

/// Members of the element with a type of their own: `name: …`, `readonly name?: …`, `get name()`.
pub fn properties(types: &str) -> Names {
    element(types)
        .filter_map(property)
        .map(str::to_owned)
        .collect()
}

fn property(line: &str) -> Option<&str> {
    let line = line.trim();
    let accessor = ["get ", "set "]
        .iter()
        .find_map(|word| line.strip_prefix(word));
    if let Some((name, _)) = accessor.and_then(|rest| rest.split_once('(')) {
        return Some(name);
    }
    let line = line.strip_prefix("readonly ").unwrap_or(line);
    let (name, rest) = line.split_at_checked(line.find(|c: char| !c.is_alphanumeric())?)?;
    (rest.starts_with(':') || rest.starts_with("?:")).then_some(name)
}

/// `name(…): …` of the element.
pub fn methods(types: &str) -> Names {
    element(types)
        .filter_map(method)
        .map(str::to_owned)
        .collect()
}

/// The lines of what extends `HTMLElement`.
fn element(types: &str) -> impl Iterator<Item = &str> {
    types
        .split("extends HTMLElement ")
        .skip(1)
        .filter_map(body)
        .flat_map(str::lines)
}

/// From the first `{` to its `}`.
fn body(after: &str) -> Option<&str> {
    let start = after.find('{')?;
    let mut depth = 0_usize;
    for (at, letter) in after.char_indices().skip_while(|&(at, _)| at < start) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return after.get(start..at);
        }
    }
    None
}

/// `send` of `send(text: string): Promise<…>;`; what the platform calls or TypeScript needs is not ours to document.
fn method(line: &str) -> Option<&str> {
    let (name, _) = line.trim().split_once(['(', '<'])?;
    let platform = ["constructor", "addEventListener", "removeEventListener"].contains(&name);
    (!platform && !name.is_empty() && name.chars().all(char::is_alphanumeric)).then_some(name)
}

pub fn events(types: &str) -> Names {
    quoted_events(types).collect()
}

/// Comments count: types have no place for styles.
pub fn custom_properties(text: &str) -> Names {
    names_after(text, "--inglenook-")
        .map(|name| format!("--inglenook-{name}"))
        .collect()
}

#[cfg(test)]
mod tests;
