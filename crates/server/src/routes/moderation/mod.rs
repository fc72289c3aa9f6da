//! The pages on which moderators decide. They need no script: each is a list or a form, and what is posted answers by a
//! redirect to the page that shows what came of it.
//!
//! All addresses are of one depth and relative, since a proxy may put any path before them.

mod decide;
mod fields;
mod layout;
mod listing;
mod notice;
mod queue;
mod review;
mod session;
mod stop;
mod subject;
mod throttle;

use axum::Router;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use crate::app::App;
use crate::etag;

pub(crate) use self::throttle::Logins;

/// The routes below `/moderation`.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/moderation", get(async || see_other("moderation/queue")))
        .route("/moderation/", get(async || see_other("queue")))
        .route("/moderation/login", get(session::ask).post(session::login))
        .route("/moderation/logout", post(session::logout))
        .route("/moderation/queue", get(queue::page))
        .route("/moderation/decide", post(decide::post))
        .route("/moderation/review", get(review::page))
        .route("/moderation/subject", get(subject::page))
        .route("/moderation/mode", post(subject::post))
        .route("/moderation/moderation.css", get(style))
}

async fn style(headers: HeaderMap) -> Response {
    etag::built_in(&headers, "text/css; charset=utf-8", "public, max-age=60", include_str!("style.css"))
}

/// Another page follows, which is asked for by `GET`.
fn see_other(location: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    // Whatever comes from outside is percent-encoded before.
    let location = HeaderValue::from_str(location).unwrap_or(HeaderValue::from_static("queue"));
    response.headers_mut().insert(header::LOCATION, location);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
