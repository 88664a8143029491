//! A backend that keeps what it is sent and answers in the contract's JSON.

use crate::api::Call;
use serde_json::{Value, json};

#[derive(Default)]
pub struct Server {
    conversations: Vec<Value>,
    /// Every message of the visitor that was taken, in order.
    pub received: Vec<String>,
    /// What they were told with the last answer.
    number: usize,
}

impl Server {
    /// Does what is asked and answers with a status and a body.
    pub fn perform(&mut self, call: &Call) -> (u16, String) {
        let (status, body) = match call {
            Call::Identify { .. } => (
                200,
                json!({"sessionToken": "token", "visitor": {"id": "v1"}}),
            ),
            Call::Configuration { .. } => (200, json!({})),
            Call::Verify => (200, json!({"id": "v1"})),
            Call::FindOpen | Call::List { .. } => {
                let data: Vec<_> = self.conversations.iter().rev().collect();
                (200, json!({"data": data, "total": data.len()}))
            }
            Call::Start { .. } => {
                let id = format!("c{}", self.conversations.len() + 1);
                let new = json!({"id": id, "status": "open", "messages": []});
                self.conversations.push(new.clone());
                (201, new)
            }
            Call::Fetch { conversation } => match self.find(conversation) {
                Some(found) => (200, found.clone()),
                None => (404, json!({})),
            },
            Call::Tail { conversation, .. } => match self.find(conversation) {
                Some(found) => (200, json!({"data": found["messages"]})),
                None => (404, json!({})),
            },
            Call::Send {
                conversation,
                text,
                stream,
                ..
            } => {
                let answer = self.receive(text);
                for (role, text) in [("user", text), ("assistant", &answer)] {
                    self.keep(conversation, role, text);
                }
                return (200, said(&answer, *stream));
            }
            Call::Complete { turns, stream, .. } => {
                let text = turns.last().map(|turn| turn.text.clone());
                let answer = self.receive(&text.unwrap_or_default());
                return (200, said(&answer, *stream));
            }
            Call::Rate { .. } => (200, json!({"success": true})),
            Call::Close {
                conversation,
                reason,
            } => {
                if let Some(found) = self.find(conversation) {
                    found["status"] = "closed".into();
                    found["closeReason"] = json!(reason);
                }
                (200, json!({"success": true}))
            }
        };
        (status, body.to_string())
    }

    /// The same in the other backend's words, which tells nothing again.
    pub fn perform_in_silence(&mut self, call: &Call) -> (u16, String) {
        let body = match call {
            Call::Start { .. } => json!({"conversation_id": "c1", "response": "Welcome"}),
            Call::Send { text, .. } => {
                json!({"response": self.receive(text), "end_conversation": false})
            }
            Call::Close { .. } => json!({"success": true}),
            other => panic!("the backend cannot {other:?}"),
        };
        (200, body.to_string())
    }

    pub fn empty_conversations(&self) -> usize {
        let begun = self.conversations.iter();
        begun.filter(|it| it["messages"] == json!([])).count()
    }

    fn find(&mut self, id: &str) -> Option<&mut Value> {
        self.conversations.iter_mut().find(|it| it["id"] == id)
    }

    fn receive(&mut self, text: &str) -> String {
        self.received.push(text.into());
        format!("Answer to {text} – ölz 🔥")
    }

    fn keep(&mut self, conversation: &str, role: &str, text: &str) {
        self.number += 1;
        let message = json!({
            "id": format!("m{}", self.number), "role": role, "status": "completed",
            "createdAt": "2024-01-15T10:30:00.000Z", "parts": [{"type": "text", "text": text}],
        });
        if let Some(found) = self.find(conversation) {
            found["lastMessage"] = message.clone();
            found["messages"].as_array_mut().unwrap().push(message);
        }
    }
}

/// An answer as it is streamed, or all of it.
fn said(answer: &str, stream: bool) -> String {
    if !stream {
        return json!({"steps": [{"text": answer, "content": [{"type": "text", "text": answer}]}]})
            .to_string();
    }
    let mut events = vec![
        json!({"type": "start"}),
        json!({"type": "start-step"}),
        json!({"type": "text-start", "id": "t"}),
    ];
    let (first, rest) = answer.split_at(4);
    for delta in [first, rest] {
        events.push(json!({"type": "text-delta", "id": "t", "delta": delta}));
    }
    events.push(json!({"type": "text-end", "id": "t"}));
    events.push(json!({"type": "finish-step"}));
    events.push(json!({"type": "finish"}));
    let events = events.iter().map(|event| format!("data: {event}\n\n"));
    events.collect::<String>() + "data: [DONE]\n\n"
}
