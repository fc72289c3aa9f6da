//! `GET /v1/articles`: articles of systems that let no other site's page read them.

use std::io::Read;

use serde_json::{Value, json};

use crate::app::{Answer, TestApp};
use crate::publisher::Publisher;

const POST: &str = r#"{
    "link": "https://standfirst.example/cinema", "title": {"rendered": "The border cinema"},
    "content": {"rendered": "<p>It shows <b>films</b> to two countries. <a href=\"/about\">About it</a></p>"},
    "_links": {}
}"#;

/// A service and a publisher whose one article is at `/post`.
fn start() -> (TestApp, Publisher) {
    let publisher = Publisher::start();
    publisher.serve("/post", "application/json", POST);
    (TestApp::start(), publisher)
}

fn path(parameters: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(parameters);
    format!("/v1/articles?{}", query.finish())
}

#[track_caller]
fn refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    assert_eq!(answer.json()["errors"][0]["code"], code, "{}", answer.text());
}

#[test]
fn an_article_of_any_format_is_answered_as_standfirst_json() {
    let (app, publisher) = start();
    let src = format!("{}/post", publisher.url);
    let answer = app.send("GET", &path(&[("src", &src)]), &[("origin", "http://localhost:8080")], None);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    assert_eq!(answer.header("access-control-allow-origin"), Some("http://localhost:8080"));
    assert!(answer.header("cache-control").is_some_and(|cache| cache.contains("max-age=60")));
    let article = answer.json();
    assert_eq!((&article["standfirst"], &article["headline"]), (&json!(1), &json!("The border cinema")));
    assert_eq!(article["format"], "wordpress", "the format that it was in");
    let body = article["body"].to_string();
    assert!(body.contains("https://standfirst.example/about") && !body.contains("<b>"), "{body}");
}

#[test]
fn what_is_known_is_not_sent_again() {
    let (app, publisher) = start();
    let src = format!("{}/post", publisher.url);
    let first = app.get(&path(&[("src", &src)]));
    let tag = first.header("etag").unwrap().to_owned();
    let again = app.send("GET", &path(&[("src", &src)]), &[("if-none-match", &tag)], None);
    assert_eq!((again.status, again.bytes().len()), (304, 0));
    // Read as another format it is another answer.
    let text = app.send("GET", &path(&[("src", &src), ("format", "text")]), &[("if-none-match", &tag)], None);
    assert_ne!(text.status, 304);
}

#[test]
fn a_long_answer_is_compressed_where_it_may_be() {
    let (app, publisher) = start();
    let src = format!("{}/post", publisher.url);
    let answer = app.send("GET", &path(&[("src", &src)]), &[("accept-encoding", "gzip")], None);
    assert_eq!(answer.header("content-encoding"), Some("gzip"));
    let mut text = String::new();
    flate2::read::GzDecoder::new(answer.bytes()).read_to_string(&mut text).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["headline"], "The border cinema");
}

