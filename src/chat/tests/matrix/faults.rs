//! Everything that can go wrong with a request.

use crate::api::failure::Failure;

#[derive(Clone, Debug)]
pub struct Fault {
    pub how: How,
    /// Whether the backend did what was asked all the same.
    pub processed: Processed,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Processed {
    No,
    /// Before the answer got lost.
    AtOnce,
    /// When the visitor has been told that it did not arrive.
    Later,
}

#[derive(Clone, Debug)]
pub enum How {
    /// An error, with this body.
    Status(u16, String),
    /// No answer, at once or after a long time.
    Lost(Failure),
    /// An answer that is none.
    Nonsense(String),
    /// A stream that ends after these bytes.
    Cut(Vec<u8>),
    /// The bytes of a whole stream, not as they should be, in these pieces.
    Mangled(Vec<Vec<u8>>),
}

const STATUSES: [u16; 24] = [
    300, 304, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 413, 415, 418, 422, 429, 451, 500,
    501, 502, 503, 504, 520,
];

/// Every fault that can befall any request.
pub fn all() -> Vec<Fault> {
    let code = |status: u16| match status {
        400 => "INVALID_REQUEST_BODY",
        401 => "UNAUTHORIZED",
        402 => "PAYMENT_REQUIRED",
        403 => "FORBIDDEN",
        404 => "CONVERSATION_NOT_FOUND",
        409 => "CONFLICT",
        422 => "VALIDATION_ERROR",
        429 => "RATE_LIMIT_EXCEEDED",
        502 => "BAD_GATEWAY",
        503 => "SERVICE_UNAVAILABLE",
        500 => "INTERNAL_SERVER_ERROR",
        _ => "A_CODE_OF_TOMORROW",
    };
    let whole = |status| {
        let code = code(status);
        format!(
            r#"{{"success":false,"error":{{"code":"{code}","message":"upstream","details":{{"retryAfter":2}}}}}}"#
        )
    };
    let mut ways = Vec::new();
    for status in STATUSES {
        let body = whole(status);
        let cut = body.split_at(body.len() / 2).0.to_owned();
        let html = "<!doctype html><h1>gateway-7</h1>".to_owned();
        for body in [body, cut, html, String::new(), "null".into()] {
            ways.push(How::Status(status, body));
        }
    }
    for failure in [Failure::Network, Failure::Timeout] {
        ways.push(How::Lost(failure));
    }
    for body in [
        "",
        "<!doctype html>",
        "{\"id\":",
        "null",
        "[]",
        "{}",
        "7",
        "\"\\ud800\"",
    ] {
        ways.push(How::Nonsense(body.into()));
    }
    let both = |how: How| {
        // A backend that says no has done nothing, but for what fails on the way back.
        let after = match &how {
            How::Status(status, _) => matches!(status, 408 | 409 | 500..),
            _ => true,
        };
        let fault = |processed| Fault {
            how: how.clone(),
            processed,
        };
        let all_the_same = [Processed::AtOnce, Processed::Later];
        let conflict = matches!(how, How::Status(409, _));
        let late = |it: &Processed| *it == Processed::AtOnce || !conflict;
        let all_the_same = all_the_same.into_iter().filter(|it| after && late(it));
        let ways = std::iter::once(Processed::No).chain(all_the_same);
        ways.map(fault).collect::<Vec<_>>()
    };
    ways.into_iter().flat_map(both).collect()
}

/// Every way in which a stream of these bytes can go wrong.
pub fn of_streams(answer: &str) -> Vec<How> {
    let bytes = answer.as_bytes();
    let mut ways = Vec::new();
    for at in 0..=bytes.len() {
        let (before, after) = bytes.split_at(at);
        ways.push(How::Cut(before.to_vec()));
        ways.push(How::Mangled(vec![before.to_vec(), after.to_vec()]));
    }
    let events: Vec<&str> = answer.split_inclusive("\n\n").collect();
    for at in 0..events.len() {
        let with = |change: &dyn Fn(&mut Vec<&str>)| {
            let mut events = events.clone();
            change(&mut events);
            How::Mangled(vec![events.concat().into_bytes()])
        };
        ways.push(with(&|events| events.insert(at, events[at])));
        for garbage in [
            "data: {\n\n",
            "data: 7\n\n",
            ": comment\n\n",
            "\u{0}\u{fffd}\n\n",
            "event: x\nid: 9\n\n",
            "<html>\n",
        ] {
            ways.push(with(&|events| events.insert(at, garbage)));
        }
        if at > 0 {
            ways.push(with(&|events| events.swap(at - 1, at)));
            ways.push(with(&|events| {
                events.remove(at - 1);
            }));
        }
    }
    ways
}
