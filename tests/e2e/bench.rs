//! Measurements of the packed files in a real browser, by `cargo xtask bench`. They measure and
//! assert nothing: a shared machine would make such tests lie.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing
)]

#[path = "bench/embed.rs"]
mod embed;
#[path = "bench/figures.rs"]
mod figures;
#[allow(dead_code)]
mod harness;
#[path = "bench/long.rs"]
mod long;
#[path = "bench/probe.rs"]
mod probe;
#[path = "bench/reply.rs"]
mod reply;
#[path = "bench/table.rs"]
mod table;
#[path = "bench/words.rs"]
mod words;

use serde_json::{Value, json};
use std::{env, fs, thread};

/// How much to measure.
#[derive(Clone, Copy)]
pub struct Plan {
    /// Fewer runs.
    pub quick: bool,
}

impl Plan {
    pub fn runs(self, usual: usize) -> usize {
        if self.quick { 1 } else { usual }
    }
}

/// What is being done now, for who waits.
pub fn say(what: &str) {
    println!("    … {what}");
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = env::args().collect();
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let only = arguments.iter().find_map(|it| it.strip_prefix("--only="));
    let wanted = |part: &str| only.is_none_or(|only| only == part);
    let plan = Plan { quick };
    let mut result = json!({"machine": machine(), "quick": quick});
    if wanted("reply") {
        result["reply"] = reply::measure(plan).await;
    }
    if wanted("long") {
        result["long"] = long::measure(plan).await;
    }
    if wanted("embed") {
        result["embed"] = embed::measure(plan).await;
    }
    println!(
        "\n    Each figure is the median of its runs (in brackets: the best run), in milliseconds where"
    );
    println!(
        "    nothing else is said. The machine: {}",
        result["machine"]
    );
    if let Some(file) = arguments.iter().find_map(|it| it.strip_prefix("--out=")) {
        let text = serde_json::to_string_pretty(&result).unwrap();
        fs::write(file, text + "\n").unwrap();
        println!("    Every run is in {file}");
    }
}

/// What the figures depend on.
fn machine() -> Value {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    json!({"cores": cores, "load": load.split(' ').next()})
}
