//! What the documentation shows, put on a server of its own: only keys and addresses are others.

use super::Visit;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;

const DOCUMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/");
const EMBEDDING: &str = "embedding.md";
pub const NPM: &str = "npm.md";
const WATCH: &str = include_str!("watch.js");
/// Where the guides' files are, and the sandbox in what was built before there was one.
const HOST: &str = "https://cdn.example.com/inglenook/";
const SANDBOX: &str = "http://sandbox.invalid";

/// The piece of the guides whose first line names it so.
pub fn documented(name: &str) -> String {
    documented_in(EMBEDDING, name)
}

pub fn documented_in(document: &str, name: &str) -> String {
    let text = fs::read_to_string(format!("{DOCUMENTS}{document}")).unwrap();
    let mut blocks = text.split("\n```").skip(1).step_by(2);
    let block = blocks.find_map(|block| {
        let (_, block) = block.split_once('\n')?;
        let (first, rest) = block.split_once('\n')?;
        first.contains(name).then(|| rest.to_owned())
    });
    block.unwrap_or_else(|| panic!("docs/{document} shows no {name}"))
}

/// Files and folders of a site owner, by their paths, and what all answers are under.
#[derive(Default)]
pub struct Guide {
    pub files: BTreeMap<String, String>,
    /// The first whose path is the beginning of an address answers.
    pub folders: Vec<(&'static str, PathBuf)>,
    pub policy: String,
    /// What the page's own scripts show where the policy asks for it.
    pub nonce: String,
    api: String,
}

impl Guide {
    /// A page of this markup in its head and body, beside the files to host.
    pub fn page(head: &str, body: &str) -> Self {
        let page = format!(
            "<!doctype html><html lang=en><head><meta charset=utf-8><title>A page</title>{head}</head><body><h1>A page</h1>{body}</body></html>"
        );
        let mut guide = Self::folder("/inglenook", super::site::folder("INGLENOOK_DIST", "dist"));
        guide.files.insert("/".into(), page);
        guide
    }

    pub fn folder(path: &'static str, folder: PathBuf) -> Self {
        Self {
            folders: vec![(path, folder)],
            ..Self::default()
        }
    }

    /// Opens the page at `path`, once the element is defined on it. Returns the site's origin.
    pub async fn open(mut self, visit: &Visit, path: &str) -> String {
        self.api = visit.api.clone();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let app = Router::new().fallback(answer).with_state(Arc::new(self));
        tokio::spawn(async move { axum::serve(listener, app).await });
        let url = format!("{origin}{path}");
        visit.browser.goto(&url).await;
        visit.wait_for("customElements.get('inglenook-chat')").await;
        origin
    }

    fn find(&self, path: &str) -> Option<Vec<u8>> {
        if path == "/watch.js" {
            return Some(WATCH.into());
        }
        if let Some(text) = self.files.get(path) {
            return Some(text.as_bytes().to_vec());
        }
        let mut folders = self.folders.iter();
        folders.find_map(|(prefix, folder)| {
            let inside = path.strip_prefix(prefix)?.trim_start_matches('/');
            let name = if inside.is_empty() {
                "index.html"
            } else {
                inside
            };
            fs::read(folder.join(name)).ok()
        })
    }

    /// What is a placeholder in the guides, and what has to be told before there was a port.
    fn adapted(&self, text: &str) -> String {
        let watch = format!(
            "<head><script nonce=\"{}\" src=/watch.js></script>",
            self.nonce
        );
        let key = format!("pk_sandbox\" data-api-url=\"{}/v2\"", self.api);
        let own = format!("pk_sandbox\" api-url=\"{}/v2\"", self.api);
        let option = format!("'pk_sandbox', apiUrl: '{}/v2'", self.api);
        let attribute = format!(
            "'pk_sandbox'); tag.setAttribute('data-api-url', '{}/v2')",
            self.api
        );
        text.replace("<head>", &watch)
            .replace("data-api-key=\"pk_…\"", &format!("data-api-key=\"{key}"))
            .replace(" api-key=\"pk_…\"", &format!(" api-key=\"{own}"))
            .replace("apiKey: 'pk_…'", &format!("apiKey: {option}"))
            .replace("'pk_…')", &attribute)
            .replace(HOST, "/inglenook/")
            .replace(SANDBOX, &self.api)
    }
}

async fn answer(State(guide): State<Arc<Guide>>, request: Request) -> Response {
    let path = request.uri().path();
    let Some(bytes) = guide.find(path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match path.rsplit_once('.').map_or("html", |(_, kind)| kind) {
        "js" => "text/javascript",
        "css" => "text/css",
        "json" => "application/json",
        "wasm" => "application/wasm",
        _ => "text/html; charset=utf-8",
    };
    let bytes = match kind {
        "application/wasm" => bytes,
        _ => guide.adapted(&String::from_utf8(bytes).unwrap()).into(),
    };
    let mut answer = ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], bytes).into_response();
    if !guide.policy.is_empty() {
        let policy = guide.adapted(&guide.policy).parse().unwrap();
        answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    answer
}
