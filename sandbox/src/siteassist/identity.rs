use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::Serialize;

use super::access::{Identified, check_key};
use super::failure::Result;
use super::input::{Fields, check_length};
use crate::state::App;
use crate::store::Visitor;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewSession {
    session_token: String,
    visitor: Visitor,
}

pub(super) async fn init(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<(StatusCode, Json<NewSession>)> {
    let key = fields.required_text("apiKey")?;
    let sa_vid = fields.required_text("saVid")?;
    check_length("apiKey", key, 1, usize::MAX)?;
    check_length("saVid", sa_vid, 1, 100)?;
    check_key(&app, key, &headers)?;
    let (visitor, created) = app.store.anonymous_visitor(key, sa_vid)?;
    let session_token = app.store.issue_token(&visitor, app.config.token_lifetime)?;
    let status = if created {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok((
        status,
        Json(NewSession {
            session_token,
            visitor,
        }),
    ))
}

pub(super) async fn me(Identified(visitor): Identified) -> Json<Visitor> {
    Json(visitor)
}
