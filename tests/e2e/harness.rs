//! Page verbs: a journey reads as what a visitor or a page developer does.

pub mod agent;
mod axe;
mod backend;
pub mod brought;
pub mod browser;
mod device;
pub mod guide;
pub mod hosting;
mod pages;
pub mod proxy;
pub mod server;
pub mod site;
pub mod vite;
mod within;
pub mod wordpress;

use browser::{Browser, until};
use fantoccini::elements::Element;
use serde_json::{Value, json};
use site::Site;
use std::sync::Mutex;
use std::time::Duration;
use tokio::net::TcpListener;

const FIND: &str = include_str!("harness/find.js");
const SHOWN: &str = include_str!("harness/shown.js");

/// What Chromium itself prints when a request is answered with an error is no problem of the page.
const BROWSERS_OWN: [&str; 1] = ["Failed to load resource"];

/// A visitor on a site: a browser, a site owner's server, the sandbox.
pub struct Visit {
    pub browser: Browser,
    pub site: Site,
    pub api: String,
    admin: reqwest::Client,
    expected: Vec<String>,
    /// What went wrong on pages that were left.
    past: Mutex<Vec<String>>,
}

/// A project whose owner has not configured anything: journeys find things in our own words.
fn plain_widget() -> serde_json::Map<String, Value> {
    let fields = "welcomeMessage inputPlaceholder displayName brandColor userMessageBubbleColor width maxHeight offset position bubbleRadius baseFontSize";
    fields
        .split(' ')
        .map(|name| (name.into(), Value::Null))
        .collect()
}

impl Visit {
    /// A desktop browser; no page is open yet.
    pub async fn new() -> Self {
        Self::sized(1280, 900).await
    }

    pub async fn sized(width: u32, height: u32) -> Self {
        Self::allowed(width, height, "").await
    }

    /// A site whose pages may ask another origin too.
    pub async fn beside(origin: &str) -> Self {
        Self::allowed(1280, 900, origin).await
    }

    async fn allowed(width: u32, height: u32, origin: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let api = format!("http://{}", listener.local_addr().unwrap());
        let site = Site::start(&format!("{api} {origin}")).await;
        let mut config = sandbox::Config {
            database: ":memory:".into(),
            pace: Duration::ZERO,
            widget: plain_widget(),
            ..sandbox::Config::default()
        };
        // Where a frame's sandbox hides the origin, browsers call it "null".
        for (key, origin) in [
            ("pk_framed", "null"),
            ("pk_without_tls", &site.without_tls()),
        ] {
            config.keys.push(sandbox::PublishableKey {
                key: key.into(),
                origins: sandbox::Origins::Only(vec![origin.into()]),
            });
        }
        let app = sandbox::app(config).expect("the sandbox starts");
        tokio::spawn(async move { sandbox::serve(listener, app, std::future::pending()).await });
        Self {
            site,
            browser: Browser::start(width, height).await,
            admin: reqwest::Client::new(),
            expected: Vec::new(),
            past: Mutex::default(),
            api,
        }
    }

    /// Whatever happened before, a message gets its answer, and neither is there twice.
    pub async fn still_works(&self) {
        self.will_answer("Everything is fine again.").await;
        self.say("Does it work?").await;
        let once = async |text| (self.count(text).await == 1).then_some(());
        for text in ["Does it work?", "Everything is fine again."] {
            self.wait(text, async || once(text).await).await;
        }
        self.see_no_vendor_words().await;
    }

    /// Clicks the launcher, unless the panel was shown on the last page, and waits for the composer.
    pub async fn open_chat(&self) {
        let shown = "try { return sessionStorage['inglenook:shown'] } catch {}";
        if self.browser.run(shown, vec![]).await != "1" {
            self.press("Open chat").await;
        }
        self.find("textbox", "Message").await;
    }

    /// Writes a message and sends it with Enter.
    pub async fn say(&self, text: &str) {
        self.write(text).await;
        self.keys("\u{e007}").await;
    }

    /// Writes into the composer.
    pub async fn write(&self, text: &str) {
        let composer = self.find("textbox", "Message").await;
        self.browser.click_into(&composer).await;
        // WebKit's driver takes no text for a mistake.
        if !text.is_empty() {
            composer.send_keys(text).await.unwrap();
        }
    }

    /// Puts a long text into the composer at once.
    pub async fn paste(&self, text: &str) {
        self.paste_into("Message", text).await;
    }

    /// Puts a text in the place of what a text box has.
    pub async fn paste_into(&self, name: &str, text: &str) {
        let field = self.find("textbox", name).await;
        let script = "arguments[0].focus(); arguments[0].value = arguments[1];
            arguments[0].dispatchEvent(new InputEvent('input', {bubbles: true}))";
        let field = serde_json::to_value(field).unwrap();
        self.browser.run(script, vec![field, json!(text)]).await;
    }

