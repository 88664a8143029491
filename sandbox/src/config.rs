use std::path::{Path, PathBuf};
use std::time::Duration;

/// How the sandbox behaves. The default is what development wants; tests set `pace` to zero.
#[derive(Clone, Debug)]
pub struct Config {
    /// The SQLite file with visitors, conversations and messages; `:memory:` forgets them.
    pub database: PathBuf,
    /// Markdown files, or directories of them, that the assistant answers from.
    pub docs: Vec<PathBuf>,
    /// A directory of static files to serve on the same address.
    pub site: Option<PathBuf>,
    /// The publishable keys and where each may be used.
    pub keys: Vec<PublishableKey>,
    /// The private keys, which servers use for completions.
    pub private_keys: Vec<String>,
    /// How long a visitor token lives without being used.
    pub token_lifetime: Duration,
    /// The pause between two words of an answer.
    pub pace: Duration,
    /// How many requests the APIs accept.
    pub rate_limit: RateLimit,
    /// The account that PolyAI's API knows.
    pub polyai: PolyAi,
    /// What the project says about its widget, in place of the same fields of the ordinary answer.
    pub widget: serde_json::Map<String, serde_json::Value>,
}

/// PolyAI's side: one account with one project, and the secrets of the site owner's server.
#[derive(Clone, Debug)]
pub struct PolyAi {
    /// The account in the path.
    pub account: String,
    /// The project in the path.
    pub project: String,
    /// What `X-API-KEY` must be.
    pub api_key: String,
    /// What `X-TOKEN` must be.
    pub connector_token: String,
    /// How long a chat waits for the visitor.
    pub timeout: Duration,
}

/// A publishable key (`pk_…`) and its allowed websites.
#[derive(Clone, Debug)]
pub struct PublishableKey {
    /// The key as the site owner writes it on the page.
    pub key: String,
    /// Where it may be used.
    pub origins: Origins,
}

/// The origins that a publishable key is allowed on.
#[derive(Clone, Debug)]
pub enum Origins {
    /// `localhost`, `127.0.0.1` and `[::1]` with any port.
    Loopback,
    /// Exactly these, written as a browser's `Origin` header.
    Only(Vec<String>),
}

/// A token bucket: `capacity` requests at once, refilled at `per_second`.
#[derive(Clone, Copy, Debug)]
pub struct RateLimit {
    /// How many requests fit.
    pub capacity: f64,
    /// How many come back each second.
    pub per_second: f64,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            database: PathBuf::from(":memory:"),
            docs: project_documentation(),
            site: None,
            keys: vec![
                PublishableKey {
                    key: "pk_sandbox".into(),
                    origins: Origins::Loopback,
                },
                PublishableKey {
                    key: "pk_elsewhere".into(),
                    origins: Origins::Only(vec!["https://elsewhere.example".into()]),
                },
            ],
            private_keys: vec!["sk_sandbox".into()],
            token_lifetime: Duration::from_secs(30 * 60),
            pace: Duration::from_millis(25),
            rate_limit: RateLimit {
                capacity: 1000.0,
                per_second: 100.0,
            },
            polyai: PolyAi {
                account: "ws-sandbox".into(),
                project: "PROJECT-sandbox".into(),
                api_key: "polyai_key_sandbox".into(),
                connector_token: "polyai_token_sandbox".into(),
                timeout: Duration::from_secs(10 * 60),
            },
            widget: serde_json::Map::new(),
        }
    }
}

impl Origins {
    /// Whether a request with this `Origin` header is welcome. One without is not from another
    /// website: browsers add the header to everything that matters here.
    pub(crate) fn allow(&self, origin: Option<&str>) -> bool {
        let Some(origin) = origin else { return true };
        match self {
            Origins::Loopback => is_loopback_origin(origin),
            Origins::Only(allowed) => allowed.iter().any(|one| one == origin),
        }
    }
}

pub(crate) fn is_loopback_origin(origin: &str) -> bool {
    origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"))
        .is_some_and(is_loopback_authority)
}

/// Whether `host`, with or without a port, names this machine.
pub(crate) fn is_loopback_authority(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]") || name.ends_with(".localhost")
}

/// What there is of the repository's own documentation.
fn project_documentation() -> Vec<PathBuf> {
    let sandbox = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = sandbox.parent().unwrap_or(sandbox);
    [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "docs",
    ]
    .into_iter()
    .map(|name| root.join(name))
    .filter(|path| path.exists())
    .collect()
}
