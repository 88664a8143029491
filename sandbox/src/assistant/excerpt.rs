//! The part of a section that answers the question.

use super::words::terms;

/// About as much as a visitor wants to read at once.
const LONG: usize = 900;

/// The blocks of `markdown` that have the most words of the question, in their order.
pub(super) fn excerpt(markdown: &str, question: &str) -> String {
    let terms = terms(question);
    let blocks: Vec<String> = blocks(markdown)
        .into_iter()
        .map(|block| tidy(&block, &terms))
        .filter(|block| !block.is_empty())
        .collect();
    let mut best: Vec<usize> = (0..blocks.len()).collect();
    // The sort is stable: of equals, the one that comes first wins.
    best.sort_by_key(|&at| {
        std::cmp::Reverse(blocks.get(at).map_or(0, |block| count(block, &terms)))
    });
    let mut chosen = Vec::new();
    let mut length = 0;
    for at in best {
        let size = blocks.get(at).map_or(0, |block| block.len());
        if chosen.is_empty() || length + size <= LONG {
            chosen.push(at);
            length += size;
        }
    }
    chosen.sort_unstable();
    let text: Vec<&str> = chosen
        .into_iter()
        .filter_map(|at| blocks.get(at))
        .map(String::as_str)
        .collect();
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

/// Without what makes sense only in its own file (images, HTML, links to neighbours), and not
/// endless.
fn tidy(block: &str, terms: &[String]) -> String {
    let block = block.trim_end();
    if block.starts_with("```") {
        return block.to_owned();
    }
    if block.starts_with('<') || block.starts_with("[![") || block.starts_with("![") {
        return String::new();
    }
    let block = unlink(block);
    if block.len() <= LONG {
        return block;
    }
    if block.starts_with('|') {
        return rows(&block, terms);
    }
    let end = block.floor_char_boundary(LONG);
    let start = block.get(..end).unwrap_or_default();
    format!(
        "{}…",
        start.rsplit_once(' ').map_or(start, |(whole, _)| whole)
    )
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

/// Turns links to other files into their text; links to the web stay.
fn unlink(block: &str) -> String {
    let mut text = String::new();
    let mut rest = block;
    while let Some((before, from)) = rest.split_once('[') {
        text.push_str(before);
        let link = from.split_once("](").and_then(|(label, after)| {
            let (target, after) = after.split_once(')')?;
            (!label.contains(['[', ']', '\n']) || label.contains('`')).then_some(())?;
            Some((label, target, after))
        });
        match link {
            Some((label, target, after)) if target.starts_with("http") => {
                text.push_str(&format!("[{label}]({target})"));
                rest = after;
            }
            Some((label, _, after)) => {
                text.push_str(label);
                rest = after;
            }
            None => {
                text.push('[');
                rest = from;
            }
        }
    }
    text.push_str(rest);
    text
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
