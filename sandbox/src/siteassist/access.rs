//! Who may do what: publishable keys, visitor tokens and private keys.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, ORIGIN};
use axum::http::request::Parts;

use super::failure::{Failure, Result};
use super::input;
use crate::state::App;
use crate::store::{Conversation, Visitor};

/// The visitor whose token came with the request.
pub(super) struct Identified(pub Visitor);

/// A visitor's token or a server's private key.
pub(super) struct Caller;

impl FromRequestParts<Arc<App>> for Identified {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self> {
        let token = bearer(&parts.headers)
            .ok_or_else(|| Failure::unauthorized("The Authorization header is missing."))?;
        let session = app
            .store
            .session(token, app.config.token_lifetime)?
            .ok_or_else(|| Failure::unauthorized("The token is not valid or has expired."))?;
        check_key(app, &session.key, &parts.headers)?;
        Ok(Identified(session.visitor))
    }
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self> {
        let private = bearer(&parts.headers)
            .is_some_and(|key| app.config.private_keys.iter().any(|one| one == key));
        if !private {
            Identified::from_request_parts(parts, app).await?;
        }
        Ok(Caller)
    }
}

/// Whether the publishable key exists and may be used where the request comes from.
pub(super) fn check_key(app: &App, key: &str, headers: &HeaderMap) -> Result<()> {
    let key = app
        .key(key)
        .ok_or_else(|| Failure::unauthorized("The API key is not valid."))?;
    let origin = headers
        .get(ORIGIN)
        .map(|origin| origin.to_str().unwrap_or("?"));
    if key.origins.allow(origin) {
        return Ok(());
    }
    Err(Failure::forbidden(
        "This website is not among the key's allowed websites.",
    ))
}

/// The conversation, if it is this visitor's.
pub(super) fn own_conversation(app: &App, visitor: &Visitor, id: &str) -> Result<Conversation> {
    let id = input::id("conversationId", id)?;
    let conversation = app
        .store
        .conversation(&id)?
        .ok_or_else(|| Failure::no_conversation(&id))?;
    if conversation.visitor_id == visitor.id {
        return Ok(conversation);
    }
    Err(Failure::forbidden(
        "This conversation belongs to another visitor.",
    ))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim())
        .filter(|token| !token.is_empty())
}
