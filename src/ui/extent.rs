//! How much of a long transcript is drawn: what is near the view, and room where the rest would be.
//! Arithmetic in pixels from the beginning of the transcript.

use crate::chat::message::Key;
use std::ops::Range;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

/// This many messages stay drawn, however small they are.
const FEW: usize = 40;
/// From this many on, what is far away goes before anything else is drawn.
const MANY: usize = 80;
/// What is drawn reaches this many views beyond the view, and what is drawn goes when it is further
/// away than that.
const NEAR: f64 = 1.0;
const FAR: f64 = 3.0;
/// What a message takes as long as none has been seen.
const USUAL: f64 = 90.0;
/// So many messages make up what is usual.
const SAMPLE: f64 = 200.0;

/// What is drawn of a transcript.
#[derive(Debug)]
pub struct Extent {
    keys: Vec<Key>,
    /// By key.
    heights: Vec<Height>,
    usual: f64,
    measured: f64,
    drawn: Range<usize>,
    /// The room that stands for what comes before. It may be wrong: putting it right moves the
    /// transcript below the visitor's fingers, so that is done only where it has to be.
    above: f64,
}

/// What a message takes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Height {
    #[default]
    Unknown,
    /// Taken for so much while nobody knows better.
    Guessed(f64),
    Measured(f64),
}

/// What can be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct View {
    pub top: f64,
    pub height: f64,
}

/// One step nearer to what should be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Nothing that is drawn is near the view.
    Anew,
    DrawEarlier,
    DrawLater,
    DropFirst,
    DropLast,
}

impl Default for Extent {
    fn default() -> Self {
        Self {
            keys: Vec::new(),
            heights: Vec::new(),
            usual: USUAL,
            measured: 0.0,
            drawn: 0..0,
            above: 0.0,
        }
    }
}

impl Extent {
    /// What to do for this view; one step at a time, because each takes its time.
    pub fn next(&self, view: View, may_drop: bool) -> Option<Step> {
        let (top, end) = (self.above, self.above + self.drawn_height());
        let (seen, seen_end) = (view.top, view.top + view.height);
        let (near, far) = (NEAR * view.height, FAR * view.height);
        let earlier = self.drawn.start > 0;
        let later = self.drawn.end < self.keys.len();
        if (earlier && top > seen_end + near) || (later && end < seen - near) {
            return Some(Step::Anew);
        }
        let drawn = self.drawn.len();
        let height = |at: usize| self.height(at..at + 1);
        let is_far = |step: &Step| match step {
            Step::DropFirst => top + height(self.drawn.start) < seen - far,
            _ => end - height(self.drawn.end - 1) > seen_end + far,
        };
        let drops = [Step::DropFirst, Step::DropLast].into_iter();
        let drop = drops.filter(|_| may_drop && drawn > FEW).find(is_far);
        let wanted = [
            (drawn > MANY && drop.is_some(), drop),
            (later && end < seen_end, Some(Step::DrawLater)),
            (earlier && top > seen, Some(Step::DrawEarlier)),
            (earlier && top > seen - near, Some(Step::DrawEarlier)),
            (later && end < seen_end + near, Some(Step::DrawLater)),
            (drawn < FEW && earlier, Some(Step::DrawEarlier)),
            (drawn < FEW && later, Some(Step::DrawLater)),
        ];
        let wanted = wanted.into_iter().find(|(wanted, _)| *wanted);
        wanted.map_or(drop, |(_, step)| step)
    }

    /// Takes a step.
    pub fn take(&mut self, step: Step, view: View) {
        match step {
            Step::Anew => self.begin_at(view),
            Step::DrawEarlier => {
                self.drawn.start = self.drawn.start.saturating_sub(1);
                self.above -= self.guess(self.drawn.start);
            }
            Step::DrawLater => {
                self.guess(self.drawn.end);
                self.drawn.end = (self.drawn.end + 1).min(self.keys.len());
            }
            Step::DropFirst => {
                self.above += self.height(self.drawn.start..self.drawn.start + 1);
                self.drawn.start += 1;
            }
            Step::DropLast => self.drawn.end -= 1,
        }
    }

    /// The room before what is drawn must not be less than nothing, and nothing where nothing comes
    /// before. Says how far the view has to move so that it shows the same as before.
    pub fn settle(&mut self) -> f64 {
        let right = match self.drawn.start {
            0 => 0.0,
            _ if self.above >= 0.0 => return 0.0,
            start => self.height(0..start),
        };
        let by = right - self.above;
        self.above = right;
        by
    }

    /// These messages have become so high. What is seen first stays where it is, as far as it was
    /// there before; where everything changes, by as much of its message as was above.
    pub fn measured(&mut self, heights: &[(Key, f64)], view: View, reflowed: bool) {
        let Some((anchor, above)) = self.anchor(view) else {
            return;
        };
        let mut moved = 0.0;
        for (key, new) in heights {
            let drawn = self.drawn().iter().position(|it| it == key);
            let Some(at) = drawn.map(|place| self.drawn.start + place) else {
                continue;
            };
            let more = new - self.height(at..at + 1);
            if at < anchor {
                moved += more;
            } else if at == anchor && reflowed {
                moved += more * above;
            }
        }
        if reflowed {
            self.forget();
        }
        for (key, height) in heights {
            self.learn(*key, *height);
        }
        self.above -= moved;
    }

