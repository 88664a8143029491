//! What a site answers, and what goes wrong with it.

use super::{Shared, folder};
use axum::body::to_bytes;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use std::fs;
use std::sync::Arc;
use tokio::sync::Notify;

const OWN_SCRIPTS: &str = "script-src 'self' 'wasm-unsafe-eval'; trusted-types 'none'";
const FORGERY: &[u8] = b"\nwindow.forged = true;\n";

pub enum Trouble {
    Error,
    /// There is no such file any more.
    Lost,
    /// The answer waits until it is released.
    Held(Held),
    /// The answer is a page instead of the file.
    Mangled,
    /// The answer is the file of an earlier version, which names files that are gone.
    Old,
    /// The answer is the file, and works, but somebody has put something into it.
    Forged,
}

/// An answer that waits.
#[derive(Clone, Default)]
#[must_use = "what is never released never comes"]
pub struct Held(Arc<Notify>);

impl Held {
    pub fn release(self) {
        self.0.notify_one();
    }
}

pub async fn file(State(shelf): State<Shared>, Path(name): Path<String>) -> Response {
    let kind = match name.rsplit_once('.') {
        Some((_, "js")) => "text/javascript",
        Some((_, "css")) => "text/css",
        _ => "text/html; charset=utf-8",
    };
    let text = shelf.lock().unwrap().files.get(&name).cloned();
    ([(CONTENT_TYPE, kind)], text.unwrap_or_default()).into_response()
}

/// The host page that is shipped as an example, watched as the others are.
pub async fn host_page() -> Response {
    let page = fs::read_to_string(folder("INGLENOOK_DIST", "dist").join("index.html")).unwrap();
    let (before, after) = page.split_once("<head>").unwrap();
    Html(format!(
        "{before}<head><script src=/page/watch.js></script>{after}"
    ))
    .into_response()
}

pub async fn around(
    State((shelf, policy)): State<(Shared, String)>,
    request: Request,
    next: Next,
) -> Response {
    let trouble = trouble(&shelf, request.uri().path());
    let hashed = ["/panel-", "/rest-"].map(|start| request.uri().path().starts_with(start));
    let hashed = hashed.contains(&true);
    let kept = trouble.is_none() && hashed && shelf.lock().unwrap().caches;
    let mut response = match trouble {
        Some(Trouble::Error) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(Trouble::Lost) => StatusCode::NOT_FOUND.into_response(),
        Some(Trouble::Mangled) => "<h1>Not what you asked for</h1>".into_response(),
        Some(Trouble::Old) => {
            let mut request = request;
            request.headers_mut().remove(ACCEPT_ENCODING);
            let new = to_bytes(next.run(request).await.into_body(), usize::MAX).await;
            let old = String::from_utf8(new.unwrap().to_vec()).unwrap();
            let old = old.replace("\"panel-", "\"panel-0ld");
            ([(CONTENT_TYPE, "text/javascript")], old).into_response()
        }
        Some(Trouble::Forged) => {
            let path = request.uri().path().to_owned();
            let (_, kind) = path.rsplit_once('.').unwrap_or_default();
            let mut request = request;
            // The whole file, as if nobody had it in a cache.
            request.headers_mut().clear();
            let (mut parts, body) = next.run(request).await.into_parts();
            parts.headers.remove(CONTENT_LENGTH);
            let mut bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
            // A section that says nothing, words for nothing, or a line of script.
            match kind {
                "wasm" => bytes.extend_from_slice(b"\0\x02\x01x"),
                "json" => bytes.splice(..1, *b"{\"forged\":\"yes\",").for_each(drop),
                _ => bytes.extend_from_slice(FORGERY),
            }
            Response::from_parts(parts, bytes.into())
        }
        Some(Trouble::Held(held)) => {
            held.0.notified().await;
            next.run(request).await
        }
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    let pictures = shelf.lock().unwrap().pictures.clone();
    let pictures = pictures.unwrap_or_else(|| "'none'".into());
    let scripts = shelf.lock().unwrap().scripts.clone();
    let scripts = scripts.unwrap_or_else(|| OWN_SCRIPTS.into());
    let policy = format!("{policy}; img-src {pictures}; {scripts}");
    headers.insert(CONTENT_SECURITY_POLICY, policy.parse().unwrap());
    let caching = if kept {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    headers.insert(CACHE_CONTROL, caching.parse().unwrap());
    headers.extend(shelf.lock().unwrap().headers.clone());
    response
}

/// Notes the request, and what is to go wrong with it.
fn trouble(shelf: &Shared, path: &str) -> Option<Trouble> {
    let mut shelf = shelf.lock().unwrap();
    shelf.asked.push(path.to_owned());
    let is_lost = |lost: &String| path.contains(lost.as_str());
    if shelf.lost.as_ref().is_some_and(is_lost) {
        return Some(Trouble::Lost);
    }
    let place = shelf
        .troubles
        .iter()
        .position(|(piece, _)| path.contains(piece))?;
    Some(shelf.troubles.remove(place).1)
}
