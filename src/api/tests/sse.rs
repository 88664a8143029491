//! Server-sent events, cut anywhere.

use super::events;

fn whole(stream: &str) -> Vec<String> {
    events([stream.as_bytes()])
}

/// Documents and what they say.
const DOCUMENTS: [(&str, &[&str]); 21] = [
    ("data: one\r\ndata: two\r\n\r\n", &["one\ntwo"]),
    ("data: one\rdata: two\r\r", &["one\ntwo"]),
    ("data: one\n\ndata: two\n\n", &["one", "two"]),
    ("data: one\r\n\r\ndata: two\r\n\r\n", &["one", "two"]),
    ("data: one\r\rdata: two\r\r", &["one", "two"]),
    ("data: one\n\r\ndata: two\r\n\n", &["one", "two"]),
    ("data: one\r\n\rdata: two\n\n", &["one", "two"]),
    ("data:one\n\ndata:  two\n\n", &["one", " two"]),
    ("data: one\ndata: two\n\n", &["one\ntwo"]),
    ("data: one\ndata\ndata: two\n\n", &["one\n\ntwo"]),
    (": stream-open\n\ndata: one\n\n: keep-alive\n\n", &["one"]),
    (": in\ndata: one\n: between\ndata: two\n\n", &["one\ntwo"]),
    ("event: x\nid: 7\nretry: 10\ndata: one\n\n", &["one"]),
    ("dataset: no\ndat: no\n data: no\ndata : no\n\n", &[]),
    ("\u{feff}data: one\n\n", &["one"]),
    ("data: one\n\n\u{feff}data: two\n\n", &["one"]),
    (
        "data: {\"a\":\"é😀\u{feff}…\"}\n\n",
        &["{\"a\":\"é😀\u{feff}…\"}"],
    ),
    ("data: one\n\ndata: last", &["one", "last"]),
    ("data: one\n\ndata: last\n", &["one", "last"]),
    ("data\n\ndata:\n\n\n\n", &["", ""]),
    ("data: a:b: c\n\n", &["a:b: c"]),
];

#[test]
fn every_document_says_what_it_says() {
    for (stream, said) in DOCUMENTS {
        assert_eq!(whole(stream), said, "{stream:?}");
    }
}

#[test]
fn no_cut_changes_what_is_said() {
    for (stream, said) in DOCUMENTS {
        let bytes = stream.as_bytes();
        assert_eq!(events(bytes.chunks(1)), said, "{stream:?} byte by byte");
        for one in 0..=bytes.len() {
            for two in one..=bytes.len() {
                let pieces = [&bytes[..one], &bytes[one..two], &bytes[two..]];
                assert_eq!(events(pieces), said, "{stream:?} cut at {one} and {two}");
            }
        }
    }
}

#[test]
fn an_empty_stream_says_nothing() {
    for stream in ["", "\n", "\r\n\r\n", "\u{feff}", ":", ": only a comment"] {
        assert!(whole(stream).is_empty(), "{stream:?}");
    }
}

#[test]
fn bytes_that_are_no_text_are_replaced_and_nothing_else_is_lost() {
    let said = events([&b"data: a\xff\xc3(b\n\ndata: two\n\n"[..]]);
    assert_eq!(said, ["a\u{fffd}\u{fffd}(b", "two"]);
}

#[test]
fn an_endless_event_is_dropped_and_the_next_is_read() {
    let line = format!("data: {}\n", "a".repeat(1024 * 1024));
    let endless = line.repeat(5) + "\ndata: next\n\n";
    assert_eq!(whole(&endless), ["next"]);
    let endless = format!("data: {}\n\ndata: next\n\n", "a".repeat(5 * 1024 * 1024));
    assert_eq!(whole(&endless), ["next"]);
}
