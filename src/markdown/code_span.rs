//! Code spans.

use super::assemble::Piece;
use super::inline::{REACH, Scanner, Stage};
use super::scan::{byte, cut, is_empty, is_space, run};
use super::tree::Inline;

impl Scanner<'_> {
    pub(super) fn code(&mut self) {
        let length = run(self.text, self.at, b'`');
        let inside = self.at + length;
        let close = self.closing_ticks(inside, length);
        let behind = close.map_or(self.text.len(), |close| close + length);
        let growing = self.context.stage == Stage::Growing && behind - self.at <= REACH;
        if close.is_none() && !growing {
            self.at = inside;
            return;
        }
        let raw = cut(self.text, inside, close.unwrap_or(behind));
        let padded = [byte(raw, 0), byte(raw, raw.len().wrapping_sub(1))]
            .into_iter()
            .all(is_space);
        let pad = usize::from(padded && !is_empty(raw));
        let code: String = cut(raw, pad, raw.len() - pad)
            .chars()
            .map(|c| if c == '\n' { ' ' } else { c })
            .collect();
        if close.is_some() || !code.is_empty() {
            self.put(Piece::Node(Inline::Code(code)), behind);
        } else {
            self.flush(self.at);
            self.skip_to(behind);
        }
    }

    /// Where the run of backticks starts that closes a code span. The first
    /// search in vain notes where the last run of each length is, so that no
    /// later one is in vain.
    fn closing_ticks(&mut self, from: usize, length: usize) -> Option<usize> {
        if let Some(last) = &self.ticks
            && last.get(length).is_none_or(|last| *last < from)
        {
            return None;
        }
        let mut last = Vec::new();
        let mut at = from;
        while at < self.text.len() {
            let found = run(self.text, at, b'`');
            if found == length {
                return Some(at);
            }
            if (1..1024).contains(&found) && self.ticks.is_none() {
                if last.len() <= found {
                    last.resize(found + 1, 0);
                }
                if let Some(last) = last.get_mut(found) {
                    *last = at;
                }
            }
            at += found.max(1);
        }
        if self.ticks.is_none() {
            self.ticks = Some(last);
        }
        None
    }
}
