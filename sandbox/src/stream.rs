//! Answers as they are said: word by word, as the AI SDK's UI message stream, or whole.

mod answer;
mod parts;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Json;
use axum::body::Body;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::sleep_until;

pub(crate) use answer::{Answer, Chunks};
use parts::Parts;

use crate::siteassist::{Failure, Result};
use crate::state::App;
use crate::store::Message;

/// How often the words so far are written down.
const PROGRESS: Duration = Duration::from_millis(250);

/// An answer that is being said, whether or not anybody listens.
pub(crate) struct Playing {
    events: UnboundedReceiver<String>,
    end: JoinHandle<Parts>,
}

/// Where an answer is kept while it is being said.
struct Record {
    app: Arc<App>,
    message: Message,
    saved: Instant,
}

/// Says `answer` and forgets it.
pub(crate) fn play(answer: Answer) -> Playing {
    Playing::start(answer, None)
}

/// Says `answer` and keeps it in `message`, to the end, even when the client goes away.
pub(crate) fn play_into(app: Arc<App>, message: Message, answer: Answer) -> Playing {
    Playing::start(
        answer,
        Some(Record {
            app,
            message,
            saved: Instant::now(),
        }),
    )
}

impl Playing {
    fn start(answer: Answer, record: Option<Record>) -> Playing {
        let (sink, events) = unbounded_channel();
        Playing {
            events,
            end: tokio::spawn(say(answer, record, sink)),
        }
    }

    pub fn into_event_stream(self) -> Response {
        let headers = [
            (header::CONTENT_TYPE, "text/event-stream"),
            (header::CACHE_CONTROL, "no-cache"),
            (header::CONNECTION, "keep-alive"),
            (
                HeaderName::from_static("x-vercel-ai-ui-message-stream"),
                "v1",
            ),
            (HeaderName::from_static("x-accel-buffering"), "no"),
        ];
        let events = stream::unfold(self.events, async |mut events| {
            let event = events.recv().await?;
            Some((Ok::<_, std::convert::Infallible>(event), events))
        });
        (headers, Body::from_stream(events)).into_response()
    }

    /// Waits for the end and answers with all of it.
    pub async fn into_steps(self, question: &str) -> Result<Response> {
        let parts = self.end.await.map_err(|_| Failure::internal())?;
        if parts.error().is_some() {
            return Err(Failure::example(StatusCode::BAD_GATEWAY));
        }
        let texts = parts.texts();
        let input = tokens(question);
        let output: usize = texts.iter().map(|text| tokens(text)).sum();
        let content: Vec<Value> = texts
            .iter()
            .map(|text| json!({ "type": "text", "text": text }))
            .collect();
        Ok(Json(json!({
            "steps": [{
                "content": content,
                "finishReason": "stop",
                "usage": {
                    "inputTokens": input,
                    "outputTokens": output,
                    "totalTokens": input + output,
                    "reasoningTokens": 0,
                    "cachedInputTokens": 0,
                },
            }],
        }))
        .into_response())
    }
}

async fn say(answer: Answer, mut record: Option<Record>, sink: UnboundedSender<String>) -> Parts {
    let mut parts = Parts::default();
    // From the beginning on: a clock that counts milliseconds keeps a finer pace only on the whole.
    let mut due = tokio::time::Instant::now();
    for chunk in answer.chunks {
        due += chunk.pause;
        if !chunk.pause.is_zero() {
            sleep_until(due).await;
        }
        parts.add(&chunk.data);
        if let Some(record) = &mut record {
            record.keep(&parts, chunk.is_last());
        }
        let heard = sink.send(format!("data: {}\n\n", chunk.line())).is_ok();
        if !heard && record.is_none() {
            return parts;
        }
    }
    if let Some(record) = &mut record {
        record.keep(&parts, true);
    }
    let _ = sink.send("data: [DONE]\n\n".to_owned());
    parts
}

impl Record {
    /// The whole answer is stored before its end is announced: who then asks for it gets it.
    fn keep(&mut self, parts: &Parts, last: bool) {
        let (store, message) = (&self.app.store, &self.message);
        let kept = if last {
            store.finish_answer(message, &parts.value(), parts.error())
        } else if self.saved.elapsed() >= PROGRESS {
            self.saved = Instant::now();
            store.save_progress(&message.id, &parts.value())
        } else {
            Ok(())
        };
        if let Err(error) = kept {
            eprintln!("sandbox: an answer could not be stored: {error}");
        }
    }
}

/// A plausible number: there is no tokenizer here.
fn tokens(text: &str) -> usize {
    text.split_whitespace().count() * 4 / 3
}
