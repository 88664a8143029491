//! Conversations that have been going on for long, without anybody having had to.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Order;
use crate::siteassist::{Failure, Result};
use crate::state::App;

const MOST: u32 = 100_000;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Seed {
    visitor_id: String,
    messages: u32,
}

pub(super) async fn conversation(
    State(app): State<Arc<App>>,
    Order(seed): Order<Seed>,
) -> Result<(StatusCode, Json<Value>)> {
    if seed.messages > MOST {
        return Err(Failure::invalid("messages", "must be at most 100000"));
    }
    if !app.store.has_visitor(&seed.visitor_id)? {
        return Err(Failure::invalid(
            "visitorId",
            "is no visitor of this sandbox",
        ));
    }
    let id = app
        .store
        .seed_conversation(&seed.visitor_id, seed.messages)?;
    Ok((StatusCode::CREATED, Json(json!({ "id": id }))))
}
