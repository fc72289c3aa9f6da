//! Lists of headlines, in every format that has lists.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use standfirst_article::{Document, Format, NativeUrls, read_related, related_to_json};
use support::{URL, noon, samples};

/// The headlines of a document as the JSON of their list, or what is wrong with it.
fn related(text: &str, format: Option<Format>) -> Result<String, String> {
    let document = Document { text, media_type: None, url: Some(URL), selector: None };
    let related = read_related(&document, format, &NativeUrls, noon()).map_err(|error| error.to_string())?;
    let json = related_to_json(&related);
    Ok(json.strip_prefix("{\"related\":").unwrap().strip_suffix('}').unwrap().to_owned())
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(related(text, None).as_deref(), Ok(*expected), "{text}");
    }
}

/// The titles of a document's headlines, with a bar between them.
fn titles(text: &str) -> String {
    let document = Document { text, media_type: None, url: Some(URL), selector: None };
    let related = read_related(&document, None, &NativeUrls, noon()).unwrap();
    related.into_iter().map(|related| related.title).collect::<Vec<_>>().join("|")
}

#[test]
fn standfirst_json_lists_what_its_article_names_or_nothing_else() {
    let headline = r#"{"title":"Ports &amp; lanes","url":"https://paper.example/2026/ports","summary":"They agree.","published":"2026-11-20T10:00:00Z","image":{"src":"https://paper.example/p.jpg","alt":"A port"}}"#;
    let list = format!("[{headline}]");
    check(&[
        (&format!(r#"{{"related":{list}}}"#), &list),
        (&format!(r#"{{"standfirst":1,"related":{list}}}"#), &list),
        // Relative addresses are those of the article.
        (
            r#"{"standfirst":1,"url":"/2026/lamps/","headline":"x","body":[],"related":["A title",{"title":"B","url":"../b"},{"url":"/none"},{"title":" "}]}"#,
            r#"[{"title":"A title"},{"title":"B","url":"https://paper.example/2026/b"}]"#,
        ),
        (r#"{"related":[]}"#, "[]"),
        (r#"{"standfirst":1}"#, "[]"),
    ]);
    let wrong = r#"{"standfirst":2,"related":[]}"#;
    let said = "Standfirst JSON: The document is of version 2, and version 1 is read here.";
    assert_eq!(related(wrong, None), Err(said.to_owned()));
}

#[test]
fn wordpress_lists_posts() {
    check(&[
        (
            r#"[{"title":{"rendered":"A &amp; B"},"content":{"rendered":""},"link":"https://paper.example/a/","date_gmt":"2026-11-24T10:00:00",
                "excerpt":{"rendered":"<p>It says much. [&hellip;]</p>"},
                "_embedded":{"wp:featuredmedia":[{"source_url":"/a.jpg","alt_text":"A","media_details":{"width":600,"height":400}}]}},
               {"title":{"rendered":""},"content":{"rendered":"<p>x</p>"}}]"#,
            r#"[{"title":"A & B","url":"https://paper.example/a/","summary":"It says much.","published":"2026-11-24T10:00:00Z","image":{"src":"https://paper.example/a.jpg","width":600,"height":400,"alt":"A"}}]"#,
        ),
        // What `_fields=title,link` answers.
        (
            r#"[{"title":{"rendered":"A"},"link":"/a/"},{"title":{"rendered":"B"},"link":"/b/"}]"#,
            r#"[{"title":"A","url":"https://paper.example/a/"},{"title":"B","url":"https://paper.example/b/"}]"#,
        ),
        ("[]", "[]"),
        // One post names what Jetpack names.
        (
            r#"{"title":{"rendered":"A"},"content":{"rendered":"x"},"jetpack-related-posts":[{"title":"B","url":"/b/"}]}"#,
            r#"[{"title":"B","url":"https://paper.example/b/"}]"#,
        ),
    ]);
    let error = r#"{"code":"rest_no_route","message":"No route","data":{"status":404}}"#;
    let said = "WordPress REST: The site answered “No route” (rest_no_route).";
    assert_eq!(related(error, None), Err(said.to_owned()));
}

#[test]
fn ghost_lists_posts() {
    check(&[
        (
            samples::GHOST,
            r#"[{"title":"The lamps & the sea","url":"https://paper.example/lamps/","summary":"All but four.","published":"2026-11-24T10:00:00Z","image":{"src":"https://paper.example/content/images/lamp.jpg","alt":"A lamp"}},{"title":"A second post","url":"https://paper.example/second/","summary":"It says more.","published":"2026-11-20T10:00:00Z","image":{"src":"https://paper.example/content/images/2.jpg","alt":"Two"}}]"#,
        ),
        // What `fields=title,url` answers.
        (
            r#"{"posts":[{"title":"A","url":"/a/"}],"meta":{"pagination":{"page":1}}}"#,
            r#"[{"title":"A","url":"https://paper.example/a/"}]"#,
        ),
        (r#"{"posts":[],"meta":{"pagination":{"page":1}}}"#, "[]"),
    ]);
    let error = r#"{"errors":[{"message":"Unknown key","type":"UnauthorizedError"}]}"#;
    let said = "Ghost: The site answered “Unknown key” (UnauthorizedError).";
    assert_eq!(related(error, None), Err(said.to_owned()));
}

#[test]
fn json_feed_lists_items() {
    check(&[
        (
            samples::JSON_FEED,
            r#"[{"title":"An old & short item","url":"https://paper.example/old/","summary":"It says little.","published":"2026-11-20T10:00:00Z","image":{"src":"https://paper.example/old.jpg","alt":""}},{"title":"The lamps go out","url":"https://paper.example/lamps/","summary":"All but four.","published":"2026-11-24T09:00:00Z","image":{"src":"https://paper.example/lamp.jpg","alt":""}},{"title":"A note has no title","summary":"It has text."}]"#,
        ),
        // A feed of headlines alone is no article, and a list all the same.
        (
            r#"{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","url":"https://paper.example/1","title":"One"},{"id":"2","title":"Two"},{"title":"Not known"}]}"#,
            r#"[{"title":"One","url":"https://paper.example/1"},{"title":"Two"}]"#,
        ),
        (r#"{"version":"https://jsonfeed.org/version/1","items":[]}"#, "[]"),
    ]);
    let said = "JSON Feed: The document has no list “items”.";
    assert_eq!(related(r#"{"version":"https://jsonfeed.org/version/1"}"#, None), Err(said.to_owned()));
}

#[test]
fn ninjs_lists_stories_that_may_be_shown() {
    check(&[
        (
            r#"[{"uri":"1","type":"event","title":"Soon"},
                {"uri":"2","headline":"Old","description_text":"x","versioncreated":"2026-11-20T10:00:00Z","renditions":[{"href":"/old","contentType":"text/html"}],
                 "type":"text","associations":{"p":{"type":"picture","renditions":{"r":{"href":"/p.jpg","mimetype":"image/jpeg"}}}}},
                {"uri":"3","type":"picture","headline":"A lamp"},
                {"uri":"4","headline":"Secret","embargoed":"2026-12-01T00:00:00Z"},
                {"uri":"5","headline":"Held","pubstatus":"withheld"},
                {"uri":"6","headline":"New"}]"#,
            r#"[{"title":"Old","url":"https://paper.example/old","summary":"x","published":"2026-11-20T10:00:00Z","image":{"src":"https://paper.example/p.jpg","alt":""}},{"title":"New"}]"#,
        ),
        (
            samples::NINJS_1,
            r#"[{"title":"Ports share a lane","summary":"They agree.","published":"2026-11-20T10:00:00Z"}]"#,
        ),
    ]);
    assert_eq!(titles(samples::NINJS_3), "Ports share a lane");
}

#[test]
fn ans_lists_stories_that_may_be_shown() {
    let story = r#"{"type":"story","version":"0.10.9","headlines":{"basic":"A"},"canonical_url":"/a/","display_date":"2026-11-20T10:00:00Z","description":{"basic":"It says much."}}"#;
    let secret = r#"{"type":"story","headlines":{"basic":"Secret"},"content_restrictions":{"embargo":{"active":true}}}"#;
    let expected = r#"[{"title":"A","url":"https://paper.example/a/","summary":"It says much.","published":"2026-11-20T10:00:00Z"}]"#;
    check(&[
        (
            &format!(r#"{{"type":"results","version":"0.10.9","content_elements":[{secret},{story}]}}"#),
            expected,
        ),
        (&format!("[{story},{secret}]"), expected),
        (r#"{"type":"results","version":"0.10.9","content_elements":[]}"#, "[]"),
        (
            samples::ANS,
            r#"[{"title":"Ports share a lane","url":"https://paper.example/world/ports/","summary":"They agree.","published":"2026-11-20T10:00:00Z","image":{"src":"https://paper.example/ports.jpg","alt":"A port"}}]"#,
        ),
    ]);
}

#[test]
fn feeds_list_items_with_a_text_and_without() {
    assert_eq!(
        titles(include_str!("fixtures/feeds/rss.xml")),
        "The lamps go out & the stars come back|Ports share one lane"
    );
    assert_eq!(titles(include_str!("fixtures/feeds/atom.xml")), "Lamput & tähdet|Satamat");
    check(&[
        (
            r#"<rss version="2.0"><channel><item><title>One</title><link>/1</link></item><item><title>Two</title></item></channel></rss>"#,
            r#"[{"title":"One","url":"https://paper.example/1"},{"title":"Two"}]"#,
        ),
        (
            r#"<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title><link href="/1"/></entry><entry><title>Two</title></entry></feed>"#,
            r#"[{"title":"One","url":"https://paper.example/1"},{"title":"Two"}]"#,
        ),
        ("<rss version=\"2.0\"><channel><title>Paper</title></channel></rss>", "[]"),
        // Of a feed that is cut off the whole items are read.
        ("<rss><channel><item><title>One</title></item><item><title>Tw", r#"[{"title":"One"}]"#),
    ]);
    let cut = related("<rss><channel><item><title>On", None).unwrap_err();
    assert!(cut.starts_with("RSS 2.0: The document is no valid XML: "), "{cut}");
}

#[test]
fn a_text_names_what_stands_at_its_end() {
    let text = include_str!("fixtures/text/page.txt");
    assert!(titles(text).split('|').count() > 1, "{}", titles(text));
}

#[test]
fn one_page_is_no_list() {
    let said = "The document is one article and no list of headlines.";
    let page = "<!DOCTYPE html><title>Lamps</title><article><h1>Lamps</h1><p>They go out.</article>";
    assert_eq!(related(page, None), Err(format!("HTML page: {said}")));
    let markdown = "---\ntitle: Lamps\n---\n\nThey go out.\n";
    assert_eq!(related(markdown, None), Err(format!("Markdown: {said}")));
}

#[test]
fn what_is_wrong_is_said_as_of_an_article() {
    let named = related(r#"{"related":[]}"#, Some(Format::Rss)).unwrap_err();
    assert_eq!(named, "RSS 2.0: Expected XML, but the document is JSON.");
    assert_eq!(related(" ", None), Err("The document is empty.".to_owned()));
    assert!(related(r#"{"some":"thing"}"#, None).is_err());
}

#[test]
fn no_more_are_read_than_are_kept() {
    let item = "<item><title>One</title></item>".repeat(10_000);
    assert_eq!(titles(&format!("<rss><channel>{item}</channel></rss>")).split('|').count(), 50);
    let items = vec![r#"{"title":"One"}"#; 10_000].join(",");
    assert_eq!(titles(&format!(r#"{{"related":[{items}]}}"#)).split('|').count(), 50);
}

/// A list stays the list that it was, and says nothing of an article.
#[test]
fn a_list_is_no_article() {
    let document = Document { text: r#"{"related":["A"]}"#, media_type: None, url: None, selector: None };
    let error = standfirst_article::read(&document, None, &NativeUrls).unwrap_err();
    assert_eq!(error.to_string(), "Standfirst JSON: The article has no headline.");
}
