use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::config::{is_loopback_authority, is_loopback_origin};

/// Lets only this machine's own pages and programs through: not another machine, not a website
/// that the developer happens to visit, and not a host name that was pointed at this machine.
pub(crate) async fn only(request: Request, next: Next) -> Response {
    let near = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .is_none_or(|peer| peer.ip().is_loopback());
    let headers = request.headers();
    let host = header(headers, &HOST).is_none_or(is_loopback_authority);
    let origin = header(headers, &ORIGIN).is_none_or(is_loopback_origin);
    if near && host && origin {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "Only for this machine.\n").into_response()
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}
