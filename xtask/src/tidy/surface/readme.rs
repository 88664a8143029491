//! The README's tables.

use super::Names;

/// The names in backquotes in the first column of every table headed `heading`; nothing without such a table.
pub fn first_column(readme: &str, heading: &str) -> Option<Names> {
    let mut found = None;
    let mut inside = false;
    for line in readme.lines() {
        let Some(cell) = first_cell(line) else {
            inside = false;
            continue;
        };
        if inside {
            // A table's own ruler has no backquotes.
            let names = cell.split('`').skip(1).step_by(2).map(bare);
            found.get_or_insert_with(Names::new).extend(names);
        } else if cell.eq_ignore_ascii_case(heading) {
            inside = true;
            found.get_or_insert_with(Names::new);
        }
    }
    found
}

fn first_cell(line: &str) -> Option<&str> {
    line.trim()
        .strip_prefix('|')?
        .split('|')
        .next()
        .map(str::trim)
}

/// `send` of `send(text)`.
fn bare(name: &str) -> String {
    name.split('(').next().unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests;
