use super::{Language, blank};

fn rust(text: &str) -> String {
    blank(text, Language::Rust)
}

fn script(text: &str) -> String {
    blank(text, Language::Script)
}

#[test]
fn comments_become_spaces_and_lines_stay() {
    assert_eq!(rust("a // b\nc"), "a     \nc");
    assert_eq!(rust("a /* b\n /* c */ */ d"), "a     \n            d");
    assert_eq!(script("a /* /* b */ c */"), "a            c */");
}

#[test]
fn strings_are_not_comments() {
    for text in [
        r#"f("// a", 'b', "\"/*")"#,
        r##"r#"// " /*"# + x"##,
        r"'\'' '/' '\u{2f}' //",
    ] {
        assert_eq!(rust(text).trim_end(), text.trim_end_matches('/').trim_end());
    }
    for text in ["'// a' + \"/*\" + `//\n//`", "url(https://a.example/b)"] {
        assert_eq!(script(text), text);
    }
}

#[test]
fn lifetimes_open_no_string() {
    assert_eq!(rust("&'a str // b"), "&'a str     ");
    assert_eq!(rust("'a: loop {} // it's"), "'a: loop {}        ");
}

#[test]
fn a_quote_in_a_regular_expression_ends_with_its_line() {
    assert_eq!(script("x = /\"/;\ny // z"), "x = /\"/;\ny     ");
}

#[test]
fn a_text_that_ends_too_soon_is_kept() {
    for text in ["\"open", "'\\", "r#\"open", "/* open", "`"] {
        assert_eq!(rust(text).chars().count(), text.chars().count());
        assert_eq!(script(text).chars().count(), text.chars().count());
    }
}
