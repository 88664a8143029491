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

/// `json` as text. The browser never sees whole lists and objects: old libraries give them a `toJSON`
/// that makes something else of them.
#[must_use]
pub fn stringify(json: &Json) -> Option<String> {
    let all = |parts: Option<Vec<String>>| parts.map(|parts| parts.join(","));
    match json {
        Json::List(items) => {
            let items = all(items.iter().map(stringify).collect())?;
            Some(format!("[{items}]"))
        }
        Json::Object(fields) => {
            let field = |(name, value): &(String, Json)| {
                Some(plain(&name.as_str().into())? + ":" + &stringify(value)?)
            };
            let fields = all(fields.iter().map(field).collect())?;
            Some(format!("{{{fields}}}"))
        }
        _ => plain(&to_js(json)),
    }
}

fn plain(value: &JsValue) -> Option<String> {
    JSON::stringify(value).ok().map(Into::into)
}
