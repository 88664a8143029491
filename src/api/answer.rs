//! The UI message stream of the AI SDK (protocol `v1`, majors 5 to 7): one JSON chunk in, what it
//! changes in the answer out. Unknown chunks and fields are skipped.

use super::siteassist::parts::{link_part, source_part};
use crate::chat::message::Part;
use crate::json::Json;

/// What a chunk changes in an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Delta {
    /// A part begins behind those there are.
    Opened(Part),
    /// Text for the end of a text part.
    Appended {
        /// The part's place in the answer.
        part: usize,
        /// The text.
        text: String,
    },
    /// A part is another one now.
    Replaced {
        /// The part's place in the answer.
        part: usize,
        /// The new part.
        with: Part,
    },
    /// Only the first `usize` parts are valid: the backend starts its last step again.
    Truncated(usize),
    /// The backend reports an error; more may follow.
    Failed,
    /// The backend stopped by itself; what there is stays.
    Aborted,
    /// The answer is complete.
    Finished,
}

/// Reads one answer.
#[derive(Debug, Default)]
pub struct Answer {
    parts: usize,
    step_start: usize,
    /// Text parts of this step, by the backend's id.
    texts: Vec<(String, usize)>,
    /// Tool calls: id, tool and the part that shows its output.
    tools: Vec<(String, String, Option<usize>)>,
}

impl Answer {
    /// Reads the data of one event. What is no JSON is skipped, and data that holds a chunk a line,
    /// as some documentation prints it, is read line by line.
    pub fn read(&mut self, data: &str) -> Vec<Delta> {
        match Json::read(data) {
            Some(chunk) => self.chunk(&chunk).into_iter().collect(),
            None => data
                .lines()
                .filter_map(Json::read)
                .filter_map(|chunk| self.chunk(&chunk))
                .collect(),
        }
    }

    fn chunk(&mut self, chunk: &Json) -> Option<Delta> {
        match chunk.get("type").text()? {
            "start-step" => {
                self.step_start = self.parts;
                self.texts.clear();
                None
            }
            "reset-step" => {
                self.parts = self.step_start;
                self.texts.clear();
                self.tools.retain(|tool| tool.2 < Some(self.step_start));
                Some(Delta::Truncated(self.step_start))
            }
            "text-start" => Some(self.open_text(chunk, String::new())),
            "text-delta" => self.append_text(chunk),
            "source-url" => Some(self.open(source_part(chunk)?)),
            "tool-input-start" | "tool-input-available" => {
                self.name_tool(chunk);
                None
            }
            "tool-output-available" => self.show_tool(chunk),
            "error" => Some(Delta::Failed),
            "abort" => Some(Delta::Aborted),
            "finish" if chunk.get("finishReason").text() == Some("error") => Some(Delta::Failed),
            "finish" => Some(Delta::Finished),
            _ => None,
        }
    }

    fn open(&mut self, part: Part) -> Delta {
        self.parts += 1;
        Delta::Opened(part)
    }

    fn open_text(&mut self, chunk: &Json, text: String) -> Delta {
        let id = chunk.get("id").text().unwrap_or_default();
        self.texts.retain(|(known, _)| known != id);
        self.texts.push((id.into(), self.parts));
        self.open(Part::Text(text))
    }

    fn append_text(&mut self, chunk: &Json) -> Option<Delta> {
        let text = chunk.get("delta").filled()?;
        let id = chunk.get("id").text().unwrap_or_default();
        match self.texts.iter().find(|(known, _)| known == id) {
            Some(&(_, part)) => Some(Delta::Appended { part, text }),
            None => Some(self.open_text(chunk, text)),
        }
    }

    fn name_tool(&mut self, chunk: &Json) {
        let id = chunk.get("toolCallId").text().unwrap_or_default();
        let name = chunk.get("toolName").text().unwrap_or_default();
        if !self.tools.iter().any(|(known, ..)| known == id) {
            self.tools.push((id.into(), name.into(), None));
        }
    }

    fn show_tool(&mut self, chunk: &Json) -> Option<Delta> {
        let id = chunk.get("toolCallId").text()?;
        let tool = self.tools.iter_mut().find(|(known, ..)| known == id)?;
        let with = link_part(&tool.1, chunk.get("output"))?;
        if let Some(part) = tool.2 {
            return Some(Delta::Replaced { part, with });
        }
        tool.2 = Some(self.parts);
        Some(self.open(with))
    }
}
