//! What tests and the console may do, from this machine only.

mod handover;
mod seed;
mod tokens;

use std::sync::Arc;

use axum::extract::{FromRequest, Path, Request, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::assistant::ScriptedAnswer;
use crate::config::RateLimit;
use crate::faults::{Pattern, Planned};
use crate::rate::Bucket;
use crate::siteassist::{Failure, Result};
use crate::state::{App, lock};
use crate::store::{Conversation, ListOf, Message};

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/faults", post(plan_fault).delete(clear_faults))
        .route("/answers", post(script_answer).delete(clear_answers))
        .route("/rate-limit", post(limit_rate))
        .route("/requests", get(requests).delete(clear_requests))
        .route("/tokens", post(tokens::issue))
        .route("/tokens/expire", post(tokens::expire))
        .route("/chats", get(chats))
        .route("/chats/expire", post(expire_chats))
        .route(
            "/conversations",
            get(conversations).post(seed::conversation),
        )
        .route("/conversations/{id}", get(conversation))
        .route("/conversations/{id}/take-over", post(handover::take_over))
        .route("/conversations/{id}/hand-back", post(handover::hand_back))
        .route("/conversations/{id}/message", post(handover::message))
        .route("/conversations/{id}/close", post(handover::close))
        .fallback(async || Failure::not_found("There is no such admin route."))
}

/// A JSON body of a known shape; what is wrong with it is said in the answer.
struct Order<T>(T);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Order<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self> {
        match Json::from_request(request, app).await {
            Ok(Json(order)) => Ok(Order(order)),
            Err(error) => Err(Failure::malformed("", &error.body_text())),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RateOrder {
    capacity: f64,
    per_second: f64,
    path: Option<Pattern>,
}

/// A conversation as the console shows it: with more than its visitor gets to see.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Whole<'a> {
    #[serde(flatten)]
    conversation: &'a Conversation,
    visitor_id: &'a str,
    page_url: Option<&'a str>,
    messages: Vec<Message>,
}

async fn plan_fault(
    State(app): State<Arc<App>>,
    Order(planned): Order<Planned>,
) -> Result<StatusCode> {
    planned
        .check()
        .map_err(|problem| Failure::invalid("fault", &problem))?;
    app.faults.plan(planned);
    Ok(StatusCode::NO_CONTENT)
}

async fn clear_faults(State(app): State<Arc<App>>) -> StatusCode {
    app.faults.clear();
    StatusCode::NO_CONTENT
}

async fn script_answer(
    State(app): State<Arc<App>>,
    Order(answer): Order<ScriptedAnswer>,
) -> StatusCode {
    lock(&app.scripted).push_back(answer);
    StatusCode::NO_CONTENT
}

async fn clear_answers(State(app): State<Arc<App>>) -> StatusCode {
    lock(&app.scripted).clear();
    StatusCode::NO_CONTENT
}

async fn limit_rate(State(app): State<Arc<App>>, Order(order): Order<RateOrder>) -> StatusCode {
    let limit = RateLimit {
        capacity: order.capacity,
        per_second: order.per_second,
    };
    *lock(&app.bucket) = Bucket::for_paths(limit, order.path);
    StatusCode::NO_CONTENT
}

async fn requests(State(app): State<Arc<App>>) -> Json<Value> {
    Json(json!(app.requests.entries()))
}

async fn clear_requests(State(app): State<Arc<App>>) -> StatusCode {
    app.requests.clear();
    StatusCode::NO_CONTENT
}

async fn chats(State(app): State<Arc<App>>) -> Result<Json<Value>> {
    Ok(Json(Value::Array(app.store.chats()?)))
}

async fn expire_chats(State(app): State<Arc<App>>) -> Result<Json<Value>> {
    Ok(Json(json!({ "expired": app.store.expire_chats()? })))
}

/// All conversations of all visitors, with their messages, the liveliest first.
async fn conversations(State(app): State<Arc<App>>) -> Result<Json<Value>> {
    let (all, _) = app.store.conversations(&ListOf {
        visitor_id: None,
        status: None,
        order_by: "last_interaction_at",
        ascending: false,
        limit: 1000,
        offset: 0,
    })?;
    let all = all
        .iter()
        .map(|one| whole(&app, one))
        .collect::<Result<Vec<_>>>()?;
    Ok(Json(Value::Array(all)))
}

async fn conversation(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Json<Value>> {
    Ok(Json(whole(&app, &find(&app, &id)?)?))
}

fn whole(app: &App, conversation: &Conversation) -> Result<Value> {
    Ok(json!(Whole {
        conversation,
        visitor_id: &conversation.visitor_id,
        page_url: conversation.page_url.as_deref(),
        messages: app.store.all_messages(&conversation.id)?,
    }))
}

fn find(app: &App, id: &str) -> Result<Conversation> {
    app.store
        .conversation(id)?
        .ok_or_else(|| Failure::no_conversation(id))
}
