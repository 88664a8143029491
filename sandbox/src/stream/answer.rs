use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

/// What the assistant is going to say, chunk by chunk.
pub(crate) struct Answer {
    pub(super) chunks: Vec<Chunk>,
}

/// One event of the stream, and the pause before it.
pub(super) struct Chunk {
    pub data: Value,
    pub pause: Duration,
}

/// The pieces that a text is said in.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(untagged)]
pub(crate) enum Chunks {
    #[default]
    #[serde(skip)]
    Words,
    Named(Named),
    Characters(usize),
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Named {
    Word,
}

impl Answer {
    /// A whole step around `text`; `more` chunks come after it, as they are.
    pub fn text(text: &str, chunks: Chunks, pace: Duration, more: Vec<Value>) -> Answer {
        // As the vendor's examples show it: a provider's id, not the message's.
        let id = format!("msg_{}", uuid::Uuid::new_v4().simple());
        let mut all = vec![
            Chunk::now(json!({ "type": "start" })),
            Chunk::now(json!({ "type": "start-step" })),
            // Thinking takes longer than speaking.
            Chunk::after(
                pace * 8,
                json!({
                    "type": "text-start",
                    "id": id,
                    "providerMetadata": { "openai": { "itemId": id } },
                }),
            ),
        ];
        let deltas = pieces(text, chunks).into_iter().map(|piece| {
            Chunk::after(
                pace,
                json!({ "type": "text-delta", "id": id, "delta": piece }),
            )
        });
        all.extend(deltas);
        all.push(Chunk::now(json!({ "type": "text-end", "id": id })));
        all.extend(more.into_iter().map(Chunk::now));
        all.push(Chunk::now(json!({ "type": "finish-step" })));
        all.push(Chunk::now(
            json!({ "type": "finish", "finishReason": "stop" }),
        ));
        Answer { chunks: all }
    }

    /// Exactly these chunks; a string is sent as it is, JSON or not.
    pub fn raw(chunks: Vec<Value>, pace: Duration) -> Answer {
        Answer {
            chunks: chunks
                .into_iter()
                .map(|data| Chunk::after(pace, data))
                .collect(),
        }
    }
}

impl Chunk {
    fn now(data: Value) -> Chunk {
        Chunk::after(Duration::ZERO, data)
    }

    fn after(pause: Duration, data: Value) -> Chunk {
        Chunk { data, pause }
    }

    /// What stands behind `data: `.
    pub fn line(&self) -> String {
        self.data
            .as_str()
            .map_or_else(|| self.data.to_string(), str::to_owned)
    }

    pub fn is_last(&self) -> bool {
        self.data.get("type").is_some_and(|kind| kind == "finish")
    }
}

/// Words keep the space behind them, so that the pieces together are the text.
fn pieces(text: &str, chunks: Chunks) -> Vec<String> {
    let words = || {
        text.split_inclusive([' ', '\n'])
            .map(str::to_owned)
            .collect()
    };
    match chunks {
        Chunks::Words | Chunks::Named(Named::Word) => words(),
        Chunks::Characters(size) => {
            let characters: Vec<char> = text.chars().collect();
            characters
                .chunks(size.max(1))
                .map(|piece| piece.iter().collect())
                .collect()
        }
    }
}
