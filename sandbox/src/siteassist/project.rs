//! What a widget may read before there is a visitor: the project's configuration and knowledge.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use serde_json::{Value, json};

use super::access::check_key;
use super::failure::{Failure, Result};
use super::input::{self, Params, check_length};
use crate::assistant;
use crate::state::App;

pub(super) const PROJECT_ID: &str = "5a9db0c5-6c0e-4f5e-9f0b-1d6f3a4c7e21";
pub(super) const ASSISTANT_ID: &str = "b7c1e1de-38a4-4c1e-8f5c-0f2d9a6b4e83";

pub(super) async fn current(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    params: Params,
) -> Result<Json<Value>> {
    check_key(&app, params.required("apiKey")?, &headers)?;
    let mut widget = widget();
    if let Some(fields) = widget.as_object_mut() {
        fields.extend(app.config.widget.clone());
    }
    Ok(Json(json!({
        "object": "project",
        "id": PROJECT_ID,
        "name": "Sandbox",
        "description": "A local backend for development and tests.",
        "chatWidgetConfig": widget,
    })))
}

/// What the vendor's own widget is told about its looks.
fn widget() -> Value {
    json!({
        "welcomeMessage": "Hello! Ask me anything about this project.",
        "inputPlaceholder": "Ask a question",
        "userMessageBubbleColor": "#a8401c",
        "userMessageBubbleColorDark": null,
        "brandColor": "#a8401c",
        "brandColorDark": null,
        "displayName": "Sandbox assistant",
        "width": 400,
        "maxHeight": 640,
        "offset": { "x": 20, "y": 20 },
        "position": "bottom-right",
        "bubbleRadius": 12,
        "baseFontSize": 16,
        "openDelay": 0,
        "assistantAvatar": null,
        "chatButtonIcon": null,
        "chatButtonColor": null,
        "customCSSStyles": "",
    })
}

/// The documentation's sections as questions and answers.
pub(super) async fn questions(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    params: Params,
) -> Result<Json<Value>> {
    if input::id("projectId", &id)? != PROJECT_ID {
        return Err(Failure::not_found("There is no such project."));
    }
    let query = params.text("query").unwrap_or_default();
    check_length("query", query, 0, 300)?;
    let limit = params.number("limit", 10, 1, 100)?;
    let offset = params.offset()?;
    let (sections, total) = app.index.browse(query, limit, offset)?;
    let data: Vec<Value> = sections
        .into_iter()
        .map(|section| {
            json!({
                "object": "qna",
                "id": section.id,
                "createdAt": app.index.built_at(),
                "updatedAt": app.index.built_at(),
                "question": section.title,
                "answer": section.text,
                "createdBy": { "name": null, "image": null },
            })
        })
        .collect();
    Ok(Json(json!({
        "object": "list", "total": total, "limit": limit, "offset": offset, "data": data,
    })))
}

pub(super) async fn search(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    params: Params,
) -> Result<Json<Value>> {
    check_key(&app, params.required("apiKey")?, &headers)?;
    let query = params.required("q")?;
    check_length("q", query, 1, 500)?;
    let size = params.number("size", 10, 1, 50)?;
    let base = assistant::base_url(&headers);
    let results: Vec<Value> = app
        .index
        .search(query, size)?
        .into_iter()
        .map(|hit| {
            let path = hit.section.path();
            json!({
                "score": hit.score,
                "title": hit.section.title,
                "content": hit.section.text,
                "url": format!("{base}{path}"),
                "path": path,
            })
        })
        .collect();
    Ok(Json(json!({ "results": results })))
}
