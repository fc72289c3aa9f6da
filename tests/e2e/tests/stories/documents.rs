//! Documents that are no article, or hardly one.

use serde_json::json;
use standfirst_e2e::article::article;
use standfirst_e2e::publisher::Answer;
use standfirst_e2e::{Stage, story};

use crate::failing::{Failure, cure, fails, shows};

/// Serves a document as the article, expects this of it, and then lets the reader retry with a good one.
async fn unreadable(stage: &Stage, document: Answer, words: &str, message: &str) {
    stage.publisher.answer("/article", document);
    fails(stage, "src=\"/article\"", &Failure { words, stage: "read", attribute: None, message }).await;
    cure(stage).await;
}

#[test]
fn html_where_json_was_promised() {
    story(async |stage| {
        let page = Answer::json(
            "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>",
        );
        let words = "The publisher’s site sent a web page where the article was expected.";
        unreadable(stage, page, words, "Expected JSON, but the document is an HTML page.").await;
    });
}

#[test]
fn truncated_json() {
    story(async |stage| {
        let mut text = article("A headline", "/a").to_string();
        text.truncate(text.len() / 2);
        let words = "The article arrived damaged, or not all of it did.";
        unreadable(stage, Answer::json(text), words, "no valid JSON").await;
    });
}

#[test]
fn an_empty_document() {
    story(async |stage| {
        unreadable(stage, Answer::json(""), "The article has no text.", "The document is empty.").await;
    });
}

#[test]
fn an_article_without_text() {
    story(async |stage| {
        let empty = json!({ "standfirst": 1, "headline": "A headline", "body": [] }).to_string();
        unreadable(stage, Answer::json(empty), "The article has no text.", "The article has no text.").await;
    });
}

#[test]
fn json_in_no_known_format() {
    story(async |stage| {
        let words = "The article came in a form that cannot be read.";
        unreadable(stage, Answer::json(r#"{"weather": "fair"}"#), words, "in no format that is read here")
            .await;
    });
}

#[test]
fn an_empty_list_of_wordpress_posts() {
    story(async |stage| {
        let words = "There is no article at this address any more.";
        unreadable(stage, Answer::json("[]"), words, "").await;
    });
}

#[test]
fn a_wordpress_post_behind_a_password() {
    story(async |stage| {
        let post = json!([{
            "id": 7,
            "link": "https://standfirst.example/secret",
            "title": { "rendered": "Protected: A secret" },
            "content": { "rendered": "", "protected": true },
            "excerpt": { "rendered": "", "protected": true },
            "_links": {}
        }]);
        let words = "This article is behind a password.";
        unreadable(stage, Answer::json(post.to_string()), words, "protected by a password").await;
    });
}

#[test]
fn a_picture_is_no_article() {
    story(async |stage| {
        let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0".to_vec();
        stage.publisher.answer("/article", Answer::of("image/png", picture));
        let words = "What came is not an article but a file of another kind.";
        let failure = Failure { words, stage: "read", attribute: None, message: "the document is no text" };
        fails(stage, "src=\"/article\"", &failure).await;
        cure(stage).await;
    });
}

#[test]
fn json_with_the_wrong_media_type_is_read_all_the_same() {
    for media_type in ["text/html", "application/octet-stream", "text/plain"] {
        story(async |stage| {
            let text = article("Told from its bytes", "/a").to_string();
            stage.publisher.answer("/article", Answer::of(media_type, text));
            shows(stage, "src=\"/article\"", "Told from its bytes").await;
        });
    }
}

#[test]
fn a_document_is_decoded_by_the_charset_it_names() {
    story(async |stage| {
        let text = b"Caf\xe9 society\n\nA first paragraph that is long enough to be one, about a caf\xe9 by the sea.\n".to_vec();
        stage.publisher.answer("/article", Answer::of("text/plain; charset=iso-8859-1", text));
        shows(stage, "src=\"/article\"", "Café society").await;
    });
}

#[test]
fn what_the_publisher_does_not_let_be_shown() {
    const NINJS: &str = r#"{"uri": "x", "headline": "T", "body_text": "x""#;
    let ghost =
        r#"{"posts": [{"uuid": "u", "title": "T", "visibility": "paid", "access": false, "html": null}]}"#;
    let cases = [
        // Read in the browser, and by the service.
        (ghost.to_owned(), "This article is for subscribers.", "for the site’s members alone", false),
        (
            format!(r#"{NINJS}, "embargoed": "9999-01-01T00:00:00Z"}}"#),
            "This article is not published yet.",
            "ninjs: The article is under embargo until 9999-01-01T00:00:00Z.",
            true,
        ),
        (
            format!(r#"{NINJS}, "pubstatus": "withheld"}}"#),
            "The publisher has not released this article.",
            "ninjs: The publisher has set the item to “withheld”.",
            true,
        ),
    ];
    for (document, words, message, by_service) in cases {
        story(async |stage| {
            stage.publisher.answer("/article", Answer::json(document));
            let reviews = if by_service {
                stage.console.expects_status("/v1/articles", "403 (Forbidden)");
                "reviews=\"/\""
            } else {
                ""
            };
            let failure = Failure { words, stage: "read", attribute: None, message };
            fails(stage, &format!("src=\"/article\" {reviews}"), &failure).await;
        });
    }
}
