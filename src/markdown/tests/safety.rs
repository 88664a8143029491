//! No address reaches a visitor that is not safe, and no HTML at all.

use proptest::prelude::*;

use super::shown;
use super::texts::text;
use crate::markdown::{Block, BlockKind, Document, Inline, host, safe_url};

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

/// Every address that a document leads to.
fn addresses(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        addresses(block.kind.children(), out);
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } => {
                addresses_in(inlines, out);
            }
            BlockKind::Table { head, rows, .. } => {
                let cells = head
                    .cells
                    .iter()
                    .chain(rows.iter().flat_map(|row| &row.cells));
                cells.for_each(|cell| addresses_in(cell, out));
            }
            _ => {}
        }
    }
}

fn addresses_in(inlines: &[Inline], out: &mut Vec<String>) {
    for inline in inlines {
        match inline {
            Inline::Link { url, children, .. } | Inline::Citation { url, children, .. } => {
                out.push(url.to_string());
                addresses_in(children, out);
            }
            Inline::Image { url, .. } => out.push(url.to_string()),
            Inline::Emphasis(children)
            | Inline::Strong(children)
            | Inline::Strikethrough(children) => addresses_in(children, out),
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_address_in_a_document_is_safe(
        text in text(),
        address in "(https?|mailto|tel|javascript|data|JAVA|:|&colon;|&#58;|//|/|\\\\|@|a\\.b|\\?|\t| |\u{1}|\u{202e}|\\n){0,8}",
    ) {
        let text = format!("{text}\n\n[a](<{address}>) <{address}> ![b]({address}) [a][1] {address}\n\n[1]: <{address}>");
        let document = Document::from(text.as_str());
        let mut found = Vec::new();
        addresses(document.blocks(), &mut found);
        found.extend(document.sources().iter().map(|source| source.url.to_string()));
        for url in found {
            prop_assert_eq!(safe_url(&url), Some(url.clone()));
            let scheme = url.split(':').next().unwrap_or_default().to_ascii_lowercase();
            prop_assert!(["http", "https", "mailto", "tel"].contains(&scheme.as_str()), "{}", url);
            prop_assert!(!host(&url).contains(['@', '/', '\\', '?', '#']), "{}", url);
        }
    }
}
