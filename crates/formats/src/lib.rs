//! Formats of `standfirst-article` as Standfirst JSON, in a WebAssembly of its own: the widget reads Standfirst JSON by
//! itself, and loads this one when a document is of another format. The features say which formats are in it; for the
//! others the widget asks the review service.
//!
//! What breaks here, on whatever document, ends this WebAssembly and leaves the widget as it is.

mod decode;

use js_sys::Date;
use standfirst_article::{Document, Format, ReadError, Reading, Timestamp, Urls, read_at, to_json};
use standfirst_json::Writer;
use standfirst_json::text::concat;
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
/// what the server said, and `url` the address that the document finally came from.
///
/// The answer is JSON: `{"format": …, "article": …}` with the article as Standfirst JSON; or, for a document that
/// gives no article, `{"reason": …, "message": …}` with the name of a
/// [`ReadErrorKind`](standfirst_article::ReadErrorKind) or `not-text`, and what was wrong in English.
#[wasm_bindgen]
pub fn convert(bytes: Vec<u8>, media_type: Option<String>, url: &str, format: Option<String>) -> String {
    let media_type = media_type.as_deref();
    let Some(text) = decode::decode(&bytes, media_type) else {
        return failure("not-text", "the document is no text");
    };
    // The text takes as much memory again, and an article more.
    drop(bytes);
    let document = Document { text: &text, media_type, url: Some(url), selector: None };
    let (format, now) =
        (format.as_deref().and_then(Format::from_name), Timestamp::from_millis(Date::now() as i64));
    match read_at(&document, format, &BrowserUrls, now) {
        Ok(reading) => success(&reading),
        Err(error) => unreadable(&error),
    }
}

fn success(reading: &Reading) -> String {
    // The names of formats have no character that JSON would escape.
    let article = to_json(&reading.article);
    concat(&["{\"format\":\"", reading.format.name(), "\",\"article\":", &article, "}"])
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
