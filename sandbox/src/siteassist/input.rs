//! Request bodies and queries, read with errors that name the field.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::failure::{Failure, Result};
use crate::state::App;

/// The JSON object in a request body. No body at all is an empty object.
#[derive(Default)]
pub(crate) struct Fields(Map<String, Value>);

impl Fields {
    pub fn required_text(&self, name: &str) -> Result<&str> {
        self.text(name)?
            .ok_or_else(|| Failure::malformed(name, &format!("{name} is required.")))
    }

    /// A string; absent and null are the same.
    pub fn text(&self, name: &str) -> Result<Option<&str>> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Failure::malformed(
                name,
                &format!("{name} must be a string."),
            )),
        }
    }

    pub fn flag(&self, name: &str) -> Result<bool> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(Failure::malformed(
                name,
                &format!("{name} must be true or false."),
            )),
        }
    }

    /// A nested object; absent and null are an empty one.
    pub fn object(&self, name: &str) -> Result<Fields> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(Fields::default()),
            Some(Value::Object(fields)) => Ok(Fields(fields.clone())),
            Some(_) => Err(Failure::malformed(
                name,
                &format!("{name} must be an object."),
            )),
        }
    }

    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }
}

impl FromRequest<Arc<App>> for Fields {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self> {
        let kind = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        let is_json = kind.is_some_and(|kind| {
            let essence = kind.split(';').next().unwrap_or_default().trim();
            essence.eq_ignore_ascii_case("application/json")
        });
        let bytes = Bytes::from_request(request, app)
            .await
            .map_err(|error| Failure::malformed("", &error.body_text()))?;
        if bytes.is_empty() {
            return Ok(Fields::default());
        }
        if !is_json {
            return Err(Failure::malformed(
                "",
                "Content-Type must be application/json.",
            ));
        }
        match serde_json::from_slice(&bytes) {
            Ok(Value::Object(fields)) => Ok(Fields(fields)),
            Ok(_) => Err(Failure::malformed("", "The body must be a JSON object.")),
            Err(_) => Err(Failure::malformed("", "The body is not JSON.")),
        }
    }
}

/// The query of a request.
pub(crate) struct Params(HashMap<String, String>);

impl Params {
    pub fn required(&self, name: &str) -> Result<&str> {
        self.text(name)
            .ok_or_else(|| Failure::malformed(name, &format!("{name} is required.")))
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// A whole number within `min..=max`.
    pub fn number(&self, name: &str, default: u32, min: u32, max: u32) -> Result<u32> {
        let Some(text) = self.text(name) else {
            return Ok(default);
        };
        let number: i64 = text
            .parse()
            .map_err(|_| Failure::malformed(name, &format!("{name} must be a whole number.")))?;
        match u32::try_from(number) {
            Ok(number) if (min..=max).contains(&number) => Ok(number),
            _ => Err(Failure::invalid(
                name,
                &format!("must be between {min} and {max}"),
            )),
        }
    }

    /// Where a list starts; the contract also allows null.
    pub fn offset(&self) -> Result<u32> {
        match self.text("offset") {
            Some("" | "null") => Ok(0),
            _ => self.number("offset", 0, 0, u32::MAX),
        }
    }

    /// One of `allowed`, when it is given.
    pub fn choice<'a>(&'a self, name: &str, allowed: &[&str]) -> Result<Option<&'a str>> {
        match self.text(name) {
            Some(text) if !allowed.contains(&text) => Err(Failure::invalid(
                name,
                &format!("must be one of {}", allowed.join(", ")),
            )),
            text => Ok(text),
        }
    }
}

impl FromRequestParts<Arc<App>> for Params {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self> {
        let Query(params) = Query::try_from_uri(&parts.uri)
            .map_err(|_| Failure::malformed("", "The query cannot be read."))?;
        Ok(Params(params))
    }
}

/// An id from the path, in the form that the database holds.
pub(crate) fn id(name: &str, text: &str) -> Result<String> {
    Uuid::parse_str(text)
        .map(|id| id.to_string())
        .map_err(|_| Failure::malformed(name, &format!("{name} must be a UUID.")))
}

/// Checks a length in UTF-16 units, which is how the vendor's JavaScript counts.
pub(crate) fn check_length(name: &str, text: &str, min: usize, max: usize) -> Result<()> {
    if (min..=max).contains(&text.encode_utf16().count()) {
        return Ok(());
    }
    let reason = match min {
        0 => format!("must be at most {max} characters"),
        _ => format!("must be between {min} and {max} characters"),
    };
    Err(Failure::invalid(name, &reason))
}

/// Checks that there is a scheme with something behind it; what it leads to is not our business.
pub(crate) fn check_url(name: &str, url: Option<&str>) -> Result<()> {
    let fine = url.is_none_or(|url| {
        url.split_once(':').is_some_and(|(scheme, rest)| {
            let mut letters = scheme.chars();
            letters
                .next()
                .is_some_and(|first| first.is_ascii_alphabetic())
                && letters.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
                && !rest.is_empty()
        })
    });
    if fine {
        Ok(())
    } else {
        Err(Failure::invalid(name, "must be a URL"))
    }
}
