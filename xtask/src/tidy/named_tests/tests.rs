use super::super::broken;
use super::tests_that_documents_name_exist;

const TEST: (&str, &str) = ("tests/a.rs", "async fn words_stay_where_they_are() {}");

#[test]
fn a_test_that_is_named_and_gone_is_found() {
    let named = (
        "SECURITY.md",
        "| x | `words_stay_where_they_are`, `keys_are_never_shown_again` |",
    );
    let found = broken(tests_that_documents_name_exist, &[TEST, named]);
    assert_eq!(
        found,
        ["SECURITY.md:1: there is no test `keys_are_never_shown_again`"]
    );
}

#[test]
fn what_is_no_sentence_names_no_test() {
    let said = (
        "docs/a.md",
        "`proxy_ssl_verify` and `data-api-key` and `sha384-…`",
    );
    assert!(broken(tests_that_documents_name_exist, &[TEST, said]).is_empty());
}
