//! What the widget costs a page before the visitor acts, and how long it then takes.

use crate::figures::{Figures, Runs};
use crate::harness::Visit;
use crate::harness::site::Page;
use crate::probe::{Probe, work};
use crate::table::Table;
use crate::{Plan, say};
use serde_json::{Value, json};
use std::time::Duration;

const IDLE: Table = Table {
    title: "A page before the visitor acts, 1.5 s after it has loaded",
    columns: &[
        ("requests", "requests", 0),
        ("bytes", "bytes", 0),
        ("long tasks", "longTasks", 0),
        ("CLS", "shift", 4),
        ("LCP ms", "largest", 0),
        ("main thread ms", "task", 1),
        ("script ms", "script", 1),
        ("style", "style", 1),
        ("layout", "layout", 1),
    ],
    notes: "The bars: one request more, ≤ 3 kB, no long task, CLS 0, LCP as without.",
};

const CLICKED: Table = Table {
    title: "From the click on the launcher to the focused text box",
    columns: &[
        ("files there", "received", 0),
        ("usable", "ready", 0),
        ("longest task", "longestTask", 0),
        ("long tasks", "longTasks", 0),
        ("main thread ms", "task", 0),
        ("script", "script", 0),
        ("style", "style", 0),
        ("layout", "layout", 0),
    ],
    notes: "Files come from this machine: on a network, their time is added. The pointer gets to the \
            launcher right before the click; hovered: it rests there until the files have come.",
};

/// How a visitor comes to click.
#[derive(Clone, Copy, PartialEq)]
enum Case {
    Cold,
    Warm,
    Hovered,
}

pub async fn measure(plan: Plan) -> Value {
    let visit = Visit::new().await;
    visit.site.keep_in_caches();
    let (mut without, mut with) = (Runs::new("without"), Runs::new("with the widget"));
    for run in 1..=plan.runs(7) {
        say(&format!("a page with and without the widget, run {run}"));
        without.add(idle(&visit, "").await);
        with.add(idle(&visit, &visit.tag("")).await);
    }
    let mut clicked = Vec::new();
    for slower in [1, 4] {
        for (case, name) in [
            (Case::Cold, "cold cache"),
            (Case::Warm, "warm cache"),
            (Case::Hovered, "hovered"),
        ] {
            let name = if slower == 1 {
                name.into()
            } else {
                format!("{name}, CPU ÷ {slower}")
            };
            let mut runs = Runs::new(&name);
            for run in 1..=plan.runs(5) {
                say(&format!("click to usable, {name}, run {run}"));
                runs.add(click(&visit, case, slower).await);
            }
            clicked.push(runs);
        }
    }
    drop(visit);
    let idle = [without, with];
    IDLE.print(&idle);
    CLICKED.print(&clicked);
    json!({
        "idle": idle.iter().map(Runs::to_json).collect::<Vec<_>>(),
        "clicked": clicked.iter().map(Runs::to_json).collect::<Vec<_>>(),
    })
}

/// Loads an ordinary page with this in its head.
async fn idle(visit: &Visit, head: &str) -> Figures {
    let (_, script) = Probe::of(visit).await;
    forget_files(visit).await;
    let (head, body) = (&(script + head), &text());
    let url = visit.site.put(
        "page",
        Page {
            head,
            body,
            ..Page::default()
        },
    );
    visit.browser.goto("about:blank").await;
    let before = work(&visit.browser).await;
    visit.browser.goto(&url).await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let cost = visit.browser.run("return bench.cost()", vec![]).await;
    let mut figures = Figures::default();
    for (name, value) in cost.as_object().into_iter().flatten() {
        figures.set(name, value.as_f64().unwrap_or_default());
    }
    for (name, now) in work(&visit.browser).await.iter() {
        figures.set(name, now - before.get(name));
    }
    figures
}

async fn click(visit: &Visit, case: Case, slower: u32) -> Figures {
    let (mut probe, script) = Probe::of(visit).await;
    if case == Case::Cold {
        forget_files(visit).await;
    }
    probe.slow_down(1).await;
    visit.open(&(script + &visit.tag("")), &text()).await;
    visit.eval("localStorage.clear()").await;
    probe.slow_down(slower).await;
    if case == Case::Hovered {
        probe.hover_launcher().await;
    }
    probe
        .record(Some("click"), "bench.writes()", "bench.writes()")
        .await;
    probe.click_launcher().await;
    let (mut figures, requests) = probe.result().await;
    probe.slow_down(1).await;
    let panel = |it: &&Value| {
        it["path"]
            .as_str()
            .is_some_and(|path| path.contains("/panel"))
    };
    let received = requests.iter().filter(panel);
    let received = received.filter_map(|it| it["received"].as_f64());
    figures.set("received", received.fold(f64::NEG_INFINITY, f64::max));
    figures
}

async fn forget_files(visit: &Visit) {
    visit
        .browser
        .devtools("Network.clearBrowserCache", json!({}))
        .await;
}

/// Something to read, as pages have.
fn text() -> String {
    let line = "<p>Dry wood burns clean, wet wood smokes: this page is about the difference.</p>";
    line.repeat(40)
}
