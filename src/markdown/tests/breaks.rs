//! `<br>`, the one piece of HTML that means something: assistants have no other way to break a line in a table's cell.

use super::{growing, shown};
use crate::markdown::Document;

#[test]
fn a_break_breaks_the_line_wherever_it_stands() {
    for (text, html) in [
        ("a<br>b", "<p>a<br />\nb</p>\n"),
        ("a<br/>b", "<p>a<br />\nb</p>\n"),
        ("a<BR />b", "<p>a<br />\nb</p>\n"),
        ("a<br> b", "<p>a<br />\nb</p>\n"),
        ("a<br>\nb", "<p>a<br />\nb</p>\n"),
        ("a<br><br>b", "<p>a<br />\n<br />\nb</p>\n"),
        ("**a<br>b**", "<p><strong>a<br />\nb</strong></p>\n"),
        ("- a<br>b", "<ul>\n<li>a<br />\nb</li>\n</ul>\n"),
        ("# a<br>b", "<h1>a<br />\nb</h1>\n"),
    ] {
        assert_eq!(shown(text), html, "{text}");
    }
}

#[test]
fn a_break_in_a_cell_leaves_the_table_whole() {
    for line in ["| a<br>b | c |", "a<br>b | c", "| a<br />b | c"] {
        let html = shown(&format!("| x | y |\n|---|---|\n{line}\n"));
        assert!(html.contains("<td>a<br />\nb</td>\n<td>c</td>"), "{html}");
    }
}

#[test]
fn what_is_copied_of_a_table_has_a_line_for_each_row() {
    let table = Document::from("| x | y |\n|---|---|\n| a<br>b | c |\n");
    assert_eq!(table.text_to_keep(), "x\ty\na b\tc");
}

#[test]
fn what_is_not_plainly_a_break_is_words() {
    for text in [
        "`<br>`",
        "\\<br>",
        "<break>",
        "<br",
        "<br class=x>",
        "< br >",
        "<br x",
        "</br>",
    ] {
        assert!(!shown(text).contains("<br />"), "{text}");
    }
}

#[test]
fn half_a_break_is_held_back() {
    for half in ["a<", "a<b", "a<br", "a<br ", "a<BR/"] {
        assert_eq!(growing(half), "<p>a</p>\n", "{half}");
    }
    assert_eq!(growing("a<br />"), "<p>a<br />\n</p>\n");
    assert_eq!(growing("a<br x"), "<p>a&lt;br x</p>\n");
}
