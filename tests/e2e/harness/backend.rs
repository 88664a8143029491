//! What the backend is told to do, and what it was asked.

use super::Visit;
use serde_json::{Value, json};

/// What a failing backend says for itself: no visitor must ever read it.
const VENDOR_WORDS: &str = "upstream gateway-7 says ENTERPRISE plan exceeded";

impl Visit {
    /// Tells the sandbox something: `/faults`, `/answers` …
    pub async fn admin(&self, path: &str, body: Value) -> Value {
        let url = format!("{}/admin{path}", self.api);
        let answer = self.admin.post(&url).json(&body).send().await.unwrap();
        let status = answer.status();
        assert!(status.is_success(), "{path}: {status}");
        answer.json().await.unwrap_or_default()
    }

    /// Tells the API something with a visitor's token, as another device of theirs would.
    pub async fn tell_as(&self, token: &str, path: &str, body: Value) -> Value {
        let url = format!("{}/v2{path}", self.api);
        let request = self.admin.post(&url).bearer_auth(token).json(&body);
        let answer = request.send().await.unwrap();
        let status = answer.status();
        assert!(status.is_success(), "{path}: {status}");
        answer.json().await.unwrap_or_default()
    }

    /// Asks the sandbox something.
    pub async fn ask(&self, path: &str) -> Value {
        let url = format!("{}/admin{path}", self.api);
        self.admin
            .get(&url)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap()
    }

    /// The API requests so far, as `POST /v2/conversations`.
    pub async fn requests_about_talk(&self) -> Vec<String> {
        let mut requests = self.requests().await;
        requests.retain(|it| !it.contains("/projects/current"));
        requests
    }

    pub async fn requests(&self) -> Vec<String> {
        let log = self.ask("/requests").await;
        let log = log
            .as_array()
            .or(log["requests"].as_array())
            .cloned()
            .unwrap_or_default();
        let line = |entry: &Value| {
            format!(
                "{} {}",
                entry["method"].as_str().unwrap(),
                entry["path"].as_str().unwrap()
            )
        };
        log.iter()
            .map(line)
            .filter(|line| !line.starts_with("OPTIONS"))
            .collect()
    }

    /// The next request whose path matches fails like this.
    pub async fn fault(&self, path: &str, fault: Value) {
        self.admin("/faults", json!({"path": path, "fault": fault}))
            .await;
    }

    /// The next answer says this.
    pub async fn will_answer(&self, text: &str) {
        self.admin("/answers", json!({"text": text})).await;
    }

    /// The next answer says this, a word every `pace` milliseconds.
    pub async fn will_answer_slowly(&self, text: &str, pace: u32) {
        self.admin("/answers", json!({"text": text, "paceMs": pace}))
            .await;
    }

    /// The next request of this method, to a path that matches, is refused: with the contract's code,
    /// and words that are not for visitors.
    pub async fn refuse(&self, request: &str, status: u16, details: Value) {
        let fault = json!({"status": status, "message": VENDOR_WORDS, "details": details});
        self.strike(request, fault).await;
    }

    /// The next request like `POST */messages` fails like this. A browser asks again by itself where
    /// a connection that was used before breaks: those fail too.
    pub async fn strike(&self, request: &str, fault: Value) {
        let (method, path) = request.split_once(' ').unwrap();
        let times = if fault["drop"] == true { 9 } else { 1 };
        let planned = json!({"method": method, "path": path, "times": times, "fault": fault});
        self.admin("/faults", planned).await;
    }

    /// How often a request like `POST …/messages` was made.
    pub async fn asked(&self, method: &str, end: &str) -> usize {
        let requests = self.requests().await;
        let alike = |line: &&String| line.starts_with(method) && line.ends_with(end);
        requests.iter().filter(alike).count()
    }

    /// Waits until a request like `POST …/messages` has been made.
    pub async fn wait_for_request(&self, method: &str, end: &str) {
        self.wait_for_requests(method, end, 1).await;
    }

    /// Waits until that many of them have been made.
    pub async fn wait_for_requests(&self, method: &str, end: &str, times: usize) {
        let made = async || (self.asked(method, end).await >= times).then_some(());
        let what = format!("{method} …{end}, {times} in all");
        self.wait(&what, made).await;
    }

    /// Forgets planned faults and answers, and the requests so far.
    pub async fn calm(&self) {
        for path in ["/faults", "/answers", "/requests"] {
            self.forget(path).await;
        }
    }

    /// Forgets what was planned, or noted: `/faults`, `/requests` …
    pub async fn forget(&self, path: &str) {
        let url = format!("{}/admin{path}", self.api);
        self.admin.delete(&url).send().await.unwrap();
    }

    /// The path of the conversation on screen among the admin routes.
    pub async fn conversation(&self) -> String {
        let id = self.eval("chat.conversation.id").await;
        format!("/conversations/{}", id.as_str().unwrap())
    }

    /// What is on screen has none of the backend's own words.
    pub async fn see_no_vendor_words(&self) {
        let shown = self.shown_text().await.to_lowercase();
        for word in [
            "gateway",
            "enterprise",
            "plan",
            "upstream",
            "undefined",
            "error:",
        ] {
            assert!(!shown.contains(word), "{word:?} is on screen: {shown}");
        }
    }
}
