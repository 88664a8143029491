//! Steps: what is being done, how long it took, and what failed.

use std::time::{Duration, Instant};

use crate::error::{Error, Result};

/// Announces `name`, does `work` and says how long it took.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("\n==> {name}");
    let start = Instant::now();
    let result = work();
    if result.is_ok() {
        println!("    done in {}", seconds(start.elapsed()));
    }
    result
}

/// Steps that all run, whatever becomes of the others, and a summary of them.
#[derive(Debug, Default)]
pub struct Report(Vec<Line>);

#[derive(Debug)]
struct Line {
    name: String,
    took: Duration,
    outcome: Outcome,
}

#[derive(Debug)]
enum Outcome {
    Passed,
    Failed(Error),
    /// The step that this one needs failed.
    Skipped(String),
}

impl Report {
    /// Runs a step and remembers how it went; the answer is whether it passed.
    pub fn run(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        let start = Instant::now();
        let outcome = match step(name, work) {
            Ok(()) => Outcome::Passed,
            Err(error) => {
                println!("{error}");
                Outcome::Failed(error)
            }
        };
        let passed = matches!(outcome, Outcome::Passed);
        self.0.push(Line {
            name: name.to_owned(),
            took: start.elapsed(),
            outcome,
        });
        passed
    }

    /// Notes a step that cannot run because `needed` did not pass.
    pub fn skip(&mut self, name: &str, needed: &str) {
        let outcome = Outcome::Skipped(needed.to_owned());
        self.0.push(Line {
            name: name.to_owned(),
            took: Duration::ZERO,
            outcome,
        });
    }

    /// Prints the summary. It is an error unless every step passed.
    pub fn finish(self, command: &str) -> Result<()> {
        println!("\n==> Summary of `cargo xtask {command}`");
        let mut failed = Vec::new();
        for line in &self.0 {
            let took = seconds(line.took);
            match &line.outcome {
                Outcome::Passed => println!("    passed   {:<44} {took:>8}", line.name),
                Outcome::Failed(error) => {
                    println!("    FAILED   {:<44} {took:>8}", line.name);
                    failed.push(format!("{}\n  {error}", line.name));
                }
                Outcome::Skipped(needed) => {
                    println!("    SKIPPED  {:<44} it needs: {needed}", line.name);
                    failed.push(format!("{}\n  skipped: it needs {needed}", line.name));
                }
            }
        }
        let total = self.0.iter().map(|line| line.took).sum();
        println!("    in all   {:<44} {:>8}", "", seconds(total));
        if failed.is_empty() {
            println!("    Everything passed.");
            return Ok(());
        }
        Err(Error::new(format!(
            "{} failed:\n\n{}",
            count(failed.len()),
            failed.join("\n\n")
        )))
    }
}

fn count(steps: usize) -> String {
    if steps == 1 {
        "one step".to_owned()
    } else {
        format!("{steps} steps")
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests;
