//! Emphasis, strong emphasis and strikethrough: pairs of delimiter runs.

use super::scan::{after, byte, cut, is_punctuation, is_unicode_space};

/// A run of `*`, `_` or `~`.
pub(super) struct Run {
    mark: u8,
    /// Where it starts.
    at: usize,
    /// How many marks it had, and how many are in no pair yet.
    length: usize,
    left: usize,
    opens: bool,
    closes: bool,
    /// How many marks each pair took that ends here, in order.
    ends: Vec<u8>,
    /// How many marks each pair took that starts here, the innermost first.
    starts: Vec<u8>,
}

/// All runs of a text, and those that may still be paired.
#[derive(Default)]
pub(super) struct Runs {
    all: Vec<Run>,
    open: Vec<usize>,
}

impl Run {
    /// What the run comes to: pairs that end, marks that are text, pairs that
    /// start, the outermost first.
    pub(super) fn parts(&self) -> (&[u8], (usize, usize), impl Iterator<Item = u8>) {
        let text = (self.at, self.at + self.left);
        (&self.ends, text, self.starts.iter().rev().copied())
    }

    pub(super) fn mark(&self) -> u8 {
        self.mark
    }
}

impl Runs {
    pub(super) fn get(&self, index: usize) -> Option<&Run> {
        self.all.get(index)
    }

    /// How many runs may still be paired.
    pub(super) fn height(&self) -> usize {
        self.open.len()
    }

    /// Adds a run, unless it can be nothing but text.
    pub(super) fn add(&mut self, text: &str, at: usize, length: usize) -> Option<usize> {
        let mark = byte(text, at);
        let before = cut(text, 0, at).chars().next_back().unwrap_or('\n');
        let behind = after(text, at + length).chars().next().unwrap_or('\n');
        let (space_before, space_behind) = (is_unicode_space(before), is_unicode_space(behind));
        let (mark_before, mark_behind) = (is_punctuation(before), is_punctuation(behind));
        let left = !space_behind && (!mark_behind || space_before || mark_before);
        let right = !space_before && (!mark_before || space_behind || mark_behind);
        let (opens, closes) = match mark {
            b'_' => (
                left && (!right || mark_before),
                right && (!left || mark_behind),
            ),
            b'~' => (left && length <= 2, right && length <= 2),
            _ => (left, right),
        };
        if !opens && !closes {
            return None;
        }
        self.open.push(self.all.len());
        self.all.push(Run {
            mark,
            at,
            length,
            left: length,
            opens,
            closes,
            ends: Vec::new(),
            starts: Vec::new(),
        });
        Some(self.all.len() - 1)
    }

    /// Pairs the runs from a height on; none of them can be paired later.
    pub(super) fn close(&mut self, height: usize) {
        self.pair(height);
        self.open.truncate(height);
    }

    /// Pairs what is left. With `near`, the runs that still wait for their
    /// end and start there or later are ended by one more run, whose index
    /// is given.
    pub(super) fn finish(&mut self, near: Option<usize>) -> Option<usize> {
        let waiting = self.pair(0);
        let near = near?;
        let mut ends = Vec::new();
        let mut mark = 0;
        for index in waiting.into_iter().rev() {
            let Some(run) = self.all.get_mut(index) else {
                continue;
            };
            // A single tilde is mostly an "about".
            if run.at < near || (run.mark == b'~' && run.length == 1) {
                continue;
            }
            mark = run.mark;
            while run.left > 0 {
                let used = run.left.min(2);
                run.left -= used;
                run.starts.push(used as u8);
                ends.push(used as u8);
            }
        }
        if ends.is_empty() {
            return None;
        }
        self.all.push(Run {
            mark,
            at: 0,
            length: 0,
            left: 0,
            opens: false,
            closes: true,
            ends,
            starts: Vec::new(),
        });
        Some(self.all.len() - 1)
    }

    /// The specification's "process emphasis". Gives the runs that could have
    /// started a pair.
    fn pair(&mut self, height: usize) -> Vec<usize> {
        let mut stack: Vec<usize> = Vec::new();
        // For each kind of closing run, the first run worth looking at.
        let mut floors = [0_usize; 18];
        let open = self.open.get(height..).unwrap_or_default();
        for &closer in open {
            let Some((before, rest)) = self.all.split_at_mut_checked(closer) else {
                continue;
            };
            let Some(closing) = rest.first_mut() else {
                continue;
            };
            while closing.closes && closing.left > 0 {
                let kind = closing.kind();
                let floor = floors.get(kind).copied().unwrap_or(0);
                let found = stack.iter().rposition(|index| {
                    *index < floor
                        || before
                            .get(*index)
                            .is_some_and(|run| run.pairs_with(closing))
                });
                let opener = found
                    .and_then(|height| stack.get(height).map(|index| (height, *index)))
                    .filter(|(_, index)| *index >= floor)
                    .and_then(|(height, index)| before.get_mut(index).map(|run| (height, run)));
                let Some((height, opening)) = opener else {
                    if let Some(floor) = floors.get_mut(kind) {
                        *floor = closer;
                    }
                    break;
                };
                let used = if opening.mark == b'~' {
                    closing.left
                } else {
                    opening.left.min(closing.left).min(2)
                };
                opening.left -= used;
                closing.left -= used;
                opening.starts.push(used as u8);
                closing.ends.push(used as u8);
                stack.truncate(if opening.left == 0 {
                    height
                } else {
                    height + 1
                });
            }
            if closing.opens && closing.left > 0 {
                stack.push(closer);
            }
        }
        stack
    }
}

impl Run {
    fn kind(&self) -> usize {
        let mark = match self.mark {
            b'*' => 0,
            b'_' => 6,
            _ => 12,
        };
        mark + self.length % 3 + if self.opens { 3 } else { 0 }
    }

    fn pairs_with(&self, closing: &Self) -> bool {
        let same = self.mark == closing.mark && self.left > 0;
        if self.mark == b'~' {
            return same && self.length == closing.length && self.left == closing.left;
        }
        let odd = (self.closes || closing.opens)
            && !closing.length.is_multiple_of(3)
            && (self.length + closing.length).is_multiple_of(3);
        same && !odd
    }
}
