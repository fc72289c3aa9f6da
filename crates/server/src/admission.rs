//! How many requests are under way at once.
//!
//! A request that must wait for hundreds of others is slow for whoever sent it and costs memory here. Beyond a number it
//! is refused at once, with 503 and `Retry-After`, so that those taken are answered as fast as ever. What changes
//! reviews is counted apart from what reads them: neither a crowd of readers nor slow senders keep the other out.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, Limited};
use standfirst_review::limits;
use tokio::sync::Semaphore;

use crate::errors::Refusal;

/// How long the rest of a refused body is waited for: a client that is still sending when the connection closes would
/// see a reset instead of the answer.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(1);

/// The places that there are.
#[derive(Clone)]
pub(crate) struct Admission {
    reading: Arc<Semaphore>,
    writing: Arc<Semaphore>,
}

impl Admission {
    /// Places for `most` requests that read and for as many that write.
    pub(crate) fn new(most: usize) -> Admission {
        let places = || Arc::new(Semaphore::new(most.min(Semaphore::MAX_PERMITS)));
        Admission { reading: places(), writing: places() }
    }
}

/// Wraps the routes of which a request takes a place until its answer is ready, or its client gone.
pub(crate) async fn admit(State(admission): State<Admission>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let places = if reads { &admission.reading } else { &admission.writing };
    match places.try_acquire() {
        Ok(_place) => next.run(request).await,
        Err(_) => {
            let (parts, body) = request.into_parts();
            drain(&parts.headers, body).await;
            Refusal::Overloaded.into_response()
        }
    }
}

/// Reads a body and throws it away, unless its sender waits to be asked for it.
async fn drain(headers: &HeaderMap, body: Body) {
    if headers.contains_key(header::EXPECT) {
        return;
    }
    let mut body = Limited::new(body, limits::BODY_BYTES);
    let read = async { while let Some(Ok(_)) = body.frame().await {} };
    // Whether it ended, broke off, or was too long or too slow: the answer is the same.
    let _ = tokio::time::timeout(DRAIN_TIMEOUT, read).await;
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::http::StatusCode;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use hyper::service::Service;
    use hyper_util::service::TowerToHyperService;

    use super::*;

    #[tokio::test]
    async fn reading_and_writing_have_places_of_their_own() {
        let (gate, arrived) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
        let handler = {
            let (gate, arrived) = (Arc::clone(&gate), Arc::clone(&arrived));
            async move || {
                arrived.add_permits(1);
                gate.acquire().await.unwrap().forget();
                StatusCode::OK
            }
        };
        let router = Router::new()
            .route("/waits", get(handler.clone()).put(handler))
            .route("/passes", get(StatusCode::OK).put(StatusCode::OK))
            .layer(from_fn_with_state(Admission::new(2), admit));
        let service = TowerToHyperService::new(router);
        let send = |method: &Method, path: &str| {
            let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
            tokio::spawn(service.call(request))
        };
        for (method, other) in [(Method::GET, Method::PUT), (Method::PUT, Method::GET)] {
            let [first, second] = [send(&method, "/waits"), send(&method, "/waits")];
            arrived.acquire_many(2).await.unwrap().forget();
            for path in ["/waits", "/passes"] {
                let refused = send(&method, path).await.unwrap().unwrap();
                assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
                assert_eq!(refused.headers()["retry-after"], "1");
            }
            assert_eq!(send(&other, "/passes").await.unwrap().unwrap().status(), StatusCode::OK);
            // A client that goes away leaves its place to the next.
            first.abort();
            assert!(first.await.unwrap_err().is_cancelled());
            let next = send(&method, "/waits");
            arrived.acquire().await.unwrap().forget();
            gate.add_permits(2);
            for taken in [second, next] {
                assert_eq!(taken.await.unwrap().unwrap().status(), StatusCode::OK);
            }
        }
    }
}
