//! The assistant: it looks a question up in the project's documentation and quotes what it finds.

mod excerpt;
mod index;
mod pages;
mod sections;
mod small_talk;
mod words;

use std::time::Duration;

use axum::http::HeaderMap;
use axum::http::header::HOST;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

pub(crate) use index::Index;
pub(crate) use pages::pages;

use crate::state::{App, lock};
use crate::stream::{Answer, Chunks};
use excerpt::excerpt;
use index::Hit;

const NOTHING: &str =
    "I found nothing about that in the documentation. Please try it with other words.";

/// An answer that a test or a person wants instead of the assistant's own.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ScriptedAnswer {
    pub text: Option<String>,
    #[serde(default, rename = "paceMs", deserialize_with = "milliseconds")]
    pace: Option<Duration>,
    #[serde(default)]
    chunk: Chunks,
    /// Chunks of the UI message stream, sent as they are: after the text, or all by themselves.
    #[serde(default)]
    parts: Vec<Value>,
    /// For PolyAI, whose agent can end a conversation, and hand it over.
    #[serde(default)]
    pub end_conversation: bool,
    pub handoff: Option<Value>,
}

pub(crate) fn answer(app: &App, question: &str, headers: &HeaderMap) -> rusqlite::Result<Answer> {
    if let Some(scripted) = scripted(app) {
        let pace = scripted.pace.unwrap_or(app.config.pace);
        return Ok(match scripted.text {
            Some(text) => Answer::text(&text, scripted.chunk, pace, scripted.parts),
            None => Answer::raw(scripted.parts, pace),
        });
    }
    let text = words(app, question, &base_url(headers))?;
    Ok(Answer::text(
        &text,
        Chunks::default(),
        app.config.pace,
        Vec::new(),
    ))
}

fn milliseconds<'de, D: Deserializer<'de>>(number: D) -> Result<Option<Duration>, D::Error> {
    let number = Option::<f64>::deserialize(number)?;
    let pace = number.map(|it| Duration::try_from_secs_f64(it / 1000.0));
    pace.transpose().map_err(D::Error::custom)
}

/// The answer that was ordered, if one waits.
pub(crate) fn scripted(app: &App) -> Option<ScriptedAnswer> {
    lock(&app.scripted).pop_front()
}

/// What the assistant has to say, as Markdown.
pub(crate) fn words(app: &App, question: &str, base: &str) -> rusqlite::Result<String> {
    if let Some(reply) = small_talk::reply(question) {
        return Ok(reply.to_owned());
    }
    let hits = app.index.search(question, 3)?;
    Ok(quote(&hits, question, base).unwrap_or_else(|| NOTHING.to_owned()))
}

/// Where this sandbox is, as the client sees it.
pub(crate) fn base_url(headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    format!("http://{}", host.unwrap_or("127.0.0.1"))
}

/// Quotes the best section and names the others, with reference definitions at the end.
fn quote(hits: &[Hit], question: &str, base: &str) -> Option<String> {
    let (best, others) = hits.split_first()?;
    let mut text = format!(
        "According to [{}][1]:\n\n{}\n\n",
        best.section.label(),
        excerpt(&best.section.text, question)
    );
    if !others.is_empty() {
        let links: Vec<String> = others
            .iter()
            .zip(2..)
            .map(|(hit, number)| format!("[{}][{number}]", hit.section.label()))
            .collect();
        text.push_str(&format!("See also {}.\n\n", links.join(" and ")));
    }
    let definitions: Vec<String> = hits
        .iter()
        .zip(1..)
        .map(|(hit, number)| {
            format!(
                "[{number}]: {base}{} \"{}\"",
                hit.section.path(),
                hit.section.label()
            )
        })
        .collect();
    text.push_str(&definitions.join("\n"));
    Some(text)
}

#[cfg(test)]
mod tests;
