//! The part of a section that answers the question.

use super::words::terms;

/// About as much as a visitor wants to read at once.
const LONG: usize = 1000;

/// Less of a block is not worth showing.
const LITTLE: usize = 200;

/// The blocks of `markdown` that have the most words of the question, in their order.
pub(super) fn excerpt(markdown: &str, question: &str) -> String {
    let terms = terms(question);
    let blocks: Vec<String> = blocks(markdown)
        .into_iter()
        .map(|block| tidy(&block))
        .filter(|block| !block.is_empty())
        .collect();
    let mut best: Vec<usize> = (0..blocks.len()).collect();
    // The sort is stable: of equals, the one that comes first wins.
    best.sort_by_key(|&at| {
        std::cmp::Reverse(blocks.get(at).map_or(0, |block| count(block, &terms)))
    });
    let mut chosen: Vec<(usize, String)> = Vec::new();
    let mut room = LONG;
    for at in best {
        let Some(block) = blocks
            .get(at)
            .and_then(|block| shorten(block, room, &terms))
        else {
            continue;
        };
        room = room.saturating_sub(block.len());
        chosen.push((at, block));
    }
    chosen.sort_unstable();
    let text: Vec<String> = chosen.into_iter().map(|(_, block)| block).collect();
    text.join("\n\n")
}

/// Paragraphs, lists, tables and code blocks: what empty lines separate outside of code.
fn blocks(markdown: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    let mut fenced = false;
    for line in markdown.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if line.trim().is_empty() && !fenced {
            blocks.push(String::new());
        } else if let Some(block) = blocks.last_mut() {
            block.push_str(line);
            block.push('\n');
        }
    }
    blocks
}

/// Without what makes sense only in its own file: images, HTML, links to neighbours.
fn tidy(block: &str) -> String {
    let block = block.trim_end();
    if block.starts_with("```") {
        return block.to_owned();
    }
    if block.starts_with('<') || block.starts_with("[![") || block.starts_with("![") {
        return String::new();
    }
    unlink(block)
}

/// What of a block fits into `room`, if it is worth showing: code whole or not at all, of tables
/// and lists whole lines.
fn shorten(block: &str, room: usize, terms: &[String]) -> Option<String> {
    if block.len() <= room {
        return Some(block.to_owned());
    }
    if block.starts_with("```") {
        return (room == LONG).then(|| block.to_owned());
    }
    if block.starts_with('|') {
        return Some(rows(block, terms)).filter(|table| room == LONG || table.len() <= room);
    }
    if room < LITTLE {
        return None;
    }
    let start = block.get(..block.floor_char_boundary(room))?;
    if block.starts_with(|first: char| "-*+".contains(first) || first.is_ascii_digit())
        && let Some((items, _)) = start.rsplit_once('\n')
    {
        return Some(format!("{items}\n\n…"));
    }
    Some(format!(
        "{}…",
        start.rsplit_once(' ').map_or(start, |(words, _)| words)
    ))
}

/// The head of a table and those rows that have a word of the question.
fn rows(table: &str, terms: &[String]) -> String {
    let rows = table.lines().enumerate();
    let kept: Vec<&str> = rows
        .filter(|(number, row)| *number < 2 || count(row, terms) > 0)
        .map(|(_, row)| row)
        .take(12)
        .collect();
    kept.join("\n")
}

/// Turns links to other files into their text; links to the web stay, and so does code.
fn unlink(block: &str) -> String {
    let mut text = String::new();
    let mut rest = block;
    while let Some(at) = rest.find(['[', '`']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let (shown, after) = code(from)
            .or_else(|| link(from))
            .unwrap_or_else(|| from.split_at(1));
        text.push_str(shown);
        rest = after;
    }
    text.push_str(rest);
    text
}

/// A code span at the start, and what follows it.
fn code(from: &str) -> Option<(&str, &str)> {
    let end = from.strip_prefix('`')?.find('`')? + 2;
    from.split_at_checked(end)
}

/// What to show of a link at the start, and what follows it.
fn link(from: &str) -> Option<(&str, &str)> {
    let (label, after) = from.strip_prefix('[')?.split_once(']')?;
    let (target, after) = after.strip_prefix('(')?.split_once(')')?;
    if label.contains(['[', '\n']) {
        return None;
    }
    if target.starts_with("http") {
        return from.split_at_checked(from.len() - after.len());
    }
    Some((label, after))
}

/// How many of the terms occur; an ending more or less does not matter.
fn count(block: &str, terms: &[String]) -> usize {
    let block = block.to_lowercase();
    let stem = |term: &str| -> String {
        let length = term.chars().count();
        term.chars()
            .take(if length > 5 { length - 2 } else { length })
            .collect()
    };
    terms
        .iter()
        .filter(|term| block.contains(&stem(term)))
        .count()
}
