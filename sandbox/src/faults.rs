//! Faults on demand: what a network and a busy backend do to a request, for real.

mod body;
mod fault;
mod pattern;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use serde::Deserialize;

pub(crate) use body::Dropped;
pub(crate) use fault::Fault;
pub(crate) use pattern::Pattern;

use crate::state::{App, lock};

/// Faults that wait for their requests, oldest first.
#[derive(Default)]
pub(crate) struct Faults(Mutex<VecDeque<Planned>>);

/// A fault for the next `times` requests with this method and path. Without a method it strikes
/// everything but preflights, which a page never sees.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Planned {
    method: Option<String>,
    path: Option<Pattern>,
    #[serde(default = "once")]
    times: u32,
    #[serde(default)]
    after: bool,
    fault: Fault,
}

fn once() -> u32 {
    1
}

impl Faults {
    pub fn plan(&self, mut planned: Planned) {
        planned.fault.after |= planned.after;
        lock(&self.0).push_back(planned);
    }

    pub fn clear(&self) {
        lock(&self.0).clear();
    }

    fn take(&self, method: &Method, path: &str, at: Place) -> Option<Fault> {
        let mut waiting = lock(&self.0);
        waiting.retain(|planned| planned.times > 0);
        let planned = waiting
            .iter_mut()
            .find(|planned| planned.strikes(method, path, at))?;
        planned.times -= 1;
        Some(planned.fault.clone())
    }
}

impl Planned {
    /// What is wrong with the fault itself.
    pub fn check(&self) -> Result<(), String> {
        self.fault.check()
    }

    fn strikes(&self, method: &Method, path: &str, at: Place) -> bool {
        let method = match &self.method {
            Some(wanted) => wanted.eq_ignore_ascii_case(method.as_str()),
            None => method != Method::OPTIONS,
        };
        let path = match &self.path {
            Some(pattern) => pattern.matches(path),
            None => at == Place::Api,
        };
        method && path
    }
}

/// What a request is for. Files of the site are struck only by faults that name their path.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Api,
    Site,
}

pub(crate) async fn strike(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    strike_at(Place::Api, &app, request, next).await
}

pub(crate) async fn strike_site(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    strike_at(Place::Site, &app, request, next).await
}

async fn strike_at(place: Place, app: &App, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let Some(fault) = app.faults.take(request.method(), &path, place) else {
        return next.run(request).await;
    };
    if !fault.after {
        fault.delay().await;
    }
    let real = if fault.after || !fault.replaces_the_answer() {
        Some(next.run(request).await)
    } else {
        // A backend that fails has usually read the request: the connection stays usable.
        let (head, body) = request.into_parts();
        let body = to_bytes(body, 1 << 20).await.unwrap_or_default();
        if let Some(later) = fault.later() {
            tokio::spawn(async move {
                tokio::time::sleep(later).await;
                let response = next.run(Request::from_parts(head, body.into())).await;
                let _ = to_bytes(response.into_body(), 1 << 20).await;
            });
        }
        None
    };
    if fault.after {
        fault.delay().await;
    }
    fault.answer(real, &path).await
}
