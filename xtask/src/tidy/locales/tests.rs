use super::*;

const CODE: &str = r#"
impl Key {
    pub const COUNTED: &[Self] = &[Self::Jump];
}

words! {
    Send "send" "Send"
    Ended "ended" "Ended {time}"

    Jump "jump" "Jump, {count} new"
}
"#;

const LIST: &str = "shipped! {\n    \"pl\"\n}\n";

const GOOD: &str = r#"{
  "send": "Wyślij",
  "ended": "Zakończono: {time}",
  "jump.one": "Na koniec, nowa",
  "jump.few": "Na koniec, {count} nowe",
  "jump.many": "Na koniec, {count} nowych",
  "jump": "Na koniec, {count} nowej"
}
"#;

fn findings(path: &str, words: &str) -> Vec<String> {
    let sources = [
        Source::new(ENGLISH, CODE),
        Source::new(SHIPPED, LIST),
        Source::new(path, words),
    ];
    let findings = every_language_says_everything(&sources);
    findings.iter().map(ToString::to_string).collect()
}

fn polish(from: &str, to: &str) -> Vec<String> {
    assert!(GOOD.contains(from));
    findings("static/words/pl.json", &GOOD.replace(from, to))
}

#[test]
fn a_language_that_says_everything_is_fine() {
    assert_eq!(polish("", ""), [""; 0]);
}

#[test]
fn a_key_that_is_missing_is_found() {
    let found = polish("  \"send\": \"Wyślij\",\n", "");
    assert_eq!(found, ["static/words/pl.json: `send` is missing"]);
}

#[test]
fn a_key_too_many_is_found() {
    for key in ["sent", "send.one", "send"] {
        let found = polish(
            "  \"ended\": ",
            &format!("  \"{key}\": \"Tak\",\n  \"ended\": "),
        );
        let what = format!("static/words/pl.json:3: `{key}` is no key, or is here twice");
        assert_eq!(found, [what]);
    }
}

#[test]
fn a_placeholder_that_differs_is_found() {
    for other in ["Zakończono", "Zakończono: {tme}", "{time} {name}"] {
        let found = polish("Zakończono: {time}", other);
        assert_eq!(
            found,
            ["static/words/pl.json:3: `ended` has other placeholders than English"]
        );
    }
}

#[test]
fn a_form_that_is_missing_is_found() {
    let found = polish("  \"jump.few\": \"Na koniec, {count} nowe\",\n", "");
    assert_eq!(found, ["static/words/pl.json: `jump.few` is missing"]);
}

#[test]
fn a_form_of_many_numbers_says_the_number() {
    assert_eq!(polish("{count} nowych", "nowych").len(), 1);
}

#[test]
fn what_is_no_flat_json_is_found() {
    for (from, to) in [
        ("\"Wyślij\",", "\"Wyślij\""),
        ("nowej\"\n", "nowej\",\n"),
        ("\"Wyślij\"", "[\"Wyślij\"]"),
        ("Wyślij", "Wy\\u0021"),
        ("  \"send\"", "\"send\""),
        ("Wyślij", " "),
    ] {
        assert!(!polish(from, to).is_empty(), "{from} {to}");
    }
}

#[test]
fn languages_are_listed_and_their_forms_are_known() {
    assert_eq!(findings("static/words/xx.json", GOOD).len(), 3);
}
