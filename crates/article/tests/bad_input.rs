//! What comes in place of an article: each gives an error that names the format and what was wrong, or the part of it
//! that can be read.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use standfirst_article::{Document, Format, NativeUrls, decode, read, to_json};
use support::{URL, error_of, read_document, read_now};

#[test]
fn what_is_no_article_is_told_by_format_and_reason() {
    let cases = [
        ("<rss><channel><title>The Paper</title></channel></rss>", "RSS 2.0: The feed has no items."),
        (
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Paper</title></feed>",
            "Atom: The feed has no items.",
        ),
        (
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Paper", "items": []}"#,
            "JSON Feed: The feed has no items.",
        ),
        (
            r#"{"uri": "urn:x:1", "type": "text", "headline": "T", "body_text": "x", "embargoed": "2026-11-25T00:00:00Z"}"#,
            "ninjs: The article is under embargo until 2026-11-25T00:00:00Z.",
        ),
        (
            r#"{"uri": "urn:x:1", "type": "planning", "headline": "T"}"#,
            "ninjs: The document is a planning item (“T”), no article.",
        ),
        (
            r#"{"uri": "urn:x:1", "type": "event", "headline": "A meeting"}"#,
            "ninjs: The document is an event (“A meeting”), no article.",
        ),
        (
            r#"{"type": "story", "version": "0.10.9", "headlines": {"basic": "T"}, "content_elements": [{"type": "text", "content": "x"}],
                "content_restrictions": {"embargo": {"active": true}}}"#,
            "ANS: The article is under embargo.",
        ),
        (
            r#"{"title": {"rendered": "T"}, "content": {"rendered": "", "protected": true}, "link": "/x", "_links": {}}"#,
            "WordPress REST: The article is protected by a password.",
        ),
        (
            r#"{"posts": [{"uuid": "u", "title": "T", "html": null, "access": false, "visibility": "paid"}]}"#,
            "Ghost: The post is for the site’s members alone (visibility “paid”), and none of its text is public.",
        ),
        (
            "<!DOCTYPE html><title>404 Not Found</title><body><h1>Not Found</h1>",
            "HTML page: The page says “404 Not Found”, and holds no article.",
        ),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let error = error_of(text);
            (error != *expected).then(|| format!("{text}\n  gives {error}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_article_in_an_article_is_a_part_of_it() {
    let page = "<!doctype html><title>T</title><article><h1>T</h1><p>The lamps of the island go out tonight.</p>\
        <article><h2>An older story</h2><p>The lamps of the island were lit in 1951.</p></article></article>";
    let text = to_json(&read_document(page, None).unwrap().article);
    assert!(text.contains("go out tonight") && text.contains("lit in 1951"), "{text}");
    let story = r#"{"type": "story", "version": "0.10.9", "headlines": {"basic": "T"}, "content_elements": [
        {"type": "text", "content": "outer"},
        {"type": "story", "headlines": {"basic": "Inner"}, "content_elements": [{"type": "text", "content": "inner"}]}]}"#;
    let text = to_json(&read_now(story).unwrap().article);
    assert!(text.contains("outer") && text.contains("Inner") && text.contains("inner"), "{text}");
}

#[test]
fn json_nested_100_000_deep_is_refused() {
    for open in ["[", "{\"a\":"] {
        assert_eq!(error_of(&open.repeat(100_000)), "The document is nested too deep.", "{open}");
    }
}

#[test]
fn a_document_of_20_megabytes_is_refused_unread() {
    let text = format!("Title\n\n{}", "A line of text.\n\n".repeat(20 << 16));
    assert!(text.len() > 20 << 20);
    assert_eq!(error_of(&text), "The document is too large.");
    for format in Format::all() {
        let document = Document { text: &text, media_type: None, url: Some(URL), selector: None };
        let error = read(&document, Some(format), &NativeUrls).unwrap_err();
        assert!(error.to_string().starts_with(format.title()), "{error}");
    }
}

