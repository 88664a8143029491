//! JSON as it comes and goes.

#![allow(clippy::unwrap_used)]

mod nearly;

use super::Json;
use proptest::prelude::*;
use serde_json::Value;

fn read(text: &str) -> Json {
    Json::read(text).unwrap()
}

/// The same by another reader.
fn by_serde(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(number) => Json::Number(number.as_f64().unwrap()),
        Value::String(text) => Json::Text(text.clone()),
        Value::Array(items) => items.iter().map(by_serde).collect(),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, it)| (name.clone(), by_serde(it)));
            Json::Object(fields.collect())
        }
    }
}

#[test]
fn every_kind_of_value_is_read() {
    let value = read(
        r#"{"a":null,"b":true,"c":-1.5,"d":"é","e":[1,"x",{}],"f":{"g":18446744073709551615}}"#,
    );
    assert_eq!(*value.get("a"), Json::Null);
    assert!(value.get("b").is_true());
    assert_eq!(value.get("c").number(), Some(-1.5));
    assert_eq!(value.get("d").text(), Some("é"));
    assert_eq!(value.get("e").list().len(), 3);
    assert_eq!(
        value.get("f").get("g").number(),
        Some(1.844_674_407_370_955_2e19)
    );
}

#[test]
fn a_wrong_type_is_the_same_as_an_absent_field() {
    let value = read(r#"{"n":7,"t":"text","e":"","l":[]}"#);
    for name in ["n", "l", "absent"] {
        assert_eq!(value.get(name).text(), None);
        assert!(!value.get(name).is_true());
        assert_eq!(*value.get(name).get("x"), Json::Null);
    }
    assert_eq!(value.get("t").number(), None);
    assert!(value.get("t").list().is_empty());
    assert_eq!(value.get("e").filled(), None);
    assert_eq!(value.get("e").text(), Some(""));
}

#[test]
fn of_a_repeated_field_the_first_counts() {
    assert_eq!(read(r#"{"a":1,"a":2}"#).get("a").number(), Some(1.0));
}

#[test]
fn an_object_leaves_out_what_is_null_and_keeps_its_order() {
    let object = Json::object([
        ("b", "1".into()),
        ("a", None::<String>.into()),
        ("c", true.into()),
    ]);
    assert_eq!(
        serde_json::to_string(&object).unwrap(),
        r#"{"b":"1","c":true}"#
    );
}

#[test]
fn numbers_are_exact_as_far_as_the_contracts_need_them() {
    for (text, number) in [
        ("0", 0.0),
        ("-0", 0.0),
        ("30", 30.0),
        ("9007199254740991", 9_007_199_254_740_991.0),
        ("1700000000000", 1_700_000_000_000.0),
        ("2.5", 2.5),
        ("0.125", 0.125),
        ("-12.75e2", -1275.0),
        ("1E+3", 1000.0),
        ("25e-1", 2.5),
        ("1e-999", 0.0),
        ("0e999", 0.0),
        ("1e99999999999999999999", f64::INFINITY),
    ] {
        assert_eq!(read(text).number(), Some(number), "{text}");
    }
    let long = "9".repeat(400) + "e-400";
    assert_eq!(read(&long).number(), Some(f64::INFINITY));
}

/// The elements of a list, and the rest.
fn apart(text: &str) -> (Vec<Json>, Option<Json>) {
    let mut items = Vec::new();
    let rest = Json::read_apart(text, "l", |item| items.push(item));
    (items, rest)
}

#[test]
fn the_elements_of_a_list_come_one_by_one() {
    let (items, rest) = apart(r#"{"a":1,"l":[{"l":["x"]},[2],3],"b":{"l":[4]}}"#);
    assert_eq!(Json::List(items), read(r#"[{"l":["x"]},[2],3]"#));
    assert_eq!(rest, Some(read(r#"{"a":1,"l":[],"b":{"l":[4]}}"#)));
}

#[test]
fn only_the_first_field_of_that_name_counts_and_only_if_it_is_a_list() {
    let repeated = r#"{"l":[1],"l":[2]}"#;
    assert_eq!(
        apart(repeated),
        (vec![1.0.into()], Some(read(r#"{"l":[],"l":[2]}"#)))
    );
    for text in [
        r#"{"l":"x","l":[1]}"#,
        r#"[{"l":[1]}]"#,
        r#"{"m":[1]}"#,
        "7",
    ] {
        assert_eq!(apart(text), (Vec::new(), Some(read(text))), "{text}");
    }
}

#[test]
fn what_breaks_off_in_such_a_list_is_no_json() {
    for text in [
        r#"{"l":[1,2"#,
        r#"{"l":[1,]}"#,
        r#"{"l":[1]"#,
        r#"{"l":[1]}}"#,
    ] {
        assert_eq!(apart(text).1, None, "{text}");
    }
}

#[test]
fn a_string_ends_where_it_ends_however_long_it_is() {
    for length in 0..40 {
        for filling in ["x", "é", "\u{7f}", "\u{a0}", "\u{10fffd}"] {
            let text = filling.repeat(length);
            assert_eq!(read(&format!("\"{text}\"")).text(), Some(&*text));
            let escaped = read(&format!("\"{text}\\n{text}\""));
            assert_eq!(escaped.text(), Some(&*format!("{text}\n{text}")));
            for control in ["\0", "\n", "\u{1f}"] {
                assert_eq!(Json::read(&format!("\"{text}{control}{text}\"")), None);
            }
        }
    }
}

#[test]
fn strings_are_unescaped() {
    for (text, string) in [
        (r#""""#, ""),
        (r#""a\"b\\c\/d""#, "a\"b\\c/d"),
        (r#""\b\f\n\r\t""#, "\u{8}\u{c}\n\r\t"),
        (r#""\u00e9\u00E9é""#, "ééé"),
        (r#""\ud83d\ude00😀""#, "😀😀"),
    ] {
        assert_eq!(read(text).text(), Some(string), "{text}");
    }
}

#[test]
fn half_a_pair_is_shown_as_a_browser_shows_it() {
    for text in [
        r#""a\ud83db""#,
        r#""a\ude00b""#,
        r#""a\ud83d\u0062""#,
        r#""a\ud83d\u0062""#,
    ] {
        assert_eq!(read(text).text(), Some("a\u{fffd}b"), "{text}");
    }
    assert_eq!(read(r#""\ud83d\n""#).text(), Some("\u{fffd}\n"));
}

#[test]
fn what_is_no_json_is_nothing() {
    for text in [
        "",
        " ",
        "nul",
        "nulll",
        "True",
        "undefined",
        "[",
        "]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{",
        "{}}",
        r#"{"a"}"#,
        r#"{"a":}"#,
        r#"{"a":1,}"#,
        "{a:1}",
        "{1:1}",
        "'a'",
        r#""a"#,
        r#""a\""#,
        r#""\x41""#,
        r#""\u12""#,
        r#""\u+123""#,
        "\"a\nb\"",
        "01",
        "1.",
        ".5",
        "+1",
        "-",
        "1e",
        "1e+",
        "0x10",
        "NaN",
        "1 1",
        "// a\n1",
        "<!doctype html>",
        "\u{feff}1",
        "\u{a0}1",
        "{\"a\":1\u{a0}}",
    ] {
        assert_eq!(Json::read(text), None, "{text}");
        assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
    }
}

#[test]
fn what_is_nested_too_deeply_is_null_and_takes_nothing_else_along() {
    for deep in [
        "[".repeat(100_000) + &"]".repeat(100_000),
        "[{\"a\":".repeat(50_000) + "\"]}\\\"\"" + &"}]".repeat(50_000),
    ] {
        let value = read(&format!(r#"{{"before":1,"deep":{deep},"after":2}}"#));
        assert_eq!(value.get("before").number(), Some(1.0));
        assert_ne!(*value.get("deep"), Json::Null);
        assert_eq!(value.get("after").number(), Some(2.0));
    }
    assert_eq!(Json::read(&"[".repeat(1_000_000)), None);
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        any::<i32>().prop_map(|number| Json::Number(f64::from(number) / 4.0)),
        any::<String>().prop_map(Json::Text),
    ];
    leaf.prop_recursive(4, 30, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Json::List),
            prop::collection::vec((any::<String>(), inner), 0..5).prop_map(Json::Object),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(value in any_json()) {
        let text = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(read(&text), value);
    }

    #[test]
    fn texts_of_every_kind_are_read_as_serde_reads_them(
        text in r#"([\[\]{},:" \n]|[a-z"]{1,3}|-?[0-9]{1,3}|[.eE+-]|true|null|\\[nu"\\]|[0-9a-f]{4}|é){0,12}"#,
    ) {
        let theirs = serde_json::from_str::<Value>(&text);
        if let Ok(theirs) = theirs {
            let ours = Json::read(&text);
            prop_assert!(ours.is_some_and(|ours| is_close(&ours, &by_serde(&theirs))));
        }
    }

    #[test]
    fn no_text_is_too_much(text in any::<String>()) {
        let ours = Json::read(&text);
        prop_assert_eq!(ours.is_some(), serde_json::from_str::<Value>(&text).is_ok());
    }

    #[test]
    fn numbers_differ_in_their_last_digits_at_most(digits in any::<i64>(), exponent in -330..289) {
        let text = format!("{digits}e{exponent}");
        let (ours, theirs) = (read(&text).number().unwrap(), text.parse::<f64>().unwrap());
        prop_assert!(is_near(ours, theirs), "{}: {}", text, ours);
    }
}

fn is_near(ours: f64, theirs: f64) -> bool {
    // The smallest numbers there are have but a few digits.
    (ours - theirs).abs() <= theirs.abs() * 1e-13 + 1e-322
}

/// The same; of objects only that there are as many fields: another reader may sort them.
fn is_close(ours: &Json, theirs: &Json) -> bool {
    match (ours, theirs) {
        (Json::Number(ours), Json::Number(theirs)) => is_near(*ours, *theirs),
        (Json::List(ours), Json::List(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| is_close(a, b))
        }
        (Json::Object(_), Json::Object(_)) => true,
        _ => ours == theirs,
    }
}
