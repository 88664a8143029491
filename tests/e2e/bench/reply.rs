//! One reply: from Enter to its last word on screen.

use crate::figures::{Figures, Runs};
use crate::harness::Visit;
use crate::probe::Probe;
use crate::table::Table;
use crate::words::{FIRST, LAST, answer};
use crate::{Plan, say};
use serde_json::{Value, json};

/// Tokens a second, and how many: a usual model, a fast one, the fastest hosted ones, and more than
/// any has yet.
const PACES: [(u32, usize); 5] = [
    (50, 500),
    (500, 2_000),
    (2_000, 4_000),
    (10_000, 4_000),
    (25_000, 4_000),
];

const TABLE: Table = Table {
    title: "One reply, from Enter to its last word on screen",
    columns: &[
        ("server ms", "server", 0),
        ("bare page", "bare", 0),
        ("to the request", "before", 0),
        ("first word", "first", 0),
        ("wall", "ready", 0),
        ("from the request", "last", 0),
        ("÷ server", "ratio", 2),
        ("longest task", "longestTask", 0),
        ("long tasks", "longTasks", 0),
        ("longest frame", "longestFrame", 0),
        ("dropped", "dropped", 0),
        ("script", "script", 0),
        ("style", "style", 0),
        ("layout", "layout", 0),
        ("nodes", "nodes", 0),
        ("heap MB", "heapMb", 1),
        ("wasm MB", "wasmMb", 1),
    ],
    notes: "The bars: time from the request ≤ 1.2 × the server's, no task over 50 ms (shorter ones are \
            not told), time linear in length. Bare page: the same reply fetched, read and not shown, \
            in the same browser.",
};

pub async fn measure(plan: Plan) -> Value {
    let visit = Visit::new().await;
    let mut all = Vec::new();
    for tokens in [2_000, 4_000, 8_000] {
        let mut runs = Runs::new(format!("{tokens} tokens"));
        for run in 1..=plan.runs(5) {
            say(&format!("a reply of {tokens} tokens, run {run}"));
            runs.add(to_a_newcomer(&visit, &answer(tokens), 0.0).await);
        }
        all.push(runs);
    }
    for (pace, tokens) in PACES {
        let tokens = if plan.quick { tokens / 4 } else { tokens };
        let mut paced = Runs::new(format!("{tokens} tokens, {pace}/s"));
        for run in 1..=plan.runs(3) {
            say(&format!(
                "a reply of {tokens} tokens, {pace} a second, run {run}"
            ));
            let pause = 1000.0 / f64::from(pace);
            paced.add(to_a_newcomer(&visit, &answer(tokens), pause).await);
        }
        all.push(paced);
    }
    drop(visit);
    TABLE.print(&all);
    let growth = [(0, 1), (1, 2)].map(|(one, two)| all[two].best("last") / all[one].best("last"));
    println!(
        "    Twice as long takes {:.2} (2,000 to 4,000) and {:.2} times (4,000 to 8,000) the time.",
        growth[0], growth[1]
    );
    let runs: Vec<Value> = all.iter().map(Runs::to_json).collect();
    json!({"runs": runs, "growth": growth})
}

/// The first message of somebody who has never been here.
async fn to_a_newcomer(visit: &Visit, text: &str, pace: f64) -> Figures {
    visit.calm().await;
    let (mut probe, script) = Probe::of(visit).await;
    visit.open(&(script + &visit.tag("")), "").await;
    visit.eval("localStorage.clear()").await;
    visit.open_chat().await;
    let mut figures = first_message(visit, &mut probe, text, pace).await;
    figures.join(probe.kept().await);
    if pace == 0.0 {
        visit.will_answer(text).await;
        let bare = format!("bench.bare('{}/v2')", visit.api);
        let bare = visit.browser.run_async(&bare).await.as_f64();
        figures.set("bare", bare.unwrap_or(f64::NAN));
    }
    figures
}

/// Sends a message that is answered by `text`, a word every `pace` milliseconds.
pub async fn first_message(visit: &Visit, probe: &mut Probe<'_>, text: &str, pace: f64) -> Figures {
    let order = json!({"text": text, "paceMs": pace, "chunk": "word"});
    visit.admin("/answers", order).await;
    visit.write("go").await;
    let seen = |word| format!("bench.last().includes({word:?})");
    probe
        .record(Some("keydown"), &seen(LAST), &seen(FIRST))
        .await;
    probe.press_enter().await;
    let (mut figures, requests) = probe.result().await;
    let ours = |request: &&Value| {
        request["path"]
            .as_str()
            .is_some_and(|it| it.ends_with("/messages"))
    };
    let request = requests.iter().find(ours);
    let before = request.and_then(|it| it["sent"].as_f64());
    let before = before.unwrap_or_default();
    let server = probe.server("POST", "/messages").await;
    let last = figures.get("ready") - before;
    figures.set("before", before);
    figures.set("server", server);
    figures.set("last", last);
    figures.set("ratio", last / server);
    figures
}
