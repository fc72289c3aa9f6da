//! Fetching the document of an article: bytes with a cap.

use standfirst_article::limits::MAX_DOCUMENT_BYTES;
use web_sys::AbortSignal;

use super::answers;
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
    /// The review service says that the article is not to be shown.
    Withheld {
        /// The name of the kind of fault, as that of a document that was read here.
        reason: String,
        /// What was wrong, in English.
        message: String,
    },
    /// The connection ended before the document did.
    Broken,
    /// The document is longer than [`MAX_DOCUMENT_BYTES`].
    TooLarge,
}

/// Fetches the document at `url`, from its own server or as the review service has read it.
pub async fn fetch_document(
    url: &str,
    from_service: bool,
    signal: &AbortSignal,
) -> Result<FetchedDocument, FetchError> {
    let fetched = fetch(url, from_service, signal).await;
    // An aborted request fails like one that found no network.
    if signal.aborted() { Err(FetchError::Aborted) } else { fetched }
}

async fn fetch(url: &str, from_service: bool, signal: &AbortSignal) -> Result<FetchedDocument, FetchError> {
    let mut first = ask(url, signal, "follow");
    first.reads_refusals = from_service;
    match first.send().await {
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
        if let Some(withheld) = withheld(&bytes) {
            return Err(withheld);
        }
        return Err(FetchError::Status(response.status()));
    }
    let media_type = response.headers().get("content-type");
    Ok(FetchedDocument { bytes, media_type, url: response.url() })
}

/// What the service says of an article that is not to be shown; nothing where it says something else, and where nobody
/// has read what was said.
fn withheld(bytes: &[u8]) -> Option<FetchError> {
    let problem = standfirst_json::parse(std::str::from_utf8(bytes).ok()?).ok()?;
    let error = answers::problem(&problem).1.pop()?;
    let told = matches!(error.code.as_str(), "gated" | "embargoed" | "withheld" | "protected");
    told.then_some(FetchError::Withheld { reason: error.code, message: error.message })
}
