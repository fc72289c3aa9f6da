//! The widget's files, under addresses that move with each version and under one that is pinned to this version.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::app::App;
use crate::assets::Variant;
use crate::coding::Accepted;
use crate::errors::Refusal;
use crate::etag;

/// A page that asks for the newest widget gets it within a minute of an upgrade.
const MOVING: &str = "public, max-age=60";

/// A file of one version never changes.
const PINNED: &str = "public, max-age=31536000, immutable";

/// `GET /standfirst.js`
pub(crate) async fn entry(State(app): State<App>, headers: HeaderMap) -> Result<Response, Refusal> {
    file(&app, &headers, "standfirst.js", MOVING).await
}

/// `GET /standfirst.wasm`, which the entry asks for beside itself.
pub(crate) async fn wasm(State(app): State<App>, headers: HeaderMap) -> Result<Response, Refusal> {
    file(&app, &headers, "standfirst.wasm", MOVING).await
}

/// `GET /standfirst-formats.wasm`, which the entry asks for when an article is of another format than Standfirst JSON.
pub(crate) async fn formats(State(app): State<App>, headers: HeaderMap) -> Result<Response, Refusal> {
    file(&app, &headers, "standfirst-formats.wasm", MOVING).await
}

/// `GET /standfirst.css`
pub(crate) async fn style(State(app): State<App>, headers: HeaderMap) -> Result<Response, Refusal> {
    file(&app, &headers, "standfirst.css", MOVING).await
}

/// `GET /locales/…`
pub(crate) async fn locale(
    State(app): State<App>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    file(&app, &headers, &format!("locales/{path}"), MOVING).await
}

/// `GET /v/<version>/…`: the same files under this program's version, for pages that pin.
pub(crate) async fn pinned(
    State(app): State<App>,
    Path((version, path)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let widgets = path.starts_with("locales/") || path.starts_with("standfirst");
    if version != env!("CARGO_PKG_VERSION") || !widgets {
        return Err(Refusal::NotFound);
    }
    file(&app, &headers, &path, PINNED).await
}

async fn file(app: &App, headers: &HeaderMap, path: &str, cache: &'static str) -> Result<Response, Refusal> {
    let assets = app.assets.as_ref().ok_or(Refusal::NotFound)?;
    let file = assets.get(path).await.map_err(|error| Refusal::Internal(error.to_string()))?;
    let file = file.ok_or(Refusal::NotFound)?;
    let (coding, Variant { bytes, tag }) = file.best(Accepted::of(headers));
    Ok(etag::answer(headers, file.kind, cache, coding, tag.clone(), bytes.clone()))
}
