//! Calls as HTTP requests.

use crate::api::{Call, Request, segment};
use crate::json::Json;
use crate::options::{Options, is_header_value};

pub(super) fn request(call: &Call, options: &Options) -> Option<Request> {
    let (method, operation, body) = match call {
        Call::Start { .. } => ("POST", "create", create(&options.context)),
        Call::Send {
            conversation, text, ..
        } => (
            "POST",
            "respond",
            Json::object([
                ("conversation_id", conversation.as_str().into()),
                ("message", text.as_str().into()),
            ]),
        ),
        Call::Close { conversation, .. } => (
            "PUT",
            "close",
            Json::object([("conversation_id", conversation.as_str().into())]),
        ),
        _ => return None,
    };
    let account = segment(options.account_id.as_deref()?);
    let project = segment(options.project_id.as_deref()?);
    let keys = [
        ("X-API-KEY", &options.api_key),
        ("X-TOKEN", &options.connector_token),
    ];
    // A browser throws on what cannot be sent in a header.
    let keys = keys.into_iter().filter_map(|(name, key)| {
        let key = key.clone().filter(|it| is_header_value(it.expose()))?;
        Some((name, key))
    });
    Some(Request {
        method,
        path: format!("/v1/{account}/{project}/chat/{operation}"),
        body: Some(body),
        keys: keys.collect(),
    })
}

/// Only what all versions of the documentation agree on.
fn create(context: &Json) -> Json {
    Json::object([
        ("channel", "webchat".into()),
        ("variant_id", context.get("variantId").filled().into()),
        (
            "integration_attributes",
            context.get("integrationAttributes").clone(),
        ),
    ])
}
