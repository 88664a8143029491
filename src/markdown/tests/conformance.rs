//! The examples of the CommonMark specification.
//!
//! The specification is not part of this repository. `INGLENOOK_COMMONMARK`
//! names its `spec.txt`, version 0.31.2, as in the npm package
//! `commonmark-spec`.

use super::rendered;

/// Sections about raw HTML, which is text here.
const RAW_HTML: [&str; 2] = ["HTML blocks", "Raw HTML"];

/// Examples of other sections that depend on raw HTML.
const WITH_RAW_HTML: [usize; 15] = [
    21, 31, 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536, 642, 643,
];

/// Examples that fail, each with its reason.
const KNOWN: [(usize, &str); 5] = [
    (25, "names of characters that nobody writes in an answer"),
    (602, "a bare address is a link, as on GitHub"),
    (608, "a bare address is a link, as on GitHub"),
    (611, "a bare address is a link, as on GitHub"),
    (612, "a bare address is a link, as on GitHub"),
];

struct Example {
    number: usize,
    section: String,
    markdown: String,
    html: String,
}

#[test]
fn the_examples_of_commonmark_come_out_as_the_specification_says() {
    let Some(path) = std::env::var_os("INGLENOOK_COMMONMARK") else {
        let how = "INGLENOOK_COMMONMARK is not set: it names the spec.txt of the npm package commonmark-spec 0.31.2";
        assert!(std::env::var_os("CI").is_none(), "{how}");
        eprintln!("skipped: {how}");
        return;
    };
    let spec = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    let examples: Vec<Example> = examples(&spec)
        .into_iter()
        .filter(|example| !RAW_HTML.contains(&example.section.as_str()))
        .filter(|example| !WITH_RAW_HTML.contains(&example.number))
        .collect();
    assert!(
        examples.len() > 550,
        "only {} examples in {}",
        examples.len(),
        path.display()
    );
    let failed: Vec<&Example> = examples
        .iter()
        .filter(|example| rendered(&example.markdown) != example.html)
        .collect();
    for example in &failed {
        if KNOWN.iter().all(|(known, _)| *known != example.number) {
            eprintln!(
                "example {} ({})\n{}\nexpected:\n{}\ngot:\n{}",
                example.number,
                example.section,
                example.markdown,
                example.html,
                rendered(&example.markdown)
            );
        }
    }
    let passed = examples.len() - failed.len();
    eprintln!(
        "{passed} of {} examples of CommonMark 0.31.2 pass",
        examples.len()
    );
    let failed: Vec<usize> = failed.iter().map(|example| example.number).collect();
    let known: Vec<usize> = KNOWN.iter().map(|(number, _)| *number).collect();
    assert_eq!(
        failed, known,
        "the examples that fail are not the known ones"
    );
}

fn examples(spec: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut section = String::new();
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if line.strip_prefix(&fence) == Some(" example") {
            let mut part = |end: &str| -> String {
                let lines = lines.by_ref().take_while(|line| *line != end);
                lines
                    .flat_map(|line| [line, "\n"])
                    .collect::<String>()
                    .replace('→', "\t")
            };
            let (markdown, html) = (part("."), part(&fence));
            let number = examples.len() + 1;
            examples.push(Example {
                number,
                section: section.clone(),
                markdown,
                html,
            });
        } else if let Some(title) = line.strip_prefix("## ").or(line.strip_prefix("# ")) {
            section = title.to_owned();
        }
    }
    examples
}
