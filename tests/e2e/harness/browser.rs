//! Real browsers, through classic WebDriver.

mod driver;
mod engine;
mod kept;
mod travel;
pub use engine::{ENGINE, Engine};

use driver::Driver;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// How long anything on a page may take to come true, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(90);

/// Two browsers at once is what two cores carry.
static SEATS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// One browser with a profile like a fresh one, and the driver that steers it.
pub struct Browser {
    pub client: Client,
    session: String,
    /// Gone only at the end.
    driver: Option<Driver>,
    _seat: Option<SemaphorePermit<'static>>,
}

impl Browser {
    pub async fn start(width: u32, height: u32) -> Self {
        let seat = SEATS.acquire().await.unwrap();
        Self::seated(width, height, Some(seat)).await
    }

    /// A second one in the same journey: two that wait for each other's seats would wait for ever.
    pub async fn beside(width: u32, height: u32) -> Self {
        Self::seated(width, height, None).await
    }

    async fn seated(width: u32, height: u32, seat: Option<SemaphorePermit<'static>>) -> Self {
        let (client, session, driver) = match kept::take(width, height).await {
            Some(kept) => kept,
            None => new(width, height).await,
        };
        if ENGINE.is_kept() {
            client.persist().await.unwrap();
        }
        Self {
            client,
            session,
            driver: Some(driver),
            _seat: seat,
        }
    }

    /// Runs a function body on the page.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client
            .execute(script, arguments)
            .await
            .unwrap_or_else(|error| panic!("{script}\n{error}"))
    }

    /// The element that a function body finds on the page; none where it is gone by the time that it
    /// is told of.
    pub async fn find(&self, script: &str, arguments: Vec<Value>) -> Option<Element> {
        match self.client.execute(script, arguments).await {
            Ok(found) => self.element(&found),
            Err(error) if error.is_stale_element_reference() => None,
            Err(error) => panic!("{script}\n{error}"),
        }
    }

    /// Clicks into a text box. WebKit's driver takes those in shadow roots for covered by their hosts,
    /// and points the mouse all the same.
    pub async fn click_into(&self, field: &Element) {
        if *ENGINE != Engine::WebKit {
            return field.click().await.unwrap();
        }
        let (duration, button) = (None, MOUSE_BUTTON_LEFT);
        let there = PointerAction::MoveToElement {
            element: field.clone(),
            duration,
            x: 0.0,
            y: 0.0,
        };
        let click = MouseActions::new("mouse".into())
            .then(there)
            .then(PointerAction::Down { button })
            .then(PointerAction::Up { button });
        self.client.perform_actions(click).await.unwrap();
    }

    /// Awaits an expression on the page; a rejection comes back as `{"rejected": code}`.
    pub async fn run_async(&self, expression: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async () => ({expression}))().then(
               (value) => done(value === undefined ? null : value),
               (error) => done({{ rejected: error.code || String(error) }}));"
        );
        self.client
            .execute_async(&script, vec![])
            .await
            .unwrap_or_else(|error| panic!("{expression}\n{error}"))
    }

    /// Sends Chromium a DevTools command.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        assert_eq!(*ENGINE, Engine::Chromium, "only Chromium knows {command}");
        let body = json!({"cmd": command, "params": parameters});
        self.vendor("goog/cdp/execute", body).await
    }

    /// Runs a function body among Firefox's own parts.
    pub async fn inside_firefox(&self, script: &str, arguments: Vec<Value>) -> Value {
        let context = |name| self.vendor("moz/context", json!({"context": name}));
        context("chrome").await;
        let answer = self.run(script, arguments).await;
        context("content").await;
        answer
    }

    async fn vendor(&self, path: &'static str, body: Value) -> Value {
        vendor(&self.client, path, body).await
    }

    pub fn element(&self, value: &Value) -> Option<Element> {
        let id = value.as_object()?.values().next()?.as_str()?;
        Some(Element::from_element_id(
            self.client.clone(),
            ElementRef::from(id.to_owned()),
        ))
    }
}

/// Whatever became of the journey: without this the browser outlives its driver.
impl Drop for Browser {
    fn drop(&mut self) {
        let mut driver = self.driver.take();
        if ENGINE.is_kept() && !thread::panicking() {
            driver = driver.and_then(|driver| kept::give(driver, &self.session));
        }
        if let Some(driver) = driver {
            driver.tell("DELETE", &self.session, "");
        }
    }
}

async fn new(width: u32, height: u32) -> (Client, String, Driver) {
    let driver = timeout(PATIENCE, Driver::start())
        .await
        .expect("the driver listens in time: run `cargo xtask test`, which brings it");
    let Value::Object(capabilities) = ENGINE.capabilities(width, height) else {
        unreachable!()
    };
    let client = ClientBuilder::new(connector())
        .capabilities(Capabilities::from(capabilities))
        .connect(&format!("http://127.0.0.1:{}", driver.port))
        .await
        .expect("the browser starts");
    if *ENGINE == Engine::WebKit {
        client.set_window_size(width, height).await.unwrap();
    }
    let session = client.session_id().await.unwrap().expect("a session");
    (client, session, driver)
}

fn connector() -> HttpConnector {
    let mut connector = HttpConnector::new();
    connector.enforce_http(true);
    connector
}

async fn vendor(client: &Client, path: &'static str, body: Value) -> Value {
    let command = Vendor { path, body };
    client.issue_cmd(command).await.unwrap_or_default()
}

/// A command that only one driver knows.
#[derive(Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// Waits until `ready` has something; none when it takes too long.
pub async fn until<T>(mut ready: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        let value = ready().await;
        if value.is_some() {
            return value;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    None
}
