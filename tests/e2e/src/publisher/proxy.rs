//! The way to the review service.

use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, IF_NONE_MATCH, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Request};
use axum::response::Response;
use http_body_util::Full;

use super::answer::{Answer, Gate, broken};
use crate::http::{Http, Reply};

/// What becomes of a request for the service.
#[derive(Clone)]
pub enum Road {
    /// It arrives, and its answer waits at the gate.
    Held(Gate),
    /// It arrives, and its answer is lost half way.
    AnswerLost,
    /// It does not arrive: the site answers in the service's place.
    Answered(Answer),
}

/// Takes the first road for a method, which only one request goes.
pub(super) fn take(roads: &mut Vec<(Method, Road)>, method: &Method) -> Option<Road> {
    let index = roads.iter().position(|(of, _)| of == method)?;
    Some(roads.remove(index).1)
}

/// Passes a request on to the service and its answer back.
pub(super) async fn pass_on(
    http: &Http,
    service: &str,
    request: Parts,
    body: Bytes,
    road: Option<Road>,
) -> Response {
    if let Some(Road::Answered(answer)) = &road {
        return answer.respond().await;
    }
    let path = request.uri.path_and_query().map_or("/", |path| path.as_str());
    let mut onward = Request::builder().method(request.method.clone()).uri(format!("{service}{path}"));
    if let Some(headers) = onward.headers_mut() {
        *headers = copied(&request.headers);
    }
    let reply = match http.send(onward.body(Full::from(body)).expect("a request")).await {
        Ok(reply) => reply,
        // As proxies answer where nothing listens behind them.
        Err(error) => return Answer::of("text/plain", error).and_status(502).respond().await,
    };
    match road {
        Some(Road::Held(gate)) => {
            gate.pass().await;
            response(&reply, Body::from(reply.body.clone()))
        }
        Some(Road::AnswerLost) => {
            let half = reply.body.slice(..reply.body.len() / 2);
            let mut lost = response(&reply, broken(half));
            lost.headers_mut().insert("content-length", reply.body.len().into());
            lost
        }
        _ => response(&reply, Body::from(reply.body.clone())),
    }
}

/// The header fields that matter to the service. The host is the one that the browser asked, by which the service knows
/// its own address; trunk does not pass it on, so `cargo xtask serve` tells the service instead.
fn copied(headers: &HeaderMap) -> HeaderMap {
    let names = [ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, IF_NONE_MATCH, ORIGIN];
    names.into_iter().filter_map(|name| Some((name.clone(), headers.get(&name)?.clone()))).collect()
}

fn response(reply: &Reply, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = reply.status;
    for (name, value) in &reply.headers {
        if !matches!(name.as_str(), "connection" | "content-length" | "keep-alive" | "transfer-encoding") {
            response.headers_mut().append(name, value.clone());
        }
    }
    response
}
