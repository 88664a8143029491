use super::{locked_version, toml_value};

const LOCK: &str = r#"
version = 4

[[package]]
name = "wasm-bindgen"
version = "0.2.130"

[[package]]
name = "wasm-bindgen-cli"
version = "0.2.131"
"#;

#[test]
fn a_locked_version_is_that_of_the_package_with_exactly_this_name() {
    assert_eq!(
        locked_version(LOCK, "wasm-bindgen").as_deref(),
        Some("0.2.130")
    );
    assert_eq!(
        locked_version(LOCK, "wasm-bindgen-cli").as_deref(),
        Some("0.2.131")
    );
    assert_eq!(locked_version(LOCK, "wasm"), None);
}

#[test]
fn a_value_is_read_from_its_own_line() {
    assert_eq!(
        toml_value("trunk-version = \"=0.21.14\" # why", "trunk-version").unwrap(),
        "=0.21.14"
    );
    assert_eq!(toml_value("other = \"1\"", "trunk-version"), None);
}
