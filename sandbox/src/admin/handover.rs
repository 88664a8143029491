//! What a human agent does with a conversation.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::Value;

use super::{find, whole};
use crate::siteassist::{Failure, Fields, Result, check_length, plain_text};
use crate::state::App;
use crate::store::{Conversation, HumanAgent, NewMessage, Role};

pub(super) async fn take_over(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Json<Value>> {
    let conversation = open(&app, &id)?;
    let name = fields.required_text("name")?;
    check_length("name", name, 1, 100)?;
    let agent = HumanAgent {
        name: Some(name.into()),
        image: fields.text("image")?.map(str::to_owned),
    };
    app.store.hand_over(&conversation.id, Some(&agent))?;
    Ok(Json(whole(&app, &find(&app, &id)?)?))
}

pub(super) async fn hand_back(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> Result<Json<Value>> {
    let conversation = open(&app, &id)?;
    app.store.hand_over(&conversation.id, None)?;
    Ok(Json(whole(&app, &find(&app, &id)?)?))
}

pub(super) async fn message(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<(StatusCode, Json<Value>)> {
    let conversation = open(&app, &id)?;
    let text = fields.required_text("text")?;
    check_length("text", text, 1, 10_000)?;
    let Some(agent) = &conversation.human_agent else {
        return Err(Failure::conflict("Take the conversation over first."));
    };
    let message = app.store.add_message(
        &conversation.id,
        Role::HumanAgent,
        &NewMessage {
            parts: plain_text(text),
            agent: Some(agent),
            ..NewMessage::default()
        },
    )?;
    Ok((StatusCode::CREATED, Json(serde_json::json!(message))))
}

pub(super) async fn close(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Json<Value>> {
    let conversation = find(&app, &id)?;
    let reason = fields.text("reason")?;
    check_length("reason", reason.unwrap_or_default(), 0, 256)?;
    app.store.close_conversation(&conversation.id, reason)?;
    Ok(Json(whole(&app, &find(&app, &id)?)?))
}

fn open(app: &App, id: &str) -> Result<Conversation> {
    let conversation = find(app, id)?;
    if conversation.is_closed() {
        Err(Failure::closed())
    } else {
        Ok(conversation)
    }
}
