//! A publisher's site: the built demo page, pages and documents of a test's own, and the way to the review service,
//! which a test can block, lengthen or cut.

mod answer;
mod files;
mod proxy;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::Method;
use axum::response::Response;
use tokio::net::TcpListener;

use crate::http::Http;

pub use answer::{Answer, Gate, Progress};
pub use proxy::Road;

/// What `cargo xtask serve` serves the demo by: the site passes on to the service what is passed on there.
const TRUNK: &str = include_str!("../../../Trunk.toml");

/// The largest request that is passed on; the service refuses such ones long before.
const MAX_REQUEST_BYTES: usize = 1 << 20;

/// A site that ends with the story.
pub struct Publisher {
    origin: String,
    site: Arc<Site>,
}

/// A request that the site has got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its method.
    pub method: Method,
    /// Its path, without the query.
    pub path: String,
}

/// What its handlers share.
struct Site {
    answers: Mutex<HashMap<String, Answer>>,
    gates: Mutex<HashMap<String, Gate>>,
    seen: Mutex<Vec<Seen>>,
    roads: Mutex<Vec<(Method, Road)>>,
    service: String,
    http: Http,
}

impl Publisher {
    /// Opens a site that passes on to the service at the origin `service` what Trunk.toml has proxies for.
    pub async fn start(service: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let site = Arc::new(Site {
            answers: Mutex::default(),
            gates: Mutex::default(),
            seen: Mutex::default(),
            roads: Mutex::default(),
            service: service.to_owned(),
            http: Http::default(),
        });
        let router = Router::new().fallback(respond).with_state(site.clone());
        // It runs as long as the story's runtime does.
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { origin, site }
    }

    /// The address of a path on the site.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// From now on answers `path` so, whatever it answered before.
    pub fn answer(&self, path: &str, answer: Answer) {
        lock(&self.site.answers).insert(path.to_owned(), answer);
    }

    /// From now on answers `path` as before, but not until the gate opens.
    pub fn hold(&self, path: &str, gate: &Gate) {
        lock(&self.site.gates).insert(path.to_owned(), gate.clone());
    }

    /// Takes what comes next for the service by this method down another road.
    pub fn divert(&self, method: Method, road: Road) {
        lock(&self.site.roads).push((method, road));
    }

    /// Whether roads are left that nothing has taken yet.
    pub fn has_diversions(&self) -> bool {
        !lock(&self.site.roads).is_empty()
    }

    /// How many requests there were for a path by `GET`.
    pub fn fetches(&self, path: &str) -> usize {
        self.requests(&Method::GET, path)
    }

    /// How many requests there were by a method for a path, or for one that begins so where it ends with a slash.
    pub fn requests(&self, method: &Method, path: &str) -> usize {
        let matches = |seen: &str| if path.ends_with('/') { seen.starts_with(path) } else { seen == path };
        lock(&self.site.seen).iter().filter(|seen| seen.method == *method && matches(&seen.path)).count()
    }
}

async fn respond(State(site): State<Arc<Site>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    lock(&site.seen).push(Seen { method: request.method().clone(), path: path.clone() });
    let gate = lock(&site.gates).get(&path).cloned();
    if let Some(gate) = gate {
        gate.pass().await;
    }
    let answer = lock(&site.answers).get(&path).cloned();
    if let Some(answer) = answer {
        return answer.respond().await;
    }
    if is_passed_on(&path) {
        let (parts, body) = request.into_parts();
        let Ok(body) = to_bytes(body, MAX_REQUEST_BYTES).await else {
            return Answer::status(413).respond().await;
        };
        let road = proxy::take(&mut lock(&site.roads), &parts.method);
        return proxy::pass_on(&site.http, &site.service, parts, body, road).await;
    }
    files::serve(&path).await.unwrap_or_else(|| {
        let mut response = Response::new(Body::from("There is no such file.\n"));
        *response.status_mut() = axum::http::StatusCode::NOT_FOUND;
        response
    })
}

/// Whether a path is one of the service's.
fn is_passed_on(path: &str) -> bool {
    let proxies = TRUNK.lines().filter_map(|line| line.strip_prefix("rewrite = \"")?.strip_suffix('"'));
    proxies
        .into_iter()
        .any(|proxy| if proxy.ends_with('/') { path.starts_with(proxy) } else { path == proxy })
}

/// A test that failed while it held a lock has said so already.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
