//! Rate limits: one token bucket for the project, as the vendor's are "enforced per project".

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::config::RateLimit;
use crate::faults::Pattern;
use crate::polyai;
use crate::siteassist::Failure;
use crate::state::{App, lock};

pub(crate) struct Bucket {
    limit: RateLimit,
    /// Only requests to these paths count; all, when there is no pattern.
    pattern: Option<Pattern>,
    level: f64,
    filled: Instant,
}

impl Bucket {
    pub fn new(limit: RateLimit) -> Self {
        Bucket::for_paths(limit, None)
    }

    pub fn for_paths(limit: RateLimit, pattern: Option<Pattern>) -> Self {
        Bucket {
            limit,
            pattern,
            level: limit.capacity,
            filled: Instant::now(),
        }
    }

    /// Takes one request out, or says after how many seconds there will be room.
    fn take(&mut self, path: &str, now: Instant) -> Result<(), u64> {
        if self
            .pattern
            .as_ref()
            .is_some_and(|pattern| !pattern.matches(path))
        {
            return Ok(());
        }
        let passed = now.saturating_duration_since(self.filled).as_secs_f64();
        self.level = (self.level + passed * self.limit.per_second).min(self.limit.capacity);
        self.filled = now;
        if self.level >= 1.0 {
            self.level -= 1.0;
            return Ok(());
        }
        let seconds = (1.0 - self.level) / self.limit.per_second;
        // Never refilled: a minute, as in the vendor's example.
        let seconds = if seconds.is_finite() {
            seconds.ceil().max(1.0)
        } else {
            60.0
        };
        Err(seconds as u64)
    }
}

pub(crate) async fn limit(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let taken = lock(&app.bucket).take(request.uri().path(), Instant::now());
    match taken {
        Ok(()) => next.run(request).await,
        Err(seconds) => too_many(request.uri().path(), seconds),
    }
}

fn too_many(path: &str, seconds: u64) -> Response {
    let mut failure = Failure::too_many_requests(seconds);
    if polyai::is_at(path) {
        failure.code = polyai::usual_code(failure.status).to_owned();
        return polyai::Problem::like(&failure, path).into_response();
    }
    failure.into_response()
}

#[cfg(test)]
mod tests;
