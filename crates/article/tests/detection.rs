//! Which format a document has, and what is said about one that has none.

mod support;

use standfirst_article::{Document, Format, NativeUrls, ReadErrorKind, read, read_at};
use support::{noon, post, read_document, samples};

const STANDFIRST: &str = r#"{"standfirst": 1, "headline": "Title", "body": ["Text"]}"#;
const PLAIN: &str = "Title\n\nText";

#[test]
fn the_document_tells_its_format_whatever_its_media_type() {
    let wordpress = post("<p>Text</p>");
    let list = format!(" [{wordpress}, {wordpress}]");
    let cases = [
        (samples::GHOST, Format::Ghost),
        (samples::JSON_FEED, Format::JsonFeed),
        (samples::NINJS_1, Format::Ninjs),
        (samples::NINJS_3, Format::Ninjs),
        (samples::ANS, Format::Ans),
        (STANDFIRST, Format::StandfirstJson),
        (wordpress.as_str(), Format::WordPress),
        (list.as_str(), Format::WordPress),
    ];
    for (text, expected) in cases {
        for media_type in
            [None, Some("application/json"), Some("text/html; charset=utf-8"), Some("text/plain"), Some("?")]
        {
            let document = Document { text, media_type, url: None, selector: None };
            let reading = read_at(&document, None, &NativeUrls, noon()).unwrap();
            assert_eq!(reading.format, expected, "{text} {media_type:?}");
        }
    }
    let markup = [
        (
            "<?xml version='1.0'?><rss><channel><item><title>x</title><description>y</description></item></channel></rss>",
            Format::Rss,
        ),
        (
            "<!-- a feed --><rss version='0.91'><channel><item><title>x</title><description>y</description></item></channel></rss>",
            Format::Rss,
        ),
        (
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>x</title><summary>y</summary></entry></feed>",
            Format::Atom,
        ),
        (
            "<?xml version='1.0'?><a:entry xmlns:a='http://www.w3.org/2005/Atom'><a:title>x</a:title><a:summary>y</a:summary></a:entry>",
            Format::Atom,
        ),
        ("---\ntitle: x\n---\ny", Format::Markdown),
        ("<!doctype html><title>x</title><article>y</article>", Format::HtmlPage),
        (
            "<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'><title>x</title><article>y</article></html>",
            Format::HtmlPage,
        ),
    ];
    for (text, expected) in markup {
        for media_type in
            [None, Some("text/html; charset=utf-8"), Some("text/xml"), Some("text/plain"), Some("?")]
        {
            assert_eq!(read_document(text, media_type).unwrap().format, expected, "{text} {media_type:?}");
        }
    }
    assert_eq!(
        read_document("<div>x</div>\n\n# y\n\nz", Some("text/markdown")).unwrap().format,
        Format::Markdown
    );
    for media_type in [None, Some("text/plain"), Some("text/html"), Some("application/octet-stream")] {
        assert_eq!(read_document(PLAIN, media_type).unwrap().format, Format::PlainText);
    }
}

