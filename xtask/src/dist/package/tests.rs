use super::{is_the_widgets, without_links_out};

#[test]
fn the_package_has_the_files_to_host_and_not_the_page_that_shows_them() {
    for file in [
        "inglenook.js",
        "panel-0a.wasm",
        "rest-0a.wasm",
        "words-de-0a.json",
    ] {
        assert!(is_the_widgets(file), "{file}");
    }
    for file in ["index.html", "site/site.css", "inglenook.d.ts"] {
        assert!(!is_the_widgets(file), "{file}");
    }
}

#[test]
fn links_that_lead_out_of_the_package_are_words() {
    let text = "A [page](../README.md#a), a [site](https://example.com) and [more](../b.md).";
    assert_eq!(
        without_links_out(text),
        "A page, a [site](https://example.com) and more."
    );
}
