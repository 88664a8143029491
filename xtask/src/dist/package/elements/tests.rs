use super::manifest;
use serde_json::Value;

const README: &str = include_str!("../../../../../README.md");
const TYPES: &str = include_str!("../../../../../static/inglenook.d.ts");

fn element() -> Value {
    let manifest: Value = serde_json::from_str(&manifest(README, TYPES).unwrap()).unwrap();
    manifest["modules"][0]["declarations"][0].clone()
}

fn named(list: &Value, name: &str) -> Value {
    let list = list.as_array().unwrap();
    let found = list.iter().find(|entry| entry["name"] == name);
    found.unwrap_or_else(|| panic!("no {name}")).clone()
}

#[test]
fn an_attribute_has_its_property_its_choices_and_its_default() {
    let element = element();
    let backend = named(&element["attributes"], "backend");
    assert_eq!(backend["type"]["text"], "'siteassist' | 'polyai'");
    assert_eq!(backend["default"], "siteassist");
    assert_eq!(
        named(&element["attributes"], "api-url")["default"],
        Value::Null
    );
    let reasons = named(&element["attributes"], "close-reasons");
    assert_eq!(reasons["fieldName"], "closeReasons");
    assert_eq!(reasons["type"]["text"], "string");
    assert_eq!(
        named(&element["attributes"], "open")["type"]["text"],
        "boolean"
    );
    // Two in one row of the README.
    named(&element["attributes"], "account-id");
    named(&element["attributes"], "project-id");
}

#[test]
fn members_are_fields_and_methods() {
    let members = &element()["members"];
    let theme = named(members, "theme");
    assert_eq!(theme["kind"], "field");
    assert_eq!(theme["attribute"], "theme");
    assert_eq!(theme["type"]["text"], "Theme | null | undefined");
    let unread = named(members, "unread");
    assert_eq!(
        (&unread["readonly"], &unread["kind"]),
        (&Value::Bool(true), &"field".into())
    );
    let close = named(members, "closeConversation");
    assert_eq!(close["parameters"][0]["name"], "reason");
    assert_eq!(close["parameters"][0]["optional"], true);
    assert_eq!(close["return"]["type"]["text"], "Promise<void>");
    assert!(
        close["description"]
            .as_str()
            .unwrap()
            .starts_with("Resolves when it is closed")
    );
    assert_eq!(
        named(members, "getToken")["type"]["text"],
        "GetToken | null | undefined"
    );
}

#[test]
fn events_styles_and_parts_are_there() {
    let element = element();
    let message = named(&element["events"], "inglenook-message");
    assert_eq!(
        message["type"]["text"],
        "CustomEvent<InglenookEventDetails['inglenook-message']>"
    );
    named(&element["cssProperties"], "--inglenook-on-accent");
    named(&element["cssParts"], "close-form");
}

#[test]
fn tables_that_cannot_be_read_are_an_error() {
    assert!(manifest("", TYPES).is_err());
    assert!(manifest(README, "").is_err());
}
