//! What GitHub adds to CommonMark.

use super::rendered;

#[test]
fn a_table_has_a_head_rows_and_alignments() {
    let table = "| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |\n";
    assert_eq!(
        rendered(table).replace('\n', ""),
        "<table><thead><tr><th align=\"left\">a</th><th align=\"center\">b</th><th align=\"right\">c</th><th>d</th></tr>\
         </thead><tbody><tr><td align=\"left\">1</td><td align=\"center\">2</td><td align=\"right\">3</td><td>4</td></tr>\
         </tbody></table>"
    );
}

#[test]
fn a_table_needs_no_pipes_around_it() {
    let html = rendered("abc | def\n--- | ---\n1 | 2");
    assert!(html.contains("<th>abc</th>\n<th>def</th>"), "{html}");
    assert!(html.contains("<td>1</td>\n<td>2</td>"), "{html}");
}

#[test]
fn cells_too_few_are_filled_and_cells_too_many_dropped() {
    let html = rendered("|a|b|\n|-|-|\n|1|\n|1|2|3|");
    assert!(html.contains("<td>1</td>\n<td></td>"), "{html}");
    assert!(!html.contains('3'), "{html}");
}

#[test]
fn a_pipe_behind_a_backslash_is_text_even_in_code() {
    let html = rendered("| a |\n|---|\n| `x \\| y` \\| **z** |");
    assert!(
        html.contains("<td><code>x | y</code> | <strong>z</strong></td>"),
        "{html}"
    );
}

#[test]
fn a_table_ends_at_a_blank_line_and_at_another_block() {
    let html = rendered("|a|\n|-|\n|1|\n> quote");
    assert!(
        html.ends_with("</table>\n<blockquote>\n<p>quote</p>\n</blockquote>\n"),
        "{html}"
    );
    let html = rendered("|a|\n|-|\n1\n\n2");
    assert!(html.contains("<td>1</td>"), "{html}");
    assert!(html.ends_with("<p>2</p>\n"), "{html}");
}

#[test]
fn the_last_line_of_a_paragraph_can_head_a_table() {
    let html = rendered("words\n|a|b|\n|-|-|\n");
    assert!(html.starts_with("<p>words</p>\n<table>"), "{html}");
}

#[test]
fn as_many_delimiters_as_heads_make_a_table() {
    assert_eq!(rendered("|a|b|\n|-|\n"), "<p>|a|b|\n|-|</p>\n");
    assert_eq!(rendered("a\n---\n"), "<h2>a</h2>\n");
}

#[test]
fn a_table_can_be_in_a_list() {
    let html = rendered("- |a|\n  |-|\n  |1|\n- b");
    assert!(html.contains("<li>\n<table>"), "{html}");
    assert!(html.contains("<td>1</td>"), "{html}");
}

#[test]
fn one_tilde_or_two_strike_text_through() {
    assert_eq!(
        rendered("~~Hi~~ Hello, ~there~ world!"),
        "<p><del>Hi</del> Hello, <del>there</del> world!</p>\n"
    );
    assert_eq!(
        rendered("~~~no~~~ x"),
        "<pre><code class=\"language-no~~~\"></code></pre>\n"
    );
    assert_eq!(rendered("a ~~~b~~~"), "<p>a ~~~b~~~</p>\n");
    assert_eq!(rendered("~~a~"), "<p>~~a~</p>\n");
    assert_eq!(
        rendered("This ~~has a\n\nnew paragraph~~."),
        "<p>This ~~has a</p>\n<p>new paragraph~~.</p>\n"
    );
}

#[test]
fn an_item_can_be_a_task() {
    assert_eq!(
        rendered("- [ ] foo\n- [x] bar\n- [X]  *baz*\n- [ ]\n- [y] no"),
        "<ul>\n<li><input disabled=\"\" type=\"checkbox\"> foo</li>\n\
         <li><input checked=\"\" disabled=\"\" type=\"checkbox\"> bar</li>\n\
         <li><input checked=\"\" disabled=\"\" type=\"checkbox\"> <em>baz</em></li>\n\
         <li>[ ]</li>\n<li>[y] no</li>\n</ul>\n"
    );
    assert_eq!(rendered("[ ] no item"), "<p>[ ] no item</p>\n");
}

fn link(text: &str) -> String {
    rendered(text).replace("<p>", "").replace("</p>\n", "")
}

#[test]
fn a_bare_address_is_a_link() {
    let a = |url: &str| format!("<a href=\"{url}\">{url}</a>");
    assert_eq!(
        link("see https://example.com/a_b_c?d=e#f now"),
        format!("see {} now", a("https://example.com/a_b_c?d=e#f"))
    );
    assert_eq!(
        link("(http://example.com/a)"),
        format!("({})", a("http://example.com/a"))
    );
    assert_eq!(link("http://a.b/q=(x)"), a("http://a.b/q=(x)"));
    assert_eq!(
        link("http://a.b/q=(x))),"),
        format!("{})),", a("http://a.b/q=(x)"))
    );
    assert_eq!(
        link("**https://a.b**"),
        format!("<strong>{}</strong>", a("https://a.b"))
    );
    assert_eq!(link("https://a.b/c."), format!("{}.", a("https://a.b/c")));
    assert_eq!(
        link("https://a.b/c&amp;"),
        format!("{}&amp;", a("https://a.b/c"))
    );
    assert_eq!(link("https://a.b<i"), format!("{}&lt;i", a("https://a.b")));
    assert_eq!(link("xhttps://a.b"), "xhttps://a.b");
    assert_eq!(link("https://x_y.z_w/"), "https://x_y.z_w/");
}

#[test]
fn an_address_without_a_scheme_gets_one() {
    assert_eq!(
        link("www.example.com/x"),
        "<a href=\"http://www.example.com/x\">www.example.com/x</a>"
    );
    assert_eq!(link("awww.example.com"), "awww.example.com");
    assert_eq!(
        link("mail a.b+c@d-e.org."),
        "mail <a href=\"mailto:a.b+c@d-e.org\">a.b+c@d-e.org</a>."
    );
    assert_eq!(link("a@b"), "a@b");
    assert_eq!(link("a@b.c-"), "a@b.c-");
}

#[test]
fn a_link_has_no_link_in_its_words() {
    let example = "<a href=\"https://a.b\">https://a.b</a>";
    assert_eq!(link("[see https://a.b]"), format!("[see {example}]"));
    assert_eq!(link("[https://a.b"), format!("[{example}"));
    assert_eq!(
        link("[see www.a.b *x*](/y)"),
        "<a href=\"/y\">see www.a.b <em>x</em></a>"
    );
    assert_eq!(
        link("[https://a.b](https://c.d)"),
        "<a href=\"https://c.d\">https://a.b</a>"
    );
}
