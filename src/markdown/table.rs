//! The lines of a table.

use super::scan::{after, byte, cut, run, trim};
use super::tree::Align;

/// Most columns a table can have.
const COLUMNS: usize = 100;

/// The alignments that a delimiter row gives: `| :-- | --: |`.
pub(super) fn delimiters(line: &str) -> Option<Vec<Align>> {
    if !line.bytes().all(|byte| b"|:- \t".contains(&byte))
        || !line.bytes().any(|byte| byte == b'|' || byte == b':')
    {
        return None;
    }
    let mut align = Vec::new();
    for cell in cells(line, COLUMNS + 1) {
        let left = byte(cell, 0) == b':';
        let dashes = run(cell, usize::from(left), b'-');
        let end = usize::from(left) + dashes;
        let right = byte(cell, end) == b':';
        if dashes == 0 || end + usize::from(right) != cell.len() {
            return None;
        }
        align.push(match (left, right) {
            (true, true) => Align::Center,
            (true, false) => Align::Left,
            (false, true) => Align::Right,
            (false, false) => Align::None,
        });
    }
    (1..=COLUMNS).contains(&align.len()).then_some(align)
}

/// The cells of a row, at most so many. A pipe behind a backslash divides
/// nothing; [`cell_text`] takes the backslash away.
pub(super) fn cells(line: &str, limit: usize) -> Vec<&str> {
    let line = trim(line);
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while at < line.len() && cells.len() < limit {
        match byte(line, at) {
            b'\\' if byte(line, at + 1) == b'|' => at += 1,
            b'|' => {
                cells.push(trim(cut(line, from, at)));
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    let last = trim(cut(line, from, line.len()));
    if !last.is_empty() && cells.len() < limit {
        cells.push(last);
    }
    cells
}

/// What a cell says.
pub(super) fn cell_text(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut from = 0;
    for at in 0..cell.len() {
        if byte(cell, at) == b'\\' && byte(cell, at + 1) == b'|' {
            text.push_str(cut(cell, from, at));
            from = at + 1;
        }
    }
    text.push_str(after(cell, from));
    text
}
