//! The pages of the sandbox's own address.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::faults;
use crate::state::App;

const WELCOME: &str = "This is Inglenook's sandbox: a development tool, not a service.\n\
    \n\
    /v2        SiteAssist's developer API, for the key pk_sandbox\n\
    /v1        PolyAI's Chat API, for ws-sandbox/PROJECT-sandbox; /proxy/v1 adds its secrets\n\
    /docs      the documentation that the assistant quotes, e.g. /docs/README.md\n\
    /console   where a person takes a conversation over\n\
    /admin     faults, scripted answers, hand-over; only from this machine\n";

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'";

/// Where a person takes a conversation over.
pub(crate) fn routes() -> Router<Arc<App>> {
    let html = include_str!("../static/console.html");
    let css = include_str!("../static/console.css");
    let js = include_str!("../static/console.js");
    Router::new()
        .route(
            "/console",
            get(async || page("text/html; charset=utf-8", html)),
        )
        .route(
            "/console/console.css",
            get(async || page("text/css; charset=utf-8", css)),
        )
        .route(
            "/console/console.js",
            get(async || page("text/javascript; charset=utf-8", js)),
        )
}

fn page(kind: &'static str, text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, text).into_response()
}

/// The static files of the configured site, or a word of welcome.
pub(crate) fn site(app: &Arc<App>) -> Router {
    match &app.config.site {
        Some(folder) => files(app, folder),
        None => Router::new().route("/", get(async || WELCOME)),
    }
}

/// Files are always asked for again, and may be used by pages of other origins, as on a CDN.
fn files(app: &Arc<App>, folder: &Path) -> Router {
    let header =
        |name, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    Router::new()
        .fallback_service(ServeDir::new(folder))
        .layer(from_fn_with_state(app.clone(), faults::strike_site))
        .layer(header(header::CACHE_CONTROL, "no-cache"))
        .layer(header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
}
