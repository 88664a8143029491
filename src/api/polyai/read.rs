//! HTTP answers as replies.

use crate::api::failure::{Failure, StatusFailure};
use crate::api::{Call, Handoff, Reply, Response};
use crate::chat::conversation::{Conversation, Status};
use crate::chat::message::{Message, Part, Progress};
use crate::json::Json;
use crate::markdown::behind_break;

pub(super) fn reply(call: &Call, response: Response) -> Result<Reply, Failure> {
    let body = response.json();
    if let Err(failure) = response.accepted() {
        return refused(call, &body, failure);
    }
    let reply = match call {
        Call::Start { .. } => started(&body),
        Call::Send { .. } => answer(&body),
        Call::Close { .. } => body.get("success").is_true().then_some(Reply::Closed),
        _ => None,
    };
    reply.ok_or(Failure::Malformed)
}

fn started(body: &Json) -> Option<Reply> {
    let conversation = Conversation {
        id: body.get("conversation_id").filled()?,
        status: Status::Open,
        created_at: None,
        title: None,
        human_handled: false,
        human_agent: None,
    };
    let greeting = text(body).map(|part| Message {
        parts: vec![part],
        at: None,
        progress: Progress::Complete,
        ..Message::from_assistant(0, 0)
    });
    Some(Reply::Fetched(conversation, greeting.into_iter().collect()))
}

fn answer(body: &Json) -> Option<Reply> {
    let parts: Vec<Part> = text(body).into_iter().collect();
    let Json::Bool(ends) = body.get("end_conversation") else {
        // Without a word and without an end it is no answer at all.
        return Some(Reply::Answer(parts)).filter(|_| body.get("response").text().is_some());
    };
    if !ends {
        return Some(Reply::Answer(parts));
    }
    let handoff = body.get("handoff");
    let handoff = matches!(handoff, Json::Object(_)).then(|| Handoff {
        destination: handoff.get("destination").filled(),
        reason: handoff.get("reason").filled(),
    });
    Some(Reply::LastAnswer(parts, handoff))
}

fn text(body: &Json) -> Option<Part> {
    let text = body.get("response").text()?;
    Some(Part::Text(with_line_breaks(text))).filter(|_| !text.trim().is_empty())
}

/// Some agents write `<br>` where they mean a line break: it becomes one of Markdown's, so that a list
/// may follow. Inside of code it stays what it is, and where there may be a table, which it would cut.
fn with_line_breaks(text: &str) -> String {
    if text.contains('|') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find(['<', '`', '\\']) {
        let (before, sign) = rest.split_at(place);
        out.push_str(before);
        if let Some(behind) = behind_break(sign) {
            out.truncate(out.trim_end_matches([' ', '\t']).len());
            // After nothing there is nothing to break, and two of them are the end of a paragraph.
            match out.chars().next_back() {
                None => {}
                Some('\n') => out.push('\n'),
                Some(_) => out.push_str("  \n"),
            }
            rest = behind.strip_prefix('\n').unwrap_or(behind);
        } else {
            let (kept, behind) = sign.split_at(as_it_is(sign));
            out.push_str(kept);
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

/// How much of `text` stays as it is: code to its end, what a backslash takes the meaning of, a sign.
fn as_it_is(text: &str) -> usize {
    let ticks = text.len() - text.trim_start_matches('`').len();
    if ticks == 0 {
        return if text.starts_with("\\<") { 2 } else { 1 };
    }
    let mut run = 0;
    for (place, byte) in text
        .bytes()
        .enumerate()
        .skip(ticks)
        .chain([(text.len(), 0)])
    {
        match byte {
            b'`' => run += 1,
            _ if run == ticks => return place,
            _ => run = 0,
        }
    }
    // A fence that nothing closes goes on to the end.
    if ticks < 3 { ticks } else { text.len() }
}

/// What an error means here, where the status alone does not say it.
fn refused(call: &Call, body: &Json, failure: Failure) -> Result<Reply, Failure> {
    let Failure::Status(failure) = failure else {
        return Err(failure);
    };
    let code = failure.code.as_deref().unwrap_or_default();
    let owners = matches!(
        code,
        "ACCOUNT_NOT_FOUND" | "PROJECT_NOT_FOUND" | "CHAT_DRAFT_NOT_EXIST"
    );
    let over = match failure.status {
        404 | 410 => true,
        400 => code == "CHAT_TIMEOUT" || says_timed_out(body),
        _ => code == "CHAT_TIMEOUT",
    };
    match call {
        Call::Close { .. } if over && !owners => Ok(Reply::Closed),
        Call::Send { .. } if over && !owners => Err(Failure::Over(failure)),
        _ => Err(whose(call, failure, owners)),
    }
}

/// The older envelope has no codes, only these words.
fn says_timed_out(body: &Json) -> bool {
    let words = body.get("error_message").text();
    words.is_some_and(|it| it.starts_with("Chat session exceeded the timeout"))
}

/// Visitors have neither keys nor accounts: what is wrong with those is the site owner's to mend.
fn whose(call: &Call, failure: StatusFailure, owners: bool) -> Failure {
    let starts = matches!(call, Call::Start { .. });
    match failure.status {
        401 | 403 => Failure::NotAdmitted(failure),
        400..=428 if owners || starts && failure.status != 408 => Failure::NotAdmitted(failure),
        _ => Failure::Status(failure),
    }
}