#[test]
fn what_cannot_be_answered_says_why() {
    let (app, publisher) = start();
    publisher.serve("/picture", "image/png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    publisher.serve_with("/gone", "410 Gone", &[], "");
    let at = |path: &str| format!("{}{path}", publisher.url);
    refused(&app.get("/v1/articles"), 400, "required");
    refused(&app.get(&path(&[("src", "/post")])), 400, "not_a_url");
    refused(&app.get(&path(&[("src", "ftp://standfirst.example/post")])), 400, "not_a_url");
    refused(&app.get(&path(&[("src", &at("/post")), ("format", "papyrus")])), 400, "unknown_value");
    refused(&app.get(&path(&[("src", &at("/post")), ("as", "page")])), 400, "unknown_value");
    let selector = app.get(&path(&[("src", &at("/post")), ("selector", "main > p")]));
    refused(&selector, 400, "not_a_selector");
    assert_eq!(selector.json()["errors"][0]["field"], "selector");
    refused(&app.get(&path(&[("src", "https://elsewhere.example/post")])), 403, "not_allowed");
    refused(&app.get(&path(&[("src", &at("/picture"))])), 502, "unreadable");
    refused(&app.get(&path(&[("src", &at("/gone"))])), 404, "unavailable");
    refused(&app.get(&path(&[("src", &at("/nothing"))])), 502, "unavailable");
    refused(&app.get(&path(&[("src", "http://169.254.169.254/latest")])), 403, "not_allowed");
}

const FEED: &str = r#"<rss version="2.0"><channel><title>Paper</title>
    <item><title>The border cinema</title><link>https://standfirst.example/cinema?utm_source=feed</link></item>
    <item><title>Five ports</title><link>https://standfirst.example/ports</link></item></channel></rss>"#;

#[test]
fn the_headlines_of_a_list_are_answered_alone() {
    let (app, publisher) = start();
    publisher.serve("/feed.xml", "application/rss+xml", FEED);
    publisher.serve(
        "/page",
        "text/html",
        "<!DOCTYPE html><title>T</title><article><h1>T</h1><p>Text</article>",
    );
    let feed = format!("{}/feed.xml", publisher.url);
    let answer = app.get(&path(&[("src", &feed), ("as", "related")]));
    let expected = json!({"related": [
        {"title": "The border cinema", "url": "https://standfirst.example/cinema?utm_source=feed"},
        {"title": "Five ports", "url": "https://standfirst.example/ports"},
    ]});
    assert_eq!((answer.status, answer.json()), (200, expected));
    let tag = answer.header("etag").unwrap().to_owned();
    let article = app.send("GET", &path(&[("src", &feed)]), &[("if-none-match", &tag)], None);
    assert_ne!(article.status, 304, "the article is another answer");
    let page = format!("{}/page", publisher.url);
    refused(&app.get(&path(&[("src", &page), ("as", "related")])), 502, "unreadable");
}

#[test]
fn the_story_of_a_page_is_where_the_selector_says() {
    let (app, publisher) = start();
    let words = "A text that is long enough to be taken for a story. ".repeat(9);
    let page = format!(
        "<!DOCTYPE html><title>Lamps</title><h1>Lamps</h1><article><p>Not this: {words}</article>
        <div class=story><p>The lamps go out.</div>"
    );
    publisher.serve("/page", "text/html", page);
    let src = format!("{}/page", publisher.url);
    let body = |selector: &[(&str, &str)]| {
        let answer = app.get(&path(&[&[("src", &*src)], selector].concat()));
        answer.json()["body"].to_string()
    };
    assert!(body(&[]).contains("Not this"));
    assert_eq!(body(&[("selector", "div.story")]), r#"[{"paragraph":"The lamps go out."}]"#);
    assert!(body(&[("selector", ".nowhere")]).contains("Not this"));
}

#[test]
fn what_the_publisher_does_not_let_be_shown_says_so() {
    let (app, publisher) = start();
    let cases = [
        (
            r#"{"uri": "x", "headline": "T", "body_text": "x", "embargoed": "9999-01-01T00:00:00Z"}"#,
            "embargoed",
        ),
        (r#"{"uri": "x", "headline": "T", "body_text": "x", "pubstatus": "withheld"}"#, "withheld"),
        (r#"{"uri": "x", "type": "planning", "title": "Soon"}"#, "withheld"),
        (
            r#"{"posts": [{"uuid": "u", "title": "T", "visibility": "paid", "access": false, "html": null}]}"#,
            "gated",
        ),
        (
            r#"{"title": {"rendered": "T"}, "content": {"rendered": "", "protected": true}, "_links": {}}"#,
            "protected",
        ),
    ];
    for (number, (document, code)) in cases.into_iter().enumerate() {
        let at = format!("/{number}");
        publisher.serve(&at, "application/json", document);
        let src = format!("{}{at}", publisher.url);
        let answer = app.get(&path(&[("src", &src)]));
        refused(&answer, 403, code);
        assert_eq!(answer.json()["type"], "urn:standfirst:problem:article-withheld");
        let rendered = app.get(&path(&[("src", &src)]).replace("/v1/articles", "/render"));
        refused(&rendered, 403, code);
    }
}
