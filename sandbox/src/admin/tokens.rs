//! Visitor tokens as a site owner's own server would hand them to the page.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::siteassist::{Failure, Fields, Result, check_length};
use crate::state::App;
use crate::store::Profile;

/// A token for an identified visitor: the same one for the same `externalId`.
pub(super) async fn issue(
    State(app): State<Arc<App>>,
    fields: Fields,
) -> Result<(StatusCode, Json<Value>)> {
    let profile = Profile {
        external_id: fields.text("externalId")?.unwrap_or("ada"),
        name: fields.text("name")?,
        avatar_url: fields.text("avatarUrl")?,
    };
    check_length("externalId", profile.external_id, 1, 100)?;
    let key = app.config.keys.first().map_or("", |key| &key.key);
    let key = fields.text("apiKey")?.unwrap_or(key);
    if app.key(key).is_none() {
        return Err(Failure::invalid("apiKey", "is not a key of this sandbox"));
    }
    let visitor = app.store.identified_visitor(key, &profile)?;
    let token = app.store.issue_token(&visitor, app.config.token_lifetime)?;
    Ok((
        StatusCode::CREATED,
        Json(json!({ "token": token, "visitor": visitor })),
    ))
}

pub(super) async fn expire(State(app): State<Arc<App>>) -> Result<Json<Value>> {
    Ok(Json(json!({ "expired": app.store.expire_tokens()? })))
}
