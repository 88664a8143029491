//! Values from the page, hostile until parsed.

use crate::chat::command::Refusal;
use crate::json::Json;
use crate::options::{NAMES, Options};
use crate::runtime;
use js_sys::{Array, Function, JSON, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

/// What the page has been told about its options.
pub type Told = RefCell<Vec<String>>;

/// The page's options and its `getToken`; what is wrong with them goes to the console, once as long
/// as it stays wrong.
pub fn options(given: &JsValue, told: &Told) -> (Options, Option<Function>) {
    let get_token = property(given, "getToken");
    let fields = NAMES.map(|name| match name {
        // Read once: a getter may answer with another function each time.
        "getToken" => (name, json(&get_token)),
        "context" | "words" => (name, whole(&property(given, name))),
        _ => (name, json(&property(given, name))),
    });
    let (options, warnings) = Options::read(&Json::object(fields));
    let before = told.replace(warnings);
    for warning in told.borrow().iter().filter(|it| !before.contains(it)) {
        runtime::warn(warning);
    }
    (options, get_token.dyn_into().ok())
}

/// A text in an object.
pub fn text(given: &JsValue, name: &str) -> Option<String> {
    property(given, name).as_string()
}

/// An argument that must be a text.
pub fn argument(given: &JsValue) -> Result<String, Refusal> {
    given
        .as_string()
        .ok_or_else(|| Refusal::new("INVALID_ARGUMENT", "The argument must be a text."))
}

/// The same where an empty one names nothing.
pub fn filled(given: &JsValue) -> Result<String, Refusal> {
    let text = argument(given)?;
    if text.is_empty() {
        return Err(Refusal::new("INVALID_ARGUMENT", "The argument is empty."));
    }
    Ok(text)
}

/// An argument that may be left out.
pub fn optional(given: &JsValue) -> Result<Option<String>, Refusal> {
    if given.is_null_or_undefined() {
        return Ok(None);
    }
    argument(given).map(Some)
}

/// A property, if there is one that can be read.
fn property(object: &JsValue, name: &str) -> JsValue {
    if !object.is_object() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// An object with all that is in it; what cannot be written as JSON is handed on to be complained
/// about.
fn whole(value: &JsValue) -> Json {
    if value.is_null_or_undefined() {
        return Json::Null;
    }
    let text = JSON::stringify(value).ok().and_then(|it| it.as_string());
    text.and_then(|text| Json::read(&text))
        .unwrap_or(Json::Bool(false))
}

/// What an option can be: a text, a list of texts, a switch; a function counts as a switch. Anything
/// else is handed on as what it is, to be complained about.
fn json(value: &JsValue) -> Json {
    if let Some(text) = value.as_string() {
        Json::Text(text)
    } else if let Some(value) = value.as_bool() {
        Json::Bool(value)
    } else if let Some(items) = value.dyn_ref::<Array>() {
        let item = |at| Reflect::get_u32(items, at).unwrap_or_default();
        (0..items.length()).map(|at| item(at).as_string()).collect()
    } else if let Some(number) = value.as_f64() {
        Json::Number(number)
    } else if value.is_function() {
        Json::Bool(true)
    } else if value.is_object() {
        Json::object([])
    } else {
        Json::Null
    }
}
