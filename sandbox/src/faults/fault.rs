use std::future::pending;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::body;
use crate::polyai;
use crate::siteassist::Failure;

/// What goes wrong with one request. Kinds can be combined: late and cut, an error that drips.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Fault {
    /// Do the work first, then fail: the client cannot know that its request arrived.
    pub after: bool,
    /// Fail first, then do the work, so much later: what was told to have failed arrives all the same.
    later_ms: Option<u64>,
    /// Wait this long.
    delay_ms: u64,
    /// Accept the request and never answer.
    stall: bool,
    /// Close the connection without an answer.
    drop: bool,
    /// Answer with this status; code, message and details are the contract's example unless given.
    status: Option<u16>,
    code: Option<String>,
    message: Option<String>,
    details: Option<Map<String, Value>>,
    headers: Map<String, Value>,
    /// This text instead of the JSON envelope.
    body: Option<String>,
    content_type: Option<String>,
    /// The status and type are right, the body is nonsense.
    garbage: bool,
    /// Every server-sent event arrives twice.
    duplicate: bool,
    /// Every byte in a piece of its own.
    split_utf8: bool,
    /// Pieces of 16 bytes with this pause between them.
    drip_ms: Option<u64>,
    /// Break the connection after so many bytes of the body.
    cut_after: Option<usize>,
    /// Fall silent after so many bytes of the body, with the connection open.
    stall_after: Option<usize>,
}

impl Fault {
    pub fn check(&self) -> Result<(), String> {
        if self
            .status
            .is_some_and(|status| !(200..=599).contains(&status))
        {
            return Err("status must be between 200 and 599".into());
        }
        if self.headers().len() != self.headers.len() {
            return Err("headers must be valid names and values".into());
        }
        let kind = self.content_type.as_deref().unwrap_or_default();
        HeaderValue::from_str(kind).map_err(|_| "contentType is not valid".to_owned())?;
        Ok(())
    }

    pub async fn delay(&self) {
        tokio::time::sleep(Duration::from_millis(self.delay_ms)).await;
    }

    pub fn later(&self) -> Option<Duration> {
        self.later_ms.map(Duration::from_millis)
    }

    pub fn replaces_the_answer(&self) -> bool {
        self.stall || self.drop || self.status.is_some() || self.body.is_some()
    }

    /// What the client gets, given the answer that it would have got.
    pub async fn answer(&self, real: Option<Response>, path: &str) -> Response {
        if self.stall {
            pending::<()>().await;
        }
        if self.drop {
            return body::dropped();
        }
        let mut response = match real {
            Some(response) if !self.replaces_the_answer() => response,
            _ => self.replacement(path),
        };
        response.headers_mut().extend(self.headers());
        response.map(|body| self.damage(body))
    }

    fn replacement(&self, path: &str) -> Response {
        let status = self
            .status
            .and_then(|status| StatusCode::from_u16(status).ok());
        let status = status.unwrap_or(StatusCode::OK);
        if let Some(text) = &self.body {
            let kind = self
                .content_type
                .as_deref()
                .unwrap_or("text/plain; charset=utf-8");
            return (status, [(header::CONTENT_TYPE, kind)], text.clone()).into_response();
        }
        let mut failure = Failure::example(status);
        if polyai::is_at(path) {
            failure.code = polyai::usual_code(status).to_owned();
        }
        if let Some(code) = &self.code {
            failure.code.clone_from(code);
        }
        if let Some(message) = &self.message {
            failure.message.clone_from(message);
        }
        if let Some(details) = &self.details {
            failure.details = Some(details.clone());
        }
        if polyai::is_at(path) {
            return polyai::Problem::like(&failure, path).into_response();
        }
        failure.into_response()
    }

    fn headers(&self) -> HeaderMap {
        let pairs = self.headers.iter().filter_map(|(name, value)| {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            Some((
                name.parse::<HeaderName>().ok()?,
                value.parse::<HeaderValue>().ok()?,
            ))
        });
        pairs.collect()
    }

    fn damage(&self, mut body: Body) -> Body {
        if self.garbage {
            body = body::garbage();
        }
        if self.duplicate {
            body = body::twice(body);
        }
        if self.split_utf8 {
            body = body::pieces(body, 1, Duration::ZERO);
        }
        if let Some(pause) = self.drip_ms {
            body = body::pieces(body, 16, Duration::from_millis(pause));
        }
        if let Some(bytes) = self.cut_after {
            body = body::cut(body, bytes);
        }
        if let Some(bytes) = self.stall_after {
            body = body::silent(body, bytes);
        }
        body
    }
}
