//! Journeys that failed and are made again.
//!
//! A journey needs a browser, its driver and two cores that go on all the time, which no machine
//! promises. So a few that fail are made once more, one at a time. What is wrong fails again; what
//! does not is named in the summary, for somebody to look into.

use crate::error::Result;
use crate::process::Run;

/// More than these have failed for one reason, which a second time would only find again.
const MOST: usize = 2;

/// Runs `tests` with these arguments, and again what failed. The answer is what passed only then.
pub fn run(tests: impl Fn() -> Run, arguments: &[&str]) -> Result<Vec<String>> {
    let mut failed = Vec::new();
    let first = tests()
        .args(arguments)
        .run_and_hear(|line| failed.extend(failure(line).map(str::to_owned)));
    let Err(error) = first else {
        return Ok(Vec::new());
    };
    if !(1..=MOST).contains(&failed.len()) {
        return Err(error);
    }
    println!("    Made again, one at a time: {}", failed.join(", "));
    tests()
        .args(["--", "--exact", "--test-threads=1"])
        .args(&failed)
        .run()?;
    Ok(failed)
}

/// The test that a line says has failed.
fn failure(line: &str) -> Option<&str> {
    line.strip_prefix("test ")?.strip_suffix(" ... FAILED")
}

#[cfg(test)]
mod tests;
