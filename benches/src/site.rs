//! The site that is measured: one origin for every page, with its files compressed beforehand, the review service
//! behind it, and a count of what went over the wire.

mod stubs;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::Response;
use http_body_util::Full;
use tokio::fs;
use tokio::net::TcpListener;

use crate::cases;
use crate::options::Options;
use crate::process::{program, run_with};
use crate::service::{self, Http, Service};

/// The largest request that is passed on.
const MAX_REQUEST_BYTES: usize = 1 << 20;

/// A page with nothing in it but text, so that a browser that has just been started has its fonts and processes.
const WARM: &str = "<!doctype html><html lang=en><title>Warm</title><link rel=icon href='data:,'><h1>Warm</h1><p>Some <b>text</b>.";

/// The site. It is there as long as the runtime is.
pub(crate) struct Site {
    origin: String,
    port: u16,
    shared: Arc<Shared>,
}

/// What its handlers share.
struct Shared {
    folder: PathBuf,
    service: String,
    http: Http,
    wire: Mutex<Wire>,
}

/// What went over the wire.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wire {
    /// Requests.
    pub(crate) requests: usize,
    /// Bytes of the bodies, as they were sent, but for pictures and the like.
    pub(crate) bytes: usize,
    /// Bytes of pictures, sound and video.
    pub(crate) media_bytes: usize,
}

impl Site {
    /// Builds the site and opens it on a free port.
    pub(crate) async fn build(options: &Options, service: &Service) -> Result<Self> {
        let mut node = program(Path::new("node"));
        node.arg(&options.build).args([&options.widget, &options.modules, &options.esbuild, &options.out]);
        let first_page = service.first_page(cases::SUBJECT).await?;
        run_with(node, &first_page).await.context("the site cannot be built")?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared {
            folder: options.out.clone(),
            service: service.origin().to_owned(),
            http: service.http().clone(),
            wire: Mutex::default(),
        });
        let router = Router::new().fallback(respond).with_state(Arc::clone(&shared));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { origin: format!("http://127.0.0.1:{port}"), port, shared })
    }

    /// Its origin, without a slash at the end.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// A page of text by another name of this machine, which browsers take for another site.
    pub(crate) fn warm_page(&self) -> String {
        format!("http://localhost:{}/warm", self.port)
    }

    /// Why there is no page at a path, if there is none.
    pub(crate) async fn missing(&self, path: &str) -> Result<Option<String>> {
        let answer = service::get(&self.shared.http, &format!("{}{path}", self.origin)).await?;
        let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let page = answer.status() == StatusCode::OK && kind.starts_with("text/html");
        let route = path.split('?').next().unwrap_or_default();
        Ok((!page).then(|| format!("{route} answers {}", answer.status().as_u16())))
    }

    /// What went over the wire since this was asked last.
    pub(crate) fn take_wire(&self) -> Wire {
        std::mem::take(&mut *lock(&self.shared.wire))
    }
}

async fn respond(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let (headers, body, status) = match answer(&shared, parts, body).await {
        Ok(answer) => answer,
        Err(error) => (HeaderMap::new(), Bytes::from(format!("{error:#}\n")), StatusCode::BAD_GATEWAY),
    };
    let media = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| ["image/", "audio/", "video/"].iter().any(|media| kind.starts_with(media)));
    {
        let mut wire = lock(&shared.wire);
        wire.requests += 1;
        *(if media { &mut wire.media_bytes } else { &mut wire.bytes }) += body.len();
    }
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

type Answer = (HeaderMap, Bytes, StatusCode);

async fn answer(shared: &Shared, request: Parts, body: Body) -> Result<Answer> {
    let path = request.uri.path();
    if path == "/warm" {
        return Ok(found("text/html; charset=utf-8", Bytes::from_static(WARM.as_bytes())));
    }
    if let Some(stub) = stubs::answer(path) {
        return Ok(found("application/json", Bytes::from_static(stub.as_bytes())));
    }
    match file(&shared.folder, path, &request.headers).await {
        Some(answer) => Ok(answer),
        None => pass_on(shared, request, body).await,
    }
}

fn found(kind: &'static str, body: Bytes) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, axum::http::HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, axum::http::HeaderValue::from_static("public, max-age=60"));
    (headers, body, StatusCode::OK)
}

/// The file at a path, compressed for whoever takes it so.
async fn file(folder: &Path, path: &str, headers: &HeaderMap) -> Option<Answer> {
    let name = path.strip_prefix('/')?;
    if name.is_empty() || name.split('/').any(|part| part.is_empty() || part.starts_with('.')) {
        return None;
    }
    let kind = media_type(name);
    let takes_brotli = headers
        .get(ACCEPT_ENCODING)
        .and_then(|codings| codings.to_str().ok())
        .is_some_and(|codings| codings.split(',').any(|coding| coding.trim().starts_with("br")));
    let compressed = if takes_brotli { fs::read(folder.join(format!("{name}.br"))).await.ok() } else { None };
    let encoded = compressed.is_some();
    let bytes = match compressed {
        Some(bytes) => bytes,
        None => fs::read(folder.join(name)).await.ok()?,
    };
    let mut answer = found(kind, Bytes::from(bytes));
    if encoded {
        answer.0.insert(CONTENT_ENCODING, axum::http::HeaderValue::from_static("br"));
    }
    Some(answer)
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "jpg" => "image/jpeg",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "wav" => "audio/wav",
        "webm" => "video/webm",
        _ => "application/octet-stream",
    }
}

/// Whatever is no file is the review service's.
async fn pass_on(shared: &Shared, request: Parts, body: Body) -> Result<Answer> {
    let path = request.uri.path_and_query().map_or("/", |path| path.as_str());
    let mut onward =
        axum::http::Request::builder().method(request.method).uri(format!("{}{path}", shared.service));
    if let Some(headers) = onward.headers_mut() {
        *headers = end_to_end(request.headers);
    }
    let body = to_bytes(body, MAX_REQUEST_BYTES).await?;
    let answer = service::send(&shared.http, onward.body(Full::from(body))?).await?;
    let (parts, body) = answer.into_parts();
    Ok((end_to_end(parts.headers), body, parts.status))
}

/// The header fields without those that are about one connection alone (RFC 9110, section 7.6.1).
fn end_to_end(mut headers: HeaderMap) -> HeaderMap {
    for name in ["connection", "content-length", "keep-alive", "transfer-encoding"] {
        headers.remove(HeaderName::from_static(name));
    }
    headers
}

/// What counts is whole at any time.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
