//! What is unfinished looks as it will when it is finished.

use super::{growing, shown};
use crate::markdown::Document;

#[test]
fn emphasis_without_its_end_is_emphasis() {
    assert_eq!(growing("a **bo"), "<p>a <strong>bo</strong></p>\n");
    assert_eq!(
        growing("a *b **c"),
        "<p>a <em>b <strong>c</strong></em></p>\n"
    );
    assert_eq!(growing("***a"), "<p><em><strong>a</strong></em></p>\n");
    assert_eq!(growing("~~a"), "<p><del>a</del></p>\n");
    assert_eq!(growing("## a *b"), "<h2>a <em>b</em></h2>\n");
    assert_eq!(growing("in ~5 minutes"), "<p>in ~5 minutes</p>\n");
}

#[test]
fn emphasis_that_never_ends_is_text_in_the_end() {
    assert_eq!(shown("a **bo"), "<p>a **bo</p>\n");
    assert!(growing("a **bo\n\nb").starts_with("<p>a **bo</p>"));
}

#[test]
fn marks_that_the_next_character_decides_are_held_back() {
    for text in [
        "a **b*",
        "a **b**",
        "a **b** *",
        "a **b** **",
        "a **b** `",
        "a **b** [",
        "a **b** ![",
        "a **b** \\",
    ] {
        assert_eq!(growing(text), "<p>a <strong>b</strong></p>\n", "{text}");
    }
    assert_eq!(growing("a &am"), "<p>a</p>\n");
    assert_eq!(growing("a!"), "<p>a!</p>\n");
    assert_eq!(growing("a &amp; b"), "<p>a &amp; b</p>\n");
}

#[test]
fn code_without_its_end_is_code() {
    assert_eq!(growing("a `b"), "<p>a <code>b</code></p>\n");
    assert_eq!(growing("a ``b` c"), "<p>a <code>b` c</code></p>\n");
    assert_eq!(shown("a `b"), "<p>a `b</p>\n");
}

#[test]
fn half_a_link_shows_its_words() {
    for text in [
        "see [the *docs",
        "see [the *docs*](",
        "see [the *docs*](https://a.b",
        "see [the *docs*](https://a.b \"ti",
        "see [the *docs*][lab",
    ] {
        assert_eq!(growing(text), "<p>see the <em>docs</em></p>\n", "{text}");
    }
    assert_eq!(
        growing("see <https://a.b"),
        "<p>see <a href=\"https://a.b\">https://a.b</a></p>\n"
    );
}

#[test]
fn a_paragraph_never_flashes_as_another_block() {
    for text in [
        "-",
        "- ",
        "--",
        "#",
        "## ",
        "1",
        "1.",
        "```",
        "```ru",
        "~~~",
        "|",
        "| a | b |",
        "| a | b |\n",
        "| a | b |\n|--",
        ">",
        "=",
        "[",
        "[1]",
        "[1]:",
        "    ",
    ] {
        let html = growing(text).replace("<p></p>\n", "");
        assert_eq!(html, "", "{text:?}");
    }
    assert_eq!(growing("words\n-"), "<p>words</p>\n");
    assert_eq!(growing("words\n=="), "<p>words</p>\n");
}

#[test]
fn a_table_appears_with_its_delimiters_and_grows_by_rows() {
    let head = "| a | b |\n|---|---|\n";
    assert!(growing(head).contains("<th>a</th>"));
    let html = growing(&format!("{head}| **x"));
    assert!(
        html.contains("<td><strong>x</strong></td>\n<td></td>"),
        "{html}"
    );
    assert_eq!(
        growing("| a | b |\nno table"),
        "<p>| a | b |\nno table</p>\n"
    );
}

#[test]
fn code_only_grows_at_its_end() {
    let text = "```rust\nfn main() {\n    print!(\"``\");\n``\n}\n```\n";
    let mut document = Document::default();
    let mut known = String::new();
    for c in text.chars() {
        document.push(c.encode_utf8(&mut [0; 4]));
        if let Some(block) = document.blocks().first() {
            let code = block.text();
            assert!(
                code.starts_with(known.trim_end()),
                "{known:?} became {code:?}"
            );
            assert!(!code.contains("```"), "{code:?}");
            known = code;
        }
    }
    assert_eq!(known, "fn main() {\n    print!(\"``\");\n``\n}");
}

#[test]
fn an_item_appears_with_its_first_word() {
    assert_eq!(growing("- a\n-"), "<ul>\n<li>a</li>\n</ul>\n");
    assert_eq!(growing("- a\n- b"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
    assert_eq!(
        growing("- [ ] t"),
        "<ul>\n<li><input disabled=\"\" type=\"checkbox\"> t</li>\n</ul>\n"
    );
    assert_eq!(growing("- [x]"), "<ul>\n<li></li>\n</ul>\n");
}

const ANSWER: &str = "\
# Getting started with *Inglenook*

To **install** it, run `cargo xtask demo` (see [the guide](https://example.com/guide \"Guide\") or [the docs][1]):

1. Install **Rust** and ***everything*** else
2. Run it:
   ```sh
   cargo xtask demo -- --port 8080
   ```
3. Open <https://localhost:8080/a_b> or www.example.com/x_y

- [x] done ~~well~~
- [ ] not *yet*
  - nested `code with *stars*`
  - more: 2 * 3 * 4 and snake_case_name

| Option | Default | Meaning |
|:-------|:-------:|--------:|
| `open` | no      | shows **it** |
| `mode` | a \\| b | see [2] |

> A quote with a [link](https://example.com/q)
> and a second line &amp; more!

Setext heading
--------------

***

![A picture](https://example.com/a.png) Costs: $5 *each*, ~10 in all. Mail me@example.com!
A last line\\
with a break.

[1]: https://example.com/docs \"The docs\"
[2]: https://example.com/options
";

#[test]
fn what_has_been_shown_is_not_taken_back() {
    let squeezed = |text: String| text.split_whitespace().collect::<String>();
    let whole = squeezed(Document::from(ANSWER).text());
    let mut document = Document::default();
    for (at, c) in ANSWER.char_indices() {
        document.push(c.encode_utf8(&mut [0; 4]));
        let text = squeezed(document.text());
        assert!(
            whole.starts_with(&text),
            "after {:?}: {text}",
            ANSWER.get(..=at)
        );
    }
}
