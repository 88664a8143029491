//! What a stateless call is told of the conversation so far.

use super::Transcript;
use crate::api;
use crate::chat::message::{Author, Delivery, Key};

const MOST_TURNS: usize = 40;
const MOST_UNITS: usize = 40_000;

impl Transcript {
    /// The conversation up to `last`, newest last, within a bound.
    pub(in crate::chat) fn turns(&self, last: Key) -> Vec<api::Turn> {
        let mut left = MOST_UNITS;
        let messages = self.messages().iter().rev();
        let told = messages
            .skip_while(|message| message.key != last)
            .filter(|message| message.key == last || message.delivery == Delivery::Sent)
            .map(|message| (message, message.text()))
            .filter(|(_, text)| !text.trim().is_empty())
            .take(MOST_TURNS)
            .take_while(|(message, text)| {
                let length = api::length(text);
                let fits = message.key == last || length <= left;
                left = left.saturating_sub(length);
                fits
            })
            .map(|(message, text)| api::Turn {
                by_visitor: message.author == Author::Visitor,
                text,
            });
        let mut turns: Vec<_> = told.collect();
        turns.reverse();
        turns
    }
}
