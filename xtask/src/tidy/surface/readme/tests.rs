use super::*;

const README: &str = "
| Method | does |
|---|---|
| `send(text)` | says `text` |
| `show()`, `hide()` | … |

| event | detail |
|---|---|
| `inglenook-ready` | – |
";

fn names(expected: &[&str]) -> Option<Names> {
    Some(expected.iter().map(|&name| name.to_owned()).collect())
}

#[test]
fn only_the_first_column_of_the_right_table_counts() {
    assert_eq!(
        first_column(README, "method"),
        names(&["hide", "send", "show"])
    );
    assert_eq!(first_column(README, "event"), names(&["inglenook-ready"]));
}

#[test]
fn a_missing_table_is_not_an_empty_one() {
    assert_eq!(first_column(README, "attribute"), None);
    assert_eq!(first_column("| event |", "event"), names(&[]));
}