#[test]
fn a_named_format_overrules() {
    let read_as = |text, format| {
        read(
            &Document { text, media_type: None, url: None, selector: None },
            Format::from_name(format),
            &NativeUrls,
        )
        .map(|reading| reading.article.headline)
        .map_err(|error| error.to_string())
    };
    assert_eq!(read_as("{\"a\": 1}\nText", "text").as_deref(), Ok("{\"a\": 1}"));
    assert_eq!(read_as("<b>Title</b>\nText", "text").as_deref(), Ok("<b>Title</b>"));
    let cases = [
        (PLAIN, "wordpress", "WordPress REST: Expected JSON, but the document is plain text."),
        (
            "<!doctype html><p>x",
            "wordpress",
            "WordPress REST: Expected JSON, but the document is an HTML page.",
        ),
        ("<!doctype html><p>x", "text", "plain text: Expected plain text, but the document is an HTML page."),
        (
            STANDFIRST,
            "wordpress",
            "WordPress REST: The document has no “title.rendered” or no “content.rendered”.",
        ),
        (STANDFIRST, "ghost", "Ghost: The document has no list “posts” or “pages”."),
        (STANDFIRST, "json-feed", "JSON Feed: The document has no list “items”."),
        ("[]", "ninjs", "ninjs: The list has no items."),
        ("7", "ninjs", "ninjs: Expected JSON, but the document is plain text."),
        ("{}", "ninjs", "ninjs: The article has no headline."),
        (STANDFIRST, "ans", "ANS: The document has no “type”, and no story is without."),
        ("[]", "ans", "ANS: The list has no stories."),
        ("{\"a\": 1}", "rss", "RSS 2.0: Expected XML, but the document is JSON."),
        ("<!doctype html><p>x", "atom", "Atom: Expected XML, but the document is an HTML page."),
        (
            "<?xml version='1.0'?><rss/>",
            "atom",
            "Atom: The document’s outermost element is “rss”, not Atom’s “feed” or “entry”.",
        ),
        (
            "<feed xmlns='http://www.w3.org/2005/Atom'/>",
            "rss",
            "RSS 2.0: The document’s outermost element is “feed”, not “rss”.",
        ),
        ("{\"a\": 1}", "html", "HTML page: Expected an HTML page, but the document is JSON."),
        (
            "<!doctype html><p>x",
            "markdown",
            "Markdown: Expected plain text, but the document is an HTML page.",
        ),
        ("[]", "standfirst", "Standfirst JSON: The document is no object with a headline and a body."),
        ("{}", "standfirst", "Standfirst JSON: The document does not say “standfirst”: 1."),
        (
            "{\"a\":",
            "standfirst",
            "Standfirst JSON: The document is no valid JSON: unexpected end of the document at line 1, column 6.",
        ),
    ];
    for (text, format, expected) in cases {
        assert_eq!(read_as(text, format), Err(expected.to_owned()));
    }
    assert_eq!(Format::from_name("auto"), None);
    for format in Format::all() {
        assert_eq!(Format::from_name(format.name()), Some(format));
    }
}

