//! The routes and what wraps them.

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use url::Url;

use crate::admission::{Admission, admit};
use crate::articles::Articles;
use crate::assets::Assets;
use crate::config::Sites;
use crate::errors::Refusal;
use crate::routes::{articles, assets, forms, health, moderation, render, reviews, summaries};
use crate::storage::Storage;
use crate::{cors, telemetry};

/// What every route may use.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) storage: Arc<dyn Storage>,
    pub(crate) sites: Arc<Sites>,
    pub(crate) assets: Option<Arc<Assets>>,
    pub(crate) admission: Admission,
    pub(crate) articles: Arc<Articles>,
    /// Keeps moderators' passwords from being guessed.
    pub(crate) logins: Arc<moderation::Logins>,
    /// Where browsers reach the service, where the configuration says so.
    pub(crate) public_url: Option<Url>,
}

/// All routes.
pub(crate) fn router(app: App) -> Router {
    let api = Router::new()
        .route("/v1/reviews", get(reviews::list))
        .route("/v1/reviews/{id}", get(reviews::get).put(reviews::put).delete(reviews::delete))
        .route("/v1/summaries", get(summaries::list))
        .route("/v1/articles", get(articles::get))
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(app.admission.clone(), admit))
        .layer(from_fn_with_state(app.clone(), cors::api));
    // A form is sent by a navigation, to which CORS does not apply; the route looks at its origin itself.
    let forms = Router::new()
        .route("/v1/reviews", post(forms::post))
        .route("/forms.css", get(forms::style))
        .layer(from_fn_with_state(app.admission.clone(), admit));
    let files = Router::new()
        .route("/standfirst.js", get(assets::entry))
        .route("/standfirst.wasm", get(assets::wasm))
        .route("/standfirst-formats.wasm", get(assets::formats))
        .route("/standfirst.css", get(assets::style))
        .route("/locales/{*path}", get(assets::locale))
        .route("/v/{version}/{*path}", get(assets::pinned))
        .route(concat!("/v/", env!("CARGO_PKG_VERSION"), "/page.css"), get(render::style))
        .route(concat!("/v/", env!("CARGO_PKG_VERSION"), "/icon.svg"), get(render::icon))
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(app.admission.clone(), admit))
        .layer(from_fn(cors::files));
    let pages = Router::new()
        .route("/render", get(render::render))
        .method_not_allowed_fallback(method_not_allowed)
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app.admission.clone(), admit))
        .layer(from_fn(cors::files));
    let moderation = moderation::router()
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(app.admission.clone(), admit));
    Router::new()
        .merge(api)
        .merge(moderation)
        .merge(forms)
        .merge(files)
        .merge(pages)
        // Never refused: whoever watches should not take a busy service for a dead one.
        .route("/healthz", get(health::check))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .with_state(app)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(headers))
        .layer(from_fn(telemetry::log))
}

async fn not_found() -> Refusal {
    Refusal::NotFound
}

async fn method_not_allowed() -> Refusal {
    Refusal::MethodNotAllowed
}

/// What holds for every answer.
async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn panicked(cause: Box<dyn std::any::Any + Send>) -> Response {
    let cause = match (cause.downcast_ref::<String>(), cause.downcast_ref::<&str>()) {
        (Some(text), _) => text.clone(),
        (None, Some(text)) => (*text).to_owned(),
        (None, None) => "of an unknown type".to_owned(),
    };
    Refusal::Internal(format!("panic: {cause}")).into_response()
}