#[test]
fn entities_that_a_dtd_makes_of_each_other_do_not_grow() {
    let declarations: String =
        (1..12).map(|n| format!("<!ENTITY e{n} '{}'>", format!("&e{};", n - 1).repeat(10))).collect();
    for (start, end) in [
        ("<rss><channel><item><title>T</title><description>", "</description></item></channel></rss>"),
        (
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title><content type='html'>",
            "</content></entry></feed>",
        ),
    ] {
        let bomb = format!(
            "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e0 'lol'>{declarations}<!ENTITY f SYSTEM 'file:///etc/passwd'>\
             <!ENTITY % p SYSTEM 'http://paper.example/x.dtd'> %p;]>{start}before &e11; &f; after{end}"
        );
        let json = to_json(&read_document(&bomb, None).unwrap().article);
        assert!(json.contains("before &e11; &f; after"), "{json:.300}");
        assert!(json.len() < bomb.len(), "{}", json.len());
    }
}

/// Text in two bytes a letter.
fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// Text in one byte a letter.
fn narrow(text: &str) -> Vec<u8> {
    text.chars().map(|found| u8::try_from(u32::from(found)).unwrap()).collect()
}

#[test]
fn every_format_is_read_in_two_bytes_a_letter_and_in_latin_1() {
    let documents = |encoding: &str| {
        [
            ("application/rss+xml", format!("<?xml version='1.0'{encoding}?><rss><channel><item><title>Café in Malmö</title><description>Smörgås</description></item></channel></rss>")),
            ("application/atom+xml", format!("<?xml version='1.0'{encoding}?><feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Café in Malmö</title><content>Smörgås</content></entry></feed>")),
            ("text/html", "<!doctype html><title>Café in Malmö</title><article><h1>Café in Malmö</h1><p>Smörgås</p></article>".to_owned()),
            ("application/json", r#"{"standfirst": 1, "headline": "Café in Malmö", "body": ["Smörgås"]}"#.to_owned()),
            ("text/markdown", "# Café in Malmö\n\nSmörgås\n".to_owned()),
            ("text/plain", "Café in Malmö\n\nSmörgås\n".to_owned()),
        ]
    };
    let check = |bytes: &[u8], media_type: &str, how: &str| {
        let text = decode(bytes, Some(media_type)).unwrap_or_else(|| panic!("{media_type} {how} is text"));
        let reading = read_document(&text, Some(media_type))
            .unwrap_or_else(|error| panic!("{media_type} {how}: {error}"));
        let json = to_json(&reading.article);
        assert!(
            json.contains("\"Café in Malmö\"") && json.contains("\"Smörgås\""),
            "{media_type} {how}: {json}"
        );
    };
    for declared in [" encoding='utf-16'", ""] {
        for (media_type, text) in documents(declared) {
            for (label, bytes) in
                [("utf-16le", u16::to_le_bytes as fn(u16) -> [u8; 2]), ("utf-16be", u16::to_be_bytes)]
            {
                check(&wide(&text, bytes), media_type, &format!("{label} that nothing says"));
                check(&wide(&format!("\u{feff}{text}"), bytes), media_type, &format!("{label} with a mark"));
                check(
                    &wide(&text, bytes),
                    &format!("{media_type}; charset={label}"),
                    "as the media type says",
                );
            }
        }
    }
    for declared in [" encoding='ISO-8859-1'", ""] {
        for (media_type, text) in documents(declared) {
            check(&narrow(&text), media_type, "in Latin-1 that nothing but itself says");
            check(
                &narrow(&text),
                &format!("{media_type}; charset=iso-8859-1"),
                "in Latin-1 as the media type says",
            );
        }
    }
    let page = "<!doctype html><meta charset=iso-8859-1><title>Café in Malmö</title><article><p>Smörgås</p></article>";
    check(&narrow(page), "text/html", "in Latin-1 as a meta element says");
}
