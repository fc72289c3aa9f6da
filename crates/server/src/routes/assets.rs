//! The widget's files, from the folder that `--assets` names. They are read anew each time: a developer's build
//! replaces them while the service runs.

use std::path::PathBuf;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::etag;
use crate::app::App;
use crate::errors::Refusal;

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
    let widgets = path.starts_with("locales/") || path.starts_with("standfirst.");
    if version != env!("CARGO_PKG_VERSION") || !widgets {
        return Err(Refusal::NotFound);
    }
    file(&app, &headers, &path, PINNED).await
}

async fn file(app: &App, headers: &HeaderMap, path: &str, cache: &'static str) -> Result<Response, Refusal> {
    let folder = app.assets.as_deref().ok_or(Refusal::NotFound)?;
    if !path.split('/').all(is_plain) {
        return Err(Refusal::NotFound);
    }
    let mut full = PathBuf::from(folder);
    full.extend(path.split('/'));
    let read =
        tokio::task::spawn_blocking(move || if full.is_file() { std::fs::read(&full).ok() } else { None });
    let bytes = read.await.map_err(|error| Refusal::Internal(error.to_string()))?.ok_or(Refusal::NotFound)?;
    Ok(etag::answer(headers, kind(path), cache, bytes))
}

/// Whether a part of a path is a plain name, which leads to no other folder on any system.
fn is_plain(part: &str) -> bool {
    !part.is_empty()
        && !part.starts_with('.')
        && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// The media type by the file's name. WebAssembly is compiled while it loads only as `application/wasm`.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
