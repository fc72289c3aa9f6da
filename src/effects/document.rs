//! Fetching the document of an article: bytes with a cap, decoded by their charset.

use standfirst_article::limits::MAX_DOCUMENT_BYTES;
use standfirst_json::text::{split_any, split_once_any, trim, trim_end_of};
use web_sys::{AbortSignal, RequestRedirect, ResponseType, TextDecoder};

use super::http::{Ask, BodyError, read_body};

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
    let Some(response) = Ask::get(url, Some(signal)).send().await else {
        // A redirect to a site that does not let this page read it looks like any other network error, but for this:
        // asked again without following, it answers.
        let again = Ask { redirect: RequestRedirect::Manual, ..Ask::get(url, Some(signal)) }.send().await;
        let redirected = again.is_some_and(|response| response.type_() == ResponseType::Opaqueredirect);
        return Err(if redirected { FetchError::Redirected } else { FetchError::Unreachable });
    };
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    let media_type = response.headers().get("content-type");
    let bytes = read_body(&response, MAX_DOCUMENT_BYTES).await.map_err(|error| match error {
        BodyError::Broken => FetchError::Broken,
        BodyError::TooLarge => FetchError::TooLarge,
    })?;
    let text = decode(&bytes, media_type.as_deref()).ok_or(FetchError::NotText)?;
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
