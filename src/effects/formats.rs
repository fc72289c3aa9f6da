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
    ) -> Result<JsValue, JsValue>;
}

/// Why a document gave no article.
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

/// Reads the article in a document, in a format that is named or in the first one that fits.
///
/// # Errors
/// Says what was wrong with the document, or that nothing was there to read it.
pub async fn read_document(
    document: &FetchedDocument,
    format: Option<Format>,
    formats: &Formats,
) -> Result<(Article, Format), Unread> {
    if format.is_none_or(|format| format == Format::StandfirstJson)
        && let Some(article) = standfirst(document)
    {
        return Ok((article, Format::StandfirstJson));
    }
    let answer = formats.convert(
        Uint8Array::new_from_slice(&document.bytes),
        document.media_type.as_deref(),
        &document.url,
        format.map(Format::name),
    );
    let answer = answer.await.ok().and_then(|answer| answer.as_string()).ok_or(Unread::Formats)?;
    // It is JSON for certain, so it can only have more values than are read.
    let answer = parse(&answer)
        .map_err(|error| Unread::Document { reason: "too-large".to_owned(), message: error.to_string() })?;
    let text = |name: &str| answer.get(name).and_then(Value::as_str).unwrap_or_default();
    match (answer.get("article"), Format::from_name(text("format"))) {
        (Some(article), Some(format)) => match article_of(article, document) {
            Some(article) => Ok((article, format)),
            None => Err(Unread::Formats),
        },
        _ => Err(Unread::Document { reason: text("reason").to_owned(), message: text("message").to_owned() }),
    }
}

/// Reads Standfirst JSON; `None` for anything else, and for what is wrong with it, which the formats put into words.
fn standfirst(document: &FetchedDocument) -> Option<Article> {
    let text = std::str::from_utf8(&document.bytes).ok()?;
    article_of(&parse(text).ok()?, document)
}

fn article_of(value: &Value, document: &FetchedDocument) -> Option<Article> {
    read_standfirst(value, Some(&document.url), &BrowserUrls).ok()
}
