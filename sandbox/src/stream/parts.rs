//! What is left of a stream when it is over: the message's parts.

use serde_json::{Map, Value, json};

/// Parts by the order of their starts.
#[derive(Default)]
pub(crate) struct Parts {
    parts: Vec<Part>,
    step: usize,
    error: Option<String>,
}

/// `key` is what later chunks call the part; empty when none will.
struct Part {
    key: String,
    value: Map<String, Value>,
}

impl Parts {
    pub fn add(&mut self, chunk: &Value) {
        let Some(fields) = chunk.as_object() else {
            return;
        };
        let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
        match text("type") {
            "start-step" => self.step = self.parts.len(),
            "reset-step" => self.parts.truncate(self.step),
            "text-start" => self.open("text", text("id")),
            "reasoning-start" => self.open("reasoning", text("id")),
            "text-delta" => self.extend("text", text("id"), text("delta")),
            "reasoning-delta" => self.extend("reasoning", text("id"), text("delta")),
            "error" => self.error = Some(text("errorText").to_owned()),
            "source-url" | "source-document" | "file" => self.push("", fields.clone()),
            kind if kind.starts_with("tool-") => self.tool(kind, fields),
            kind if kind.starts_with("data-") && !is_transient(fields) => {
                self.push("", fields.clone());
            }
            _ => {}
        }
    }

    pub fn error(&self) -> Option<&str> {
        self.error.as_deref()
    }

    pub fn value(&self) -> Value {
        self.parts
            .iter()
            .map(|part| Value::Object(part.value.clone()))
            .collect()
    }

    pub fn texts(&self) -> Vec<&str> {
        let texts = self.parts.iter().filter(|part| part.kind() == "text");
        texts
            .filter_map(|part| part.value.get("text")?.as_str())
            .collect()
    }

    fn push(&mut self, key: &str, value: Map<String, Value>) {
        self.parts.push(Part {
            key: key.to_owned(),
            value,
        });
    }

    fn open(&mut self, kind: &str, id: &str) {
        let value = json!({ "type": kind, "text": "" });
        self.push(id, value.as_object().cloned().unwrap_or_default());
    }

    fn extend(&mut self, kind: &str, id: &str, delta: &str) {
        let known = |part: &Part| part.key == id && part.kind() == kind;
        if !self.parts.iter().skip(self.step).any(known) {
            self.open(kind, id);
        }
        let part = self.parts.iter_mut().rfind(|part| known(part));
        if let Some(Value::String(text)) = part.and_then(|part| part.value.get_mut("text")) {
            text.push_str(delta);
        }
    }

    /// A tool call is one part that goes through states.
    fn tool(&mut self, kind: &str, fields: &Map<String, Value>) {
        let state = match kind {
            "tool-input-start" => "input-streaming",
            "tool-input-available" => "input-available",
            "tool-output-available" => "output-available",
            "tool-input-error" | "tool-output-error" => "output-error",
            _ => return,
        };
        let call = fields
            .get("toolCallId")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if !self.parts.iter().any(|part| part.key == call) {
            let name = fields
                .get("toolName")
                .and_then(Value::as_str)
                .unwrap_or("unknown");
            let value = json!({ "type": format!("tool-{name}"), "toolCallId": call });
            self.push(call, value.as_object().cloned().unwrap_or_default());
        }
        if let Some(part) = self.parts.iter_mut().rfind(|part| part.key == call) {
            part.value.insert("state".into(), state.into());
            for name in ["input", "output", "errorText"] {
                if let Some(value) = fields.get(name) {
                    part.value.insert(name.into(), value.clone());
                }
            }
        }
    }
}

impl Part {
    fn kind(&self) -> &str {
        self.value
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

fn is_transient(fields: &Map<String, Value>) -> bool {
    fields
        .get("transient")
        .is_some_and(|transient| transient == true)
}

#[cfg(test)]
mod tests;
