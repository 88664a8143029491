//! The only fetch. A request goes out, a whole answer or the beginning of a stream comes back.

mod guard;
mod values;

pub use guard::Guard;
pub use values::{stringify, to_js};

use super::failure::Failure;
use super::secret::Secret;
use super::{Request, Response};
use crate::json::Json;
use gloo_net::http::{Method, RequestBuilder};
use js_sys::{Function, Promise, Reflect, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials, Url};

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
    let header = |name| response.headers().get(name).ok().flatten();
    let kind = header("content-type").unwrap_or_default();
    if response.ok() && kind.trim_start().starts_with("text/event-stream") {
        let body = response.body().filter(|_| streams);
        // Fails where something on the page reads the body already.
        let reader = body.and_then(|body| ReadableStreamDefaultReader::new(&body).ok());
        let Some(reader) = reader else {
            guard.rest();
            return Err(Failure::Malformed);
        };
        guard.expect_something();
        guard.watch(reader.clone());
        let guard = Rc::clone(guard);
        return Ok(Received::Stream(Stream { reader, guard }));
    }
    guard.expect_something();
    let text = match response.text() {
        Ok(text) => JsFuture::from(text).await.ok(),
        Err(_) => None,
    };
    let text = text.and_then(|text| text.as_string());
    // An error is an error even where the rest of it got lost.
    if text.is_none() && response.ok() {
        return Err(guard.failure());
    }
    guard.rest();
    Ok(Received::Whole(Response {
        status: response.status(),
        retry_after: header("retry-after"),
        body: text.and_then(|text| Json::read(&text)).unwrap_or_default(),
    }))
}

async fn send(
    base: &str,
    request: &Request,
    token: Option<&Secret>,
    guard: &Guard,
) -> Option<web_sys::Response> {
    let signal = guard.signal();
    if signal.aborted() {
        return None;
    }
    let method = match request.method {
        "POST" => Method::POST,
        "PUT" => Method::PUT,
        _ => Method::GET,
    };
    // No cookie goes out, nothing stays in a cache, and where on the site the visitor is does not
    // go along with every request.
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let mut builder = RequestBuilder::new(&format!("{base}{path}"))
        .query(query.split('&').filter_map(pair))
        .method(method)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::StrictOrigin)
        .abort_signal(Some(&signal));
    if let Some(token) = token {
        builder = builder.header("Authorization", &format!("Bearer {}", token.expose()));
    }
    for (name, key) in &request.keys {
        builder = builder.header(name, key.expose());
    }
    let request = match &request.body {
        Some(body) => {
            let json = builder.header("Content-Type", "application/json");
            json.body(stringify(body)?)
        }
        None => builder.build(),
    };
    perform(request.ok()?.into()).await
}

/// Name and value, which is about to be encoded again.
fn pair(text: &str) -> Option<(&str, String)> {
    let (name, value) = text.split_once('=')?;
    Some((name, js_sys::decode_uri_component(value).ok()?.into()))
}

/// How long a file may take: a panel is waiting for it, in milliseconds.
const FILE: u32 = 3_000;

/// The JSON in one of the panel's own files, which caches may keep; none where it does not come.
pub async fn file(address: &str, guard: &Rc<Guard>) -> Option<Json> {
    guard.expect_within(FILE);
    let request = RequestBuilder::new(address).abort_signal(Some(&guard.signal()));
    let answer = perform(request.build().ok()?.into()).await?;
    let text = JsFuture::from(answer.text().ok().filter(|_| answer.ok())?);
    let text = text.await.ok()?.as_string()?;
    guard.rest();
    Json::read(&text)
}

async fn perform(request: web_sys::Request) -> Option<web_sys::Response> {
    // Not the library's `send`: a page may have its own `fetch`, which may throw and answer with
    // whatever it likes, and the library takes that for a bug of ours.
    let global = js_sys::global();
    let fetch = Reflect::get(&global, &"fetch".into()).ok()?;
    let fetch = fetch.dyn_into::<Function>().ok()?;
    let answer = fetch.call1(&global, &request).ok()?;
    let answer = JsFuture::from(Promise::resolve(&answer)).await.ok()?;
    answer.dyn_into().ok()
}

/// How long the end of a stream may take after the end of the answer, in milliseconds.
const LAST_WORD: u32 = 1_000;

/// A stream that is being read; it is given up when the answer does not go on.
pub struct Stream {
    reader: ReadableStreamDefaultReader,
    guard: Rc<Guard>,
}

impl Stream {
    /// The next bytes; `None` at the end, wherever that came from.
    pub async fn next(&self) -> Option<Vec<u8>> {
        let chunk = JsFuture::from(self.reader.read()).await;
        let bytes = Reflect::get(&chunk.ok()?, &"value".into()).ok()?;
        bytes.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
    }

    /// The answer goes on; bytes alone, as comments that keep a connection open, do not say so.
    pub fn goes_on(&self) {
        self.guard.expect_something();
    }

    /// The answer is complete; the end of the stream follows at once or not at all.
    pub fn is_complete(&self) {
        self.guard.expect_within(LAST_WORD);
    }

    /// Nothing more is expected.
    pub fn close(self) {
        self.guard.abort();
    }
}

/// The API's base URL: `api_url`, which may be relative to the page, without a name and a password
/// (`fetch` refuses them), without query, fragment and slash at its end. None where that is no
/// address of the web.
#[must_use]
pub fn base_url(api_url: &str, page: &str) -> Option<String> {
    let url = Url::new_with_base(api_url, page).ok()?;
    if !matches!(url.protocol().as_str(), "http:" | "https:") {
        return None;
    }
    let url = url.origin() + &url.pathname();
    Some(url.trim_end_matches('/').to_owned())
}
