//! A conversation of 10,000 messages: opened, scrolled, gone on with.

use crate::figures::{Figures, Runs};
use crate::harness::Visit;
use crate::probe::Probe;
use crate::reply::first_message;
use crate::table::Table;
use crate::words::{LAST, answer};
use crate::{Plan, say};
use serde_json::{Value, json};

const MESSAGES: u32 = 10_000;

const OPENED: Table = Table {
    title: "A conversation of 10,000 messages, from the click on the launcher to usable",
    columns: &[
        ("usable", "ready", 0),
        ("server ms", "server", 0),
        ("received", "received", 0),
        ("then", "then", 0),
        ("longest task", "longestTask", 0),
        ("long tasks", "longTasks", 0),
        ("script", "script", 0),
        ("style", "style", 0),
        ("layout", "layout", 0),
    ],
    notes: "Usable: the newest message is painted and the text box has the focus. The panel's files \
            were there. The bar: 300 ms.",
};

const KEPT: Table = Table {
    title: "What is kept of it",
    columns: &[
        ("nodes", "nodes", 0),
        ("heap MB", "heapMb", 1),
        ("wasm MB", "wasmMb", 1),
    ],
    notes: "After rubbish was collected.",
};

const SCROLLED: Table = Table {
    title: "Scrolling up through it, most of a panel each frame",
    columns: &[
        ("ms", "ready", 0),
        ("messages drawn", "messages", 0),
        ("frames", "frames", 0),
        ("dropped", "dropped", 0),
        ("longest frame", "longestFrame", 0),
        ("longest task", "longestTask", 0),
        ("long tasks", "longTasks", 0),
        ("script", "script", 0),
        ("style", "style", 0),
        ("layout", "layout", 0),
    ],
    notes: "The bar: no long task.",
};

const ANSWERED: Table = Table {
    title: "A reply of 2,000 tokens at its end, with all that drawn",
    columns: &[
        ("server ms", "server", 0),
        ("first word", "first", 0),
        ("wall", "ready", 0),
        ("÷ server", "ratio", 2),
        ("longest task", "longestTask", 0),
        ("long tasks", "longTasks", 0),
        ("longest frame", "longestFrame", 0),
        ("script", "script", 0),
        ("style", "style", 0),
        ("layout", "layout", 0),
    ],
    notes: "To be compared with the same reply in a new conversation, above.",
};

pub async fn measure(plan: Plan) -> Value {
    let visit = Visit::new().await;
    let given = visit.admin("/tokens", json!({"externalId": "bench"})).await;
    let seed = json!({"visitorId": given["visitor"]["id"], "messages": MESSAGES});
    say(&format!("seeding {MESSAGES} messages"));
    let seeded = visit.admin("/conversations", seed).await;
    let path = format!("/conversations/{}", seeded["id"].as_str().unwrap());
    let token = given["token"].as_str().unwrap();
    // Apart from the rest: what collects rubbish and looks for memory also slows down what comes next.
    let mut kept = [Runs::new("opened"), Runs::new("scrolled")];
    say("memory");
    let mut probe = arrive(&visit, token).await;
    open(&visit, &mut probe, &path).await;
    kept[0].add(probe.kept().await);
    scroll(&visit, &mut probe, plan).await;
    kept[1].add(probe.kept().await);
    let (mut opened, mut again) = (Runs::new("first time"), Runs::new("shown again"));
    let (mut scrolled, mut answered) = (Runs::new("up"), Runs::new("2000 tokens"));
    for run in 1..=plan.runs(3) {
        say(&format!("opening {MESSAGES} messages, run {run}"));
        let mut probe = arrive(&visit, token).await;
        opened.add(open(&visit, &mut probe, &path).await);
        visit.press("Close chat").await;
        visit.gone("textbox", "Message").await;
        again.add(open(&visit, &mut probe, &path).await);
        say(&format!("scrolling, run {run}"));
        scrolled.add(scroll(&visit, &mut probe, plan).await);
        say(&format!("a reply at its end, run {run}"));
        answered.add(first_message(&visit, &mut probe, &answer(2_000), 0.0).await);
    }
    drop(visit);
    let opened = [opened, again];
    OPENED.print(&opened);
    SCROLLED.print(std::slice::from_ref(&scrolled));
    ANSWERED.print(std::slice::from_ref(&answered));
    KEPT.print(&kept);
    json!({
        "opened": opened.iter().map(Runs::to_json).collect::<Vec<_>>(),
        "scrolled": scrolled.to_json(),
        "answered": answered.to_json(),
        "kept": kept.iter().map(Runs::to_json).collect::<Vec<_>>(),
    })
}

/// Opens the page of a visitor with this token, whose pointer rests on the launcher.
async fn arrive<'a>(visit: &'a Visit, token: &str) -> Probe<'a> {
    let (probe, script) = Probe::of(visit).await;
    let head = format!("{script}<script async src=/inglenook.js></script>");
    let api = &visit.api;
    let body = format!("<inglenook-chat api-url={api}/v2 token={token}></inglenook-chat>");
    visit.open(&head, &body).await;
    probe.hover_launcher().await;
    probe
}

/// From the click until the newest message is there and the visitor can write.
async fn open(visit: &Visit, probe: &mut Probe<'_>, path: &str) -> Figures {
    visit.forget("/requests").await;
    // The newest message is the last one seeded, or the reply of an earlier run.
    let newest =
        format!("['Answer {MESSAGES}:', '{LAST}'].some((it) => bench.last().includes(it))");
    let usable = format!("bench.writes() && {newest}");
    probe.record(Some("click"), &usable, "bench.writes()").await;
    visit.press("Open chat").await;
    let (mut figures, requests) = probe.result().await;
    let history = |it: &&Value| {
        let theirs = it["path"].as_str().is_some_and(|it| it.contains(path));
        theirs && it["sent"].as_f64().is_some_and(|sent| sent > 0.0)
    };
    let received = requests.iter().find(history);
    if let Some(received) = received.and_then(|it| it["received"].as_f64()) {
        figures.set("server", probe.server("GET", path).await);
        figures.set("received", received);
        figures.set("then", figures.get("ready") - received);
    }
    figures
}

async fn scroll(visit: &Visit, probe: &mut Probe<'_>, plan: Plan) -> Figures {
    let longest = if plan.quick { 4_000 } else { 10_000 };
    probe.start(&format!("bench.scroll({longest})")).await;
    let mut figures = probe.result().await.0;
    let messages = visit.eval("bench.messages()").await;
    figures.set("messages", messages.as_f64().unwrap_or_default());
    figures
}
