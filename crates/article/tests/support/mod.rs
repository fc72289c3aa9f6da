//! What the tests of formats share.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test file is a crate of its own and uses a part of this")]

pub(crate) mod hostile;
pub(crate) mod samples;

use json::Writer;
use standfirst_article::{
    Article, Document, Format, NativeUrls, ReadError, Reading, Timestamp, read, read_at, to_json,
};

/// Where the documents of these tests come from.
pub(crate) const URL: &str = "https://paper.example/wp-json/wp/v2/posts/1";

/// Reads a document as it comes from a server, in the format that fits.
pub(crate) fn read_document(text: &str, media_type: Option<&str>) -> Result<Reading, ReadError> {
    read(&Document { text, media_type, url: Some(URL), selector: None }, None, &NativeUrls)
}

/// What time it is in these tests.
pub(crate) fn noon() -> Option<Timestamp> {
    Timestamp::parse("2026-11-24T12:00:00Z")
}

/// Reads a document in the format that fits, at noon.
pub(crate) fn read_now(text: &str) -> Result<Reading, ReadError> {
    read_at(&Document { text, media_type: None, url: Some(URL), selector: None }, None, &NativeUrls, noon())
}

/// Reads an article of a format.
pub(crate) fn article_of(text: &str, format: Format) -> Article {
    let reading = read_now(text).unwrap();
    assert_eq!(reading.format, format);
    reading.article
}

/// What is wrong with a document, as a sentence.
pub(crate) fn error_of(text: &str) -> String {
    read_now(text).map(|reading| to_json(&reading.article)).unwrap_err().to_string()
}

/// The body of an article as Standfirst JSON.
pub(crate) fn body_of(article: &Article) -> String {
    let json = to_json(&Article { related: Vec::new(), ..article.clone() });
    let body = json.split_once("\"body\":").map(|(_, body)| body);
    body.and_then(|body| body.strip_suffix('}')).unwrap_or_default().to_owned()
}

/// A WordPress post with this body.
pub(crate) fn post(body: &str) -> String {
    let mut out = Writer::new();
    out.begin_object();
    for (name, html) in [("title", "Headline"), ("content", body)] {
        out.key(name).begin_object();
        out.key("rendered").string(html);
        out.end_object();
    }
    out.key("link").string("https://paper.example/2026/lamps/");
    out.key("_links").begin_object();
    out.end_object();
    out.end_object();
    out.finish()
}

/// The body of a WordPress post as Standfirst JSON; `[]` where it is empty.
pub(crate) fn body_json(html: &str) -> String {
    match read_document(&post(html), None) {
        Ok(reading) => {
            assert_eq!(reading.format, Format::WordPress);
            let json = to_json(&reading.article);
            let body = json.split_once("\"body\":").map(|(_, body)| body);
            body.and_then(|body| body.strip_suffix('}')).unwrap_or_default().to_owned()
        }
        Err(error) => {
            assert_eq!(error.to_string(), "WordPress REST: The article has no text.", "{html:.80}");
            "[]".to_owned()
        }
    }
}

/// Checks bodies: HTML, and its blocks as Standfirst JSON.
pub(crate) fn check_bodies(cases: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (html, expected) in cases {
        let found = body_json(html);
        if found != *expected {
            wrong.push_str(&format!("\n{html}\n   gives {found}\nexpected {expected}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
