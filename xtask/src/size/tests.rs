use super::parse;

#[test]
fn a_budget_is_a_name_a_number_and_the_files_it_covers() {
    let budgets = parse("# why\n\npanel = 90_000: panel-, more.js\n").unwrap();
    assert_eq!(budgets.len(), 1);
    assert_eq!(
        (budgets[0].name.as_str(), budgets[0].limit),
        ("panel", 90_000)
    );
    assert!(budgets[0].covers("panel-1234.wasm") && budgets[0].covers("more.js"));
    assert!(!budgets[0].covers("inglenook.js"));
}

#[test]
fn a_budget_can_be_one_of_each_file() {
    let budgets = parse("all = 5: in.*.js\neach = 1_000 each: in.*js").unwrap();
    let weights = |at: usize| budgets[at].weigh([3, 9, 4].into_iter());
    assert_eq!((weights(0), weights(1)), (16, 9));
    assert_eq!((budgets[0].limit, budgets[1].limit), (5, 1_000));
    let covered = ["in.js", "in.de.js", "in.d.ts", "in.js.br"].map(|it| budgets[1].covers(it));
    assert_eq!(covered, [true, true, false, false]);
    assert!(!budgets[0].covers("in.js"));
}

#[test]
fn a_line_that_is_no_budget_is_refused() {
    for line in ["panel", "panel = 5", "panel = many: panel-"] {
        assert!(parse(line).unwrap_err().to_string().contains(line));
    }
}
