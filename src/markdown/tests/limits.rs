//! Hostile texts are read like others, only flatter.

use super::{shown, take_work};
use crate::markdown::{Block, BlockKind, Document, Inline};

fn block_depth(blocks: &[Block]) -> usize {
    blocks
        .iter()
        .map(|block| 1 + block_depth(block.kind.children()))
        .max()
        .unwrap_or(0)
}

fn inline_depth(inlines: &[Inline]) -> usize {
    let depth = |inline: &Inline| match inline {
        Inline::Emphasis(children)
        | Inline::Strong(children)
        | Inline::Strikethrough(children)
        | Inline::Citation { children, .. }
        | Inline::Link { children, .. } => 1 + inline_depth(children),
        _ => 1,
    };
    inlines.iter().map(depth).max().unwrap_or(0)
}

#[test]
fn containers_nest_so_deep_and_no_deeper() {
    for text in [
        ">".repeat(100_000),
        "- ".repeat(100_000) + "x",
        "1. > ".repeat(50_000) + "x",
    ] {
        let document = Document::from(text.as_str());
        let depth = block_depth(document.blocks());
        assert!((30..=33).contains(&depth), "{depth}");
        assert!(document.text().len() > 50_000, "the rest is text");
    }
    let deep: String = (0..200)
        .map(|level| format!("{}- a\n", "  ".repeat(level)))
        .collect();
    assert!(block_depth(Document::from(deep.as_str()).blocks()) <= 33);
}

#[test]
fn inlines_nest_so_deep_and_no_deeper() {
    let text = "*a **b ".repeat(10_000) + &"c** d*".repeat(10_000);
    let document = Document::from(text.as_str());
    let BlockKind::Paragraph(inlines) = &document.blocks()[0].kind else {
        panic!("no paragraph");
    };
    assert!((20..=25).contains(&inline_depth(inlines)));
    assert!(document.text().starts_with("a b a b "));
    assert!(document.text().ends_with("c dc d"));
}

/// Without the limits and the bookkeeping each of these takes minutes or all
/// of the stack.
#[test]
fn hostile_texts_are_read_in_time() {
    let read = |text: String| assert!(Document::from(text.as_str()).is_finished());
    for piece in ["[", "]", "`a", "*", "*a", "> a\n", "- a\n"] {
        read(piece.repeat(100_000));
    }
    for piece in [
        "![",
        "[a](",
        "[a](<b",
        "[a](b \"",
        "[a][",
        "![a](b)[",
        "**a ",
        "*a_ ",
        "a**b",
        "_a __b ",
        "~~a",
        "<",
        "<a:",
        "<a@",
        "http://",
        "www.",
        "a@",
        "a.b@c.d",
        ")",
        "&",
        "&amp",
        "- ",
        "* a\n",
        "|",
        "|a|b\n",
        "\\",
        "=",
        "a\n=\n",
        "\n",
        "\t",
        "[a]: b\n",
        "[a]: b '\n",
        "[a]: b (\n",
        "[\n",
        "[1] ",
        "[a][1]\n\n",
        "](",
        "[1]: h",
        "```\n",
    ] {
        read(piece.repeat(20_000));
    }
    read("![".repeat(20_000) + &"[a](b)".repeat(20_000));
    read("![".repeat(20_000) + &"](b)".repeat(20_000));
    let ticks: String = (1..700).map(|length| "`".repeat(length) + "a").collect();
    assert_eq!(shown(&ticks).len(), ticks.len() + "<p></p>\n".len());
}

#[test]
fn a_long_block_costs_no_more_for_each_piece_than_a_short_one() {
    for (start, piece) in [
        ("", "- item\n"),
        ("", "1. a\n   - b\n"),
        ("", "> quote\n"),
        ("", "[a][1]\n\n"),
        ("", "[1]: https://a.b\n"),
        ("```\n", "code\n"),
        ("```\n", "code"),
        ("|a|b|\n|-|-|\n", "|c|d|\n"),
        ("|a|b|\n|-|-|\n", "word "),
        ("", "word **bold** "),
        ("", "word\n"),
        ("# ", "word "),
        ("", "-"),
        ("[", "word "),
        ("[a]: b '", "word\n"),
    ] {
        take_work();
        let mut document = Document::default();
        document.push(start);
        let count = 200_000 / piece.len();
        for _ in 0..count {
            document.push(piece);
        }
        document.finish();
        let work = take_work();
        let limit = 20 * count * piece.len() + 8_000_000;
        assert!(
            work < limit,
            "{start:?} and {piece:?}: {work} bytes of work, not {limit}"
        );
    }
}

#[test]
fn a_line_that_may_become_an_underline_is_judged_without_the_lines_before_it() {
    for mark in ["-", "="] {
        take_work();
        let mut document = Document::default();
        document.push("[a]: b '\n");
        for _ in 0..20_000 {
            document.push(mark);
            document.push("x\n");
        }
        document.finish();
        let work = take_work();
        assert!(work < 40_000_000, "{mark}: {work}");
    }
}

#[test]
fn definitions_that_arrive_late_cost_no_more_than_the_text() {
    let mut document = Document::default();
    document.push(&"[words][1] ".repeat(20_000));
    document.push("\n\n");
    take_work();
    for number in 0..1_000 {
        document.push(&format!("[{number}]: https://a.b\n"));
    }
    document.finish();
    assert!(take_work() < 20 * 20_000 * "[words][1] ".len());
    assert!(document.text().starts_with("words[1] words[1]"));
    assert_eq!(document.sources().len(), 1_000);
}

#[test]
fn a_table_is_at_most_100_columns_wide() {
    let table = |columns: usize| "|a".repeat(columns) + "\n" + &"|-".repeat(columns) + "\n";
    assert!(shown(&table(100)).starts_with("<table>"));
    assert!(shown(&table(101)).starts_with("<p>"));
}

#[test]
fn a_document_has_at_most_2000_definitions() {
    let lines = |count: usize| {
        (0..count)
            .map(|number| format!("[l{number}]: https://a.b\n"))
            .collect::<String>()
    };
    assert!(shown(&(lines(2_000) + "\n[l1999]")).contains("href"));
    assert!(!shown(&(lines(2_001) + "\n[l2000]")).contains("href"));
}

fn cells(text: &str) -> usize {
    let document = Document::from(text);
    let rows = |block: &Block| match &block.kind {
        BlockKind::Table { rows, .. } => rows.iter().map(|row| row.cells.len()).sum(),
        _ => 0,
    };
    document.blocks().iter().map(rows).sum()
}

#[test]
fn short_rows_of_wide_tables_do_not_become_many_cells() {
    let head = "|a".repeat(100) + "\n" + &"|-".repeat(100) + "\n";
    assert_eq!(cells(&(head.clone() + "|b\n")), 100, "a row is filled up");
    assert!(cells(&(head.clone() + &"|\n".repeat(100_000))) < 25_000);
    let table = head + &"|b\n".repeat(50) + "\n";
    assert!(
        cells(&table.repeat(200)) < 25_000,
        "all tables have one budget"
    );
}
