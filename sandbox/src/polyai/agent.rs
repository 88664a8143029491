use axum::http::HeaderMap;
use serde_json::{Value, json};

use crate::assistant;
use crate::state::App;

pub(super) const GREETING: &str = "Hi, how can I help you today?";

/// What the agent says and does in its turn.
pub(super) struct Turn {
    pub response: String,
    pub end_conversation: bool,
    handoff: Option<Value>,
}

impl Turn {
    pub fn of(app: &App, message: &str, headers: &HeaderMap) -> rusqlite::Result<Turn> {
        if let Some(scripted) = assistant::scripted(app) {
            return Ok(Turn {
                response: scripted.text.unwrap_or_default(),
                end_conversation: scripted.end_conversation,
                handoff: scripted.handoff,
            });
        }
        let said = message.to_lowercase();
        if wants_a_human(&said) {
            return Ok(Turn {
                response: "Transferring you to a live agent.".into(),
                end_conversation: true,
                handoff: Some(json!({
                    "destination": "live_agent_queue",
                    "reason": "visitor_request",
                })),
            });
        }
        let end_conversation = says_goodbye(&said);
        let response = match said.trim() {
            "" => "I did not get that. Could you say it again?".to_owned(),
            _ if end_conversation => "Goodbye, and thank you for your visit!".to_owned(),
            _ => assistant::words(app, message, &assistant::base_url(headers))?,
        };
        Ok(Turn {
            response,
            end_conversation,
            handoff: None,
        })
    }

    pub fn for_conversation(self, id: &str) -> Value {
        let mut fields = json!({
            "conversation_id": id,
            "response": self.response,
            "end_conversation": self.end_conversation,
        });
        if let (Some(fields), Some(handoff)) = (fields.as_object_mut(), self.handoff) {
            fields.insert("handoff".into(), handoff);
        }
        fields
    }
}

/// "Talk to a human", "I want to speak with a real person", "connect me to an agent".
fn wants_a_human(said: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    has(&[
        "talk to",
        "talk with",
        "speak to",
        "speak with",
        "connect me",
    ]) && has(&["human", "person", "agent", "somebody", "someone"])
}

fn says_goodbye(said: &str) -> bool {
    let mut words = said.split(|c: char| !c.is_alphabetic());
    words.any(|word| matches!(word, "bye" | "goodbye"))
}
