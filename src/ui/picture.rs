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

/// What stands for a picture: the first letters of the first and the last name.
pub fn initials(name: &str) -> String {
    let mut names = name.split_whitespace().filter_map(|name| {
        let letter = name.chars().find(|c| c.is_alphanumeric())?;
        Some(letter.to_uppercase().collect::<String>())
    });
    let first = names.next().unwrap_or_default();
    first + &names.next_back().unwrap_or_default()
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
        assert_eq!(initials("  ada  king-noel lovelace "), "AL");
        assert_eq!(initials("“Zoë”"), "Z");
        assert_eq!(initials("李 小龍"), "李小");
        assert_eq!(initials("🙂"), "");
        assert_eq!(initials(""), "");
    }
}
