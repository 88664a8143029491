use super::{between, has, names_after};

#[test]
fn a_word_is_not_found_at_the_end_of_another() {
    assert!(has("eval(x)", "eval("));
    assert!(has("a.eval(x)", "eval("));
    assert!(!has("retrieval(x)", "eval("));
    assert!(has("x<style>", "<style"));
}

#[test]
fn names_end_where_letters_end() {
    let names: Vec<_> =
        names_after("a: --x-width; b: var(--x-a-b, 1), --y--x-no, --x-", "--x-").collect();
    assert_eq!(names, ["width", "a-b"]);
}

#[test]
fn what_is_between_is_found_every_time() {
    assert_eq!(
        between("f('a') f('b') f('", "f('", '\'').collect::<Vec<_>>(),
        ["a", "b"]
    );
}
