//! PolyAI's Chat API, version 1: create, respond, close.

mod agent;
mod problem;

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, Request, State};
use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

pub(crate) use problem::{Problem, is_at, usual_code};

use crate::config::Origins;
use crate::state::App;
use crate::store::{Chat, NewChat};
use agent::Turn;

type Result<T> = std::result::Result<T, Problem>;
type Place = Path<(String, String)>;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/{account}/{project}/chat/create", post(create))
        .route("/{account}/{project}/chat/respond", post(respond))
        .route("/{account}/{project}/chat/close", put(close))
        .fallback(async || Problem::new(StatusCode::NOT_FOUND, "NOT_FOUND", "Not found."))
        .method_not_allowed_fallback(async || {
            let status = StatusCode::METHOD_NOT_ALLOWED;
            Problem::new(status, "METHOD_NOT_ALLOWED", "Method not allowed.")
        })
}

/// The same behind what a site owner must run, because the secrets may not be in a browser.
pub(crate) fn proxied(app: Arc<App>) -> Router<Arc<App>> {
    routes().layer(from_fn_with_state(app, add_secrets))
}

async fn add_secrets(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let headers = request.headers_mut();
    let origin = headers
        .get(ORIGIN)
        .map(|origin| origin.to_str().unwrap_or("?"));
    if !Origins::Loopback.allow(origin) {
        let message = "This website may not use the proxy.";
        return Problem::new(StatusCode::FORBIDDEN, "USER_ACCESS_FORBIDDEN", message)
            .into_response();
    }
    let secrets = &app.config.polyai;
    for (name, value) in [
        ("x-api-key", &secrets.api_key),
        ("x-token", &secrets.connector_token),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    next.run(request).await
}

#[derive(Default, Deserialize)]
struct CreateChat {
    integration_attributes: Option<Map<String, Value>>,
    variant_id: Option<String>,
    channel: Option<Channel>,
    asr_lang_code: Option<String>,
    tts_lang_code: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Channel {
    Webchat,
    WhatsApp,
    Sms,
    Api,
}

#[derive(Deserialize)]
struct Respond {
    conversation_id: String,
    message: Option<String>,
}

#[derive(Deserialize)]
struct CloseChat {
    conversation_id: String,
}

async fn create(
    State(app): State<Arc<App>>,
    Path(place): Place,
    headers: HeaderMap,
    body: std::result::Result<Bytes, BytesRejection>,
) -> Result<Response> {
    check_access(&app, &place, &headers)?;
    let bytes = body.map_err(|error| Problem::schema(&error.body_text()))?;
    let order = if bytes.is_empty() {
        CreateChat::default()
    } else {
        read(&bytes)?
    };
    for language in [&order.asr_lang_code, &order.tts_lang_code]
        .into_iter()
        .flatten()
    {
        if language.len() < 2 {
            return Err(Problem::schema("a language code looks like en-US"));
        }
    }
    let new = NewChat {
        variant_id: order.variant_id.as_deref(),
        channel: order.channel.map(Channel::name),
        attributes: order
            .integration_attributes
            .map(|all| Value::Object(all).to_string()),
    };
    let id = app.store.start_chat(&new, app.config.polyai.timeout)?;
    Ok(Json(json!({ "conversation_id": id, "response": agent::GREETING })).into_response())
}

async fn respond(
    State(app): State<Arc<App>>,
    Path(place): Place,
    headers: HeaderMap,
    body: std::result::Result<Bytes, BytesRejection>,
) -> Result<Response> {
    check_access(&app, &place, &headers)?;
    let bytes = body.map_err(|error| Problem::schema(&error.body_text()))?;
    let Respond {
        conversation_id,
        message,
    } = read(&bytes)?;
    match app.store.chat(&conversation_id)? {
        None => return Err(Problem::no_conversation()),
        Some(Chat::Ended) => return Err(Problem::ended()),
        Some(Chat::TimedOut) => return Err(Problem::timed_out()),
        Some(Chat::Alive) => {}
    }
    let turn = Turn::of(&app, message.as_deref().unwrap_or_default(), &headers)?;
    tokio::time::sleep(thinking(app.config.pace, &turn.response)).await;
    app.store.take_turn(
        &conversation_id,
        turn.end_conversation,
        app.config.polyai.timeout,
    )?;
    Ok(Json(turn.for_conversation(&conversation_id)).into_response())
}

/// Closing what is over already is no error.
async fn close(
    State(app): State<Arc<App>>,
    Path(place): Place,
    headers: HeaderMap,
    body: std::result::Result<Bytes, BytesRejection>,
) -> Result<Response> {
    let closed = async {
        check_access(&app, &place, &headers)?;
        let bytes = body.map_err(|error| Problem::schema(&error.body_text()))?;
        let CloseChat { conversation_id } = read(&bytes)?;
        app.store
            .chat(&conversation_id)?
            .ok_or_else(Problem::no_conversation)?;
        app.store.end_chat(&conversation_id)?;
        Ok(Json(json!({ "success": true })).into_response())
    };
    closed.await.map_err(Problem::in_the_older_envelope)
}

/// Both secrets must be there and right; then the account and the project must exist.
fn check_access(
    app: &App,
    (account, project): &(String, String),
    headers: &HeaderMap,
) -> Result<()> {
    let known = &app.config.polyai;
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (header("x-api-key"), header("x-token")) {
        (None, _) | (_, None) => {
            return Err(Problem::unauthorised("Missing authentication headers."));
        }
        (Some(key), _) if key != known.api_key => {
            return Err(Problem::unauthorised("The API key is not valid."));
        }
        (_, Some(token)) if token != known.connector_token => return Err(Problem::bad_token()),
        _ => {}
    }
    let missing = |code, message| Problem::new(StatusCode::NOT_FOUND, code, message);
    if *account != known.account {
        return Err(missing(
            "ACCOUNT_NOT_FOUND",
            "There is no such account in this region.",
        ));
    }
    if *project != known.project {
        return Err(missing("PROJECT_NOT_FOUND", "There is no such project."));
    }
    Ok(())
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    serde_json::from_slice(bytes).map_err(|error| Problem::schema(&error.to_string()))
}

/// As long as it would take to say the answer, within reason.
fn thinking(pace: Duration, response: &str) -> Duration {
    let words = u32::try_from(response.split_whitespace().count()).unwrap_or(u32::MAX);
    pace.saturating_mul(words).min(Duration::from_secs(2))
}

impl Channel {
    fn name(self) -> &'static str {
        match self {
            Channel::Webchat => "webchat",
            Channel::WhatsApp => "whatsapp",
            Channel::Sms => "sms",
            Channel::Api => "api",
        }
    }
}
