//! Every language says everything that English does, with the same placeholders, and has every form
//! that its words take beside a number.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use super::source::Source;
use super::words::between;

const ENGLISH: &str = "src/text/english.rs";
const SHIPPED: &str = "src/text/locales.rs";
const WORDS: &str = "static/words/";

/// The categories of whole numbers in each language, by the Unicode rules; `other` has no suffix.
const FORMS: [(&str, &[&str]); 15] = [
    ("ar", &["zero", "one", "two", "few", "many"]),
    ("de", &["one"]),
    ("es", &["one", "many"]),
    ("fr", &["one", "many"]),
    ("he", &["one", "two"]),
    ("hi", &["one"]),
    ("it", &["one", "many"]),
    ("ja", &[]),
    ("ko", &[]),
    ("nl", &["one"]),
    ("pl", &["one", "few", "many"]),
    ("pt-BR", &["one", "many"]),
    ("tr", &["one"]),
    ("zh-Hans", &[]),
    ("zh-Hant", &[]),
];

/// Words by the names of their keys.
type Words<'a> = BTreeMap<&'a str, &'a str>;

pub fn every_language_says_everything(sources: &[Source]) -> Vec<Finding> {
    let find = |path| sources.iter().find(|source| source.path == path);
    let (Some(english), Some(shipped)) = (find(ENGLISH), find(SHIPPED)) else {
        return Vec::new();
    };
    let (words, counted) = (english_words(&english.text), counted(&english.text));
    let mut findings = Vec::new();
    if words.is_empty() || counted.is_empty() {
        findings.push(Finding::new(english, 0, "no words that tidy can read"));
    }
    let files: Vec<&Source> = sources.iter().filter(|it| it.within(&[WORDS])).collect();
    let there: BTreeSet<&str> = files.iter().filter_map(|file| tag_of(file)).collect();
    let listed = between(&shipped.text, "shipped! {", '}').next();
    let listed: BTreeSet<&str> = listed.map(quoted).unwrap_or_default().into_iter().collect();
    for tag in there.symmetric_difference(&listed) {
        let what = format!("`{tag}` is either listed here or has a file in {WORDS}, not both");
        findings.push(Finding::new(shipped, 0, what));
    }
    for file in files {
        findings.extend(check(file, &words, &counted));
    }
    findings
}

fn check(file: &Source, english: &Words, counted: &BTreeSet<&str>) -> Vec<Finding> {
    let finding = |line, what: String| Finding::new(file, line, what);
    let Some((_, forms)) = FORMS.iter().find(|(tag, _)| tag_of(file) == Some(*tag)) else {
        let what = "its forms beside a number are not known: add them to xtask/src/tidy/locales.rs";
        return vec![finding(0, what.into())];
    };
    let mut wanted: BTreeMap<String, &str> = BTreeMap::new();
    for (key, words) in english {
        wanted.insert((*key).into(), words);
        for form in forms.iter().filter(|_| counted.contains(key)) {
            wanted.insert(format!("{key}.{form}"), words);
        }
    }
    let mut findings = Vec::new();
    let lines: Vec<&str> = file.text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let (number, last) = (at + 1, at + 1 == lines.len());
        if (at == 0 && *line == "{") || (last && *line == "}") {
            continue;
        }
        let ends = if number + 1 == lines.len() {
            "\""
        } else {
            "\","
        };
        let Some((key, words)) = entry(line, ends) else {
            findings.push(finding(number, "not a line `  \"key\": \"words\",`".into()));
            continue;
        };
        match wanted.remove(key) {
            None => findings.push(finding(
                number,
                format!("`{key}` is no key, or is here twice"),
            )),
            Some(_) if words.trim().is_empty() => {
                findings.push(finding(number, format!("`{key}` has no words")));
            }
            Some(english) if !same_placeholders(key, english, words) => {
                findings.push(finding(
                    number,
                    format!("`{key}` has other placeholders than English"),
                ));
            }
            Some(_) => {}
        }
    }
    findings.extend(
        wanted
            .keys()
            .map(|key| finding(0, format!("`{key}` is missing"))),
    );
    findings
}

/// The words of a form that stands for one number need not have that number.
fn same_placeholders(key: &str, english: &str, words: &str) -> bool {
    let exact = [".zero", ".one", ".two"].iter().any(|it| key.ends_with(it));
    let (wanted, there) = (placeholders(english), placeholders(words));
    there == wanted || exact && there.is_subset(&wanted)
}

fn placeholders(words: &str) -> BTreeSet<&str> {
    let inside = words.split('{').skip(1);
    inside
        .map(|rest| rest.split('}').next().unwrap_or_default())
        .collect()
}

/// `  "key": "words",`, without anything that JSON would have to escape.
fn entry<'a>(line: &'a str, ends: &str) -> Option<(&'a str, &'a str)> {
    let (key, words) = line.strip_prefix("  \"")?.split_once("\": \"")?;
    let words = words.strip_suffix(ends)?;
    (!words.contains(['"', '\\']) && !key.contains('"')).then_some((key, words))
}

/// The lines `Key "key" "words"` of the macro's call.
fn english_words(code: &str) -> Words<'_> {
    let (_, call) = code.split_once("\nwords! {").unwrap_or_default();
    call.lines()
        .filter_map(|line| match quoted(line).as_slice() {
            [key, words] => Some((*key, *words)),
            _ => None,
        })
        .collect()
}

/// The names of the keys in `COUNTED`.
fn counted(code: &str) -> BTreeSet<&str> {
    let list = between(code, "COUNTED: &[Self] = &[", ']').next();
    let variants: Vec<&str> = list
        .unwrap_or_default()
        .split(',')
        .filter_map(|it| it.trim().strip_prefix("Self::"))
        .collect();
    let (_, call) = code.split_once("\nwords! {").unwrap_or_default();
    let lines = call.lines().filter(|line| {
        let variant = line.split_whitespace().next().unwrap_or_default();
        variants.contains(&variant)
    });
    lines
        .filter_map(|line| quoted(line).first().copied())
        .collect()
}

fn quoted(code: &str) -> Vec<&str> {
    code.split('"').skip(1).step_by(2).collect()
}

fn tag_of(file: &Source) -> Option<&str> {
    file.path.strip_prefix(WORDS)?.strip_suffix(".json")
}

#[cfg(test)]
mod tests;
