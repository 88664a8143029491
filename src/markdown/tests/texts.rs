//! Random texts, made of what matters to the parser.

use proptest::prelude::*;
use proptest::sample::select;

const MARKS: [&str; 38] = [
    " ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "\r", "*", "**", "_", "__", "~", "~~", "`",
    "``", "```", "~~~", "[", "]", "![", "(", ")", "<", ">", "-", "#", "---", "===", "|", ":-:",
    ":", "\\", "\"", "'", "&", "!", "\0",
];

const WORDS: [&str; 22] = [
    "a",
    "b ",
    "word",
    "10",
    "é",
    "“",
    "\u{a0}",
    "漢字",
    "👩‍🚀",
    "e\u{301}",
    "ß",
    "&amp;",
    "&#0;",
    "[a]",
    "[1]",
    "[x] ",
    "[ ] ",
    "a@b.c",
    "www.a.b",
    "[a][1]",
    "</b>",
    "<!-- ",
];

const PHRASES: [&str; 16] = [
    "[1]: https://a.b \"c\"",
    "[1]: https://c.d\n",
    "[a]: /b\n",
    "[x]: u",
    "[é]: <b c>\n(d)\n",
    "https://a.b/c_d",
    "https://a.b/(c",
    "<https://a.b>",
    "](/u)",
    "](https://a.b 't')",
    "```rust\n",
    "| a | b |\n|---|---|\n",
    "|-|-|",
    "a | b\n:-: | -\n",
    "<div class=\"c\">",
    "[![a](https://a.b/c.png)](https://d.e)",
];

/// Where a line can begin.
const STARTS: [&str; 22] = [
    " ", "  ", "   ", "    ", "\t", " \t", "> ", ">", ">\t", "- ", "-", "-\t", "-     ", "* ",
    "*\t", "+ ", "+   ", "1. ", "1.\t", "2) ", "10.     ", "1)",
];

/// What a line can be.
const LINES: [&str; 26] = [
    "", "a", "***", "* * *", "---", "===", "=", "-", "```", "````", "```rust", "~~~", "# a", "##",
    "[ ] a", "[x] ", "|a|b|", "|-|-|", "|:-|-:|", "a|b", "[a]", "[1]", "[a]:", "'t", "t'", "/u",
];

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(&MARKS[..]),
        2 => select(&WORDS[..]),
        1 => select(&PHRASES[..]),
        1 => select(&STARTS[..]),
    ]
    .prop_map(str::to_owned)
}

/// A line in some containers.
fn line() -> impl Strategy<Value = String> {
    let starts = prop::collection::vec(select(&STARTS[..]), 0..4);
    let line = prop_oneof![
        3 => select(&LINES[..]).prop_map(str::to_owned),
        1 => prop::collection::vec(words(), 1..5).prop_map(|words| words.concat()),
    ];
    let end = select(&["\n", "\n", "\n", "\r\n", "\r", "\n\n", " \n", "  \n", ""][..]);
    (starts, line, end).prop_map(|(starts, line, end)| starts.concat() + &line + end)
}

/// Text of a few things again and again, so that they meet in every way.
fn few() -> impl Strategy<Value = String> {
    let things = prop::collection::vec(prop_oneof![words(), line()], 1..6);
    let texts = things.prop_flat_map(|things| prop::collection::vec(select(things), 0..40));
    texts.prop_map(|words| words.concat())
}

/// Text in which anything stands anywhere, text in lines, and text of a few things.
pub(super) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(words(), 0..40).prop_map(|words| words.concat()),
        prop::collection::vec(line(), 0..12).prop_map(|lines| lines.concat()),
        few(),
    ]
}
