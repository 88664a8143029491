//! A position in a line that counts columns, because a tab can belong partly
//! to a marker and partly to what follows it.

use super::scan::{after, byte};

/// Where the reading of one line has come to.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    line: &'a str,
    offset: usize,
    column: usize,
    /// Columns of a tab already entered that are still to be taken.
    owed: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(line: &'a str) -> Self {
        Self {
            line,
            offset: 0,
            column: 0,
            owed: 0,
        }
    }

    /// Columns of white space ahead, and the offset behind them.
    fn ahead(&self) -> (usize, usize) {
        let mut column = self.column + self.owed;
        let mut offset = self.offset;
        loop {
            match byte(self.line, offset) {
                b' ' => column += 1,
                b'\t' => column += 4 - column % 4,
                _ => return (column - self.column, offset),
            }
            offset += 1;
        }
    }

    /// Columns of white space ahead.
    pub(super) fn indent(&self) -> usize {
        self.ahead().0
    }

    /// What follows the white space ahead.
    pub(super) fn rest(&self) -> &'a str {
        after(self.line, self.ahead().1)
    }

    /// Takes white space, at most so many columns.
    pub(super) fn skip_columns(&mut self, mut columns: usize) {
        while columns > 0 {
            if self.owed == 0 {
                self.owed = match byte(self.line, self.offset) {
                    b' ' => 1,
                    b'\t' => 4 - self.column % 4,
                    _ => return,
                };
                self.offset += 1;
            }
            let step = columns.min(self.owed);
            self.owed -= step;
            self.column += step;
            columns -= step;
        }
    }

    /// Takes the white space ahead and a marker of so many bytes.
    pub(super) fn skip_marker(&mut self, bytes: usize) {
        let (columns, offset) = self.ahead();
        self.column += columns + bytes;
        self.offset = offset + bytes;
        self.owed = 0;
    }

    /// The rest as it is: spaces owed for a half-taken tab, then the text.
    pub(super) fn verbatim(&self) -> (usize, &'a str) {
        (self.owed, after(self.line, self.offset))
    }
}
