//! Whole HTML pages.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use standfirst_article::{
    Article, Document, Format, NativeUrls, ReadError, Reading, Selector, read, to_json,
};
use support::read_document;

/// Enough for a page that does not say that it is an article.
const TEXT: &str = "The council voted on Tuesday to switch off all street lamps but four, from eleven in the evening until the first \
bus of the morning has come. Nobody minds, since the stars can be seen again from the slipway.";

fn article(html: &str) -> Article {
    let reading = read_document(html, Some("text/html")).unwrap();
    assert_eq!(reading.format, Format::HtmlPage);
    reading.article
}

fn body(html: &str) -> String {
    let json = to_json(&article(html));
    json.split_once("\"body\":").unwrap().1.strip_suffix('}').unwrap().replace(TEXT, "TEXT")
}

fn selected(html: &str, selector: &str) -> Result<Reading, ReadError> {
    let selector = Selector::parse(selector).unwrap();
    let document = Document { text: html, media_type: None, url: None, selector: Some(&selector) };
    read(&document, None, &NativeUrls)
}

#[test]
fn a_whole_page() {
    let found = article(include_str!("fixtures/page/story.html"));
    assert_eq!(
        to_json(&found),
        r##"{"standfirst":1,"url":"https://paper.example/2026/lamps/","headline":"Lamps & nights","intro":"All but four go out, from eleven.","byline":["Jane Doe","J. Roe"],"published":"2026-11-24T08:00:00Z","updated":"2026-11-25","section":"Islands","tags":["lamps","stars"],"lang":"en-GB","dir":"ltr","hero":{"media":[{"image":{"src":"https://paper.example/lamp.jpg","width":800,"height":600,"alt":"A lamp"}}],"caption":"The slipway.","credit":"J. Roe"},"body":[{"paragraph":["The council voted to ",{"link":{"url":"#who","content":"switch off"}}," its street lamps on Tuesday, and nobody minded at all."]},{"heading":{"level":2,"id":"who","content":"Who decides"}},{"paragraph":"The council decides, after a long debate over what light costs, and over what it hides."},{"quote":{"blocks":[{"paragraph":"I had seen the stars once."}],"citation":"Elin Moe, 17"}},{"paragraph":"Facts: the islands had 212 lamps, and have four."}]}"##
    );
}

