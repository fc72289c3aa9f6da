use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::errors::Refusal;

/// `GET /healthz`: whether reviews can be read and written.
pub(crate) async fn check(State(app): State<App>) -> Result<Response, Refusal> {
    app.storage.check().await?;
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, r#"{"status":"ok"}"#).into_response())
}
