//! The public names that the code has.

use super::super::source::Source;
use super::super::words::{between, names_after};
use super::{LOADER, Names};

const ELEMENT: &str = "inglenook-chat";

/// What the element observes: the array in `static observedAttributes`, or the constant that it names.
pub fn attributes(loader: &str) -> Names {
    let observed = between(loader, "static observedAttributes = ", ';')
        .next()
        .unwrap_or_default();
    let mut names = Names::new();
    gather(loader, observed, &mut names);
    names
}

/// Strings of `expression`, and those of the constants that it spreads or lists the keys of.
fn gather(loader: &str, expression: &str, names: &mut Names) {
    names.extend(quoted(expression).map(str::to_owned));
    let constants = expression
        .split(|c: char| !(c.is_ascii_uppercase() || c == '_'))
        .filter(|word| word.len() > 1);
    for constant in constants {
        let declaration = format!("const {constant} = ");
        let Some(value) = between(loader, &declaration, ';').next() else {
            continue;
        };
        if expression.contains(&format!("Object.keys({constant})")) {
            names.extend(value.lines().filter_map(key).map(str::to_owned));
        } else {
            gather(loader, value, names);
        }
    }
}

/// The words in quotes: `'a', 'b'` and `words('a b')` are the same list.
fn quoted(code: &str) -> impl Iterator<Item = &str> {
    let inside = code.split('\'').skip(1).step_by(2);
    inside.flat_map(str::split_whitespace)
}

/// `backend` of a line `backend: [`.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line
        .trim()
        .trim_start_matches('{')
        .trim_start()
        .split_once(':')?;
    Some(key.trim_matches(['\'', '"']))
}

/// `closeReasons` of `close-reasons`.
pub fn property_of(attribute: &str) -> String {
    let mut words = attribute.split('-');
    let mut property = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        property.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        property.push_str(letters.as_str());
    }
    property
}

/// The list that names `show` and `hide`, and the methods written out in the class.
pub fn methods(loader: &str) -> Names {
    let mut lists = between(loader, "[", ']').chain(between(loader, "words(", ')'));
    let listed = lists.find(|list| {
        let names: Vec<&str> = quoted(list).collect();
        names.contains(&"show") && names.contains(&"hide")
    });
    let Some(listed) = listed else {
        return Names::new();
    };
    let written = loader.lines().filter_map(|line| {
        let (name, _) = line.trim().strip_prefix("async ")?.split_once('(')?;
        (!name.is_empty() && name.chars().all(char::is_alphanumeric)).then_some(name)
    });
    quoted(listed).chain(written).map(str::to_owned).collect()
}

/// Properties that are no attributes, where the loader lists them.
pub fn properties(loader: &str) -> impl Iterator<Item = String> {
    let listed = between(loader, "const PROPERTIES = ", ';');
    listed.flat_map(quoted).map(str::to_owned)
}

/// `ready` of `get ready() {`.
pub fn getters(loader: &str) -> impl Iterator<Item = String> {
    loader.lines().filter_map(|line| {
        let (name, _) = line.trim().strip_prefix("get ")?.split_once("()")?;
        (!name.starts_with('#')).then(|| name.to_owned())
    })
}

/// Event names in quotes, and those that the loader dispatches by the rest of their name.
pub fn events(sources: &[Source]) -> Names {
    let mut names = Names::new();
    for source in widget(sources) {
        names.extend(quoted_events(&source.code));
        if source.path == LOADER {
            names.extend(
                between(&source.code, "#dispatch('", '\'').map(|name| format!("inglenook-{name}")),
            );
        }
    }
    names
}

/// `inglenook-…` in quotes of either kind, but the element's own name.
pub fn quoted_events(code: &str) -> impl Iterator<Item = String> {
    ['\'', '"'].into_iter().flat_map(move |quote| {
        code.split(quote)
            .filter(|inside| *inside != ELEMENT)
            .filter_map(|inside| {
                let mut names = names_after(inside, "inglenook-");
                let name = format!("inglenook-{}", names.next()?);
                (name == inside).then_some(name)
            })
    })
}

pub fn custom_properties(sources: &[Source]) -> Names {
    widget(sources)
        .flat_map(|source| names_after(&source.code, "--inglenook-"))
        .map(|name| format!("--inglenook-{name}"))
        .collect()
}

/// `.set("part", "…")` in views, `part: '…'` in the loader.
pub fn parts(sources: &[Source]) -> Names {
    widget(sources)
        .flat_map(|source| {
            let views = between(&source.code, "\"part\", \"", '"');
            views.chain(between(&source.code, "part: '", '\''))
        })
        .flat_map(str::split_whitespace)
        .map(str::to_owned)
        .collect()
}

/// The code that visitors get; tests may make up names.
fn widget(sources: &[Source]) -> impl Iterator<Item = &Source> {
    sources.iter().filter(|source| {
        source.within(&["src/", "static/"])
            && source.has_extension(&["rs", "js", "css"])
            && !source.path.ends_with("tests.rs")
            && !source.path.contains("/tests/")
    })
}

#[cfg(test)]
mod tests;
