//! What can go wrong with any request, and what the backend then says.

use super::super::page::object;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;

#[derive(Clone)]
pub struct Fault {
    /// What the tables call it.
    pub name: String,
    pub how: How,
    /// Whether the backend did what was asked all the same.
    pub performed: bool,
    /// Whether only one request meets it, and not all until it is lifted.
    pub once: bool,
}

#[derive(Clone)]
pub enum How {
    /// An error: its status, a `Retry-After`, its body.
    Status(u16, Option<&'static str>, String),
    /// No way there, or none back.
    Refused,
    /// No answer, ever.
    Stalled,
    /// The right answer after so many milliseconds.
    Late(u32),
    /// The right answer, changed on its way.
    Changed(fn(Vec<u8>) -> Vec<u8>),
    /// The right answer by a wrong name.
    Named(&'static str),
    /// Half of the right answer, and then this.
    Half(&'static str),
    /// The right answer, byte by byte.
    Dripping,
    /// Something else with a status of success, and by this name.
    Nonsense(&'static str, String),
    /// An answer in these pieces, and how it ends.
    Pieces(Vec<Vec<u8>>, &'static str),
}

/// How an answer comes: what `serve` in `page.js` is told.
pub struct Reply {
    pub status: u16,
    pub kind: &'static str,
    pub retry_after: Option<&'static str>,
    pub pieces: Vec<Vec<u8>>,
    pub end: &'static str,
    pub wait: f64,
}

impl Reply {
    /// The answer of a backend that works.
    pub fn right((status, body): (u16, String)) -> Self {
        let streams = body.starts_with("data:");
        Self {
            status,
            kind: if streams {
                "text/event-stream"
            } else {
                "application/json"
            },
            retry_after: None,
            pieces: vec![body.into_bytes()],
            end: "end",
            wait: 0.0,
        }
    }

    pub fn to_js(&self) -> JsValue {
        let pieces = self.pieces.iter();
        let pieces: Array = pieces.map(|it| Uint8Array::from(it.as_slice())).collect();
        let mut headers = vec![("content-type", self.kind.into())];
        headers.extend(self.retry_after.map(|it| ("retry-after", it.into())));
        object(&[
            ("status", self.status.into()),
            ("headers", object(&headers)),
            ("pieces", pieces.into()),
            ("end", self.end.into()),
            ("wait", self.wait.into()),
        ])
    }
}

impl Fault {
    /// What becomes of the right answer.
    pub fn befall(&self, right: Reply) -> Reply {
        let whole = right.pieces.concat();
        match &self.how {
            How::Status(status, retry_after, body) => Reply {
                retry_after: *retry_after,
                ..Reply::right((*status, body.clone()))
            },
            How::Refused => Reply { status: 0, ..right },
            How::Stalled => Reply {
                wait: f64::INFINITY,
                ..right
            },
            How::Late(wait) => Reply {
                wait: f64::from(*wait),
                ..right
            },
            How::Changed(change) => Reply {
                pieces: vec![change(whole)],
                ..right
            },
            How::Named(kind) => Reply { kind, ..right },
            How::Half(end) => Reply {
                pieces: vec![whole.split_at(whole.len() / 2).0.to_vec()],
                end,
                ..right
            },
            How::Dripping => Reply {
                pieces: whole.iter().map(|byte| vec![*byte]).collect(),
                ..right
            },
            How::Nonsense(kind, body) => Reply {
                kind,
                ..Reply::right((200, body.clone()))
            },
            How::Pieces(pieces, end) => Reply {
                pieces: pieces.clone(),
                end,
                ..right
            },
        }
    }
}

/// Every fault that can befall a request; one that asks for a change may have been heeded.
pub fn all(changes: bool) -> Vec<Fault> {
    let mut all = statuses();
    let mut add = |name: &str, performed, how| all.push(fault(name, performed, how));
    add("refused", false, How::Refused);
    add("stalled", false, How::Stalled);
    add("late", true, How::Late(20_000));
    add(
        "portal",
        false,
        How::Nonsense("text/html", "<!doctype html>".into()),
    );
    add("plain-text", true, How::Named("text/plain"));
    add("dripping", true, How::Dripping);
    add("cut", true, How::Half("cut"));
    add("half", true, How::Half("silence"));
    add("truncated", true, How::Half("end"));
    let nonsense = |body: &str| How::Nonsense("application/json", body.into());
    add("empty", true, nonsense(""));
    add("object", true, nonsense("{}"));
    add("deep", true, nonsense(&"[".repeat(50_000)));
    add(
        "no-utf-8",
        true,
        How::Changed(|_| vec![0xff, 0xfe, 0x00, 0xc3]),
    );
    add(
        "no-stream",
        true,
        How::Nonsense("text/event-stream", "{}".into()),
    );
    if changes {
        add("refused-after", true, How::Refused);
        add("stalled-after", true, How::Stalled);
        for status in [500, 502, 503] {
            let how = How::Status(status, None, envelope(status, "{}"));
            add(&format!("{status}-after"), true, how);
        }
    }
    all
}

fn statuses() -> Vec<Fault> {
    let status = |status, wait, body: &str| How::Status(status, wait, body.into());
    let plain = [
        400, 401, 402, 403, 404, 409, 410, 418, 422, 429, 500, 502, 503,
    ];
    let plain = plain.map(|code| {
        let how = How::Status(code, None, envelope(code, "{}"));
        fault(&code.to_string(), false, how)
    });
    let mut all = plain.to_vec();
    let mut add = |name: &str, how| all.push(fault(name, false, how));
    add(
        "422-field",
        status(422, None, &envelope(422, r#"{"field":"content"}"#)),
    );
    add("429-header", status(429, Some("7"), &envelope(429, "{}")));
    add("503-header", status(503, Some("7"), &envelope(503, "{}")));
    add("500-html", status(500, None, "<h1>upstream</h1>"));
    add(
        "404-unknown",
        status(404, None, r#"{"error":{"code":"A_CODE_OF_TOMORROW"}}"#),
    );
    let once = How::Status(401, None, envelope(401, "{}"));
    all.push(Fault {
        once: true,
        ..fault("401-once", false, once)
    });
    all
}

fn envelope(status: u16, details: &str) -> String {
    let code = match status {
        400 => "INVALID_REQUEST_BODY",
        401 => "UNAUTHORIZED",
        402 => "PAYMENT_REQUIRED",
        403 => "FORBIDDEN",
        404 => "CONVERSATION_NOT_FOUND",
        409 => "CONFLICT",
        422 => "VALIDATION_ERROR",
        429 => "RATE_LIMIT_EXCEEDED",
        500 => "INTERNAL_SERVER_ERROR",
        502 => "BAD_GATEWAY",
        503 => "SERVICE_UNAVAILABLE",
        _ => "A_CODE_OF_TOMORROW",
    };
    format!(r#"{{"error":{{"code":"{code}","message":"upstream","details":{details}}}}}"#)
}

fn fault(name: &str, performed: bool, how: How) -> Fault {
    Fault {
        name: name.into(),
        how,
        performed,
        once: false,
    }
}
