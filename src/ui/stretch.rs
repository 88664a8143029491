//! How much of a long transcript is drawn: its end, and more as the visitor goes back.

use crate::chat::message::Key;
use crate::selected::Selected;
use leptos::prelude::*;

/// How many messages are drawn at first, and with each step back.
const STEP: usize = 50;

/// The end of a transcript.
#[derive(Clone, Copy)]
pub struct Stretch {
    all: Selected<Vec<Key>>,
    /// Where the stretch begins.
    start: Selected<Start>,
    steps: RwSignal<usize>,
}

#[derive(Clone, Copy, Default, PartialEq)]
struct Start {
    at: usize,
    key: Option<Key>,
    /// How many steps back it knows of.
    steps: usize,
}

impl Stretch {
    /// The end of `all`. What is drawn stays drawn when messages come.
    pub fn new(all: Selected<Vec<Key>>) -> Self {
        let steps = RwSignal::new(0);
        let before = StoredValue::new(None::<Start>);
        let start = Selected::new(move || {
            let (keys, steps) = (all.get(), steps.get());
            let at = start_of(&keys, before.get_value().as_ref(), steps);
            let key = keys.get(at).copied();
            let start = Start { at, key, steps };
            before.set_value(Some(start));
            start
        });
        Self { all, start, steps }
    }

    /// The messages to draw, oldest first.
    pub fn keys(&self) -> Vec<Key> {
        let (keys, start) = (self.all.get(), self.start.get().at);
        keys.get(start..).map(<[Key]>::to_vec).unwrap_or_default()
    }

    /// Whether there are messages before those.
    pub fn has_earlier(&self) -> bool {
        self.start.get().at > 0
    }

    /// One step back.
    pub fn go_back(&self) {
        self.steps.update(|steps| *steps += 1);
    }
}

fn start_of(keys: &[Key], before: Option<&Start>, steps: usize) -> usize {
    let newest = keys.len().saturating_sub(STEP);
    let known = before.and_then(|before| {
        let at = keys.iter().position(|key| Some(*key) == before.key)?;
        Some(at.saturating_sub(STEP * (steps - before.steps)))
    });
    known.map_or(newest, |known| known.min(newest))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::{STEP, Start, start_of};
    use crate::chat::message::Key;

    fn keys(count: usize) -> Vec<Key> {
        (1..).take(count).collect()
    }

    fn start(at: usize, steps: usize) -> Start {
        let key = keys(1000).get(at).copied();
        Start { at, key, steps }
    }

    #[test]
    fn a_long_transcript_begins_near_its_end() {
        assert_eq!(start_of(&keys(1000), None, 0), 1000 - STEP);
        assert_eq!(start_of(&keys(3), None, 0), 0);
    }

    #[test]
    fn what_is_drawn_stays_when_messages_come() {
        assert_eq!(start_of(&keys(990), Some(&start(600, 0)), 0), 600);
    }

    #[test]
    fn each_step_goes_further_back_and_no_further_than_the_first() {
        assert_eq!(start_of(&keys(1000), Some(&start(600, 1)), 2), 600 - STEP);
        assert_eq!(start_of(&keys(1000), Some(&start(20, 1)), 2), 0);
    }

    #[test]
    fn a_first_message_that_moved_to_the_end_hides_nothing() {
        let moved = [2, 3, 1];
        assert_eq!(start_of(&moved, Some(&start(0, 0)), 0), 0);
    }

    #[test]
    fn another_conversation_begins_anew() {
        let other: Vec<Key> = (2000..2200).collect();
        assert_eq!(start_of(&other, Some(&start(3, 4)), 4), 200 - STEP);
    }
}
