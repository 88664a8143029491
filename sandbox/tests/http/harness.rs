//! A running sandbox, and visitors that talk to it.

use std::future::pending;
use std::path::PathBuf;
use std::time::Duration;

use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use sandbox::Config;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

pub struct Sandbox {
    pub url: String,
    client: Client,
    server: JoinHandle<()>,
}

pub struct Visitor<'a> {
    pub sandbox: &'a Sandbox,
    pub token: String,
    pub id: String,
}

/// In memory, without pauses, answering from the test's own documentation.
pub fn config() -> Config {
    Config {
        docs: vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/http/docs")],
        pace: Duration::ZERO,
        ..Config::default()
    }
}

impl Sandbox {
    pub async fn start() -> Sandbox {
        Sandbox::with(config()).await
    }

    pub async fn with(config: Config) -> Sandbox {
        let app = sandbox::app(config).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server =
            tokio::spawn(async { sandbox::serve(listener, app, pending()).await.unwrap() });
        Sandbox {
            url,
            client: Client::new(),
            server,
        }
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url))
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path)
    }

    pub fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        self.request(Method::POST, path).json(body)
    }

    /// Orders something from the admin routes and insists on success.
    pub async fn admin(&self, path: &str, body: Value) -> Value {
        let response = self
            .post(&format!("/admin{path}"), &body)
            .send()
            .await
            .unwrap();
        let status = response.status();
        let text = response.text().await.unwrap();
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    pub async fn fault(&self, path: &str, fault: Value) {
        self.admin("/faults", json!({ "path": path, "fault": fault }))
            .await;
    }

    pub async fn init(&self, device: &str) -> Response {
        let body = json!({ "apiKey": "pk_sandbox", "saVid": device });
        self.post("/v2/identity/init", &body).send().await.unwrap()
    }

    pub async fn visitor(&self, device: &str) -> Visitor<'_> {
        let session: Value = self.init(device).await.json().await.unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let (token, id) = (
            text(&session["sessionToken"]),
            text(&session["visitor"]["id"]),
        );
        Visitor {
            sandbox: self,
            token,
            id,
        }
    }

    /// Everything that the server sends before it closes the connection.
    pub async fn raw(&self, request: &str) -> Vec<u8> {
        let address = self.url.strip_prefix("http://").unwrap();
        let mut connection = TcpStream::connect(address).await.unwrap();
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut received = Vec::new();
        // A reset after the last byte is an end, too.
        let _ = connection.read_to_end(&mut received).await;
        received
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Visitor<'_> {
    pub fn get(&self, path: &str) -> RequestBuilder {
        self.sandbox
            .get(&format!("/v2{path}"))
            .bearer_auth(&self.token)
    }

    pub fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        self.sandbox
            .post(&format!("/v2{path}"), body)
            .bearer_auth(&self.token)
    }

    pub async fn read(&self, path: &str) -> Value {
        ok(self.get(path).send().await.unwrap()).await
    }

    /// Starts a conversation and returns its id.
    pub async fn start(&self) -> String {
        let conversation = ok(self
            .post("/conversations", &json!({}))
            .send()
            .await
            .unwrap())
        .await;
        conversation["id"].as_str().unwrap().to_owned()
    }

    pub async fn send(&self, conversation: &str, content: &str) -> Response {
        let body = json!({ "content": content });
        self.post(&format!("/conversations/{conversation}/messages"), &body)
            .send()
            .await
            .unwrap()
    }

    pub async fn stream(&self, conversation: &str, content: &str) -> Response {
        let body = json!({ "content": content, "stream": true });
        self.post(&format!("/conversations/{conversation}/messages"), &body)
            .send()
            .await
            .unwrap()
    }

    pub async fn messages(&self, conversation: &str) -> Vec<Value> {
        let list = self
            .read(&format!("/conversations/{conversation}/messages"))
            .await;
        list["data"].as_array().unwrap().clone()
    }
}

/// The JSON body of an answer that must be a success.
pub async fn ok(response: Response) -> Value {
    let status = response.status();
    let text = response.text().await.unwrap();
    assert!(status.is_success(), "{status}: {text}");
    serde_json::from_str(&text).unwrap()
}

/// The `error` object of an answer that must have failed with `status` and `code`.
pub async fn failed(response: Response, status: u16, code: &str) -> Value {
    let found = response.status();
    let body: Value = response.json().await.unwrap();
    assert_eq!(found, StatusCode::from_u16(status).unwrap(), "{body}");
    assert_eq!(body["error"]["code"], code, "{body}");
    assert!(body["error"]["message"].is_string(), "{body}");
    body["error"].clone()
}

/// The events of a UI message stream, and whether it ended as it should.
pub fn events(body: &str) -> (Vec<Value>, bool) {
    let mut events: Vec<&str> = body
        .split_terminator("\n\n")
        .map(|event| event.strip_prefix("data: ").unwrap())
        .collect();
    let done = events.last() == Some(&"[DONE]");
    events.retain(|event| *event != "[DONE]");
    (
        events
            .into_iter()
            .map(|event| serde_json::from_str(event).unwrap())
            .collect(),
        done,
    )
}

/// The text that the deltas make together.
pub fn spoken(events: &[Value]) -> String {
    events
        .iter()
        .filter_map(|event| event["delta"].as_str())
        .collect()
}
