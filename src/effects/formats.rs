//! Documents into articles. The widget reads Standfirst JSON by itself; for whatever else comes, it has the entry load
//! `standfirst-formats.wasm`, which makes Standfirst JSON of it (`crates/formats`) or says why it cannot.

use js_sys::Uint8Array;
use standfirst_article::{Article, Format, read_standfirst};
use standfirst_json::{Value, parse};
use wasm_bindgen::prelude::*;

use super::browser::BrowserUrls;
use super::document::FetchedDocument;

#[wasm_bindgen]
extern "C" {
    /// What loads the other formats: static/standfirst.js.
    #[derive(Clone)]
    pub type Formats;

    /// Answers as `convert` of `crates/formats` does. Fails where that cannot be loaded or has broken down.
    #[wasm_bindgen(method, catch)]
    async fn convert(
        this: &Formats,
        bytes: Uint8Array,
        media_type: Option<&str>,
        url: &str,
        format: Option<&str>,
        selector: Option<&str>,
        related: bool,
    ) -> Result<JsValue, JsValue>;
}

/// What is looked for in a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The article.
    Article,
    /// The headlines that it lists: nothing else of the article counts.
    Related,
}

/// Why a document gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// The document: what was wrong with it.
    Document {
        /// The name of the kind of fault, as `crates/formats` gives it.
        reason: String,
        /// What was wrong, in English.
        message: String,
    },
    /// The formats could not be loaded, or broke down.
    Formats,
}

/// Reads what is looked for in a document, in a format that is named or in the first one that fits. `selector` says which
/// element of an HTML page is the story.
///
/// # Errors
/// Says what was wrong with the document, or that nothing was there to read it.
pub async fn read_document(
    document: &FetchedDocument,
    wanted: Wanted,
    format: Option<Format>,
    selector: Option<&str>,
    formats: &Formats,
) -> Result<(Article, Format), Unread> {
    if format.is_none_or(|format| format == Format::StandfirstJson)
        && let Some(found) = standfirst(document, wanted)
    {
        return Ok(found);
    }
    let answer = formats.convert(
        Uint8Array::new_from_slice(&document.bytes),
        document.media_type.as_deref(),
        &document.url,
        format.map(Format::name),
        selector,
        wanted == Wanted::Related,
    );
    let answer = answer.await.ok().and_then(|answer| answer.as_string()).ok_or(Unread::Formats)?;
    // It is JSON for certain, so it can only have more values than are read.
    let answer = parse(&answer)
        .map_err(|error| Unread::Document { reason: "too-large".to_owned(), message: error.to_string() })?;
    let text = |name: &str| answer.get(name).and_then(Value::as_str).map(str::to_owned);
    match (text("reason"), text("message")) {
        (Some(reason), Some(message)) => Err(Unread::Document { reason, message }),
        _ => find(&answer, document, wanted).ok_or(Unread::Formats),
    }
}

/// Reads Standfirst JSON; `None` for anything else, and for what is wrong with it, which the formats put into words.
fn standfirst(document: &FetchedDocument, wanted: Wanted) -> Option<(Article, Format)> {
    let text = std::str::from_utf8(&document.bytes).ok()?;
    find(&parse(text).ok()?, document, wanted)
}

fn find(value: &Value, document: &FetchedDocument, wanted: Wanted) -> Option<(Article, Format)> {
    let url = Some(document.url.as_str());
    let article = read_standfirst(value, url, &BrowserUrls, wanted == Wanted::Related).ok()?;
    // What was read elsewhere says which format it was in.
    let format = value.get("format").and_then(Value::as_str).and_then(Format::from_name);
    Some((article, format.unwrap_or(Format::StandfirstJson)))
}
