//! Fetching the document of an article: bytes with a cap, decoded by their charset.

use gloo_net::http::{Request, Response};
use js_sys::{Reflect, Uint8Array};
use standfirst_article::limits::MAX_DOCUMENT_BYTES;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStreamDefaultReader, RequestRedirect, ResponseType, TextDecoder};

/// A document as text.
pub struct FetchedDocument {
    /// The text, decoded.
    pub text: String,
    /// The media type that the server gave, with its parameters.
    pub media_type: Option<String>,
    /// The address that it finally came from.
    pub url: String,
}

/// Why there is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// The request was aborted: nobody waits for it any more.
    Aborted,
    /// No answer: no network, no such server, or the server does not let this page read it.
    Unreachable,
    /// The address leads to another site that does not let this page read it.
    Redirected,
    /// The server answered with a status that is no success.
    Status(u16),
    /// The connection ended before the document did.
    Broken,
    /// The document is longer than [`MAX_DOCUMENT_BYTES`].
    TooLarge,
    /// The bytes are no text.
    NotText,
}

/// Fetches the document at `url`, which may be any address that the browser can resolve.
pub async fn fetch_document(url: &str, signal: &AbortSignal) -> Result<FetchedDocument, FetchError> {
    let response = match send(url, signal, RequestRedirect::Follow).await {
        Ok(response) => response,
        Err(_) if signal.aborted() => return Err(FetchError::Aborted),
        Err(_) => return Err(why_unreachable(url, signal).await),
    };
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    let media_type = response.headers().get("content-type");
    let bytes = read_bytes(&response, MAX_DOCUMENT_BYTES)
        .await
        .map_err(|error| if signal.aborted() { FetchError::Aborted } else { error })?;
    let text = decode(&bytes, media_type.as_deref()).ok_or(FetchError::NotText)?;
    Ok(FetchedDocument { text, media_type, url: response.url() })
}

async fn send(
    url: &str,
    signal: &AbortSignal,
    redirect: RequestRedirect,
) -> Result<Response, gloo_net::Error> {
    Request::get(url).abort_signal(Some(signal)).redirect(redirect).send().await
}

/// Asks once more without following redirects: a redirect to a site that does not let this page read it looks like
/// any other network error, but for this.
async fn why_unreachable(url: &str, signal: &AbortSignal) -> FetchError {
    match send(url, signal, RequestRedirect::Manual).await {
        _ if signal.aborted() => FetchError::Aborted,
        Ok(response) if response.type_() == ResponseType::Opaqueredirect => FetchError::Redirected,
        _ => FetchError::Unreachable,
    }
}

/// Reads the body of a response, at most `limit` bytes of it.
///
/// # Errors
/// [`FetchError::TooLarge`] as soon as more has come, [`FetchError::Broken`] where the connection ends early.
pub async fn read_bytes(response: &Response, limit: usize) -> Result<Vec<u8>, FetchError> {
    let mut bytes = Vec::new();
    let Some(stream) = response.body() else { return Ok(bytes) };
    let Ok(reader) = stream.get_reader().dyn_into::<ReadableStreamDefaultReader>() else {
        return Err(FetchError::Broken);
    };
    loop {
        let chunk = match JsFuture::from(reader.read()).await {
            Ok(chunk) => chunk,
            Err(_) => return Err(FetchError::Broken),
        };
        let Ok(value) = Reflect::get(&chunk, &JsValue::from_str("value")) else {
            return Err(FetchError::Broken);
        };
        let Ok(part) = value.dyn_into::<Uint8Array>() else { return Ok(bytes) };
        let start = bytes.len();
        let end = start.saturating_add(part.length() as usize);
        if end > limit {
            // What the cancelled stream answers is of no interest any more.
            drop(reader.cancel());
            return Err(FetchError::TooLarge);
        }
        bytes.resize(end, 0);
        if let Some(room) = bytes.get_mut(start..) {
            part.copy_to(room);
        }
    }
}

/// Decodes by the byte order mark, else by the charset of the media type, else as UTF-8, else as Windows-1252, which
/// the Encoding Standard makes of every Latin-1 label; `None` for bytes that are no text.
fn decode(bytes: &[u8], media_type: Option<&str>) -> Option<String> {
    let declared = media_type.and_then(charset);
    let label = match bytes {
        [0xFF, 0xFE, ..] => Some("utf-16le"),
        [0xFE, 0xFF, ..] => Some("utf-16be"),
        [0xEF, 0xBB, 0xBF, ..] => Some("utf-8"),
        _ => declared.as_deref(),
    };
    // A byte of zero among the first says that this is a picture or the like, unless two bytes make a letter.
    let wide = label.is_some_and(|label| label.to_ascii_lowercase().starts_with("utf-16"));
    if !wide && bytes.iter().take(1024).any(|byte| *byte == 0) {
        return None;
    }
    if let Some(decoder) = label.and_then(|label| TextDecoder::new_with_label(label).ok()) {
        return decoder.decode_with_u8_array(bytes).ok();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => TextDecoder::new_with_label("windows-1252").ok()?.decode_with_u8_array(bytes).ok(),
    }
}

/// The `charset` parameter of a media type (RFC 9110, section 8.3.2).
fn charset(media_type: &str) -> Option<String> {
    media_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"').to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charsets_are_found() {
        assert_eq!(charset("text/html; charset=utf-8").as_deref(), Some("utf-8"));
        assert_eq!(
            charset("text/plain;format=flowed; CharSet=\"ISO-8859-1\"").as_deref(),
            Some("ISO-8859-1")
        );
        assert_eq!(charset("application/json"), None);
    }
}
