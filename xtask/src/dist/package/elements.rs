//! `custom-elements.json`: the element for editors and catalogues. Names and words are the README's,
//! types are the published ones; `cargo xtask tidy` holds both to the code.

use serde_json::{Value, json};

use super::surface::{self, Row};
use crate::error::{Error, Result};

const TAG: &str = "inglenook-chat";
const CLASS: &str = "InglenookChatElement";

pub fn manifest(readme: &str, types: &str) -> Result<String> {
    let members = surface::members(types, CLASS);
    let attributes = surface::rows(readme, "attribute");
    let methods = surface::rows(readme, "method");
    let getters = surface::rows(readme, "getter");
    let events = surface::rows(readme, "event");
    let styles = surface::rows(readme, "custom property");
    if [&attributes, &methods, &events, &styles]
        .iter()
        .any(|rows| rows.is_empty())
        || members.is_empty()
    {
        return Err(
            Error::new("the README's tables or the published types cannot be read")
                .help("see xtask/src/dist/package/surface.rs"),
        );
    }
    let field_of = |attribute: &Row| surface::property_of(&attribute.name);
    let attribute = |row: &Row| {
        let field = field_of(row);
        let kind = members.iter().find(|member| member.name == field);
        let kind = kind.map_or("string".into(), |member| {
            surface::attribute_type(types, &member.kind)
        });
        let value = json!({
            "name": row.name, "fieldName": field, "type": {"text": kind}, "description": row.cell(1),
        });
        // Other defaults are told in words.
        let default = row.cell(0).strip_prefix('`');
        with(
            value,
            "default",
            default.and_then(|rest| rest.strip_suffix('`')),
        )
    };
    let member = |member: &surface::Member| {
        let reflected = attributes.iter().find(|row| field_of(row) == member.name);
        let told = methods
            .iter()
            .chain(&getters)
            .find(|row| row.name == member.name);
        let words = reflected.map_or_else(|| told.map_or("", |row| row.cell(0)), |row| row.cell(1));
        let value = match &member.parameters {
            Some(parameters) => json!({
                "name": member.name, "kind": "method",
                "parameters": parameters.iter().map(|text| parameter(text)).collect::<Vec<_>>(),
                "return": {"type": {"text": member.kind}},
                "description": format!("Resolves when {words}"),
            }),
            None => json!({
                "name": member.name, "kind": "field", "type": {"text": member.kind},
                "readonly": member.readonly, "description": words,
            }),
        };
        let value = with(value, "reflects", reflected.map(|_| true));
        with(value, "attribute", reflected.map(|row| row.name.as_str()))
    };
    let event = |row: &Row| {
        let kind = format!("CustomEvent<InglenookEventDetails['{}']>", row.name);
        let detail = row.cell(0).replace('–', "no detail");
        json!({"name": row.name, "type": {"text": kind}, "description": detail})
    };
    let style = |row: &Row| json!({"name": row.name, "description": row.cell(0)});
    let class = json!({
        "kind": "class", "customElement": true, "tagName": TAG, "name": CLASS,
        "superclass": {"name": "HTMLElement", "package": "global:"},
        "description": "The chat corner of a website: a launcher and a panel, or the panel alone.",
        "attributes": attributes.iter().map(attribute).collect::<Vec<_>>(),
        "members": members.iter().map(member).collect::<Vec<_>>(),
        "events": events.iter().map(event).collect::<Vec<_>>(),
        "cssProperties": styles.iter().map(style).collect::<Vec<_>>(),
        "cssParts": surface::parts(readme).map(|name| json!({"name": name})).collect::<Vec<_>>(),
    });
    let defined = json!({"name": CLASS, "module": "index.js"});
    let load = json!({
        "kind": "function", "name": "load", "description": "Brings the loader in, which defines the element.",
    });
    let module = json!({
        "kind": "javascript-module", "path": "index.js", "declarations": [class, load],
        "exports": [
            {"kind": "custom-element-definition", "name": TAG, "declaration": defined},
            {"kind": "js", "name": "load", "declaration": {"name": "load", "module": "index.js"}},
        ],
    });
    let manifest = json!({"schemaVersion": "1.0.0", "readme": "README.md", "modules": [module]});
    Ok(format!("{manifest:#}\n"))
}

/// The same with one thing more, where it is known.
fn with(mut value: Value, name: &str, given: Option<impl Into<Value>>) -> Value {
    if let (Some(object), Some(given)) = (value.as_object_mut(), given) {
        object.insert(name.to_owned(), given.into());
    }
    value
}

/// `reason?: string`.
fn parameter(text: &str) -> Value {
    let (name, kind) = text.split_once(':').unwrap_or((text, ""));
    let required = name.trim_end_matches('?');
    json!({"name": required, "optional": required != name, "type": {"text": kind.trim()}})
}

#[cfg(test)]
mod tests;
