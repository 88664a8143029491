use super::{base64, integrity};

#[test]
fn an_integrity_value_is_what_browsers_compute() {
    // From `printf 'alert("hi")' | openssl dgst -sha384 -binary | openssl base64 -A`.
    let known = "sha384-2hfzhYdzPuHgtKQ6VOzPiMlCv79wX3577qL4wyjf5hLbA/qmAdxBmwq4izatpG/w";
    assert_eq!(integrity(b"alert(\"hi\")"), known);
}

#[test]
fn digests_of_any_length_are_padded_as_browsers_expect() {
    for (bytes, text) in [
        (&b"light"[..], "bGlnaHQ="),
        (b"a", "YQ=="),
        (b"abc", "YWJj"),
        (b"", ""),
    ] {
        assert_eq!(base64(bytes), text);
    }
}
