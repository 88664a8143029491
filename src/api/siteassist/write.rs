//! Calls as HTTP requests.

use crate::api::{Call, Page, Request, Turn, segment};
use crate::chat::message::Feedback;
use crate::json::Json;

pub(super) fn request(call: &Call) -> Request {
    match call {
        Call::Identify {
            api_key,
            visitor_id,
        } => post(
            "/identity/init".into(),
            Json::object([
                ("apiKey", api_key.expose().into()),
                ("saVid", visitor_id.expose().into()),
            ]),
        ),
        // The contract wants it there: it is public.
        Call::Configuration { api_key } => {
            let key = segment(api_key.expose());
            get(format!("/projects/current?apiKey={key}"))
        }
        Call::Verify => get("/identity/me".into()),
        // Newest first is the default, and the name of that order is spelt in two ways.
        Call::FindOpen => get("/conversations?limit=1&status=open".into()),
        Call::Start { page_url } => {
            let context = page_url
                .as_ref()
                .map(|url| Json::object([("pageUrl", url.as_str().into())]));
            post(
                "/conversations".into(),
                Json::object([("context", context.into())]),
            )
        }
        Call::Fetch { conversation } => get(format!("/conversations/{}", segment(conversation))),
        // The default order is the right one, as above.
        Call::List { offset, limit } => {
            get(format!("/conversations?limit={limit}&offset={offset}"))
        }
        // All of them is the default.
        Call::Tail {
            conversation,
            offset,
        } => get(format!(
            "/conversations/{}/messages?offset={offset}",
            segment(conversation)
        )),
        Call::Send {
            conversation,
            text,
            page,
            stream,
        } => post(
            format!("/conversations/{}/messages", segment(conversation)),
            Json::object([
                ("content", text.as_str().into()),
                ("stream", (*stream).into()),
                ("pageContext", page_context(page)),
            ]),
        ),
        Call::Complete {
            assistant,
            turns,
            stream,
        } => post(
            "/chat/completions".into(),
            Json::object([
                ("assistantId", assistant.clone().into()),
                ("messages", turns.iter().map(turn).collect()),
                ("stream", (*stream).into()),
            ]),
        ),
        Call::Rate { message, feedback } => {
            let feedback = feedback.map(|it| match it {
                Feedback::Like => "like",
                Feedback::Dislike => "dislike",
            });
            // Not `object`, which leaves out what is null: here null takes feedback back.
            let body = Json::Object(vec![("feedback".into(), feedback.into())]);
            post(format!("/messages/{}/feedback", segment(message)), body)
        }
        Call::Close {
            conversation,
            reason,
        } => post(
            format!("/conversations/{}/close", segment(conversation)),
            Json::object([("closeReason", reason.clone().into())]),
        ),
    }
}

fn get(path: String) -> Request {
    Request {
        method: "GET",
        path,
        body: None,
        keys: Vec::new(),
    }
}

fn post(path: String, body: Json) -> Request {
    Request {
        method: "POST",
        path,
        body: Some(body),
        keys: Vec::new(),
    }
}

fn page_context(page: &Page) -> Json {
    if *page == Page::default() {
        return Json::Null;
    }
    Json::object([
        ("url", page.url.clone().into()),
        ("title", page.title.clone().into()),
    ])
}

fn turn(turn: &Turn) -> Json {
    let role = if turn.by_visitor { "user" } else { "assistant" };
    Json::object([
        ("role", role.into()),
        ("content", turn.text.as_str().into()),
    ])
}
