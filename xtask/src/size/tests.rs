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
fn a_line_that_is_no_budget_is_refused() {
    for line in ["panel", "panel = 5", "panel = many: panel-"] {
        assert!(parse(line).unwrap_err().to_string().contains(line));
    }
}
