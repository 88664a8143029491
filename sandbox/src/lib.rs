//! A local backend that speaks the vendors' contracts, for development and tests.
//!
//! It is a development tool: it binds to loopback and is no part of what is shipped.
//! Everything in it is real (accounts, tokens, a database, a full-text index, rate limits,
//! broken connections); only the assistant is modest: it quotes the project's own documentation.
//!
//! ```no_run
//! # async fn start() -> Result<(), Box<dyn std::error::Error>> {
//! let app = sandbox::app(sandbox::Config::default())?;
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! sandbox::serve(listener, app, std::future::pending()).await?;
//! # Ok(()) }
//! ```
//!
//! # Routes
//!
//! | path | is |
//! |---|---|
//! | `/v2/…` | SiteAssist's developer API: identity, conversations, messages, completions, project |
//! | `/v1/{account}/{project}/chat/…` | PolyAI's Chat API: create, respond, close |
//! | `/proxy/v1/{account}/{project}/chat/…` | the same behind a site owner's proxy, which adds the secret headers |
//! | `/docs/…` | the documentation that the assistant quotes |
//! | `/console` | where a person takes over a conversation |
//! | `/admin/…` | what tests and the console use: faults, answers, tokens, take-over, rate limit, requests |
//!
//! # Credentials
//!
//! SiteAssist: the publishable key `pk_sandbox` works on every loopback origin, `pk_elsewhere`
//! only on `https://elsewhere.example`; servers use the private key `sk_sandbox`.
//! PolyAI: account `ws-sandbox`, project `PROJECT-sandbox`, `X-API-KEY: polyai_key_sandbox`,
//! `X-TOKEN: polyai_token_sandbox`; behind the proxy none is needed. [`Config`] can change them.
//!
//! # Admin routes
//!
//! Bodies are JSON; what is not understood is refused with the reason.
//!
//! | route | body |
//! |---|---|
//! | `POST /admin/faults`, `DELETE` | `{"method"?, "path"?, "times"?: 1, "fault": {…}}`; `path` is text to look for, or fits the path's end with `*` |
//! | `POST /admin/answers`, `DELETE` | `{"text"?, "paceMs"? (a fraction, too), "chunk"?: "word" or a number of characters, "parts"?: [chunks], "endConversation"?, "handoff"?}` for the next answer; `parts` without `text` are the whole stream, as they are |
//! | `POST /admin/rate-limit` | `{"capacity", "perSecond", "path"?}` |
//! | `GET /admin/requests`, `DELETE` | – what arrived at the APIs: `[{"method", "path", "status", "ms"}]`; `ms` is the time from the request's arrival until the last byte of the answer was handed over |
//! | `POST /admin/tokens` | `{"externalId"?, "name"?, "avatarUrl"?, "apiKey"?}` |
//! | `POST /admin/tokens/expire`, `POST /admin/chats/expire` | – |
//! | `GET /admin/chats` | – PolyAI's chats, the newest first: `[{"id", "variantId", "channel", "attributes", "ended"}]` |
//! | `GET /admin/conversations`, `GET /admin/conversations/{id}` | – |
//! | `POST /admin/conversations` | `{"visitorId", "messages"}`: an open conversation of that visitor with so many messages |
//! | `POST /admin/conversations/{id}/…` | `take-over {"name", "image"?}`, `hand-back`, `message {"text"}`, `close {"reason"?}` |
//!
//! A fault is any combination of: `status` with `code`, `message`, `details`, `headers` or a raw
//! `body` with its `contentType`; `delayMs`; `stall` (no answer ever); `drop` (the connection
//! closes without an answer); `cutAfter` and `stallAfter` (so many bytes, then a broken or a
//! silent connection); `garbage`; `duplicate` (every event twice); `splitUtf8` (every byte on its
//! own); `dripMs`; `after`, which does the work first and then fails; and `laterMs`, which fails
//! first and does the work so much later. `headers` alone are added to the real answer. Files of the site are struck by faults that name a path.
//!
//! # A token from the host page
//!
//! A site owner's own server would hand a visitor token to the page. Here, this does:
//!
//! ```sh
//! curl -X POST http://127.0.0.1:8787/admin/tokens -H 'content-type: application/json' \
//!      -d '{"externalId": "42", "name": "Ada", "avatarUrl": null}'
//! ```
//!
//! It answers `{"token": "…", "visitor": {…}}` for an identified visitor, the same one for the
//! same `externalId`. `POST /admin/tokens/expire` makes every token so far invalid.

mod admin;
mod assistant;
mod config;
mod console;
mod cors;
mod error;
mod faults;
mod loopback;
mod polyai;
mod rate;
mod requests;
mod siteassist;
mod state;
mod store;
mod stream;

pub use config::{Config, Origins, PolyAi, PublishableKey, RateLimit};
pub use error::Error;

use std::future::Future;
use std::net::SocketAddr;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use tokio::net::TcpListener;

/// Opens the database, reads the documentation and puts the routes together.
///
/// # Errors
/// When the database cannot be opened or the documentation cannot be read.
pub fn app(config: Config) -> Result<Router, Error> {
    let state = state::App::start(config)?;
    // From the inside out: what is added last sees a request first.
    let api = Router::new()
        .nest("/v2", siteassist::routes())
        .nest("/v1", polyai::routes())
        .nest("/proxy/v1", polyai::proxied(state.clone()))
        .layer(from_fn_with_state(state.clone(), rate::limit))
        .layer(from_fn(cors::answer_preflight))
        .layer(from_fn_with_state(state.clone(), faults::strike))
        .layer(from_fn_with_state(state.clone(), requests::record))
        .layer(from_fn(cors::open));
    let local = Router::new()
        .nest("/admin", admin::routes())
        .merge(console::routes())
        .layer(from_fn(cors::answer_preflight))
        .layer(from_fn(cors::open))
        .layer(from_fn(loopback::only));
    Ok(Router::new()
        .merge(api)
        .merge(local)
        .merge(assistant::pages())
        .with_state(state.clone())
        .merge(console::site(&state)))
}

/// Serves `app` on `listener` until `stop` is ready; answers that are under way may finish.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    use axum::serve::ListenerExt;
    // Without this, the pieces of a streamed answer wait for each other.
    let listener = listener.tap_io(|connection| {
        let _ = connection.set_nodelay(true);
    });
    axum::serve(
        listener,
        app.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(stop)
    .await
}
