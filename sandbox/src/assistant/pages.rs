//! The documentation itself, so that a citation leads somewhere.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use super::sections::Section;
use crate::siteassist::Failure;
use crate::state::App;

pub(crate) fn pages() -> Router<Arc<App>> {
    Router::new().route("/docs/{*file}", get(page))
}

async fn page(State(app): State<Arc<App>>, Path(file): Path<String>) -> Response {
    match app.index.file(&file) {
        Ok(sections) if sections.is_empty() => {
            (StatusCode::NOT_FOUND, "There is no such document.\n").into_response()
        }
        Ok(sections) => {
            let policy = [(header::CONTENT_SECURITY_POLICY, "default-src 'none'")];
            (policy, Html(html(&file, &sections))).into_response()
        }
        Err(error) => Failure::from(error).into_response(),
    }
}

fn html(file: &str, sections: &[Section]) -> String {
    let body: String = sections
        .iter()
        .map(|one| {
            format!(
                "<h2 id=\"{}\">{}</h2>\n<pre>{}</pre>\n",
                escape(&one.slug),
                escape(&one.title),
                escape(&one.text)
            )
        })
        .collect();
    let title = escape(file);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <h1>{title}</h1>\n{body}</html>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
