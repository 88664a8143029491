//! What agents write as HTML: a line break where it plainly is one, else the letters that it is.

use super::polyai::{reply, send};
use crate::api::Reply;
use crate::chat::message::Part;
use crate::markdown::Document;
use proptest::prelude::*;

fn read(text: &str) -> String {
    let body = serde_json::json!({"response": text, "end_conversation": false});
    match reply(&send(), 200, &body.to_string()) {
        Ok(Reply::Answer(parts)) => match parts.as_slice() {
            [Part::Text(text)] => text.clone(),
            _ => String::new(),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_break_is_a_line_break_and_two_are_a_paragraph() {
    for (text, expected) in [
        ("a<br>b", "a  \nb"),
        ("a<br/>b", "a  \nb"),
        ("a<BR />b", "a  \nb"),
        ("a <br> b", "a  \n b"),
        ("a<br>\nb", "a  \nb"),
        ("a<br><br>b", "a  \n\nb"),
        ("a\n<br>\nb", "a\n\nb"),
        ("<br>a<br>", "a  \n"),
        ("**a**<br>- b", "**a**  \n- b"),
        ("it`s<br>b", "it`s  \nb"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
    let plain = Document::from(read("Hello<br><br>World<br>!").as_str()).text_to_keep();
    assert_eq!(plain, "Hello\n\nWorld\n!");
}

#[test]
fn what_is_not_plainly_a_break_stays_what_it_is() {
    for text in [
        "| a<br>b | c |",
        "| a | b |\n|---|---|\n| c | d<br/>e |\n",
        "`<br>`",
        "``a ` <br>``",
        "```html\n<br>\n```",
        "```\n<br>",
        "\\<br>",
        "<break>",
        "<br",
        "<br class=x>",
        "a < br > b",
        "<b>bold</b> <img src=x onerror=alert(1)>",
        "&lt;br&gt;",
        "1 < 2 \\ 3 ` 4",
        "<",
        "\\",
        "`",
        "<é",
        "\\é",
    ] {
        assert_eq!(read(text), text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_an_agent_writes_can_be_read(text in "(<br>|<BR/>|<|`|\\\\|é| |\n|a){0,20}") {
        let out = read(&text);
        if !text.to_lowercase().contains("<br") {
            prop_assert!(out == text || text.trim().is_empty());
        }
    }
}
