//! A site owner's web server: the packed files, and pages that carry the widget.

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::collections::BTreeMap;
use std::env;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

/// What runs on every page before anything else, and tells what went wrong on it.
const WATCH: &str = include_str!("watch.js");

#[derive(Clone, Default)]
struct Pages(
    Arc<Mutex<BTreeMap<String, String>>>,
    Arc<Mutex<Vec<String>>>,
);

pub struct Site {
    pub origin: String,
    pages: Pages,
}

impl Site {
    /// Serves on a free port, under a policy that allows requests to `api` alone.
    pub async fn start(api: &str) -> Self {
        let dist = env::var_os("INGLENOOK_DIST").map_or_else(
            || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../dist")),
            PathBuf::from,
        );
        assert!(
            dist.join("inglenook.js").exists(),
            "run `cargo xtask dist` first"
        );
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             connect-src 'self' {api}; require-trusted-types-for 'script'; trusted-types 'none'"
        );
        let pages = Pages::default();
        let app = Router::new()
            .route("/page/{name}", get(page))
            .route(
                "/watch.js",
                get(|| async { ([(CONTENT_TYPE, "text/javascript")], WATCH) }),
            )
            .fallback_service(ServeDir::new(dist))
            .layer(middleware::from_fn_with_state(
                (pages.clone(), policy),
                around,
            ))
            .with_state(pages.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { origin, pages }
    }

    /// Puts up a page; `head` and `body` are HTML. Returns its address.
    pub fn put(&self, name: &str, head: &str, body: &str) -> String {
        let html = format!(
            "<!doctype html><html lang=en><head><meta charset=utf-8><title>A page</title>\
             <meta name=viewport content=\"width=device-width, initial-scale=1\">\
             <script src=/watch.js></script>{head}</head><body><h1>A page</h1>{body}</body></html>"
        );
        self.pages.0.lock().unwrap().insert(name.into(), html);
        format!("{}/page/{name}", self.origin)
    }

    /// What has been asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.pages.1.lock().unwrap().clone()
    }
}

async fn page(State(pages): State<Pages>, Path(name): Path<String>) -> Response {
    let html = pages.0.lock().unwrap().get(&name).cloned();
    (
        [(CONTENT_TYPE, "text/html; charset=utf-8")],
        html.unwrap_or_default(),
    )
        .into_response()
}

async fn around(
    State((pages, policy)): State<(Pages, String)>,
    request: Request,
    next: Next,
) -> Response {
    pages
        .1
        .lock()
        .unwrap()
        .push(request.uri().path().to_owned());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy.parse().unwrap());
    headers.insert(CACHE_CONTROL, "no-cache".parse().unwrap());
    response
}
