//! The parts of a stored message, as AI SDK `UIMessage` parts.

use crate::chat::message::Part;
use crate::json::Json;

/// Reads one part; those that a visitor is not shown (reasoning, steps, other tools) are skipped.
#[must_use]
pub fn part(part: &Json) -> Option<Part> {
    let kind = part.get("type").text()?;
    match kind {
        "text" => Some(Part::Text(part.get("text").filled()?)),
        "source-url" => source_part(part),
        _ => {
            let tool = kind.strip_prefix("tool-")?;
            let ready = part.get("state").text() == Some("output-available");
            link_part(tool, part.get("output")).filter(|_| ready)
        }
    }
}

/// A page that the answer draws on.
#[must_use]
pub fn source_part(source: &Json) -> Option<Part> {
    Some(Part::Source {
        url: source.get("url").filled()?,
        title: source.get("title").filled(),
    })
}

/// The one tool whose output a visitor sees: a button that leads somewhere.
#[must_use]
pub fn link_part(tool: &str, output: &Json) -> Option<Part> {
    (tool == "action_display-link").then_some(())?;
    Some(Part::Link {
        label: output.get("buttonLabel").filled()?,
        href: output.get("href").filled()?,
    })
}
