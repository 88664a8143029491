use super::excerpt::excerpt;
use super::index::Index;
use super::quote;
use super::sections::split;

const GUIDE: &str = "# Guide\n\nAn introduction.\n\n## Empty\n\n## Close it\n\nA reason is optional.\n\
    \n```sh\n# not a heading\n```\n\n## Close it\n\nAgain.\n### `Code` & *more*\nText.\n";

#[test]
fn sections_are_split_at_headings_that_have_text_and_named_as_anchors_are() {
    let sections = split("docs/guide.md", GUIDE);
    let found: Vec<(&str, &str)> = sections
        .iter()
        .map(|one| (one.title.as_str(), one.slug.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("Guide", "guide"),
            ("Close it", "close-it"),
            ("Close it", "close-it-1"),
            ("`Code` & *more*", "code--more"),
        ]
    );
    assert!(sections[1].text.contains("# not a heading"));
    assert_eq!(sections[3].label(), "docs/guide: Code & more");
    assert_eq!(sections[0].path(), "/docs/docs/guide.md#guide");
}

#[test]
fn text_before_the_first_heading_is_a_section_of_its_own() {
    let sections = split("notes.md", "Just text.");
    assert_eq!(
        (sections[0].title.as_str(), sections[0].text.as_str()),
        ("notes", "Just text.")
    );
}

#[test]
fn a_title_counts_more_than_the_text() {
    let text = "# One\n\nA budget is mentioned here.\n\n# Budget\n\nNumbers in the repository.\n";
    let index = Index::of(&split("a.md", text)).unwrap();
    let hits = index.search("What is the budget?", 3).unwrap();
    assert_eq!(hits[0].section.title, "Budget");
}

#[test]
fn a_section_with_few_words_of_the_question_is_not_about_it() {
    let index = Index::of(&split("a.md", "# Apples\n\nRed fruit.\n")).unwrap();
    assert_eq!(index.search("red", 3).unwrap().len(), 1);
    assert_eq!(
        index
            .search("red cars race around dusty tracks", 3)
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn citations_are_numbered_and_defined_at_line_starts() {
    let text = "# Close a chat\n\nClose the chat here.\n\n# Close a door\n\nClose the chat door.\n";
    let hits = Index::of(&split("a.md", text))
        .unwrap()
        .search("close chat", 3)
        .unwrap();
    let answer = quote(&hits, "close chat", "http://h").unwrap();
    assert!(answer.starts_with("According to [a: Close a chat][1]:\n\nClose the chat here."));
    assert!(answer.contains("\n\nSee also [a: Close a door][2].\n\n[1]: http://h/docs/a.md#"));
    assert!(answer.ends_with("\n[2]: http://h/docs/a.md#close-a-door \"a: Close a door\""));
}

#[test]
fn an_excerpt_has_the_blocks_with_the_words_of_the_question() {
    let filler = "Something else entirely. ".repeat(30);
    let text = format!("{filler}\n\nTokens expire after a while.\n\n{filler}");
    let found = excerpt(&text, "when do tokens expire");
    assert!(found.contains("Tokens expire"), "{found}");
    assert!(found.len() < 1010, "{}", found.len());
}

#[test]
fn an_excerpt_leaves_out_what_only_its_file_can_show() {
    let text = "<p align=center>\n\n![A picture](a.png)\n\nSee [the rules](rules.md), \
        [the web](https://a.example), [x] and `a[0](1)`.";
    let found = excerpt(text, "rules");
    assert_eq!(
        found,
        "See the rules, [the web](https://a.example), [x] and `a[0](1)`."
    );
}

#[test]
fn a_long_table_is_reduced_to_the_rows_that_matter_and_a_long_paragraph_to_its_start() {
    let rows: String = (0..200).map(|n| format!("| row {n} | value |\n")).collect();
    let table = format!("| a | b |\n|---|---|\n{rows}| needle | found |\n");
    assert_eq!(
        excerpt(&table, "needle"),
        "| a | b |\n|---|---|\n| needle | found |"
    );
    let found = excerpt(&"ünïcödé wörds ".repeat(200), "words");
    assert!(found.ends_with('…') && found.len() <= 1010, "{found}");
}

#[test]
fn a_list_is_cut_between_its_items() {
    let items: String = (0..60)
        .map(|n| format!("- item {n} of the list\n"))
        .collect();
    let found = excerpt(&format!("An introduction.\n\n{items}"), "list");
    assert!(found.starts_with("An introduction.\n\n- item 0") || found.starts_with("- item 0"));
    assert!(found.contains(" of the list\n\n…"), "{found}");
}
