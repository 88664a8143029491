//! What a page and its browser tell about the work that they do.

use crate::figures::Figures;
use crate::harness::Visit;
use crate::harness::browser::Browser;
use serde_json::{Value, json};
use std::time::Duration;

const PROBE: &str = include_str!("probe.js");

/// Time that the browser's main thread has spent so far, in milliseconds.
const WORK: [(&str, &str); 4] = [
    ("task", "TaskDuration"),
    ("script", "ScriptDuration"),
    ("style", "RecalcStyleDuration"),
    ("layout", "LayoutDuration"),
];

pub struct Probe<'a> {
    visit: &'a Visit,
    before: Figures,
}

impl<'a> Probe<'a> {
    /// A visit whose pages can be measured: what has to come first in their heads is the second.
    pub async fn of(visit: &'a Visit) -> (Self, String) {
        for domain in ["Performance.enable", "Network.enable"] {
            visit.browser.devtools(domain, json!({})).await;
        }
        // Away from where the launcher is going to be.
        let corner = json!({"type": "mouseMoved", "x": 1, "y": 1});
        visit
            .browser
            .devtools("Input.dispatchMouseEvent", corner)
            .await;
        let before = Figures::default();
        (Self { visit, before }, visit.site.script(PROBE))
    }

    /// Measures from now on; the page's own measuring starts with `event`, or now. `ready` and
    /// `first` are expressions that are cheap to look at.
    pub async fn record(&mut self, event: Option<&str>, ready: &str, first: &str) {
        let event = json!(event);
        let script = format!("bench.record({event}, () => {ready}, () => {first})");
        self.start(&script).await;
    }

    /// Measures what `script` starts.
    pub async fn start(&mut self, script: &str) {
        self.before = work(&self.visit.browser).await;
        self.visit.browser.run(script, vec![]).await;
    }

    /// Waits for the end of what is measured. The requests that it made come along.
    pub async fn result(&self) -> (Figures, Vec<Value>) {
        let result = self.visit.browser.run_async("bench.done").await;
        assert!(
            result["ready"].is_number(),
            "nothing was measured: {result}"
        );
        let mut figures = Figures::default();
        for (name, value) in result.as_object().into_iter().flatten() {
            if let Some(value) = value.as_f64() {
                figures.set(name, value);
            }
        }
        for (name, now) in work(&self.visit.browser).await.iter() {
            figures.set(name, now - self.before.get(name));
        }
        let requests = result["requests"].as_array().cloned();
        (figures, requests.unwrap_or_default())
    }

    /// What is kept after rubbish was collected: nodes of the widget, megabytes of JavaScript and of
    /// WebAssembly.
    pub async fn kept(&self) -> Figures {
        let browser = &self.visit.browser;
        let mut figures = Figures::default();
        browser.devtools("HeapProfiler.enable", json!({})).await;
        for _ in 0..2 {
            browser
                .devtools("HeapProfiler.collectGarbage", json!({}))
                .await;
        }
        let nodes = browser.run("return bench.nodes()", vec![]).await;
        figures.set("nodes", nodes.as_f64().unwrap_or_default());
        let heap = metrics(browser).await.get("JSHeapUsedSize");
        figures.set("heapMb", heap / 1e6);
        let wasm = browser.run("return bench.wasm()", vec![]).await;
        figures.set("wasmMb", wasm.as_f64().unwrap_or_default() / 1e6);
        browser.devtools("HeapProfiler.disable", json!({})).await;
        figures
    }

    /// How long the server took for the last request to such a path, to the last byte.
    pub async fn server(&self, method: &str, end: &str) -> f64 {
        for _ in 0..100 {
            let log = self.visit.ask("/requests").await;
            let log = log.as_array().cloned().unwrap_or_default();
            let alike = |entry: &&Value| {
                let path = entry["path"].as_str().unwrap_or_default();
                entry["method"] == method && path.ends_with(end)
            };
            let last = log.iter().rev().find(alike);
            if let Some(ms) = last.and_then(|entry| entry["ms"].as_f64()) {
                return ms;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        f64::NAN
    }
}

impl Probe<'_> {
    /// Rests the pointer on the launcher until the panel's files are there.
    pub async fn hover_launcher(&self) {
        self.point("mouseMoved").await;
        self.visit
            .wait_for("performance.getEntriesByType('resource').filter(({ name }) => name.includes('/panel')).length === 2")
            .await;
        tokio::time::sleep(Duration::from_millis(500)).await;
    }

    /// Goes to the launcher and clicks at once.
    pub async fn click_launcher(&self) {
        for event in ["mouseMoved", "mousePressed", "mouseReleased"] {
            self.point(event).await;
        }
    }

    /// Presses Enter, by itself: a driver's own way to type looks at the whole page first.
    pub async fn press_enter(&self) {
        for (kind, text) in [("keyDown", "\r"), ("keyUp", "")] {
            let key = json!({
                "type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": text,
            });
            let press = self.visit.browser.devtools("Input.dispatchKeyEvent", key);
            press.await;
        }
    }

    /// Makes the processor slower, by so many times.
    pub async fn slow_down(&self, rate: u32) {
        self.visit
            .browser
            .devtools("Emulation.setCPUThrottlingRate", json!({"rate": rate}))
            .await;
    }

    async fn point(&self, event: &str) {
        let middle = "(({ x, y, width, height }) => [x + width / 2, y + height / 2])(
            chat.shadowRoot.querySelector('[part=launcher]').getBoundingClientRect())";
        let at = self.visit.eval(middle).await;
        let event = json!({
            "type": event, "x": at[0], "y": at[1],
            "button": if event == "mouseMoved" { "none" } else { "left" }, "clickCount": 1,
        });
        self.visit
            .browser
            .devtools("Input.dispatchMouseEvent", event)
            .await;
    }
}

/// What the main thread has done so far.
pub async fn work(browser: &Browser) -> Figures {
    let metrics = metrics(browser).await;
    let mut figures = Figures::default();
    for (name, theirs) in WORK {
        figures.set(name, metrics.get(theirs) * 1000.0);
    }
    figures
}

async fn metrics(browser: &Browser) -> Figures {
    let answer = browser.devtools("Performance.getMetrics", json!({})).await;
    let mut figures = Figures::default();
    for metric in answer["metrics"].as_array().into_iter().flatten() {
        let name = metric["name"].as_str().unwrap_or_default();
        figures.set(name, metric["value"].as_f64().unwrap_or_default());
    }
    figures
}