#[test]
fn the_story_is_where_the_page_says_or_where_the_text_is() {
    let cases = [
        format!(
            "<title>x</title><article>Other words that are not the story</article><div itemprop='articleBody'><p>{TEXT}</div>"
        ),
        format!("<title>x</title><main>Other words<article><h1>x</h1><p>{TEXT}</article></main>"),
        format!("<title>x</title><article>Teaser</article><article>Teaser</article><main><p>{TEXT}</main>"),
        format!(
            "<title>x</title><div><a href=/>Home</a> here</div><main><p>{TEXT}</main><div>About us</div>"
        ),
        format!("<title>x</title><div role=main><p>{TEXT}</div><div>About us</div>"),
        format!(
            "<title>x</title><div><div>Top</div><div class=c><div><p>{TEXT}</div></div><div class=sidebar>{}</div></div>",
            "Side words. ".repeat(8)
        ),
        format!(
            "<title>x - y</title><table><tr><td><a href=1>One</a> Two<td><font size=7>x</font><br><br>{TEXT}</table>"
        ),
    ];
    for html in cases {
        assert_eq!(body(&html), r#"[{"paragraph":"TEXT"}]"#, "{html}");
        assert_eq!(article(&html).headline, "x", "{html}");
    }
}

#[test]
fn a_selector_says_where_the_story_is() {
    let html = format!(
        "<html lang=fi><title>x</title><body class='single'><article><p>{TEXT}</article><div id=page class='wide story' data-x='1 2'><section><p class=a>One</section><p>Two</div>"
    );
    let both = r#"[{"paragraph":"One"},{"paragraph":"Two"}]"#;
    let one = r#"[{"paragraph":"One"}]"#;
    let cases = [
        ("#page", both),
        (".story", both),
        ("div.wide.story#page", both),
        ("[data-x='1 2']", both),
        ("[DATA-X]", both),
        ("html[lang=fi] body.single div", both),
        ("div section", one),
        ("#page .a", one),
        ("body * .a", one),
        // What matches nothing is as good as none.
        ("section div", r#"[{"paragraph":"TEXT"}]"#),
        (".STORY", r#"[{"paragraph":"TEXT"}]"#),
        ("article.single p", r#"[{"paragraph":"TEXT"}]"#),
    ];
    for (selector, expected) in cases {
        let json = to_json(&selected(&html, selector).unwrap().article).replace(TEXT, "TEXT");
        assert_eq!(
            json.split_once("\"body\":").unwrap().1.strip_suffix('}').unwrap(),
            expected,
            "{selector}"
        );
    }
}

#[test]
fn what_a_page_says_of_itself() {
    let said = |head: &str| {
        let json = to_json(&article(&format!("{head}<article><p>{TEXT}</article>")));
        json.strip_prefix("{\"standfirst\":1,").unwrap().split_once("\"body\":").unwrap().0.to_owned()
    };
    let cases = [
        (
            "<title>x</title><meta property=og:title content='A &amp;amp; B - Paper'><meta property=og:site_name content=Paper>
             <meta property=article:author content='https://paper.example/jane'><meta name=author content='Jane Doe'>
             <meta property=article:published_time content='Tue, 24 Nov 26 10:00 CET'><meta property=article:tag content=a><meta property=article:tag content=b>
             <meta property=article:section content=World><meta name=description content='The intro'><meta property=og:locale content=ar_EG>
             <meta property=og:image content=/a.jpg><meta property=og:image:width content=90><meta property=og:image:alt content=Alt><meta property=og:url content=/1>",
            r#""url":"https://paper.example/1","headline":"A & B","intro":"The intro","byline":["Jane Doe"],"published":"2026-11-24T09:00:00Z","section":"World","tags":["a","b"],"lang":"ar-EG","dir":"rtl","hero":{"media":[{"image":{"src":"https://paper.example/a.jpg","width":90,"alt":"Alt"}}]},"#,
        ),
        (
            "<title>x</title><script type='application/ld+json'>[{\"@type\": \"Organization\", \"name\": \"n\"}, {\"@type\": \"https://schema.org/BlogPosting\", \"headline\": \"h\",
             \"author\": {\"@type\": \"Person\", \"name\": [\"Jane\"]}, \"inLanguage\": {\"@type\": \"Language\", \"name\": \"Finnish\", \"alternateName\": \"fi\"}, \"image\": [\"javascript:x\", \"/b.jpg\"]}]</script>",
            r#""headline":"h","byline":["Jane"],"lang":"fi","dir":"ltr","hero":{"media":[{"image":{"src":"https://paper.example/b.jpg","alt":""}}]},"#,
        ),
        ("<title>The title</title><script type='application/ld+json'>{broken</script>", r#""headline":"The title","#),
        ("<base href='https://other.example/'><title>t</title><link rel=canonical href='1'>", r#""url":"https://other.example/1","headline":"t","#),
    ];
    for (head, expected) in cases {
        assert_eq!(said(head), expected, "{head}");
    }
}

#[test]
fn a_page_that_scripts_fill_may_say_its_text_to_machines() {
    let html = format!(
        "<title>x</title><script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"h\", \"articleBody\": \"{TEXT}\nMore.\"}}</script><div id=root>Loading</div>"
    );
    let json = to_json(&article(&html)).replace(TEXT, "TEXT");
    assert!(json.ends_with(r#""body":[{"paragraph":"TEXT"},{"paragraph":"More."}]}"#), "{json}");
}

#[test]
fn what_is_no_article_is_said() {
    let long = "<p>Word after word. ".repeat(200);
    let cases = [
        ("<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The URL was not found on this server.".to_owned(),
            "HTML page: The page says “404 Not Found”, and holds no article."),
        ("<!doctype html><title>Just a moment...</title><main><p>Checking your browser before you go on to the site.</main>".to_owned(),
            "HTML page: The page says “Just a moment...”, and holds no article."),
        ("<!doctype html><title>Page not found – The Paper</title><article><p>Sorry.</article>".to_owned(),
            "HTML page: The page says “Page not found – The Paper”, and holds no article."),
        ("<!doctype html><title>Paper</title><div id=root></div><script src=/app.js></script>".to_owned(),
            "HTML page: The page “Paper” has too little text to be an article."),
        (format!("<!doctype html>{long}"), "HTML page: The article has no headline."),
        (format!("<!doctype html><title>x</title>{}", "<p>a".repeat(300_000)), "HTML page: The document is too large."),
    ];
    for (html, expected) in cases {
        assert_eq!(read_document(&html, Some("text/html")).unwrap_err().to_string(), expected, "{html:.200}");
    }
    // Articles about errors are articles.
    assert_eq!(
        article(&format!("<title>404 Not Found: a history</title><article>{long}</article>")).headline,
        "404 Not Found: a history"
    );
    assert_eq!(
        article(&format!("<title>500 lamps go out</title><article><p>{TEXT}</article>")).headline,
        "500 lamps go out"
    );
}
