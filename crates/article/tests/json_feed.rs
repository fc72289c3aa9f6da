//! JSON Feeds.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use standfirst_article::{Article, Format, to_json};
use support::{article_of, body_of, error_of, samples};

fn article(text: &str) -> Article {
    article_of(text, Format::JsonFeed)
}

/// A feed of these items.
fn feed(items: &str) -> String {
    format!(
        r#"{{"version": "https://jsonfeed.org/version/1", "author": {{"name": "The Paper"}}, "items": {items}}}"#
    )
}

#[test]
fn the_newest_item_of_a_feed() {
    assert_eq!(
        to_json(&article(samples::JSON_FEED)),
        r#"{"standfirst":1,"url":"https://paper.example/lamps/","headline":"The lamps go out","intro":"All but four.","byline":["Ida Berg"],"published":"2026-11-24T09:00:00Z","updated":"2026-11-24T11:00:00Z","tags":["lamps","islands"],"lang":"da","dir":"ltr","hero":{"media":[{"image":{"src":"https://paper.example/lamp.jpg","alt":""}}]},"body":[{"paragraph":["The ",{"strong":"lamps"}," go out."]},{"paragraph":"Nobody minds."},{"figure":{"media":[{"audio":{"src":"https://paper.example/lamps.mp3"}}]}}],"related":[{"title":"An old & short item","url":"https://paper.example/old/","summary":"It says little.","published":"2026-11-20T10:00:00Z","image":{"src":"https://paper.example/old.jpg","alt":""}},{"title":"A note has no title","summary":"It has text."}]}"#
    );
}

#[test]
fn items_as_feeds_write_them() {
    let note = article(&feed(r#"[{"id": 1, "content_text": "A note has no title. It has text."}]"#));
    assert_eq!(
        (note.headline.as_str(), body_of(&note).as_str()),
        ("A note has no title", r#"[{"paragraph":"A note has no title. It has text."}]"#)
    );
    assert_eq!(note.byline, ["The Paper"], "the feed's author, of version 1.0");
    let one = article(&feed(
        r#"{"id": "https://paper.example/1/", "title": "One", "content_html": "<h1>One</h1><p>x</p>"}"#,
    ));
    assert_eq!(one.url.as_ref().unwrap().as_str(), "https://paper.example/1/", "an id that is an address");
    assert_eq!(body_of(&one), r#"[{"paragraph":"x"}]"#, "without the headline again");
    let without_id = article(&feed(
        r#"[{"content_text": "dropped"}, {"url": "/2/", "title": "Two", "content_text": "x"}]"#,
    ));
    assert_eq!((without_id.headline.as_str(), without_id.related.len()), ("Two", 0));
    let linked = article(&feed(
        r#"[{"id": "x", "external_url": "https://x.example/", "title": "T", "content_html": "<a href='y'>y</a>"}]"#,
    ));
    assert_eq!(body_of(&linked), r#"[{"paragraph":[{"link":{"url":"https://x.example/y","content":"y"}}]}]"#);
    let podcast = article(&feed(
        r#"[{"id": "1", "title": "Ep. 1", "content_text": "Notes", "attachments": {"url": "/1.mp3", "mime_type": "audio/mpeg"}}]"#,
    ));
    assert!(
        to_json(&podcast).contains(r#""hero":{"media":[{"audio":{"src":"https://paper.example/1.mp3"}}]}"#)
    );
    let long = "word ".repeat(100);
    let siblings = article(&feed(&format!(
        r#"[{{"id": 1, "title": "T", "content_text": "x"}}, {{"id": 2, "title": "S", "content_text": "{long}"}}, {{"id": 3, "title": "Bare"}}]"#
    )));
    assert!(siblings.related[0].summary.as_ref().unwrap().ends_with("word…"));
    assert_eq!((siblings.related[1].title.as_str(), siblings.related[1].summary.as_deref()), ("Bare", None));
}

#[test]
fn what_is_no_article_is_said() {
    let cases = [
        (feed("[]"), "JSON Feed: The feed has no items."),
        (
            r#"{"version": "https://jsonfeed.org/version/1.1"}"#.to_owned(),
            "JSON Feed: The document has no list “items”.",
        ),
        (
            feed(r#"[{"id": "1", "title": "T"}, {"content_text": "x"}, 7]"#),
            "JSON Feed: None of the feed’s items (3) has an “id” and a “content_html” or “content_text”.",
        ),
        (
            feed(r#"[{"id": "1", "title": "T", "content_html": "<script>x</script>"}]"#),
            "JSON Feed: The article has no text.",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(error_of(&text), expected);
    }
}
