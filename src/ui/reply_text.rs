//! What a reply says, as nodes. A token costs the same however long the reply is: Markdown is read
//! as it arrives, and only nodes of what changed are touched. So these are no
//! [`super::node::Node`]s: it builds its nodes by itself.

mod blocks;
mod inlines;
mod pen;
mod press;
mod sources;

use super::Ui;
use crate::chat::message::{Message, Part, Progress};
use crate::markdown::{Document, safe_url};
use blocks::Blocks;
use js_sys::Date;
use leptos::web_sys::{Element, Event};
use pen::{Pen, set};
use sources::Sources;

/// For how long a reply is shown in one frame, in milliseconds, and how many bytes at a time.
const TIME: f64 = 8.0;
const SLICE: usize = 4096;

/// The nodes of one reply, and what they show.
pub struct ReplyText {
    ui: Ui,
    place: Element,
    pen: Pen,
    pieces: Vec<Piece>,
    sources: Sources,
    rewrites: u32,
}

/// What is shown of one part.
enum Piece {
    Text(Box<Markdown>),
    /// Something that does not change.
    Fixed,
}

struct Markdown {
    document: Document,
    /// How many bytes of the part the document has.
    taken: usize,
    place: Element,
    blocks: Blocks,
}

impl ReplyText {
    /// Nothing yet, inside `place`.
    pub fn new(ui: Ui, place: &Element) -> Self {
        Self {
            ui,
            place: place.clone(),
            pen: Pen::new(ui, place),
            pieces: Vec::new(),
            sources: Sources::default(),
            rewrites: 0,
        }
    }

    /// Shows what `message` says by now; says whether there was not time enough for all.
    pub fn show(&mut self, message: &Message) -> bool {
        let begun = Date::now();
        let whole = !matches!(message.progress, Progress::Streaming | Progress::Awaited);
        if self.rewrites != message.rewrites || self.has_grown_behind_its_end(message) {
            self.rewrites = message.rewrites;
            self.pieces.clear();
            self.sources = Sources::default();
            self.place.set_text_content(None);
        }
        for (index, part) in message.parts.iter().enumerate() {
            if index == self.pieces.len() {
                let piece = self.begin(part);
                self.pieces.push(piece);
            }
            if let (Part::Text(text), Some(Piece::Text(markdown))) =
                (part, self.pieces.get_mut(index))
            {
                while markdown.read(&self.pen, text, whole) {
                    if Date::now() - begun >= TIME {
                        return true;
                    }
                }
            }
        }
        self.show_sources(message);
        false
    }

    /// Does what the visitor pressed.
    pub fn pressed(&self, event: &Event) {
        press::pressed(self.ui, &self.pen, event);
    }

    fn begin(&self, part: &Part) -> Piece {
        match part {
            Part::Text(_) => {
                let markdown = self.pen.add(&self.place, "div", "markdown");
                markdown.map_or(Piece::Fixed, |place| {
                    set(&place, "dir", "auto");
                    Piece::Text(Box::new(Markdown::new(place)))
                })
            }
            Part::Link { label, href } => {
                if let Some(url) = safe_url(href) {
                    let link = self.pen.link(&url, label);
                    self.pen.put(&self.place, link, "main");
                }
                Piece::Fixed
            }
            Part::Source { .. } => Piece::Fixed,
        }
    }

    /// Whether text has come for a document that was thought complete.
    fn has_grown_behind_its_end(&self, message: &Message) -> bool {
        let pairs = self.pieces.iter().zip(&message.parts);
        pairs.into_iter().any(|(piece, part)| match (piece, part) {
            (Piece::Text(markdown), Part::Text(text)) => {
                markdown.document.is_finished() && markdown.taken < text.len()
            }
            _ => false,
        })
    }

    fn show_sources(&mut self, message: &Message) {
        let cited = self.pieces.iter().flat_map(|piece| match piece {
            Piece::Text(markdown) => markdown.document.sources(),
            Piece::Fixed => &[],
        });
        let given = message.parts.iter().filter_map(|part| match part {
            Part::Source { url, title } => Some((safe_url(url)?, title.as_deref())),
            _ => None,
        });
        self.sources.show(&self.pen, &self.place, cited, given);
    }
}

impl Markdown {
    fn new(place: Element) -> Self {
        Self {
            document: Document::default(),
            taken: 0,
            place,
            blocks: Blocks::default(),
        }
    }

    /// Takes a slice of what is there; says whether there is more.
    fn read(&mut self, pen: &Pen, text: &str, whole: bool) -> bool {
        let end = (self.taken + SLICE..text.len()).find(|end| text.is_char_boundary(*end));
        let end = end.unwrap_or(text.len());
        let slice = text.get(self.taken..end).unwrap_or_default();
        let ends = whole && end == text.len() && !self.document.is_finished();
        if slice.is_empty() && !ends {
            return false;
        }
        self.taken = end;
        self.document.push(slice);
        if ends {
            self.document.finish();
        }
        let relinked = self.document.take_relinked();
        self.blocks
            .show(pen, &self.place, self.document.blocks(), &relinked);
        end < text.len()
    }
}
