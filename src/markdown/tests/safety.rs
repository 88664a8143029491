//! No address reaches a visitor that is not safe, and no HTML at all.

use super::shown;
use crate::markdown::{host, safe_url};

#[test]
fn addresses_for_the_web_mail_and_telephone_are_safe() {
    for url in [
        "https://a.b",
        "HTTP://a.b/c?d#e",
        "mailto:a@b.c",
        "tel:+49-1",
        "https://[::1]/",
    ] {
        assert_eq!(safe_url(url).as_deref(), Some(url));
    }
    assert_eq!(
        safe_url(" \n https://a.b/\tc\n ").as_deref(),
        Some("https://a.b/c")
    );
}

#[test]
fn all_other_addresses_are_not() {
    for url in [
        "",
        "a",
        "/a",
        "//a.b",
        "?a",
        "#a",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:x",
        "java\nscript:x",
        "\u{1}javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///a",
        "blob:https://a.b",
        "ftp://a.b",
        "https:a.b",
        "https:/a.b",
        "https://",
        "https:///a.b",
        "https:\\\\a.b",
        "https://\\a.b",
        "http://?a",
        "http://@",
        "mailto:",
        "tel:",
        "https",
        "ht tp://a.b",
        "https://a.b/\u{202e}moc",
        "https://a\u{200b}.b",
        "https://a.b/\u{7}c",
        "htt\u{0}ps://a.b",
        "&#106;avascript:x",
    ] {
        assert_eq!(safe_url(url), None, "{url:?}");
    }
    assert_eq!(
        safe_url(&format!("https://a.b/{}", "x".repeat(3_000))),
        None
    );
}

#[test]
fn an_unsafe_link_shows_its_words() {
    assert_eq!(
        shown("[*a*](javascript:alert(1)) b"),
        "<p><em>a</em> b</p>\n"
    );
    assert_eq!(shown("[a](&#106;avascript:alert(1))"), "<p>a</p>\n");
    assert_eq!(shown("[a](/path) [b](//c.d)"), "<p>a b</p>\n");
    assert_eq!(shown("[a][b]\n\n[b]: javascript:x"), "<p>a</p>\n");
    assert_eq!(
        shown("<javascript:alert(1)>"),
        "<p>&lt;javascript:alert(1)&gt;</p>\n"
    );
    assert_eq!(
        shown("![a](data:image/png,x) ![b](mailto:c@d.e)"),
        "<p>a b</p>\n"
    );
}

#[test]
fn html_is_text() {
    assert_eq!(
        shown("<script>alert(1)</script>"),
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    );
    assert_eq!(
        shown("a <b onclick=x>*c*</b> <!-- d -->"),
        "<p>a &lt;b onclick=x&gt;<em>c</em>&lt;/b&gt; &lt;!-- d --&gt;</p>\n"
    );
}

#[test]
fn the_host_is_the_one_a_browser_connects_to() {
    assert_eq!(host("https://www.example.com/a@b:c"), "www.example.com");
    assert_eq!(
        host("https://good.example@evil.example:8080/good.example"),
        "evil.example"
    );
    assert_eq!(host("https://evil.example\\@good.example"), "evil.example");
    assert_eq!(host("https://evil.example?@good.example"), "evil.example");
    assert_eq!(host("http://[::1]:80/"), "[::1]");
    assert_eq!(host("mailto:a@b.c"), "");
}
