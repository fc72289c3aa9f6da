//! What the site answers, faults included.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::response::Response;
use futures_util::stream;
use tokio::sync::Semaphore;

/// An answer to a request.
#[derive(Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Content,
    gate: Option<Gate>,
}

#[derive(Clone)]
enum Content {
    /// The whole of it.
    Whole(Bytes),
    /// As much of it as there is here, of more that was promised; then the connection breaks off.
    Broken(Bytes),
    /// This many bytes of it, made as they are sent.
    Flood(Bytes, u64, Progress),
}

impl Answer {
    /// A document of a media type.
    pub fn of(media_type: &str, body: impl Into<Bytes>) -> Self {
        let headers = vec![("content-type".to_owned(), media_type.to_owned())];
        Self { status: 200, headers, body: Content::Whole(body.into()), gate: None }
    }

    /// A page.
    pub fn page(html: impl Into<Bytes>) -> Self {
        Self::of("text/html; charset=utf-8", html)
    }

    /// A JSON document.
    pub fn json(json: impl Into<Bytes>) -> Self {
        Self::of("application/json", json)
    }

    /// A status and a page that says it, as servers have one.
    pub fn status(status: u16) -> Self {
        let mut answer = Self::page(format!("<!DOCTYPE html><title>{status}</title><h1>{status}</h1>"));
        answer.status = status;
        answer
    }

    /// A redirect.
    pub fn redirect(to: &str) -> Self {
        Self::status(302).with("location", to)
    }

    /// JSON that breaks off: twice as much is promised as comes.
    pub fn broken(json: impl Into<Bytes>) -> Self {
        let bytes = json.into();
        let promised = (bytes.len() * 2).to_string();
        let mut answer = Self::json(Bytes::new()).with("content-length", &promised);
        answer.body = Content::Broken(bytes);
        answer
    }

    /// JSON of `size` bytes and no sense, and how much of it was sent.
    pub fn flood(size: u64) -> (Self, Progress) {
        let progress = Progress::default();
        let mut answer = Self::json(Bytes::new());
        answer.body = Content::Flood(Bytes::from(vec![b' '; 64 << 10]), size, progress.clone());
        (answer, progress)
    }

    /// With another status.
    #[must_use]
    pub fn and_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// With a header field more.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Held back until the gate opens.
    #[must_use]
    pub fn behind(mut self, gate: &Gate) -> Self {
        self.gate = Some(gate.clone());
        self
    }

    pub(super) async fn respond(&self) -> Response {
        if let Some(gate) = &self.gate {
            gate.pass().await;
        }
        let body = match &self.body {
            Content::Whole(bytes) => Body::from(bytes.clone()),
            Content::Broken(bytes) => broken(bytes.clone()),
            Content::Flood(chunk, size, progress) => flood(chunk.clone(), *size, progress.clone()),
        };
        let mut response = Response::builder().status(self.status).header("cache-control", "no-store");
        for (name, value) in &self.headers {
            response = response.header(name, value);
        }
        response.body(body).expect("an answer")
    }
}

/// A body that ends in an error: the server then closes the connection, with less sent than was promised.
pub(super) fn broken(bytes: Bytes) -> Body {
    let parts = stream::unfold(Some(bytes), |left| async move {
        match left {
            Some(bytes) => Some((Ok(bytes), None)),
            None => {
                // What was handed on before is sent while the server waits for more; an error at once would undo it.
                tokio::time::sleep(Duration::from_millis(50)).await;
                Some((Err(io::Error::from(io::ErrorKind::ConnectionReset)), None))
            }
        }
    });
    Body::from_stream(parts)
}

fn flood(chunk: Bytes, size: u64, progress: Progress) -> Body {
    let finished = Finished(progress);
    Body::from_stream(stream::unfold((0, finished), move |(sent, finished)| {
        let chunk = chunk.clone();
        async move {
            if sent >= size {
                return None;
            }
            let sent = sent + chunk.len() as u64;
            finished.0.sent.store(sent, Ordering::SeqCst);
            Some((Ok::<_, Infallible>(chunk), (sent, finished)))
        }
    }))
}

/// How far a flood has got.
#[derive(Clone, Default)]
pub struct Progress {
    sent: Arc<AtomicU64>,
    ended: Arc<AtomicBool>,
}

impl Progress {
    /// The bytes that the server has handed on so far.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::SeqCst)
    }

    /// Whether nobody reads any more, or all was read.
    pub fn ended(&self) -> bool {
        self.ended.load(Ordering::SeqCst)
    }
}

/// Notes when the body is dropped, which the server does once the connection is gone.
struct Finished(Progress);

impl Drop for Finished {
    fn drop(&mut self) {
        self.0.ended.store(true, Ordering::SeqCst);
    }
}

/// Holds answers back until it is opened; from then on it lets all pass.
#[derive(Clone)]
pub struct Gate {
    lets_pass: Arc<Semaphore>,
    arrivals: Arc<AtomicU64>,
    passed: Arc<AtomicU64>,
    gone: Arc<AtomicU64>,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            lets_pass: Arc::new(Semaphore::new(0)),
            arrivals: Arc::default(),
            passed: Arc::default(),
            gone: Arc::default(),
        }
    }
}

impl Gate {
    /// Opens it for good.
    pub fn open(&self) {
        self.lets_pass.close();
    }

    /// How many have come to it, whether or not it let them pass.
    pub fn arrivals(&self) -> u64 {
        self.arrivals.load(Ordering::SeqCst)
    }

    /// How many were waiting at it when the browser aborted their requests.
    pub fn aborted(&self) -> u64 {
        self.gone.load(Ordering::SeqCst) - self.passed.load(Ordering::SeqCst)
    }

    pub(super) async fn pass(&self) {
        self.arrivals.fetch_add(1, Ordering::SeqCst);
        // The server drops whoever waits once the connection is closed.
        let _leaves = Leaves(self.gone.clone());
        // A closed semaphore answers at once, with an error that is no trouble here.
        let _ = self.lets_pass.acquire().await;
        self.passed.fetch_add(1, Ordering::SeqCst);
    }
}

struct Leaves(Arc<AtomicU64>);

impl Drop for Leaves {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}