    /// The messages are these now. What is drawn stays drawn; says whether none of it is left.
    pub fn set_keys(&mut self, keys: Vec<Key>) -> bool {
        if keys.starts_with(&self.keys) && !self.drawn.is_empty() {
            self.keys = keys;
            return false;
        }
        let drawn = self.drawn();
        let mut still = keys.iter().enumerate().filter(|(_, it)| drawn.contains(it));
        let first = still.next().map(|(at, _)| at);
        let last = still.next_back().map(|(at, _)| at).or(first);
        self.keys = keys;
        let all = self.keys.len();
        if let (Some(first), Some(last)) = (first, last) {
            self.drawn = first..last + 1;
        } else {
            self.drawn = all..all;
            self.above = self.height(0..all);
        }
        for at in self.places() {
            self.guess(at);
        }
        first.is_none()
    }

    /// What to draw.
    pub fn drawn(&self) -> &[Key] {
        self.keys.get(self.drawn.clone()).unwrap_or_default()
    }

    /// Which messages those are, counted from the first.
    pub fn places(&self) -> Range<usize> {
        self.drawn.clone()
    }

    /// Whether there is something before what is drawn.
    pub fn has_earlier(&self) -> bool {
        self.drawn.start > 0
    }

    /// Whether the newest message is drawn.
    pub fn has_newest(&self) -> bool {
        self.drawn.end == self.keys.len()
    }

    /// The room before what is drawn, and behind it.
    pub fn room(&self) -> [f64; 2] {
        [self.above, self.height(self.drawn.end..self.keys.len())]
    }

    /// The last of the transcript that fits a view of this height.
    pub fn end(&self, height: f64) -> View {
        let whole = self.above + self.height(self.drawn.start..self.keys.len());
        let top = (whole - height).max(0.0);
        View { top, height }
    }

    /// What is seen first and has been seen before, and how much of it is above the view.
    fn anchor(&self, view: View) -> Option<(usize, f64)> {
        let mut end = self.above;
        let mut first = None;
        for at in self.places() {
            let (top, height) = (end, self.height(at..at + 1));
            end += height;
            if end <= view.top {
                continue;
            }
            let above = (view.top - top).max(0.0) / height.max(1.0);
            let key = self.keys.get(at).copied().unwrap_or_default();
            let known = self.heights.get(key as usize);
            if matches!(known, Some(Height::Measured(_))) && top < view.top + view.height {
                return Some((at, above));
            }
            first = first.or(Some((at, above)));
        }
        first
    }

    fn drawn_height(&self) -> f64 {
        self.height(self.drawn.clone())
    }

    /// Begins where the view is, with nothing drawn.
    fn begin_at(&mut self, view: View) {
        let all = self.keys.len();
        let (start, end) = (self.drawn.start, self.drawn.end);
        let [above, below] = self.room();
        let bottom = self.above + self.drawn_height();
        let (mut at, mut into) = if view.top + view.height + 1.0 >= bottom + below {
            self.above = self.height(0..all);
            self.drawn = all..all;
            return;
        } else if view.top < above {
            let share = self.height(0..start) / above.max(1.0);
            (0, view.top.max(0.0) * share)
        } else {
            (end, view.top - bottom)
        };
        while at + 1 < all && into >= self.height(at..at + 1) {
            into -= self.height(at..at + 1);
            at += 1;
        }
        self.drawn = at..at;
        self.above = view.top - into;
    }

    fn height(&self, places: Range<usize>) -> f64 {
        let keys = self.keys.get(places).unwrap_or_default().iter();
        let heights = keys.map(|key| self.heights.get(*key as usize).copied());
        let heights = heights.map(|height| match height.unwrap_or_default() {
            Height::Unknown => self.usual,
            Height::Guessed(height) | Height::Measured(height) => height,
        });
        heights.sum()
    }

    /// Settles for a height, which is right unless it is measured otherwise.
    fn guess(&mut self, at: usize) -> f64 {
        let height = self.height(at..at + 1);
        if let Some(key) = self.keys.get(at).copied() {
            self.note(key, |known| match known {
                Height::Unknown => Height::Guessed(height),
                known => known,
            });
        }
        height
    }

    fn learn(&mut self, key: Key, height: f64) {
        let before = self.note(key, |_| Height::Measured(height));
        if !matches!(before, Height::Measured(_)) {
            self.measured = (self.measured + 1.0).min(SAMPLE);
            self.usual += (height - self.usual) / self.measured;
        }
    }

    /// What was measured is no longer true; what is drawn is about to be measured again.
    fn forget(&mut self) {
        let drawn: Vec<(Key, f64)> = self
            .places()
            .filter_map(|at| Some((*self.keys.get(at)?, self.height(at..at + 1))))
            .collect();
        self.heights.clear();
        self.measured = 0.0;
        for (key, height) in drawn {
            self.note(key, |_| Height::Guessed(height));
        }
    }

    /// Changes what is known of a message; says what it was.
    fn note(&mut self, key: Key, change: impl Fn(Height) -> Height) -> Height {
        let place = key as usize;
        if self.heights.len() <= place {
            self.heights.resize(place + 1, Height::Unknown);
        }
        let known = self.heights.get_mut(place);
        known.map_or(Height::Unknown, |known| {
            std::mem::replace(known, change(*known))
        })
    }
}
