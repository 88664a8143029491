//! The log that tests read: what arrived at the APIs, in order. No headers, no bodies, no queries.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Instant;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Frame, SizeHint};
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

/// `status` is null until an answer began, and stays so when the connection was dropped; `ms` is
/// null until the answer's last byte was handed over.
#[derive(Clone, Serialize)]
pub(crate) struct Entry {
    method: String,
    path: String,
    status: Option<u16>,
    ms: Option<f64>,
}

/// A body that notes when it is over.
struct Timed {
    body: Body,
    start: Instant,
    number: u64,
    app: Arc<App>,
}

pub(crate) async fn record(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let number = app
        .requests
        .arrived(request.method().as_str(), request.uri().path());
    let start = Instant::now();
    let response = next.run(request).await;
    if response.extensions().get::<Dropped>().is_some() {
        return response;
    }
    app.requests.answered(number, response.status().as_u16());
    response.map(|body| {
        Body::new(Timed {
            body,
            start,
            number,
            app,
        })
    })
}

impl HttpBody for Timed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The connection lets go of a body when it has taken all of it, or is closed.
impl Drop for Timed {
    fn drop(&mut self) {
        let ms = self.start.elapsed().as_secs_f64() * 1000.0;
        self.app
            .requests
            .change(self.number, |entry| entry.ms = Some(ms));
    }
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
            ms: None,
        });
        number
    }

    fn answered(&self, number: u64, status: u16) {
        self.change(number, |entry| entry.status = Some(status));
    }

    fn change(&self, number: u64, change: impl FnOnce(&mut Entry)) {
        let mut log = lock(&self.0);
        let position = number.checked_sub(log.first);
        let position = position.and_then(|position| usize::try_from(position).ok());
        if let Some(entry) = position.and_then(|at| log.entries.get_mut(at)) {
            change(entry);
        }
    }
}
