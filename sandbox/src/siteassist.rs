//! SiteAssist's developer API, version 2.

mod access;
mod completions;
mod conversations;
mod failure;
mod feedback;
mod identity;
mod input;
mod messages;
mod project;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

pub(crate) use failure::{Failure, Result};
pub(crate) use input::{Fields, check_length};
pub(crate) use messages::plain_text;

use crate::state::App;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/identity/init", post(identity::init))
        .route("/identity/me", get(identity::me))
        .route(
            "/conversations",
            post(conversations::start).get(conversations::list),
        )
        .route("/conversations/{id}", get(conversations::show))
        .route("/conversations/{id}/close", post(conversations::close))
        .route(
            "/conversations/{id}/messages",
            post(messages::send).get(messages::list),
        )
        .route("/messages/{id}/feedback", post(feedback::give))
        .route("/chat/completions", post(completions::complete))
        .route("/projects/current", get(project::current))
        .route("/projects/{id}/qnas", get(project::questions))
        .route("/search", get(project::search))
        .fallback(async || Failure::not_found("There is no such endpoint."))
        .method_not_allowed_fallback(async || {
            Failure::example(axum::http::StatusCode::METHOD_NOT_ALLOWED)
        })
}
