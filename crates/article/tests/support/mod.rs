//! What the tests of formats share.
#![allow(dead_code, reason = "each test file is a crate of its own and uses a part of this")]

use json::Writer;
use standfirst_article::{Document, Format, NativeUrls, ReadError, Reading, read, to_json};

/// Where the documents of these tests come from.
pub(crate) const URL: &str = "https://paper.example/wp-json/wp/v2/posts/1";

/// Reads a document as it comes from a server, in the format that fits.
pub(crate) fn read_document(text: &str, media_type: Option<&str>) -> Result<Reading, ReadError> {
    read(&Document { text, media_type, url: Some(URL) }, None, &NativeUrls)
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
