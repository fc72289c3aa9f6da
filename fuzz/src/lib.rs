//! What the fuzz targets share: a target gives a document to the readers, and whatever comes out is held to what every
//! article promises, by the same checks as in `crates/article/tests/hostile.rs`. A panic, five seconds, or more memory
//! than `cargo xtask fuzz` allows is a finding.

use standfirst_article::{Document, Format, NativeUrls, Selector, Timestamp, decode, read_at};

#[path = "../../crates/article/tests/support/hostile.rs"]
#[allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "it is made for tests, which fail by panicking"
)]
mod checks;

/// Where the documents are said to come from.
const URL: &str = "https://paper.example/stories/1";

/// Reads bytes as a browser or the service would, in the format of a name, else in the one that fits.
pub fn document(bytes: &[u8], media_type: Option<&str>, format: Option<&str>) {
    if let Some(text) = decode(bytes, media_type) {
        read(&text, media_type, format, None);
    }
}

/// Reads bytes in a format; those that do not look like it are refused, which is an answer.
pub fn format(bytes: &[u8], name: &str) {
    assert!(Format::from_name(name).is_some(), "{name} is a format");
    document(bytes, None, Some(name));
}

/// Reads bytes as the HTML of a body, without a page around it.
pub fn html_body(bytes: &[u8]) {
    let mut post = r#"{"title": {"rendered": "T"}, "link": "https://paper.example/x/", "_links": {}, "content": {"rendered": "#.to_owned();
    json::write_string(&mut post, &String::from_utf8_lossy(bytes));
    post.push_str("}}");
    read(&post, None, Some("wordpress"), None);
}

/// Reads bytes as XML that becomes the body of an entry.
pub fn xml(bytes: &[u8]) {
    let inside = String::from_utf8_lossy(bytes);
    let feed = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title><content type='xhtml'>{inside}</content></entry></feed>"
    );
    read(&feed, Some("application/atom+xml"), None, None);
}

/// Reads the bytes before the first line feed as a selector, and those after it as the page that it looks for its story in.
pub fn selector(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (first, page) =
        text.split_once('\n').unwrap_or((&text, "<main><p class=a id=b lang=en>A story.</p></main>"));
    if let Ok(selector) = Selector::parse(first) {
        read(&format!("<!doctype html><title>T</title>{page}"), Some("text/html"), None, Some(&selector));
    }
}

fn read(text: &str, media_type: Option<&str>, format: Option<&str>, selector: Option<&Selector>) {
    let document = Document { text, media_type, url: Some(URL), selector };
    let format = format.and_then(Format::from_name);
    let now = Timestamp::parse("2026-11-24T12:00:00Z");
    checks::check(read_at(&document, format, &NativeUrls, now), text);
}
