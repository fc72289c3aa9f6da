//! Fetching the document of an article: bytes with a cap, decoded by their charset.

use standfirst_article::limits::MAX_DOCUMENT_BYTES;
use standfirst_json::text::{split_any, split_once_any, trim, trim_end_of};
use web_sys::AbortSignal;

use super::browser;
use super::http::{Answer, Ask, NoAnswer};

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

/// Fetches the document at `url`.
pub async fn fetch_document(url: &str, signal: &AbortSignal) -> Result<FetchedDocument, FetchError> {
    let fetched = fetch(url, signal).await;
    // An aborted request fails like one that found no network.
    if signal.aborted() { Err(FetchError::Aborted) } else { fetched }
}

async fn fetch(url: &str, signal: &AbortSignal) -> Result<FetchedDocument, FetchError> {
    match ask(url, signal, "follow").send().await {
        Ok(answer) => document(&answer),
        Err(NoAnswer::Broken) => Err(FetchError::Broken),
        Err(NoAnswer::TooLarge) => Err(FetchError::TooLarge),
        Err(NoAnswer::Unreachable) => {
            // A redirect to a site that does not let this page read it looks like any other network error, but for
            // this: asked again without following, it answers, and the browser hides the status behind a zero.
            let again = ask(url, signal, "manual").send().await;
            let redirected = again.is_ok_and(|answer| answer.response.status() == 0);
            Err(if redirected { FetchError::Redirected } else { FetchError::Unreachable })
        }
    }
}

fn ask(url: &str, signal: &AbortSignal, redirect: &'static str) -> Ask {
    let mut ask = Ask::get(url.to_owned(), MAX_DOCUMENT_BYTES as u32, Some(signal.clone()));
    ask.redirect = redirect;
    ask
}

fn document(answer: &Answer) -> Result<FetchedDocument, FetchError> {
    let response = &answer.response;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    let media_type = response.headers().get("content-type");
    let text = decode(&answer.bytes, media_type.as_deref()).ok_or(FetchError::NotText)?;
    Ok(FetchedDocument { text, media_type, url: response.url() })
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
    if let Some(text) = label.and_then(|label| browser::decode(bytes, label)) {
        return Some(text);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => browser::decode(bytes, "windows-1252"),
    }
}

/// The `charset` parameter of a media type (RFC 9110, section 8.3.2).
fn charset(media_type: &str) -> Option<String> {
    split_any(media_type, ";").skip(1).find_map(|parameter| {
        let (name, value) = split_once_any(parameter, "=")?;
        let mut value = trim_end_of(trim(value), |found| found == '"');
        while let Some(rest) = value.strip_prefix('"') {
            value = rest;
        }
        trim(name).eq_ignore_ascii_case("charset").then(|| value.to_owned())
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
