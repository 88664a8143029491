use super::Pattern;

#[test]
fn a_pattern_finds_text_or_fits_the_end_with_stars() {
    for (pattern, path, expected) in [
        ("", "/v2/identity/me", true),
        ("/messages", "/v2/conversations/1/messages", true),
        ("/conversations", "/v2/conversations/1/messages", true),
        ("/close", "/v2/conversations/1/messages", false),
        (
            "/conversations/*/messages",
            "/v2/conversations/1/messages",
            true,
        ),
        (
            "/conversations/*/messages",
            "/v2/conversations/1/close",
            false,
        ),
        ("*/conversations", "/v2/conversations", true),
        ("*/conversations", "/v2/conversations/1", false),
        ("/conversations/*", "/v2/conversations/1", true),
        ("/conversations/*", "/v2/conversations", false),
    ] {
        assert_eq!(
            Pattern(pattern.into()).matches(path),
            expected,
            "{pattern} and {path}"
        );
    }
}
