//! Entity tags, and requests that go by them (RFC 9110, sections 8.8.3 and 13.1.2).

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::coding::{Accepted, Coding, Effort};
use crate::errors::Refusal;

/// The shortest JSON that is compressed, in bytes: what is shorter fits into one packet anyway.
const SHORTEST: usize = 1_400;

/// The longest JSON that is compressed where it was asked for, in bytes; more would keep other requests waiting.
const LONGEST_IN_PLACE: usize = 32 * 1024;

/// The strong entity tag of these bytes, when they are sent in this coding.
pub(crate) fn of(bytes: &[u8], coding: Coding) -> HeaderValue {
    let digest = Sha256::digest(bytes);
    let digest = URL_SAFE_NO_PAD.encode(digest.get(..12).unwrap_or_default());
    let tag = match coding.name() {
        Some(coding) => format!("\"{digest}-{coding}\""),
        None => format!("\"{digest}\""),
    };
    // It is plain ASCII, which always can be a header's value.
    HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Whether the client has this very body already. Tags are compared weakly, for proxies may weaken them.
pub(crate) fn is_known(request: &HeaderMap, tag: &HeaderValue) -> bool {
    request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','))
        .map(<[u8]>::trim_ascii)
        .any(|known| known == b"*" || known.strip_prefix(b"W/").unwrap_or(known) == tag.as_bytes())
}

/// Answers a body that others may keep as `cache` says, or 304 where the client has it already.
pub(crate) fn answer(
    request: &HeaderMap,
    kind: &'static str,
    cache: &'static str,
    coding: Coding,
    tag: HeaderValue,
    body: Bytes,
) -> Response {
    let mut response = if is_known(request, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Response::new(Body::from(body));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if let Some(coding) = coding.name() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        response
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::ETAG, tag);
    headers.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    response
}

/// Answers a file that is part of the program.
pub(crate) fn built_in(
    request: &HeaderMap,
    kind: &'static str,
    cache: &'static str,
    content: &'static str,
) -> Response {
    let tag = of(content.as_bytes(), Coding::Identity);
    answer(request, kind, cache, Coding::Identity, tag, content.into())
}

/// Answers JSON that is to be asked for again each time, compressed where it is worth it; or 304.
pub(crate) async fn json(request: &HeaderMap, body: Vec<u8>) -> Result<Response, Refusal> {
    let length = body.len();
    let coding = if length < SHORTEST { Coding::Identity } else { Accepted::of(request).choose(|_| true) };
    let tag = of(&body, coding);
    let compress = move |body: Vec<u8>| coding.write(&body, Effort::EachTime);
    let body = if coding == Coding::Identity || is_known(request, &tag) {
        Ok(body)
    } else if length <= LONGEST_IN_PLACE {
        compress(body)
    } else {
        let compressed = tokio::task::spawn_blocking(move || compress(body)).await;
        compressed.unwrap_or_else(|error| Err(std::io::Error::other(error)))
    };
    let body = body.map_err(|error| Refusal::Internal(format!("a body was not compressed: {error}")))?;
    // Asked again each time, so that a reader finds what was just posted; answered by 304 where nothing changed.
    Ok(answer(request, "application/json", "no-cache", coding, tag, body.into()))
}
