//! The files of the demo.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::Response;
use tokio::fs;

use crate::environment;

/// The file at a path of the demo, as a static server would give it.
pub(super) async fn serve(path: &str) -> Option<Response> {
    // Browsers ask for it on any page that names no icon.
    if path == "/favicon.ico" {
        return Some(response("image/svg+xml", Vec::new()));
    }
    let name = if path == "/" { "index.html" } else { path.trim_start_matches('/') };
    if name.split('/').any(|part| part.is_empty() || part == "..") {
        return None;
    }
    let bytes = fs::read(environment::demo().join(name)).await.ok()?;
    Some(response(media_type(name), bytes))
}

fn response(media_type: &str, bytes: Vec<u8>) -> Response {
    Response::builder()
        .header(CONTENT_TYPE, media_type)
        // Each test shall see its own requests.
        .header(CACHE_CONTROL, "no-store")
        .body(Body::from(bytes))
        .expect("a response")
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "jpg" => "image/jpeg",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "md" => "text/markdown; charset=utf-8",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "wav" => "audio/wav",
        "webm" => "video/webm",
        "xml" => "text/xml",
        _ => "application/octet-stream",
    }
}
