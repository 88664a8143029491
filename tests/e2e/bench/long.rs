//! A conversation of 10,000 messages: opened, scrolled, gone on with.

use crate::figures::Runs;
use crate::harness::Visit;
use crate::probe::Probe;
use crate::reply::first_message;
use crate::table::Table;
use crate::words::answer;
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
        ("nodes", "nodes", 0),
        ("heap MB", "heapMb", 1),
        ("wasm MB", "wasmMb", 1),
    ],
    notes: "Usable: the newest message is painted and the text box has the focus. The panel's files \
            were there. The bar: 300 ms.",
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
        ("nodes", "nodes", 0),
        ("heap MB", "heapMb", 1),
        ("wasm MB", "wasmMb", 1),
    ],
    notes: "The bar: no long task; memory small and linear.",
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
    let (mut opened, mut again) = (Runs::new("first time"), Runs::new("shown again"));
    let (mut scrolled, mut answered) = (Runs::new("up"), Runs::new("2000 tokens"));
    let runs = plan.runs(3);
    for run in 1..=runs {
        say(&format!("opening {MESSAGES} messages, run {run}"));
        let (mut probe, script) = Probe::of(&visit).await;
        let head = format!("{script}<script async src=/inglenook.js></script>");
        let token = given["token"].as_str().unwrap();
        let body = format!(
            "<inglenook-chat api-url={}/v2 token={token}></inglenook-chat>",
            visit.api
        );
        visit.open(&head, &body).await;
        probe.hover_launcher().await;
        let usable = format!("bench.writes() && bench.last().includes('Answer {MESSAGES}:')");
        probe.record(Some("click"), &usable, "bench.writes()").await;
        visit.press("Open chat").await;
        let (mut figures, requests) = probe.result().await;
        let history = |request: &&Value| {
            request["path"]
                .as_str()
                .is_some_and(|it| it.contains(&path))
        };
        let received = requests
            .iter()
            .find(history)
            .and_then(|it| it["received"].as_f64());
        let received = received.unwrap_or(f64::NAN);
        figures.set("server", probe.server("GET", &path).await);
        figures.set("received", received);
        figures.set("then", figures.get("ready") - received);
        probe.kept(&mut figures).await;
        opened.add(figures);

        visit.press("Close chat").await;
        visit.gone("textbox", "Message").await;
        probe.record(Some("click"), &usable, "bench.writes()").await;
        visit.press("Open chat").await;
        again.add(probe.result().await.0);

        if run > 1 && plan.quick {
            continue;
        }
        say(&format!("scrolling, run {run}"));
        let longest = if plan.quick { 5_000 } else { 20_000 };
        probe.start(&format!("bench.scroll({longest})")).await;
        let mut figures = probe.result().await.0;
        probe.kept(&mut figures).await;
        let messages = visit.eval("bench.messages()").await;
        figures.set("messages", messages.as_f64().unwrap_or_default());
        scrolled.add(figures);
        if run == runs || plan.quick {
            say("a reply at its end");
            answered.add(first_message(&visit, &mut probe, &answer(2_000), 0).await);
        }
    }
    visit.browser.end().await;
    let opened = [opened, again];
    OPENED.print(&opened);
    SCROLLED.print(std::slice::from_ref(&scrolled));
    ANSWERED.print(std::slice::from_ref(&answered));
    json!({
        "opened": opened.iter().map(Runs::to_json).collect::<Vec<_>>(),
        "scrolled": scrolled.to_json(),
        "answered": answered.to_json(),
    })
}