    /// Types where the focus is.
    pub async fn keys(&self, keys: &str) {
        let script = "let node = document.activeElement;
            while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
            return node;";
        let focused = self.browser.run(script, vec![]).await;
        let focused = self
            .browser
            .element(&focused)
            .expect("something has the focus");
        focused.send_keys(keys).await.unwrap();
    }

    /// Presses the button of this name.
    pub async fn press(&self, name: &str) {
        let button = self.find("button", name).await;
        button
            .click()
            .await
            .unwrap_or_else(|error| panic!("pressing {name}: {error}"));
    }

    /// What is in the composer.
    pub async fn draft(&self) -> String {
        let composer = self.find("textbox", "Message").await;
        let draft = composer.prop("value").await.unwrap();
        draft.unwrap_or_default()
    }

    /// Waits for a notice that interrupts (`alert`) or one that does not (`status`), in our words.
    pub async fn told(&self, role: &str, words: &str) {
        self.find(role, words).await;
        self.see_no_vendor_words().await;
    }

    /// Presses the button once no countdown runs any more.
    pub async fn press_when_awake(&self, name: &str) {
        let rest = async || self.look("timer", None).await.is_none().then_some(());
        self.wait("the end of the countdown", rest).await;
        self.press(name).await;
    }

    /// Waits for the visible element of this role and accessible name.
    pub async fn find(&self, role: &str, name: &str) -> Element {
        let found = async || self.look(role, Some(name)).await;
        self.wait(&format!("{role} {name:?}"), found).await
    }

    /// The visible element of this role and name, if it is there now.
    pub async fn look(&self, role: &str, name: Option<&str>) -> Option<Element> {
        let arguments = vec![json!(role), json!(name), json!(null)];
        self.browser.find(FIND, arguments).await
    }

    /// Waits until the element of this role and name is gone.
    pub async fn gone(&self, role: &str, name: &str) {
        let gone = async || self.look(role, Some(name)).await.is_none().then_some(());
        self.wait(&format!("no {role} {name:?}"), gone).await;
    }

    /// Waits until the widget shows this text.
    pub async fn see(&self, text: &str) {
        let seen = async || self.shown_text().await.contains(text).then_some(());
        self.wait(&format!("the text {text:?}"), seen).await;
    }

    /// Everything that the widgets of the page show.
    pub async fn shown_text(&self) -> String {
        self.text_of("inglenook-chat").await
    }

    async fn text_of(&self, selector: &str) -> String {
        let text = self.browser.run(SHOWN, vec![json!(selector)]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// How often the transcripts show this text.
    pub async fn count(&self, text: &str) -> usize {
        self.text_of("[role=log]").await.matches(text).count()
    }

    /// Waits until a JavaScript expression is true.
    pub async fn wait_for(&self, expression: &str) {
        let script = format!("return !!({expression})");
        let come_true = async || (self.browser.run(&script, vec![]).await == true).then_some(());
        self.wait(expression, come_true).await;
    }

    async fn wait<T>(&self, what: &str, ready: impl AsyncFnMut() -> Option<T>) -> T {
        if let Some(value) = until(ready).await {
            return value;
        }
        let shown = self.shown_text().await;
        let problems = self.problems().await;
        let requests = self.requests().await;
        panic!(
            "waited in vain: {what}\non screen: {shown}\nproblems: {problems:#?}\nrequests: {requests:#?}"
        );
    }

    /// Evaluates a JavaScript expression; `chat` is the element.
    pub async fn eval(&self, expression: &str) -> Value {
        let script =
            format!("const chat = document.querySelector('inglenook-chat'); return ({expression})");
        self.browser.run(&script, vec![]).await
    }

    /// Awaits a JavaScript expression; `chat` is the element.
    pub async fn settle(&self, expression: &str) -> Value {
        let expression =
            format!("((chat) => {expression})(document.querySelector('inglenook-chat'))");
        self.browser.run_async(&expression).await
    }

    /// The details of the events of this name so far, e.g. `message`.
    pub async fn events(&self, name: &str) -> Vec<Value> {
        let script = "return window.chatEvents.filter((event) => event.name === arguments[0]).map((event) => event.detail)";
        self.browser
            .run(script, vec![json!(name)])
            .await
            .as_array()
            .cloned()
            .unwrap_or_default()
    }

    /// A line on the console that belongs to this journey.
    pub fn expect(&mut self, words: &str) {
        self.expected.push(words.into());
    }

    /// What went wrong so far that belongs to no journey.
    pub async fn surprises(&self) -> Vec<String> {
        let known = |problem: &String| {
            let expected = self.expected.iter().map(String::as_str);
            let mut expected = BROWSERS_OWN.into_iter().chain(expected);
            expected.any(|words| problem.contains(words))
        };
        let mut problems = self.problems().await;
        problems.retain(|problem| !known(problem));
        problems
    }

    /// Ends the visit; fails on anything that went wrong on its pages.
    pub async fn end(self) {
        let problems = self.surprises().await;
        assert!(problems.is_empty(), "{problems:#?}");
    }
}
