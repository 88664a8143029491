use proptest::prelude::*;

use super::tree::assert_follows;
use super::{bare, rendered};
use crate::markdown::Document;

/// Text made of what matters to the parser.
fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "a",
        "b ",
        "word",
        " ",
        "  ",
        "    ",
        "\t",
        "\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "*",
        "**",
        "_",
        "__",
        "~",
        "~~",
        "`",
        "``",
        "```",
        "```rust\n",
        "~~~",
        "[",
        "]",
        "![",
        "(",
        ")",
        "<",
        ">",
        "> ",
        "- ",
        "-",
        "+ ",
        "* ",
        "1. ",
        "2) ",
        "10",
        "#",
        "## ",
        "---",
        "===",
        "|",
        "| a | b |\n|---|---|\n",
        "|-|-|",
        ":-:",
        ":",
        "\\",
        "\"",
        "'",
        "&amp;",
        "&",
        "!",
        "[1]: https://a.b \"c\"",
        "[1]",
        "[a][1]",
        "[a]: /b\n",
        "[a]",
        "[x] ",
        "[ ] ",
        "[x]: u",
        "https://a.b/c_d",
        "www.a.b",
        "a@b.c",
        "<https://a.b>",
        "](/u)",
        "](https://a.b 't')",
        "é",
        "“",
        "\u{a0}",
        "\0",
    ]);
    prop::collection::vec(words, 0..40).prop_map(|words| words.concat())
}

/// The document of a text that arrived in pieces of so many characters, again
/// and again.
fn in_pieces(text: &str, sizes: &[usize]) -> Document {
    let mut document = Document::default();
    let mut chars = text.chars().peekable();
    let mut sizes = sizes.iter().cycle();
    while chars.peek().is_some() {
        let size = sizes.next().copied().unwrap_or(1).max(1);
        document.push(&chars.by_ref().take(size).collect::<String>());
    }
    document.finish();
    document
}

fn assert_same(text: &str, sizes: &[usize]) {
    let whole = Document::from(text);
    let pieces = in_pieces(text, sizes);
    assert_eq!(
        bare(whole.blocks()),
        bare(pieces.blocks()),
        "{text:?} in pieces of {sizes:?}"
    );
    assert_eq!(whole.sources(), pieces.sources());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn the_pieces_a_text_arrives_in_make_no_difference(
        text in text(),
        sizes in prop::collection::vec(1_usize..9, 1..6),
    ) {
        assert_same(&text, &[1]);
        assert_same(&text, &sizes);
    }

    #[test]
    fn what_is_settled_stays_as_it_is(text in text()) {
        let mut document = Document::default();
        for c in text.chars() {
            let old = document.blocks().to_vec();
            document.push(c.encode_utf8(&mut [0; 4]));
            if document.take_relinked().is_empty() {
                assert_follows(&old, document.blocks());
            }
        }
    }

    #[test]
    fn any_text_can_be_read(text in ".{0,200}") {
        assert_same(&text, &[1]);
        rendered(&text);
    }
}
