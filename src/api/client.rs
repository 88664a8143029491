//! The only fetch. A request goes out, a whole answer or the beginning of a stream comes back.

mod guard;
mod values;

pub use guard::Guard;
pub use values::{stringify, to_js};

use super::failure::Failure;
use super::secret::Secret;
use super::{Request, Response};
use crate::json::Json;
use gloo_net::http::Response as Answer;
use js_sys::{ArrayBuffer, Function, Promise, Reflect, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStreamDefaultReader, Url};

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
    let answer = answer.ok_or_else(|| guard.failure())?;
    let headers = answer.headers();
    let kind = headers.get("content-type").unwrap_or_default();
    if answer.ok() && kind.trim_start().starts_with("text/event-stream") {
        let body = answer.body().filter(|_| streams);
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
    let (ok, status) = (answer.ok(), answer.status());
    let body = body(answer).await;
    // An error is an error even where the rest of it got lost.
    if body.is_none() && ok {
        return Err(guard.failure());
    }
    guard.rest();
    Ok(Received::Whole(Response {
        status,
        retry_after: headers.get("retry-after"),
        body: body.unwrap_or_default(),
    }))
}

/// A body, as text. Its bytes come at once; the browser's own string would be written twice on its
/// way here, and of a long conversation that takes longer than a frame each time.
async fn body(answer: Answer) -> Option<String> {
    let bytes = web_sys::Response::from(answer).array_buffer().ok()?;
    let bytes = JsFuture::from(bytes).await.ok()?;
    let bytes = Uint8Array::new(bytes.dyn_ref::<ArrayBuffer>()?).to_vec();
    let bytes = match bytes.strip_prefix(BOM) {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    let text = String::from_utf8(bytes);
    Some(text.unwrap_or_else(|it| String::from_utf8_lossy(it.as_bytes()).into_owned()))
}

/// What may stand before a text and is no part of it.
const BOM: &[u8] = "\u{feff}".as_bytes();

async fn send(
    base: &str,
    request: &Request,
    token: Option<&Secret>,
    guard: &Guard,
) -> Option<Answer> {
    let signal = guard.signal();
    if signal.aborted() {
        return None;
    }
    let mut headers = Vec::new();
    let mut header = |name: &str, value: &str| headers.push((name.to_owned(), value.into()));
    if let Some(token) = token {
        header("Authorization", &format!("Bearer {}", token.expose()));
    }
    for (name, key) in &request.keys {
        header(name, key.expose());
    }
    if request.body.is_some() {
        header("Content-Type", "application/json");
    }
    // No cookie goes out, nothing stays in a cache, and where on the site the visitor is does not
    // go along with every request.
    let how = Json::object([
        ("method", request.method.into()),
        ("credentials", "omit".into()),
        ("cache", "no-store".into()),
        ("referrerPolicy", "strict-origin".into()),
        ("headers", Json::Object(headers)),
        ("body", request.body.as_ref().and_then(stringify).into()),
    ]);
    perform(
        &format!("{base}{}", request.path),
        &how,
        &signal,
        own_fetch()?,
    )
    .await
}

/// How long a file may take: a panel is waiting for it, in milliseconds.
const FILE: u32 = 3_000;

/// The JSON in one of the panel's own files, which caches may keep; none where it does not come. By
/// this function in place of `fetch`, where there is one.
pub async fn file(address: &str, guard: &Rc<Guard>, fetch: Option<Function>) -> Option<Json> {
    guard.expect_within(FILE);
    let fetch = fetch.or_else(own_fetch)?;
    let answer = perform(address, &Json::object([]), &guard.signal(), fetch).await?;
    let found = answer.ok();
    let text = text(answer).await.filter(|_| found)?;
    guard.rest();
    Json::read(&text)
}

/// A short body. Not by the library's `text`, which takes a page's way of failing for a bug of ours.
async fn text(answer: Answer) -> Option<String> {
    let text = web_sys::Response::from(answer).text().ok()?;
    JsFuture::from(text).await.ok()?.as_string()
}

/// In plain values, and not by the library's `Request`: on a page with MooTools that is something else.
/// A page may also have its own `fetch`, which may throw and answer with whatever it likes.
async fn perform(
    address: &str,
    how: &Json,
    signal: &AbortSignal,
    fetch: Function,
) -> Option<Answer> {
    let how = to_js(how);
    Reflect::set(&how, &"signal".into(), signal).ok()?;
    let answer = fetch.call2(&js_sys::global(), &address.into(), &how).ok()?;
    let answer = JsFuture::from(Promise::resolve(&answer)).await.ok()?;
    Some(answer.dyn_into::<web_sys::Response>().ok()?.into())
}

/// What the page has by this name.
fn own_fetch() -> Option<Function> {
    let fetch = Reflect::get(&js_sys::global(), &"fetch".into()).ok()?;
    fetch.dyn_into().ok()
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
