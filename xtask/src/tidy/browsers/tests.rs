use super::*;
use crate::tidy::broken;

const LOADER: (&str, &str) = ("static/inglenook.js", "// c()\na(); b(from red x y z);");

fn found(promise: &str, rows: &str) -> Vec<String> {
    let readme = format!("{promise}, and later ones\n\n{HEAD}\n|---|---|---|---|\n{rows}\n\nMore.");
    let rule = promised_browsers_have_what_is_used;
    broken(rule, &[LOADER, (README, &readme)])
}

const ROWS: &str = "| WebAssembly | 96 | 79 | 15 |\n| `a()`, and `b(from …)` | 73 | 101 | 16.4 |";

#[test]
fn versions_that_follow_from_what_is_used_are_tidy() {
    let none: [&str; 0] = [];
    assert_eq!(
        found("Chrome and Edge 96, Firefox 101, Safari 16.4", ROWS),
        none
    );
}

#[test]
fn a_promise_that_the_table_does_not_keep_is_found() {
    let found = found("Chrome and Edge 73, Firefox 101, Safari 16.4", ROWS);
    let said =
        "README.md: the table says: Chrome and Edge 96, Firefox 101, Safari 16.4, and later ones";
    assert_eq!(found, [said]);
}

#[test]
fn what_nothing_uses_is_found_and_so_is_what_is_no_version() {
    let rows = "| `c()` | 1 | 2 | soon |";
    let said = [
        "README.md: nothing that is shipped uses `c()`",
        "README.md: \"soon\" is no version of a browser",
    ];
    assert_eq!(found("Chrome and Edge 1, Firefox 2, Safari 0", rows), said);
}
