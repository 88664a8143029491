//! The fault matrix: a whole visit through the real client, again and again, with one call of it
//! failing in every way there is.

mod backend;
mod calls;
mod faults;
mod rows;
mod run;
mod streams;
mod time;
mod visitor;
mod world;

use super::script::said;
use faults::Fault;
use rows::{ROWS, Row};
use run::Run;
use wasm_bindgen_test::wasm_bindgen_test;

/// How many visits there are in all.
const COMBINATIONS: usize = 1_186;

/// What is seen, for each call and each fault.
const OUTCOMES: &str = include_str!("matrix/outcomes.txt");

/// A test for each row, and the names of all.
macro_rules! each {
    ($($test:ident: $name:literal)*) => {
        $(#[wasm_bindgen_test]
        async fn $test() {
            holds($name).await;
        })*
        const TESTED: &[&str] = &[$($name),*];
    };
}

each! {
    a_visitor_session_may_fail: "identify"
    the_looks_may_fail: "configuration"
    the_check_of_a_token_may_fail: "verify"
    the_look_for_an_open_conversation_may_fail: "find"
    the_loading_of_an_open_conversation_may_fail: "load"
    the_newest_conversations_may_fail: "recent"
    a_start_may_fail: "start"
    a_start_by_the_page_may_fail: "start for the page"
    a_message_may_fail: "send"
    a_message_with_a_whole_answer_may_fail: "send whole"
    a_completion_may_fail: "complete"
    a_whole_completion_may_fail: "complete whole"
    a_look_after_a_turn_may_fail: "refresh"
    a_look_for_what_got_lost_may_fail: "check"
    a_cheap_look_may_fail: "glance"
    the_end_of_a_long_conversation_may_fail: "tail"
    the_list_of_conversations_may_fail: "list"
    a_conversation_of_the_list_may_fail: "pick"
    a_conversation_that_the_page_opens_may_fail: "open"
    a_rating_may_fail: "rate"
    an_end_may_fail: "close"
    a_silent_start_may_fail: "create"
    a_silent_message_may_fail: "respond"
    a_silent_end_may_fail: "end"
}

#[wasm_bindgen_test]
fn so_many_combinations_of_call_and_fault_are_tried() {
    let names = ROWS.iter().map(|row| row.name);
    assert!(names.eq(TESTED.iter().copied()));
    let each = ROWS.iter().map(|row| row.faults().len());
    assert_eq!(each.sum::<usize>(), COMBINATIONS);
}

#[wasm_bindgen_test]
fn every_call_that_a_backend_knows_is_in_the_matrix() {
    let mut found = Vec::new();
    for (options, call) in calls::each() {
        let Some(request) = options.backend.request(&call, &options) else {
            continue;
        };
        let line = format!("{} {}", request.method, request.path);
        let named = |row: &&Row| calls::names(&call).contains(&row.name) && row.asks == line;
        let before = found.len();
        found.extend(ROWS.iter().filter(named).map(|row| row.name));
        assert!(found.len() > before, "no row asks {line}");
    }
    let lacks = ROWS.iter().find(|row| !found.contains(&row.name));
    assert!(
        lacks.is_none(),
        "nothing asks {:?}",
        lacks.map(|row| row.asks)
    );
}

async fn holds(name: &str) {
    let row = ROWS.iter().find(|row| row.name == name).unwrap();
    let mut wrong = Vec::new();
    for fault in row.faults().into_iter().step_by(step()) {
        if let Err(why) = happens(row, &fault).await {
            wrong.push(format!("{name}, {}: {why}", fault.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// In which steps the faults are tried: all of them in Chromium; visits take others longer, and WebKit
/// longer from visit to visit.
fn step() -> usize {
    let agent = web_sys::window().unwrap().navigator().user_agent().unwrap();
    match () {
        () if agent.contains("Chrom") => 1,
        () if agent.contains("Firefox") => 4,
        () => 16,
    }
}

async fn happens(row: &Row, fault: &Fault) -> Result<(), String> {
    let run = Run::begin(row);
    let expected = outcome(row, fault).unwrap_or_default();
    let seen = run.meets(fault, &expected).await;
    let well = run.recovers().await;
    // What the site owner is told of.
    let _ = said();
    let seen = seen?;
    if seen != expected {
        return Err(format!("{seen}, {well:?}"));
    }
    well
}

/// What the table says is seen with this fault.
fn outcome(row: &Row, fault: &Fault) -> Option<String> {
    let begin = format!("[{}]", row.name);
    let lines = OUTCOMES.lines().skip_while(|line| *line != begin).skip(1);
    let mut lines = lines.take_while(|line| !line.starts_with('['));
    lines.find_map(|line| {
        let (names, seen) = line.split_once('|')?;
        let is_it = |name: &str| match name.strip_suffix('*') {
            Some(begin) => fault.name.starts_with(begin),
            None => fault.name == name,
        };
        let cells: Vec<&str> = seen.split('|').map(str::trim).collect();
        names
            .split_whitespace()
            .any(is_it)
            .then(|| cells.join(" | "))
    })
}
