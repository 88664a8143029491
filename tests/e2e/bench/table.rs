//! Figures for people.

use crate::figures::Runs;

/// A heading, columns as (heading, name of the figure, digits behind the point), and what to know.
pub struct Table {
    pub title: &'static str,
    pub columns: &'static [(&'static str, &'static str, usize)],
    pub notes: &'static str,
}

impl Table {
    /// Prints medians; where the best run differs much, that as well.
    pub fn print(&self, rows: &[Runs]) {
        println!("\n{}\n", self.title);
        let names = rows.iter().map(|runs| runs.name.chars().count());
        let first = names.max().unwrap_or_default();
        let mut head = format!("    {:<first$}", "");
        let mut lines: Vec<String> = rows
            .iter()
            .map(|runs| format!("    {:<first$}", runs.name))
            .collect();
        for (heading, name, digits) in self.columns {
            let cell = |runs: &Runs| cell(runs, name, *digits);
            let cells: Vec<String> = rows.iter().map(cell).collect();
            let widths = cells.iter().map(|cell| cell.chars().count());
            let width = widths
                .max()
                .unwrap_or_default()
                .max(heading.chars().count())
                + 2;
            head.push_str(&format!("{heading:>width$}"));
            for (line, cell) in lines.iter_mut().zip(cells) {
                line.push_str(&format!("{cell:>width$}"));
            }
        }
        println!("{head}");
        for line in lines {
            println!("{line}");
        }
        println!("    {}", self.notes);
    }
}

/// `median (best)`.
fn cell(runs: &Runs, name: &str, digits: usize) -> String {
    let (median, best) = (runs.median(name), runs.best(name));
    if median.is_nan() {
        return "–".into();
    }
    let (median, best) = (format!("{median:.digits$}"), format!("{best:.digits$}"));
    if median == best {
        median
    } else {
        format!("{median} ({best})")
    }
}
