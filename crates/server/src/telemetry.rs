//! Logs, one line a request: what was asked and how it went, and nothing about who asked or what was written. A
//! route's template is logged instead of its path, for a path or query may name a review or a page.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tracing::level_filters::LevelFilter;

use crate::config::LogFormat;
use crate::errors::Cause;

/// Begins to write the log to stderr. A second call changes nothing.
pub(crate) fn start(format: LogFormat, level: LevelFilter) {
    let log = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(level)
        .with_ansi(false)
        .with_target(false);
    // The one error is that a log is being written already.
    let _ = match format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
}

/// Logs each request, and answers its id as `X-Request-Id`, so that a report and a log line find each other.
pub(crate) async fn log(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = request.headers().get("x-request-id").filter(|id| is_plain(id)).cloned().unwrap_or_else(new_id);
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;

    let request_id = id.to_str().unwrap_or_default();
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    let status = response.status().as_u16();
    let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    match response.extensions().get::<Cause>() {
        Some(Cause(cause)) => {
            tracing::error!(
                request_id,
                method = method.as_str(),
                route,
                status,
                milliseconds,
                cause = &**cause,
                "failed"
            );
        }
        None => tracing::info!(request_id, method = method.as_str(), route, status, milliseconds, "request"),
    }
    response.headers_mut().insert("x-request-id", id);
    response
}

/// A proxy's id is kept where it cannot forge a log line or fill one.
fn is_plain(id: &HeaderValue) -> bool {
    let id = id.as_bytes();
    (1..=64).contains(&id.len())
        && id.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
}

/// An id that is unique in this process and does not tell how many requests there were.
fn new_id() -> HeaderValue {
    static KEYS: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let id = format!("{:016x}", KEYS.hash_one(COUNT.fetch_add(1, Ordering::Relaxed)));
    HeaderValue::from_str(&id).unwrap_or(HeaderValue::from_static("none"))
}
