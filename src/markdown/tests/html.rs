//! HTML as the CommonMark and GFM specifications write it in their examples.

use crate::markdown::{Align, Block, BlockKind, Inline, Row};

pub(super) fn html(blocks: &[Block]) -> String {
    let mut out = String::new();
    blocks
        .iter()
        .for_each(|block| write(block, false, &mut out));
    out
}

fn write(block: &Block, tight: bool, out: &mut String) {
    if !matches!(block.kind, BlockKind::Paragraph(_)) || !tight {
        fresh_line(out);
    }
    match &block.kind {
        BlockKind::Paragraph(inlines) if tight => inline(inlines, out),
        BlockKind::Paragraph(inlines) => {
            out.push_str("<p>");
            inline(inlines, out);
            out.push_str("</p>\n");
        }
        BlockKind::Heading { level, inlines } => {
            *out += &format!("<h{level}>");
            inline(inlines, out);
            *out += &format!("</h{level}>\n");
        }
        BlockKind::Code { language, text } => {
            out.push_str("<pre><code");
            if !language.is_empty() {
                *out += &format!(" class=\"language-{}\"", escaped(language));
            }
            *out += &format!(">{}</code></pre>\n", escaped(text));
        }
        BlockKind::Quote(blocks) => {
            out.push_str("<blockquote>\n");
            blocks.iter().for_each(|block| write(block, false, out));
            out.push_str("</blockquote>\n");
        }
        BlockKind::List {
            start,
            tight,
            items,
        } => {
            match start {
                None => out.push_str("<ul>\n"),
                Some(1) => out.push_str("<ol>\n"),
                Some(start) => *out += &format!("<ol start=\"{start}\">\n"),
            }
            items.iter().for_each(|item| write(item, *tight, out));
            out.push_str(if start.is_some() {
                "</ol>\n"
            } else {
                "</ul>\n"
            });
        }
        BlockKind::Item { task, blocks } => {
            out.push_str("<li>");
            if let Some(done) = task {
                let checked = if *done { "checked=\"\" " } else { "" };
                *out += &format!("<input {checked}disabled=\"\" type=\"checkbox\"> ");
            }
            blocks.iter().for_each(|block| write(block, tight, out));
            out.push_str("</li>\n");
        }
        BlockKind::Table { align, head, rows } => {
            out.push_str("<table>\n<thead>\n");
            row(head, align, "th", out);
            out.push_str("</thead>\n");
            if !rows.is_empty() {
                out.push_str("<tbody>\n");
                rows.iter().for_each(|cells| row(cells, align, "td", out));
                out.push_str("</tbody>\n");
            }
            out.push_str("</table>\n");
        }
        BlockKind::Rule => out.push_str("<hr />\n"),
    }
}

fn fresh_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn row(row: &Row, align: &[Align], tag: &str, out: &mut String) {
    out.push_str("<tr>\n");
    for (cell, align) in row.cells.iter().zip(align) {
        let align = match align {
            Align::None => "",
            Align::Left => " align=\"left\"",
            Align::Center => " align=\"center\"",
            Align::Right => " align=\"right\"",
        };
        *out += &format!("<{tag}{align}>");
        inline(cell, out);
        *out += &format!("</{tag}>\n");
    }
    out.push_str("</tr>\n");
}

fn inline(inlines: &[Inline], out: &mut String) {
    for node in inlines {
        match node {
            Inline::Text(text) => *out += &escaped(text),
            Inline::Code(text) => *out += &format!("<code>{}</code>", escaped(text)),
            Inline::Emphasis(children) => wrapped("em", children, out),
            Inline::Strong(children) => wrapped("strong", children, out),
            Inline::Strikethrough(children) => wrapped("del", children, out),
            Inline::Link {
                url,
                title,
                children,
            } => {
                *out += &format!("<a href=\"{}\"{}>", address(url), titled(title));
                inline(children, out);
                out.push_str("</a>");
            }
            Inline::Image { url, title, alt } => {
                let (url, title) = (address(url), titled(title));
                *out += &format!("<img src=\"{url}\" alt=\"{}\"{title} />", escaped(alt));
            }
            Inline::Citation {
                number,
                url,
                label,
                children,
            } => {
                *out += &format!("<a href=\"{}\"{}>", address(url), titled(label));
                inline(children, out);
                *out += &format!("<sup>{number}</sup></a>");
            }
            Inline::HardBreak => out.push_str("<br />\n"),
            Inline::SoftBreak => out.push('\n'),
        }
    }
}

fn wrapped(tag: &str, children: &[Inline], out: &mut String) {
    *out += &format!("<{tag}>");
    inline(children, out);
    *out += &format!("</{tag}>");
}

fn titled(title: &str) -> String {
    if title.is_empty() {
        return String::new();
    }
    format!(" title=\"{}\"", escaped(title))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// An address with what is not allowed in one percent-encoded.
fn address(url: &str) -> String {
    let mut out = String::new();
    for byte in url.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~!*'();:@&=+$,/?#%".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out += &format!("%{byte:02X}");
        }
    }
    escaped(&out)
}
