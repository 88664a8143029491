//! What goes out and what comes in, byte by byte and field by field.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod answer;
mod failures;
mod hostile;
mod lists;
mod looks;
mod polyai;
mod polyai_errors;
mod polyai_text;
mod replies;
mod requests;
mod sse;

use super::answer::{Answer, Delta};
use super::sse::Sse;
use crate::json::Json;

fn json(text: &str) -> Json {
    Json::read(text).expect("JSON")
}

/// The data of every event, the stream cut into these pieces.
fn events<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<String> {
    let mut sse = Sse::default();
    let mut events = Vec::new();
    for piece in pieces {
        sse.feed(piece, |data| events.push(data.to_owned()));
    }
    sse.finish(|data| events.push(data.to_owned()));
    events
}

/// What the chunks, one an event, change.
fn deltas<'a>(chunks: impl IntoIterator<Item = &'a str>) -> Vec<Delta> {
    let mut answer = Answer::default();
    let read = |chunk| answer.read(chunk);
    chunks.into_iter().flat_map(read).collect()
}
