//! JSON as it comes and goes.

#![allow(clippy::unwrap_used)]

use super::Json;
use proptest::prelude::*;

fn read(text: &str) -> Json {
    serde_json::from_str(text).unwrap()
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
}
