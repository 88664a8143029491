use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::access::{Identified, own_conversation};
use super::failure::{Failure, Result};
use super::input::{Fields, Params, check_length, check_url};
use crate::assistant;
use crate::state::App;
use crate::store::{Conversation, NewMessage, Role};
use crate::stream;

const LONGEST: usize = 10_000;

pub(super) async fn send(
    State(app): State<Arc<App>>,
    Identified(visitor): Identified,
    Path(id): Path<String>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response> {
    let conversation = own_conversation(&app, &visitor, &id)?;
    let content = fields.required_text("content")?;
    check_length("content", content, 1, LONGEST)?;
    let streaming = fields.flag("stream")?;
    store_message(&app, &conversation, content, &fields.object("pageContext")?)?;
    if conversation.is_human_handled {
        return Ok((StatusCode::ACCEPTED, "Message sent").into_response());
    }
    let answer = assistant::answer(&app, content, &headers)?;
    let message = app.store.add_message(
        &conversation.id,
        Role::Assistant,
        &NewMessage {
            parts: json!([]),
            ..NewMessage::default()
        },
    )?;
    let playing = stream::play_into(app, message, answer);
    if streaming {
        return Ok(playing.into_event_stream());
    }
    playing.into_steps(content).await
}

pub(super) async fn list(
    State(app): State<Arc<App>>,
    Identified(visitor): Identified,
    Path(id): Path<String>,
    params: Params,
) -> Result<Json<Value>> {
    let conversation = own_conversation(&app, &visitor, &id)?;
    // The contract knows no default limit: all messages.
    let limit = match params.text("limit") {
        None => u32::MAX,
        Some(_) => params.number("limit", 0, 1, 1000)?,
    };
    let role = params.choice("role", &["user", "assistant", "human_agent"])?;
    let status = params.choice("status", &["complete", "streaming", "error"])?;
    let messages =
        app.store
            .messages(&conversation.id, (role, status), (limit, params.offset()?))?;
    Ok(Json(json!({ "object": "list", "data": messages })))
}

/// The parts of a message that is nothing but text.
pub(crate) fn plain_text(text: &str) -> Value {
    json!([{ "type": "text", "text": text }])
}

fn store_message(
    app: &App,
    conversation: &Conversation,
    content: &str,
    page: &Fields,
) -> Result<()> {
    let message = NewMessage {
        parts: plain_text(content),
        agent: None,
        page_url: page.text("url")?,
        page_title: page.text("title")?,
        text_selection: page.text("textSelection")?,
    };
    page.text("content")?;
    check_url("pageContext.url", message.page_url)?;
    // Asked as late as possible: an agent may close the conversation at any time.
    if app
        .store
        .conversation(&conversation.id)?
        .is_none_or(|now| now.is_closed())
    {
        return Err(Failure::closed());
    }
    app.store
        .add_message(&conversation.id, Role::User, &message)?;
    app.store.suggest_title(&conversation.id, &title(content))?;
    Ok(())
}

/// The first words, as a title.
fn title(content: &str) -> String {
    let line = content.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        None => line,
        Some((end, _)) => {
            let start = line.get(..end).unwrap_or_default();
            let whole_words = start.rsplit_once(' ').map_or(start, |(words, _)| words);
            format!("{whole_words}…")
        }
    }
}
