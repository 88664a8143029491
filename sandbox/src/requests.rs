//! The log that tests read: what arrived at the APIs, in order. No headers, no bodies, no queries.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;

use crate::faults::Dropped;
use crate::state::{App, lock};

const KEPT: usize = 10_000;

#[derive(Default)]
pub(crate) struct Requests(Mutex<Log>);

#[derive(Default)]
struct Log {
    first: u64,
    entries: VecDeque<Entry>,
}

/// `status` is null until an answer began, and stays so when the connection was dropped.
#[derive(Clone, Serialize)]
pub(crate) struct Entry {
    method: String,
    path: String,
    status: Option<u16>,
}

pub(crate) async fn record(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let number = app
        .requests
        .arrived(request.method().as_str(), request.uri().path());
    let response = next.run(request).await;
    if response.extensions().get::<Dropped>().is_none() {
        app.requests.answered(number, response.status().as_u16());
    }
    response
}

impl Requests {
    pub fn entries(&self) -> Vec<Entry> {
        lock(&self.0).entries.iter().cloned().collect()
    }

    pub fn clear(&self) {
        let mut log = lock(&self.0);
        log.first += log.entries.len() as u64;
        log.entries.clear();
    }

    fn arrived(&self, method: &str, path: &str) -> u64 {
        let mut log = lock(&self.0);
        if log.entries.len() == KEPT {
            log.entries.pop_front();
            log.first += 1;
        }
        let number = log.first + log.entries.len() as u64;
        log.entries.push_back(Entry {
            method: method.into(),
            path: path.into(),
            status: None,
        });
        number
    }

    fn answered(&self, number: u64, status: u16) {
        let mut log = lock(&self.0);
        let Some(position) = number.checked_sub(log.first) else {
            return;
        };
        if let Some(entry) = usize::try_from(position)
            .ok()
            .and_then(|at| log.entries.get_mut(at))
        {
            entry.status = Some(status);
        }
    }
}
