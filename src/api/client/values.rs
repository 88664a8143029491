//! JSON on its way to the page and the backend.

use crate::json::Json;
use js_sys::JSON;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// `json` as a plain JavaScript value.
#[must_use]
pub fn to_js(json: &Json) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    json.serialize(&serializer).unwrap_or(JsValue::NULL)
}

/// `json` as text.
#[must_use]
pub fn stringify(json: &Json) -> Option<String> {
    JSON::stringify(&to_js(json)).ok().map(Into::into)
}