#[test]
fn errors_name_what_is_wrong() {
    let deep = "[".repeat(100_000) + "{";
    let large = format!("Title\n{}", "x".repeat(standfirst_article::limits::MAX_DOCUMENT_BYTES));
    let titles: Vec<&str> = Format::all().map(Format::title).collect();
    let known = format!("Formats read: {}.", titles.join(", "));
    let cases: &[(&str, Option<&str>, &str, &str)] = &[
        ("", None, "empty", "The document is empty."),
        (" \n\u{feff}", Some("application/json"), "empty", "The document is empty."),
        ("\u{feff}\n", None, "empty", "The document is empty."),
        (
            "{\"title\": {\"ren",
            Some("application/json"),
            "malformed",
            "The document is no valid JSON: unexpected end of the document at line 1, column 16.",
        ),
        (
            "{\"a\": 1,}",
            None,
            "malformed",
            "The document is no valid JSON: unexpected character “}” at line 1, column 9.",
        ),
        (
            "<!DOCTYPE html><html>",
            Some("application/json"),
            "not-expected",
            "Expected JSON, but the document is an HTML page.",
        ),
        (
            "<br />\n<b>Warning</b>: x",
            Some("application/json"),
            "not-expected",
            "Expected JSON, but the document is an HTML page.",
        ),
        (
            "Service unavailable",
            Some("application/feed+json"),
            "not-expected",
            "Expected JSON, but the document is plain text.",
        ),
        (
            "<!DOCTYPE html><html><p>Story</p>",
            Some("text/html"),
            "no-headline",
            "HTML page: The article has no headline.",
        ),
        (
            "<?xml version=\"1.0\"?><svg/>",
            None,
            "unknown",
            "The document is XML, in no format that is read here. ",
        ),
        ("{\"a\": 1}", None, "unknown", "The document is JSON, in no format that is read here. "),
        (
            "[{\"_type\": \"block\"}]",
            Some("application/json"),
            "unknown",
            "The document is JSON, in no format that is read here. ",
        ),
        (
            "\u{fffd}PNG\r\n\u{1a}\n\0\0\0\rIHDR",
            Some("text/plain"),
            "unknown",
            "The document is no text, in no format that is read here. ",
        ),
        ("[]", Some("application/json"), "no-article", "WordPress REST: No post matches the address."),
        (
            "{\"code\": \"rest_post_invalid_id\", \"message\": \"Invalid post ID.\", \"data\": {\"status\": 404}}",
            None,
            "no-article",
            "WordPress REST: The site answered “Invalid post ID.” (rest_post_invalid_id).",
        ),
        (
            "{\"standfirst\": 2}",
            None,
            "no-article",
            "Standfirst JSON: The document is of version 2, and version 1 is read here.",
        ),
        (
            "{\"standfirst\": 1, \"body\": [\"x\"]}",
            None,
            "no-headline",
            "Standfirst JSON: The article has no headline.",
        ),
        (
            "{\"standfirst\": 1, \"headline\": \" \\u00a0\", \"body\": [\"x\"]}",
            None,
            "no-headline",
            "Standfirst JSON: The article has no headline.",
        ),
        (
            "{\"standfirst\": 1, \"headline\": \"x\", \"body\": [[], {}, \"\"]}",
            None,
            "no-body",
            "Standfirst JSON: The article has no text.",
        ),
        (
            "{\"title\": {\"rendered\": \"x\"}, \"content\": {\"rendered\": \"\", \"protected\": true}, \"_links\": {}}",
            None,
            "protected",
            "WordPress REST: The article is protected by a password.",
        ),
        (&deep, None, "too-deep", "The document is nested too deep."),
        (&large, None, "too-large", "The document is too large."),
    ];
    for (text, media_type, name, message) in cases {
        let error = read_document(text, *media_type).unwrap_err();
        assert_eq!(error.kind.name(), *name, "{text:.60}: {error}");
        let expected =
            if message.ends_with(' ') { format!("{message}{known}") } else { (*message).to_owned() };
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn too_many_parts_are_an_error() {
    let text = format!("Title\n\n{}", "a\n\n".repeat(300_000));
    let html = post(&"<p>a".repeat(300_000));
    let json = format!(r#"{{"standfirst": 1, "headline": "x", "body": [{}"a"]}}"#, r#""a","#.repeat(300_000));
    // Each text of a story is read by itself, and all of them count.
    let element = format!(r#"{{"type": "text", "content": "{}"}}"#, "<b>a</b> ".repeat(1000));
    let ans = format!(
        r#"{{"type": "story", "version": "0.10.9", "headlines": {{"basic": "x"}}, "content_elements": [{element}{}]}}"#,
        format!(",{element}").repeat(300)
    );
    for document in [text, html, json, ans] {
        assert_eq!(read_document(&document, None).unwrap_err().kind, ReadErrorKind::TooLarge);
    }
}

#[test]
fn what_is_not_to_be_shown_has_kinds_of_its_own() {
    let cases = [
        (r#"{"uri": "x", "type": "event", "title": "A meeting"}"#, "withheld"),
        (r#"{"uri": "x", "headline": "T", "body_text": "x", "pubstatus": "canceled"}"#, "withheld"),
        (r#"{"uri": "x", "headline": "T", "body_text": "x", "embargoed": "tomorrow"}"#, "embargoed"),
        (r#"{"type": "story", "version": "0.10.9", "revision": {"published": false}}"#, "withheld"),
        (r#"{"type": "story", "version": "0.10.9", "content_restrictions": {"embargo": {}}}"#, "embargoed"),
        (r#"{"posts": [{"uuid": "u", "title": "T", "visibility": "members", "html": ""}]}"#, "gated"),
        (r#"{"title": {"rendered": "T"}, "content": {"rendered": "", "protected": true}}"#, "protected"),
    ];
    for (text, kind) in cases {
        assert_eq!(read_document(text, None).unwrap_err().kind.name(), kind, "{text}");
    }
}
