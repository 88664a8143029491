//! Real browsers, through classic WebDriver.

use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};
use std::env;
use std::process::Stdio;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// How long anything on a page may take to come true.
const PATIENCE: Duration = Duration::from_secs(20);

/// Two browsers at once is what two cores carry.
static SEATS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

type Said = Lines<BufReader<ChildStdout>>;

/// One browser with a fresh profile and the driver that steers it; both end with it.
pub struct Browser {
    pub client: Client,
    _driver: Child,
    /// Kept open: a driver that can say nothing any more ends.
    _said: Said,
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
        let (driver, said, port) = timeout(PATIENCE, listening_driver())
            .await
            .expect("chromedriver listens in time");
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            &format!("--window-size={width},{height}"),
        ];
        let capabilities = json!({"goog:chromeOptions": {"args": arguments}});
        let Value::Object(capabilities) = capabilities else {
            unreachable!()
        };
        let mut connector = hyper_util::client::legacy::connect::HttpConnector::new();
        connector.enforce_http(true);
        let client = ClientBuilder::new(connector)
            .capabilities(Capabilities::from(capabilities))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the browser starts");
        Self {
            client,
            _driver: driver,
            _said: said,
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

    /// Sends a DevTools command.
    pub async fn devtools(&self, command: &'static str, parameters: Value) -> Value {
        let command = DevTools {
            command,
            parameters,
        };
        self.client.issue_cmd(command).await.unwrap_or_default()
    }

    pub async fn end(self) {
        // Without this the browser outlives its driver.
        let _ = self.client.close().await;
    }

    pub fn element(&self, value: &Value) -> Option<Element> {
        let id = value.as_object()?.values().next()?.as_str()?;
        Some(Element::from_element_id(
            self.client.clone(),
            ElementRef::from(id.to_owned()),
        ))
    }
}

#[derive(Debug)]
struct DevTools {
    command: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/goog/cdp/execute",
            session.unwrap_or_default()
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        let body = json!({"cmd": self.command, "params": self.parameters});
        (http::Method::POST, Some(body.to_string()))
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

/// A driver and the port that it has chosen. It looks for one that is free for one kind of address
/// and ends where that is taken for the other kind: then the next one has better luck.
async fn listening_driver() -> (Child, Said, u16) {
    loop {
        let mut driver =
            Command::new(env::var("CHROMEDRIVER").unwrap_or("/usr/bin/chromedriver".into()))
                .arg("--port=0")
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .kill_on_drop(true)
                .spawn()
                .expect("chromedriver starts: set CHROMEDRIVER, or install chromium-driver");
        let mut said = BufReader::new(driver.stdout.take().unwrap()).lines();
        while let Ok(Some(line)) = said.next_line().await {
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                let port = port.trim_end_matches('.').parse().unwrap();
                return (driver, said, port);
            }
        }
    }
}
