//! JSON by the browser's own parser: the standard library's ways would cost kilobytes.

use crate::json::Json;
use js_sys::{Array, JSON, Object};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

/// What is nested deeper than this is taken for null, so that no answer can exhaust the stack.
const DEEPEST: u32 = 64;

/// Reads JSON.
#[must_use]
pub fn parse(text: &str) -> Option<Json> {
    JSON::parse(text).ok().map(|value| from_js(&value, 0))
}

/// A value that `JSON.parse` made. `serde-wasm-bindgen` would do, but follows any depth.
fn from_js(value: &JsValue, depth: u32) -> Json {
    if depth > DEEPEST {
        Json::Null
    } else if let Some(text) = value.as_string() {
        Json::Text(text)
    } else if let Some(number) = value.as_f64() {
        Json::Number(number)
    } else if let Some(value) = value.as_bool() {
        Json::Bool(value)
    } else if let Some(items) = value.dyn_ref::<Array>() {
        items.iter().map(|item| from_js(&item, depth + 1)).collect()
    } else if let Some(object) = value.dyn_ref::<Object>() {
        let entry = |entry: JsValue| {
            let entry: Array = entry.unchecked_into();
            Some((entry.get(0).as_string()?, from_js(&entry.get(1), depth + 1)))
        };
        Json::Object(Object::entries(object).iter().filter_map(entry).collect())
    } else {
        Json::Null
    }
}

/// `json` as a plain JavaScript value.
#[must_use]
pub fn to_js(json: &Json) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    json.serialize(&serializer).unwrap_or(JsValue::NULL)
}

pub(super) fn stringify(json: &Json) -> Option<String> {
    JSON::stringify(&to_js(json)).ok().map(Into::into)
}
