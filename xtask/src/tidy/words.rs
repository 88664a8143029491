//! Finding names in code: whole words, not parts of others.

/// The identifiers of `code`.
pub fn identifiers(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !is_inside(c))
        .filter(|word| !word.is_empty())
}

/// Does `code` have `name` where no longer word goes on before it?
pub fn has(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code.get(..at).and_then(|before| before.chars().next_back());
        !name.starts_with(is_inside) || !before.is_some_and(is_inside)
    })
}

/// The texts between `open` and the next `close`.
pub fn between<'a>(code: &'a str, open: &'a str, close: char) -> impl Iterator<Item = &'a str> {
    code.split(open)
        .skip(1)
        .filter_map(move |after| after.split_once(close).map(|(inside, _)| inside))
}

/// Names of lower-case letters, digits and hyphens that come right after `start`.
pub fn names_after<'a>(code: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    code.match_indices(start).filter_map(move |(at, _)| {
        let before = code.get(..at)?.chars().next_back();
        let after = code.get(at + start.len()..)?;
        let end = after.find(|c: char| !is_kebab(c)).unwrap_or(after.len());
        let name = after.get(..end)?.trim_end_matches('-');
        (!name.is_empty() && !before.is_some_and(|c| is_kebab(c) || c == '_')).then_some(name)
    })
}

fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_kebab(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

#[cfg(test)]
mod tests;
