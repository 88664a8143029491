use super::Args;

fn args(words: &[&str]) -> Args {
    Args::new(words.iter().map(|&word| word.to_owned()).collect())
}

#[test]
fn a_value_follows_its_name_or_an_equals_sign() {
    assert_eq!(
        args(&["--port", "8080"]).value("--port").unwrap(),
        Some(8080_u16)
    );
    assert_eq!(
        args(&["--port=8080"]).value("--port").unwrap(),
        Some(8080_u16)
    );
    assert_eq!(args(&[]).value::<u16>("--port").unwrap(), None);
}

#[test]
fn a_bad_or_missing_value_names_the_option() {
    let bad = args(&["--port", "many"])
        .value::<u16>("--port")
        .unwrap_err();
    assert!(bad.to_string().contains("`many` is no value for --port"));
    let missing = args(&["--port"]).value::<u16>("--port").unwrap_err();
    assert!(missing.to_string().contains("--port needs a value"));
}

#[test]
fn what_was_not_asked_for_is_refused() {
    let mut arguments = args(&["--no-build", "--fast"]);
    assert!(arguments.flag("--no-build"));
    assert!(!arguments.flag("--no-build"));
    assert!(
        arguments
            .done()
            .unwrap_err()
            .to_string()
            .contains("`--fast`")
    );
}
