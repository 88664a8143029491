//! A site owner's web server: the packed files, and pages that carry the widget.

mod answers;

use answers::{Held, Trouble, around, file, host_page};
use axum::Router;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware;
use axum::routing::get;
use serde_json::Value;
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

/// What runs on every page before anything else, and tells what went wrong on it.
const WATCH: &str = include_str!("watch.js");

/// What scripts show where a policy asks for it.
pub const NONCE: &str = "cmFuZG9tbHkgbWFkZQ";

/// What `cargo xtask dist` says about them.
pub fn manifest() -> Value {
    let text = fs::read_to_string(folder("INGLENOOK_DIST", "dist").join("manifest.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The value for the `integrity` attribute of a file.
pub fn integrity(file: &str) -> String {
    let manifest = manifest();
    manifest["files"][file]["integrity"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// The loader under the name that stays its own.
pub fn pinned() -> String {
    manifest()["pinned"].as_str().unwrap().to_owned()
}

/// What a page is made of, as HTML.
pub struct Page<'a> {
    /// The attributes of its root.
    pub root: &'a str,
    pub head: &'a str,
    pub body: &'a str,
}

impl Default for Page<'_> {
    fn default() -> Self {
        Page {
            root: "lang=en",
            head: "",
            body: "",
        }
    }
}

#[derive(Default)]
struct Shelf {
    /// Pages, scripts and stylesheets by name.
    files: BTreeMap<String, String>,
    asked: Vec<String>,
    /// What is to go wrong with the next request for a path with this piece.
    troubles: Vec<(String, Trouble)>,
    /// What no path with this piece leads to any more.
    lost: Option<String>,
    /// What pages allow scripts to be, in place of those of their own site.
    scripts: Option<String>,
    /// Where they allow pictures to be from, if from anywhere.
    pictures: Option<String>,
    /// What every answer says beside that.
    headers: Vec<(HeaderName, HeaderValue)>,
    /// Whether files that are named by their content stay in caches, as they should on real hosts.
    caches: bool,
}

type Shared = Arc<Mutex<Shelf>>;

pub struct Site {
    pub origin: String,
    /// Where the gallery is, and where its pictures go.
    pub gallery: PathBuf,
    shelf: Shared,
}

impl Site {
    /// Serves on a free port, under a policy that allows requests to `api` alone.
    pub async fn start(api: &str) -> Self {
        let dist = folder("INGLENOOK_DIST", "dist");
        let gallery = folder("INGLENOOK_GALLERY", "target/gallery");
        assert!(
            dist.join("inglenook.js").exists(),
            "run `cargo xtask dist` first"
        );
        let policy = format!(
            "default-src 'none'; style-src 'self'; connect-src 'self' {api}; frame-src 'self'; \
             require-trusted-types-for 'script'"
        );
        let shelf = Shared::default();
        shelf
            .lock()
            .unwrap()
            .files
            .insert("watch.js".into(), WATCH.into());
        let app = Router::new()
            .route("/page/{name}", get(file))
            .route("/index.html", get(host_page))
            .nest_service("/gallery", ServeDir::new(gallery.join("site")))
            .fallback_service(ServeDir::new(dist).precompressed_br())
            .layer(middleware::from_fn_with_state(
                (Arc::clone(&shelf), policy),
                around,
            ))
            .with_state(Arc::clone(&shelf));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self {
            origin,
            gallery,
            shelf,
        }
    }

    /// The same site by a name that browsers do not trust without TLS, as they do this machine's.
    pub fn without_tls(&self) -> String {
        self.origin.replace("127.0.0.1", "without-tls.test")
    }

    /// Puts up a page and returns its address.
    pub fn put(&self, name: &str, page: Page) -> String {
        let Page { root, head, body } = page;
        let html = format!(
            "<!doctype html><html {root}><head><meta charset=utf-8><title>A page</title>\
             <meta name=viewport content=\"width=device-width, initial-scale=1\">\
             <script nonce={NONCE} src=/page/watch.js></script>{head}</head><body><main><h1>A page</h1>{body}</main></body></html>"
        );
        self.serve(name, &html);
        format!("{}/page/{name}", self.origin)
    }

    /// Serves a file of the page at /page/ and its name.
    pub fn serve(&self, name: &str, text: &str) {
        let mut shelf = self.shelf.lock().unwrap();
        shelf.files.insert(name.into(), text.into());
    }

    /// A script that runs before everything that comes after its tag, which is returned.
    pub fn script(&self, code: &str) -> String {
        self.serve("before.js", code);
        "<script src=/page/before.js></script>".into()
    }

    /// From now on, files that are named by their content stay in the browser's cache.
    #[allow(
        dead_code,
        reason = "for measurements; journeys want every request to arrive"
    )]
    pub fn keep_in_caches(&self) {
        self.shelf.lock().unwrap().caches = true;
    }

    /// The next request for such a path fails.
    pub fn fail(&self, path: &str) {
        self.plan(path, Trouble::Error);
    }

    /// From now on there is nothing at such a path, as after a new version.
    pub fn lose(&self, path: &str) {
        self.shelf.lock().unwrap().lost = Some(path.into());
    }

    /// Everything is there again.
    pub fn restore(&self) {
        self.shelf.lock().unwrap().lost = None;
    }

    /// The next request for such a path is answered once that is released.
    pub fn hold(&self, path: &str) -> Held {
        let held = Held::default();
        self.plan(path, Trouble::Held(held.clone()));
        held
    }

    /// The next request for such a path is answered with a page.
    pub fn mangle(&self, path: &str) {
        self.plan(path, Trouble::Mangled);
    }

    /// The next request for such a path is answered with what was there before a new version.
    pub fn age(&self, path: &str) {
        self.plan(path, Trouble::Old);
    }

    /// The next request for such a path is answered with a file that somebody has changed.
    pub fn forge(&self, path: &str) {
        self.plan(path, Trouble::Forged);
    }

    /// From now on pages have this `img-src`.
    pub fn allow_pictures(&self, sources: &str) {
        self.shelf.lock().unwrap().pictures = Some(sources.into());
    }

    /// From now on pages have this `script-src`, and these policies for Trusted Types.
    pub fn allow_scripts(&self, sources: &str, types: &str) {
        let scripts = format!("script-src {sources}; trusted-types {types}");
        self.shelf.lock().unwrap().scripts = Some(scripts);
    }

    /// From now on every answer has this header too.
    pub fn send(&self, name: &'static str, value: &'static str) {
        let header = (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        self.shelf.lock().unwrap().headers.push(header);
    }

    fn plan(&self, path: &str, trouble: Trouble) {
        let mut shelf = self.shelf.lock().unwrap();
        shelf.troubles.push((path.into(), trouble));
    }

    /// The address of the panel's module.
    pub fn panel(&self) -> String {
        format!("{}/{}", self.origin, manifest()["glue"].as_str().unwrap())
    }

    /// What has been asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.shelf.lock().unwrap().asked.clone()
    }
}

/// A folder that `cargo xtask test` names, or where it would be.
pub fn folder(variable: &str, below_root: &str) -> PathBuf {
    let usual = || {
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .join(below_root)
    };
    env::var_os(variable).map_or_else(usual, PathBuf::from)
}
