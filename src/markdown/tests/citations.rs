//! Numbered sources: `[1]: https://… "label"`, `[words][1]` and `[1]`.

use super::{growing, shown};
use crate::markdown::{Document, Inline, settled};

const ANSWER: &str =
    "See [the docs][1] and [2].\n\n[1]: https://a.example/x \"Docs\"\n[2]: https://b.example\n";

#[test]
fn a_reference_to_a_source_is_a_citation() {
    assert_eq!(
        shown(ANSWER),
        "<p>See <a href=\"https://a.example/x\" title=\"Docs\">the docs<sup>1</sup></a> and \
         <a href=\"https://b.example\"><sup>2</sup></a>.</p>\n"
    );
}

#[test]
fn the_sources_are_listed_by_number() {
    let document = Document::from(
        "[2]: https://b.c\n[10]: https://d.e 'Ten'\n[1]: https://a.b \"One\"\n[1]: https://x.y\n",
    );
    let sources: Vec<(u32, &str, &str)> = document
        .sources()
        .iter()
        .map(|source| (source.number, &*source.url, &*source.label))
        .collect();
    assert_eq!(
        sources,
        [
            (1, "https://a.b", "One"),
            (2, "https://b.c", ""),
            (10, "https://d.e", "Ten")
        ]
    );
    assert!(document.blocks().is_empty());
}

#[test]
fn a_source_needs_no_blank_line_before_it() {
    let html = shown("Words [1]\n[1]: https://a.b \"A\"\n[2]: https://c.d");
    assert_eq!(
        html,
        "<p>Words <a href=\"https://a.b\" title=\"A\"><sup>1</sup></a></p>\n"
    );
    assert_eq!(
        shown("Words\n[a]: https://a.b"),
        "<p>Words\n[a]: <a href=\"https://a.b\">https://a.b</a></p>\n"
    );
    assert_eq!(shown("Words\n[1]: text"), "<p>Words\n[1]: text</p>\n");
}

#[test]
fn a_definition_never_flashes_as_text() {
    let mut document = Document::default();
    document.push("Words [1] and [docs][2].\n");
    for c in "\n[1]: https://a.b/c \"A label\"\n[2]: https://c.d\n".chars() {
        document.push(c.encode_utf8(&mut [0; 4]));
        let text = document.text();
        assert!(text.starts_with("Words [1] and docs[2]."), "{text}");
        assert_eq!(text.lines().count(), 1, "{text}");
    }
}

#[test]
fn a_reference_shows_its_words_until_its_definition_arrives() {
    assert_eq!(
        growing("See [the docs][1] and [2] and [b][c].\n\nx"),
        "<p>See the docs[1] and [2] and b.</p>\n<p>x</p>\n"
    );
    assert_eq!(
        shown("See [the docs][1] and [2] and [b][c]."),
        "<p>See [the docs][1] and [2] and [b][c].</p>\n"
    );
}

#[test]
fn a_late_definition_changes_the_blocks_that_refer_to_it_and_no_others() {
    let mut document = Document::default();
    document.push(
        "One [1]\n\nTwo [2]\n\n> Three\n>\n> - [1]\n\n|a [1]|\n|-|\n|b|\n|c [1]|\n\nFour\n\n",
    );
    assert!(document.take_relinked().is_empty());
    let before = document.blocks().to_vec();
    assert_eq!(settled(document.blocks()), before.len());
    document.push("[1]: https://a.b\n\nx");
    let changed: Vec<u32> = [0, 2, 3]
        .iter()
        .map(|index: &usize| before[*index].id)
        .collect();
    assert_eq!(document.take_relinked(), changed);
    for (old, new) in before.iter().zip(document.blocks()) {
        assert_eq!(
            old.revision != new.revision,
            changed.contains(&new.id),
            "{new:?}"
        );
    }
    let crate::markdown::BlockKind::Table { rows, .. } = &document.blocks()[3].kind else {
        panic!("no table");
    };
    assert!(rows[0].revision < rows[1].revision);
    assert!(matches!(
        rows[1].cells[0][1],
        Inline::Citation { number: 1, .. }
    ));
}

#[test]
fn a_source_that_is_not_on_the_web_is_none() {
    let document = Document::from("[1] [a][2]\n\n[1]: javascript:alert(1)\n[2]: mailto:a@b.c\n");
    assert!(document.sources().is_empty());
    assert_eq!(document.text(), "1 a");
}

#[test]
fn what_is_said_aloud_has_no_brackets_also_where_the_sources_come_later() {
    use crate::markdown::spoken;
    let piece = "See [the *guide*][1] and [tea](https://a.example)[2].\n\n- mild [1]";
    assert_eq!(spoken(piece), "See the guide and tea.\n\n- mild ".trim());
    assert_eq!(
        spoken("An array `a[1]` and [words]"),
        "An array a[1] and [words]"
    );
}

#[test]
fn what_is_copied_keeps_where_links_and_numbers_lead() {
    let text = "**Yes**, [it is](https://a.example/b), see <https://a.example>, www.a.example or \
                [me](mailto:a@b.example) [1].\n\n[1]: https://c.example \"Mild\"\n[2]: https://d.example";
    assert_eq!(
        Document::from(text).text_to_keep(),
        "Yes, it is (https://a.example/b), see https://a.example, www.a.example or \
         me (mailto:a@b.example) [1].\n\n[1] Mild: https://c.example\n[2] https://d.example"
    );
}
