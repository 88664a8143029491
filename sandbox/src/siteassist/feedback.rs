use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde_json::{Value, json};

use super::access::{Identified, own_conversation};
use super::failure::{Failure, Result};
use super::input::{self, Fields};
use crate::state::App;

/// The last feedback wins; null takes it back.
pub(super) async fn give(
    State(app): State<Arc<App>>,
    Identified(visitor): Identified,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Json<Value>> {
    let id = input::id("messageId", &id)?;
    if fields.get("feedback").is_none() {
        return Err(Failure::malformed("feedback", "feedback is required."));
    }
    let feedback = fields.text("feedback")?;
    if feedback.is_some_and(|feedback| !["like", "dislike"].contains(&feedback)) {
        return Err(Failure::invalid(
            "feedback",
            "must be like, dislike or null",
        ));
    }
    let message = app
        .store
        .message(&id)?
        .ok_or_else(|| Failure::not_found("There is no such message."))?;
    own_conversation(&app, &visitor, &message.chat_id)?;
    app.store.set_feedback(&id, feedback)?;
    Ok(Json(json!({ "feedback": feedback })))
}
