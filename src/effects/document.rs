//! Fetching the document of an article: bytes with a cap.

use standfirst_article::limits::MAX_DOCUMENT_BYTES;
use web_sys::AbortSignal;

use super::http::{Answer, Ask, NoAnswer};

/// A document as it came.
pub struct FetchedDocument {
    /// Its bytes.
    pub bytes: Vec<u8>,
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
}

/// Fetches the document at `url`.
pub async fn fetch_document(url: &str, signal: &AbortSignal) -> Result<FetchedDocument, FetchError> {
    let fetched = fetch(url, signal).await;
    // An aborted request fails like one that found no network.
    if signal.aborted() { Err(FetchError::Aborted) } else { fetched }
}

async fn fetch(url: &str, signal: &AbortSignal) -> Result<FetchedDocument, FetchError> {
    match ask(url, signal, "follow").send().await {
        Ok(answer) => document(answer),
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

fn document(answer: Answer) -> Result<FetchedDocument, FetchError> {
    let Answer { response, bytes } = answer;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    let media_type = response.headers().get("content-type");
    Ok(FetchedDocument { bytes, media_type, url: response.url() })
}
