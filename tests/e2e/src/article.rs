//! Articles and pages that tests serve.

use serde_json::{Value, json};

/// A short article in Standfirst JSON whose own address is `url`.
pub fn article(headline: &str, url: &str) -> Value {
    json!({
        "standfirst": 1,
        "url": url,
        "headline": headline,
        "intro": "An intro of one sentence.",
        "lang": "en",
        "body": [
            { "heading": { "level": 2, "content": "A section" } },
            { "paragraph": "A paragraph of the section." }
        ]
    })
}

/// A page of a publisher's: the script, and `body` between a heading and a paragraph of its own.
pub fn page(body: &str) -> String {
    page_with("", body)
}

/// The same with more in its head.
pub fn page_with(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>
<html lang=\"en\">
  <head>
    <meta charset=\"utf-8\">
    <title>The host page</title>
    {head}
    <script type=\"module\" src=\"/standfirst.js\"></script>
  </head>
  <body>
    <h1 id=\"host-heading\">The host page’s heading</h1>
    {body}
    <p id=\"host-paragraph\">The host page’s paragraph</p>
  </body>
</html>
"
    )
}

/// The element with attributes, and a fallback in it.
pub fn element(attributes: &str) -> String {
    format!("<standfirst-article {attributes}><p id=\"fallback\">The fallback</p></standfirst-article>")
}
