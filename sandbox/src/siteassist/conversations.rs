use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};

use super::access::{Identified, own_conversation};
use super::failure::Result;
use super::input::{Fields, Params, check_length, check_url};
use crate::state::App;
use crate::store::{Conversation, ListOf, Message};

/// The names that `orderBy` takes, with their columns; one is spelt both ways in the contract.
const ORDERS: [(&str, &str); 9] = [
    ("id", "id"),
    ("createdAt", "created_at"),
    ("updatedAt", "updated_at"),
    ("lastInteractionAt", "last_interaction_at"),
    ("lastInterationAt", "last_interaction_at"),
    ("status", "status"),
    ("closedAt", "closed_at"),
    ("isHumanHandled", "is_human_handled"),
    ("title", "title"),
];

#[derive(Serialize)]
pub(super) struct Whole {
    #[serde(flatten)]
    conversation: Conversation,
    messages: Vec<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    #[serde(flatten)]
    conversation: Conversation,
    last_message: Option<Message>,
}

pub(super) async fn start(
    State(app): State<Arc<App>>,
    Identified(visitor): Identified,
    fields: Fields,
) -> Result<(StatusCode, Json<Whole>)> {
    let context = fields.object("context")?;
    let page_url = context.text("pageUrl")?;
    check_url("context.pageUrl", page_url)?;
    let conversation = app.store.create_conversation(&visitor.id, page_url)?;
    Ok((
        StatusCode::CREATED,
        Json(Whole {
            conversation,
            messages: Vec::new(),
        }),
    ))
}

pub(super) async fn list(
    State(app): State<Arc<App>>,
    Identified(visitor): Identified,
    params: Params,
) -> Result<Json<Value>> {
    let limit = params.number("limit", 10, 1, 100)?;
    let offset = params.offset()?;
    let order = params.choice("orderBy", &ORDERS.map(|(name, _)| name))?;
    let order = order.unwrap_or("lastInteractionAt");
    let (conversations, total) = app.store.conversations(&ListOf {
        visitor_id: Some(&visitor.id),
        status: params.choice("status", &["open", "closed"])?,
        order_by: ORDERS
            .iter()
            .find(|(name, _)| *name == order)
            .map_or("seq", |(_, column)| column),
        ascending: params.choice("orderDir", &["asc", "desc"])? == Some("asc"),
        limit,
        offset,
    })?;
    let data = conversations
        .into_iter()
        .map(|conversation| {
            let last_message = app.store.last_message(&conversation.id)?;
            Ok(Item {
                conversation,
                last_message,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Json(json!({
        "object": "list", "total": total, "limit": limit, "offset": offset, "data": data,
    })))
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    Identified(visitor): Identified,
    Path(id): Path<String>,
) -> Result<Json<Whole>> {
    let conversation = own_conversation(&app, &visitor, &id)?;
    let messages = app.store.all_messages(&conversation.id)?;
    Ok(Json(Whole {
        conversation,
        messages,
    }))
}

/// Closing twice is no error: the first reason stays.
pub(super) async fn close(
    State(app): State<Arc<App>>,
    Identified(visitor): Identified,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Json<Value>> {
    let conversation = own_conversation(&app, &visitor, &id)?;
    let reason = fields.text("closeReason")?;
    check_length("closeReason", reason.unwrap_or_default(), 0, 256)?;
    let message = if app.store.close_conversation(&conversation.id, reason)? {
        "Conversation closed successfully."
    } else {
        "Conversation was already closed."
    };
    Ok(Json(json!({ "success": true, "message": message })))
}
