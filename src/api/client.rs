//! The only fetch. A request goes out, a whole answer or the beginning of a stream comes back.

use super::failure::Failure;
use super::secret::Secret;
use super::{Request, Response};
use crate::json::Json;
use gloo_net::http::{Method, RequestBuilder};
use gloo_timers::callback::Timeout;
use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use serde::Serialize;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestCredentials, Url};

/// How long nothing may come before a call is given up, in milliseconds.
const PATIENCE: u32 = 60_000;

/// What came back.
pub enum Received {
    /// The answer, read to its end.
    Whole(Response),
    /// The beginning of a stream.
    Stream(Stream),
}

/// Performs `request` below `base`. A stream is taken only where `streams` says that one is meant.
///
/// # Errors
/// [`Failure::Network`] where no answer came, [`Failure::Timeout`] where none came in time,
/// [`Failure::Malformed`] for a stream that nobody asked for.
pub async fn fetch(
    base: &str,
    request: &Request,
    token: Option<&Secret>,
    streams: bool,
    guard: &Rc<Guard>,
) -> Result<Received, Failure> {
    guard.expect_something();
    let answer = send(base, request, token, guard).await;
    let response = answer.ok_or_else(|| guard.failure())?;
    let header = |name| response.headers().get(name);
    let kind = header("content-type").unwrap_or_default();
    if response.ok() && kind.trim_start().starts_with("text/event-stream") {
        let body = response
            .body()
            .filter(|_| streams)
            .ok_or(Failure::Malformed)?;
        let reader = body.get_reader().unchecked_into();
        let guard = Rc::clone(guard);
        return Ok(Received::Stream(Stream { reader, guard }));
    }
    guard.expect_something();
    let text = response.text().await;
    // An error is an error even where the rest of it got lost.
    let text = text.or_else(|_| {
        if response.ok() {
            Err(guard.failure())
        } else {
            Ok(String::new())
        }
    })?;
    guard.rest();
    Ok(Received::Whole(Response {
        status: response.status(),
        retry_after: header("retry-after"),
        body: parse(&text).unwrap_or_default(),
    }))
}

async fn send(
    base: &str,
    request: &Request,
    token: Option<&Secret>,
    guard: &Guard,
) -> Option<gloo_net::http::Response> {
    let method = match request.method {
        "POST" => Method::POST,
        "PUT" => Method::PUT,
        _ => Method::GET,
    };
    let mut builder = RequestBuilder::new(&format!("{base}{}", request.path))
        .method(method)
        .credentials(RequestCredentials::Omit)
        .abort_signal(Some(&guard.controller.signal()));
    if let Some(token) = token {
        builder = builder.header("Authorization", &format!("Bearer {}", token.expose()));
    }
    let built = match &request.body {
        Some(body) => builder
            .header("Content-Type", "application/json")
            .body(stringify(body)?),
        None => builder.build(),
    };
    built.ok()?.send().await.ok()
}

/// A stream that is being read.
pub struct Stream {
    reader: ReadableStreamDefaultReader,
    guard: Rc<Guard>,
}

impl Stream {
    /// The next bytes; `None` at the end, wherever that came from.
    pub async fn next(&self) -> Option<Vec<u8>> {
        self.guard.expect_something();
        let chunk = JsFuture::from(self.reader.read()).await.ok()?;
        self.guard.rest();
        let bytes = Reflect::get(&chunk, &"value".into()).ok()?;
        bytes.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
    }
}

/// Gives up a request: when told to, or when nothing came for too long.
pub struct Guard {
    controller: AbortController,
    late: Cell<bool>,
    timeout: RefCell<Option<Timeout>>,
}

impl Guard {
    /// A guard for one request.
    ///
    /// # Errors
    /// Where the browser cannot abort requests.
    pub fn new() -> Result<Rc<Self>, JsValue> {
        Ok(Rc::new(Self {
            controller: AbortController::new()?,
            late: Cell::new(false),
            timeout: RefCell::new(None),
        }))
    }

    /// Gives the request up.
    pub fn abort(&self) {
        self.rest();
        self.controller.abort();
    }

    fn expect_something(self: &Rc<Self>) {
        let guard = Rc::downgrade(self);
        let give_up = move || {
            if let Some(guard) = guard.upgrade() {
                guard.late.set(true);
                guard.controller.abort();
            }
        };
        self.timeout.replace(Some(Timeout::new(PATIENCE, give_up)));
    }

    fn rest(&self) {
        self.timeout.replace(None);
    }

    fn failure(&self) -> Failure {
        self.rest();
        if self.late.get() {
            Failure::Timeout
        } else {
            Failure::Network
        }
    }
}

/// Reads JSON.
#[must_use]
pub fn parse(text: &str) -> Option<Json> {
    JSON::parse(text).ok().map(|value| from_js(&value, 0))
}

/// What is nested deeper than this is taken for null, so that no answer can exhaust the stack.
const DEEPEST: u32 = 64;

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
        Json::List(items.iter().map(|item| from_js(&item, depth + 1)).collect())
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

fn stringify(json: &Json) -> Option<String> {
    JSON::stringify(&to_js(json)).ok().map(Into::into)
}

/// The API's base URL: `api_url`, which may be relative to the page, without a slash at its end.
#[must_use]
pub fn base_url(api_url: Option<&str>, default: &str, page: &str) -> String {
    let url = Url::new_with_base(api_url.unwrap_or(default), page);
    let url = url.map_or_else(|_| default.to_owned(), |url| url.href());
    url.trim_end_matches('/').to_owned()
}
