//! Which pictures may be loaded by themselves: a request tells whoever answers it that the visitor
//! is here.

/// The address, if loading it asks nobody but one of `origins`.
pub fn allowed<'a>(address: &'a str, origins: &[String]) -> Option<&'a str> {
    let hides = address.chars().any(|c| c.is_control() || c == '\\');
    let at_origin = |origin: &String| {
        let path = address.strip_prefix(origin.as_str());
        origin.starts_with("http") && path.is_some_and(|path| path.starts_with('/'))
    };
    let known = address.starts_with("data:image/") || origins.iter().any(at_origin);
    (known && !hides).then_some(address)
}

/// What stands for a picture: the first letters of the first and the last name. Shown as capitals
/// by the stylesheet: the standard library's tables for that are heavier than all the words here.
pub fn initials(name: &str) -> String {
    let letter = |name: &str| name.chars().find(|c| is_letter(*c));
    let mut names = name.split_whitespace().filter_map(letter);
    let first = names.next();
    first.into_iter().chain(names.next_back()).collect()
}

/// Whether somebody's name could begin with it: no mark, no symbol, no emoji.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' => false,
        '\u{1f000}'..='\u{1ffff}' => false,
        _ => true,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::{allowed, initials};

    fn loads(address: &str) -> bool {
        let origins = ["https://api.example.com", "https://shop.example:8443", ""];
        allowed(address, &origins.map(String::from)).is_some()
    }

    #[test]
    fn pictures_of_the_backend_the_page_and_the_address_itself_are_loaded() {
        assert!(loads("https://api.example.com/avatars/1.png?size=32"));
        assert!(loads("https://shop.example:8443/me.jpg"));
        assert!(loads("data:image/png;base64,AAAA"));
    }

    #[test]
    fn pictures_of_anybody_else_are_not() {
        for address in [
            "https://evil.example/a.png",
            "https://api.example.com.evil.example/a.png",
            "https://api.example.com@evil.example/a.png",
            "https://api.example.com:444/a.png",
            "https://api.example.com",
            "http://api.example.com/a.png",
            "//api.example.com/a.png",
            "/a.png",
            "a.png",
            "https:\\\\evil.example/a.png",
            "https://api.example.com/a\n.png",
            "data:text/html,<script>",
            "javascript:alert(1)",
            "blob:https://api.example.com/1",
            "",
        ] {
            assert!(!loads(address), "{address}");
        }
    }

    #[test]
    fn initials_stand_for_a_picture() {
        assert_eq!(initials("Ada Lovelace"), "AL");
        assert_eq!(initials("  ada  king-noel lovelace "), "al");
        assert_eq!(initials("“Zoë”"), "Z");
        assert_eq!(initials("李 小龍"), "李小");
        assert_eq!(initials("🙂"), "");
        assert_eq!(initials(""), "");
    }
}
