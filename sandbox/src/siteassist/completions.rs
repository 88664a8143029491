use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::Value;

use super::access::Caller;
use super::failure::{Failure, Result};
use super::input::{self, Fields};
use super::project::ASSISTANT_ID;
use crate::assistant;
use crate::state::App;
use crate::stream;

/// Stateless: what the client sends is all there is, and nothing is stored.
pub(super) async fn complete(
    State(app): State<Arc<App>>,
    _: Caller,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response> {
    let streaming = fields.flag("stream")?;
    if let Some(assistant) = fields.text("assistantId")?
        && input::id("assistantId", assistant)? != ASSISTANT_ID
    {
        return Err(Failure::not_found("There is no such assistant."));
    }
    let question = question(fields.get("messages"))?;
    let answer = assistant::answer(&app, &question, &headers)?;
    let playing = stream::play(answer);
    if streaming {
        return Ok(playing.into_event_stream());
    }
    playing.into_steps(&question).await
}

/// What the visitor said last.
fn question(messages: Option<&Value>) -> Result<String> {
    let messages = messages
        .and_then(Value::as_array)
        .ok_or_else(|| Failure::malformed("messages", "messages must be an array."))?;
    let mut question = None;
    for (index, message) in messages.iter().enumerate() {
        let field = |name: &str| format!("messages[{index}].{name}");
        let content = message
            .get("content")
            .and_then(Value::as_str)
            .ok_or_else(|| Failure::malformed(&field("content"), "content must be a string."))?;
        match message.get("role").and_then(Value::as_str) {
            Some("user") => question = Some(content),
            Some("assistant" | "system") => {}
            _ => {
                return Err(Failure::invalid(
                    &field("role"),
                    "must be system, user or assistant",
                ));
            }
        }
    }
    question
        .map(str::to_owned)
        .ok_or_else(|| Failure::invalid("messages", "must hold a message of the user"))
}
