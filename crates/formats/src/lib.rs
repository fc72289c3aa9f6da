//! Formats of `standfirst-article` as Standfirst JSON, in a WebAssembly of its own: the widget reads Standfirst JSON by
//! itself, and loads this one when a document is of another format. The features say which formats are in it; for the
//! others the widget asks the review service.
//!
//! What breaks here, on whatever document, ends this WebAssembly and leaves the widget as it is.

mod decode;

use js_sys::Date;
use standfirst_article::{
    Document, Format, ReadError, Selector, Timestamp, Urls, read_at, read_related, reading_to_json,
    related_to_json,
};
use standfirst_json::Writer;
use wasm_bindgen::prelude::*;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The browser's WHATWG URL parser.
struct BrowserUrls;

impl Urls for BrowserUrls {
    fn join(&self, reference: &str, base: Option<&str>) -> Option<String> {
        join(reference, base)
    }
}

#[wasm_bindgen(module = "/src/browser.js")]
extern "C" {
    fn join(reference: &str, base: Option<&str>) -> Option<String>;
}

/// Reads a document in the format of that name, or in the first one that fits where there is none. `media_type` is
/// what the server said, `url` the address that the document finally came from, and `selector` which element of an HTML
/// page is the story.
///
/// The answer is Standfirst JSON: the article, which names its format, or, where `related` is set, the headlines that the
/// document lists. For a document that gives neither it is `{"reason": …, "message": …}` with the name of a
/// [`ReadErrorKind`](standfirst_article::ReadErrorKind) or `not-text`, and what was wrong in English.
#[wasm_bindgen]
pub fn convert(
    bytes: Vec<u8>,
    media_type: Option<String>,
    url: &str,
    format: Option<String>,
    selector: Option<String>,
    related: bool,
) -> String {
    let media_type = media_type.as_deref();
    let Some(text) = decode::decode(&bytes, media_type) else {
        return failure("not-text", "the document is no text");
    };
    // The text takes as much memory again, and an article more.
    drop(bytes);
    // Whoever asks has looked at it, and where there are no HTML pages nobody needs it.
    let selector =
        selector.filter(|_| cfg!(feature = "html-page")).and_then(|selector| Selector::parse(&selector).ok());
    let document = Document { text: &text, media_type, url: Some(url), selector: selector.as_ref() };
    let (format, now) =
        (format.as_deref().and_then(Format::from_name), Timestamp::from_millis(Date::now() as i64));
    let written = if related {
        read_related(&document, format, &BrowserUrls, now).map(|related| related_to_json(&related))
    } else {
        read_at(&document, format, &BrowserUrls, now).map(|reading| reading_to_json(&reading))
    };
    written.unwrap_or_else(|error| unreadable(&error))
}

fn unreadable(error: &ReadError) -> String {
    failure(error.kind.name(), &error.to_string())
}

fn failure(reason: &str, message: &str) -> String {
    let mut out = Writer::new();
    out.begin_object();
    out.key("reason").string(reason);
    out.key("message").string(message);
    out.end_object();
    out.finish()
}
