//! `GET /render` and `standfirst-server render`.

use scraper::{Html, Selector};
use serde_json::{Value, json};

use crate::app::{Answer, SUBJECT, TestApp, id, program, review, run_to_end};
use crate::publisher::Publisher;

const ARTICLE: &str = r#"{
    "standfirst": 1, "url": "https://standfirst.example/finland", "headline": "Five ports & one lane <soon>",
    "intro": "What \"they\" agreed on.", "byline": ["Ada Example"], "section": "World", "lang": "en",
    "published": "2026-11-24T12:00:00Z",
    "body": [{"paragraph": "The first paragraph."}, {"heading": {"level": 2, "content": "A heading"}}],
    "related": [{"title": "Another story", "url": "https://standfirst.example/other"}]
}"#;

/// A service and a publisher whose one article is at `/article.json`.
fn start() -> (TestApp, Publisher) {
    let publisher = Publisher::start();
    publisher.serve("/article.json", "application/json", ARTICLE);
    (TestApp::start(), publisher)
}

impl TestApp {
    fn render(&self, parameters: &[(&str, &str)]) -> Answer {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(parameters);
        self.get(&format!("/render?{}", query.finish()))
    }
}

/// The document, which must be valid: a parser has nothing to mend in it.
#[track_caller]
fn parse(page: &Answer) -> Html {
    assert_eq!(page.status, 200, "{}", page.text());
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    let document = Html::parse_document(&page.text());
    assert!(document.errors.is_empty(), "{:?} in {}", document.errors, page.text());
    document
}

/// What a selector finds, inside the declarative shadow root too.
fn all<'a>(document: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    document.select(&selector).collect()
}

fn text(document: &Html, selector: &str) -> String {
    all(document, selector).iter().flat_map(|element| element.text()).collect()
}

fn attribute(document: &Html, selector: &str, name: &str) -> Option<String> {
    all(document, selector).first()?.attr(name).map(str::to_owned)
}

#[test]
fn a_page_has_the_article_its_related_headlines_its_reviews_and_the_form() {
    let (app, publisher) = start();
    for (number, words) in [(1, "Well told & <b>true</b>"), (2, "Too short")] {
        assert_eq!(app.put(&id(number), &review(number + 2, words)).status, 201);
    }
    let src = format!("{}/article.json", publisher.url);
    let page = app.render(&[("src", &src), ("reviews", &app.url), ("as", "page"), ("page", SUBJECT)]);
    let document = parse(&page);

    assert_eq!(text(&document, "title"), "Five ports & one lane <soon>");
    assert_eq!(attribute(&document, "html", "lang").as_deref(), Some("en"));
    assert_eq!(text(&document, ".article h1"), "Five ports & one lane <soon>");
    assert_eq!(text(&document, ".article h2"), "A heading");
    assert!(text(&document, ".related").contains("Another story"));
    assert_eq!(all(&document, ".related a[href='https://standfirst.example/other']").len(), 1);
    let reviews = text(&document, ".reviews");
    assert!(reviews.contains("Well told & <b>true</b>") && reviews.contains("Too short"), "{reviews}");
    assert!(text(&document, ".mean-number").starts_with("3.5"), "{reviews}");

    // The form posts without a script.
    let form = "form.review-form";
    assert_eq!(attribute(&document, form, "method").as_deref(), Some("post"));
    assert_eq!(attribute(&document, form, "action").unwrap(), format!("{}/v1/reviews", app.url));
    assert_eq!(attribute(&document, "form input[name=subject]", "value").as_deref(), Some(SUBJECT));
    assert_eq!(attribute(&document, "form input[name=page]", "value").as_deref(), Some(SUBJECT));
    assert_eq!(all(&document, "form input[name=rating][type=radio]").len(), 5);

    // What the widget takes over: the attributes, and the list that it need not ask for.
    let element = "standfirst-article";
    assert_eq!(attribute(&document, element, "src").as_deref(), Some(&*src));
    assert_eq!(attribute(&document, "template", "shadowrootmode").as_deref(), Some("open"));
    let data: Value = serde_json::from_str(&text(&document, "script[type='application/json']")).unwrap();
    assert_eq!(data["format"], "standfirst");
    assert_eq!(data["subject"], SUBJECT);
    assert_eq!(data["reviews"], app.list(""));
}

#[test]
fn what_search_engines_read_says_what_is_so() {
    let (app, publisher) = start();
    assert_eq!(app.put(&id(1), &review(4, "Good")).status, 201);
    let src = format!("{}/article.json", publisher.url);
    let page = app.render(&[("src", &src), ("reviews", &app.url), ("as", "page")]);
    let document = parse(&page);
    let data: Value = serde_json::from_str(&text(&document, "script[type='application/ld+json']")).unwrap();
    assert_eq!(data.as_array().unwrap().len(), 1, "ratings of an article are not published as such");
    assert_eq!(data[0]["@type"], "NewsArticle");
    assert_eq!(data[0]["headline"], "Five ports & one lane <soon>");
    assert_eq!(data[0]["author"], json!([{ "@type": "Person", "name": "Ada Example" }]));
    assert_eq!(data[0]["datePublished"], "2026-11-24T12:00:00Z");
    assert_eq!(attribute(&document, "link[rel=canonical]", "href").as_deref(), Some(SUBJECT));
    assert_eq!(
        attribute(&document, "meta[name=description]", "content").as_deref(),
        Some("What \"they\" agreed on.")
    );
    assert_eq!(attribute(&document, "meta[property='og:type']", "content").as_deref(), Some("article"));

    let page =
        app.render(&[("src", &src), ("reviews", &app.url), ("as", "page"), ("itemreviewed", "Recipe")]);
    let data: Value =
        serde_json::from_str(&text(&parse(&page), "script[type='application/ld+json']")).unwrap();
    assert_eq!(data[1]["@type"], "Recipe");
    assert_eq!(data[1]["aggregateRating"]["ratingValue"], 4.0);
    assert_eq!(data[1]["aggregateRating"]["ratingCount"], 1);
}

#[test]
fn an_element_alone_stands_in_any_page() {
    let (app, publisher) = start();
    let src = format!("{}/article.json", publisher.url);
    let part = app.render(&[
        ("src", &src),
        ("reviews", &app.url),
        ("heading-level", "2"),
        ("lang", "en"),
        ("embeds", "none"),
    ]);
    assert!(part.text().starts_with("<standfirst-article "), "{}", part.text());
    assert!(part.text().ends_with("</standfirst-article>"), "{}", part.text());
    assert_eq!(part.header("content-security-policy"), None);
    let page = format!(
        "<!DOCTYPE html><html lang=en><head><title>t</title></head><body>{}</body></html>",
        part.text()
    );
    let document = Html::parse_document(&page);
    assert!(document.errors.is_empty(), "{:?}", document.errors);
    assert_eq!(text(&document, ".article h2"), "Five ports & one lane <soon>");
    assert_eq!(text(&document, "standfirst-article > a"), "Five ports & one lane <soon>");

    // Without a service there is an article and no form; without an article there are reviews alone.
    let article = app.render(&[("src", &src)]).text();
    assert!(article.contains("The first paragraph.") && !article.contains("<form"), "{article}");
    let reviews = app.render(&[("subject", SUBJECT), ("reviews", "/")]).text();
    assert!(reviews.contains("<form") && !reviews.contains("<article"), "{reviews}");
}

#[test]
fn a_service_on_the_host_of_the_articles_takes_their_paths() {
    let publisher = Publisher::start();
    publisher.serve("/article.json", "application/json", ARTICLE);
    // As behind a proxy, which has the service under /reviews.
    let app = TestApp::builder().flag("--public-url", &format!("{}/reviews", publisher.url)).start();
    let page = app.render(&[
        ("src", "/article.json"),
        ("page", "/finland"),
        ("reviews", "/reviews/"),
        ("as", "page"),
    ]);
    let document = parse(&page);
    let of = |path: &str| format!("{}{path}", publisher.url);
    assert_eq!(attribute(&document, "standfirst-article", "src"), Some(of("/article.json")));
    assert_eq!(attribute(&document, "form input[name=page]", "value"), Some(of("/finland")));

    // Without a page that it is for, a whole document leads back to itself.
    let query = "src=/article.json&reviews=/reviews/&as=page";
    let document = parse(&app.get(&format!("/render?{query}")));
    let itself = of(&format!("/reviews/render?{query}"));
    assert_eq!(attribute(&document, "form input[name=page]", "value"), Some(itself));
    let part = app.get("/render?src=/article.json&reviews=/reviews/").text();
    assert!(part.contains("<input type=\"hidden\" name=\"page\">"), "{part}");
}

#[test]
fn a_page_that_is_known_is_not_sent_again_until_something_changes() {
    let (app, publisher) = start();
    let src = format!("{}/article.json", publisher.url);
    let path = format!("/render?src={src}&reviews={}&as=page", app.url);
    let page = app.get(&path);
    assert_eq!(
        page.header("cache-control"),
        Some("public, max-age=0, s-maxage=60, stale-while-revalidate=600, stale-if-error=86400")
    );
    let tag = page.header("etag").unwrap();
    assert_eq!(app.send("GET", &path, &[("if-none-match", tag)], None).status, 304);
    assert_eq!(publisher.requests("/article.json").len(), 1, "the document is kept for a minute");
    assert_eq!(app.put(&id(1), &review(5, "New")).status, 201);
    let changed = app.send("GET", &path, &[("if-none-match", tag)], None);
    assert_eq!(changed.status, 200);
    assert!(changed.text().contains("New"));
}

#[test]
fn pages_are_compressed_where_the_client_can_read_that() {
    let (app, publisher) = start();
    let path = format!("/render?src={}/article.json&as=page", publisher.url);
    for (accepted, coding) in [("br, gzip", Some("br")), ("identity", None)] {
        let page = app.send("GET", &path, &[("accept-encoding", accepted)], None);
        assert_eq!(page.status, 200);
        assert_eq!(page.header("content-encoding"), coding, "{accepted}");
        assert!(page.header("vary").is_some_and(|vary| vary.contains("accept-encoding")));
    }
}

#[test]
fn only_articles_that_a_site_lists_are_fetched() {
    let publisher = Publisher::start();
    publisher.serve("/article.json", "application/json", ARTICLE);
    publisher.serve_with("/away", "302 Found", &[("location", "http://127.0.0.2:1/article.json")], "");
    publisher.serve_with("/round", "302 Found", &[("location", "/round")], "");
    let config = format!(
        "[[sites]]\nname = \"a\"\norigins = [\"https://standfirst.example\"]\narticle-origins = [\"{}\"]\n",
        publisher.url
    );
    let app = TestApp::builder().config(&config).start();
    let src = |path: &str| format!("{}{path}", publisher.url);
    assert_eq!(app.render(&[("src", &src("/article.json"))]).status, 200);
    for (src, status, name, code) in [
        ("https://standfirst.example/article.json".to_owned(), 403, "article-not-allowed", "not_allowed"),
        (src("/away"), 403, "article-not-allowed", "not_allowed"),
        (src("/round"), 502, "article-unavailable", "unavailable"),
        ("file:///etc/passwd".to_owned(), 400, "invalid-request", "not_a_url"),
        ("//standfirst.example/x".to_owned(), 400, "invalid-request", "not_a_url"),
    ] {
        app.render(&[("src", &src)]).expect_problem(status, name, Some(("src", code)));
    }
}

#[test]
fn what_cannot_be_rendered_is_a_problem_that_says_why() {
    let (app, publisher) = start();
    publisher.serve("/page", "text/html", "<!DOCTYPE html><title>Log in</title>");
    publisher.serve("/half.json", "application/json", ARTICLE.split_at(200).0);
    publisher.serve("/picture", "image/png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    publisher.serve_with("/gone", "404 Not Found", &[], "");
    publisher.serve_with("/fault", "500 Internal Server Error", &[], "");
    publisher.serve("/huge", "text/plain", vec![b'a'; (8 << 20) + 1]);
    for (path, status, name, code) in [
        ("/page", 502, "article-unreadable", "unreadable"),
        ("/half.json", 502, "article-unreadable", "unreadable"),
        ("/picture", 502, "article-unreadable", "unreadable"),
        ("/huge", 502, "article-unreadable", "unreadable"),
        ("/gone", 404, "article-unavailable", "unavailable"),
        ("/fault", 502, "article-unavailable", "unavailable"),
        ("/silent", 502, "article-unavailable", "unavailable"),
    ] {
        let src = format!("{}{path}", publisher.url);
        app.render(&[("src", &src)]).expect_problem(status, name, Some(("src", code)));
    }
    let src = format!("{}/article.json", publisher.url);
    for (parameter, value, code) in [
        ("reviews", "https://elsewhere.example/", "not_allowed"),
        ("as", "picture", "unknown_value"),
        ("format", "word", "unknown_value"),
        ("heading-level", "5", "out_of_range"),
        ("lang", "not a language", "not_a_language"),
        ("embeds", "always", "unknown_value"),
        ("itemreviewed", "NewsArticle", "unknown_value"),
        ("subject", "finland", "not_a_url"),
        ("page", "javascript:alert(1)", "not_a_url"),
    ] {
        let answer = app.render(&[("src", &src), (parameter, value)]);
        answer.expect_problem(400, "invalid-request", Some((parameter, code)));
    }
    app.render(&[]).expect_problem(400, "invalid-request", Some(("src", "required")));
    app.render(&[("src", &src), ("reviews", "/"), ("subject", "https://other.example/")]).expect_problem(
        403,
        "subject-not-allowed",
        Some(("subject", "not_allowed")),
    );
}

#[test]
fn strings_of_an_article_and_of_reviews_never_become_markup() {
    let publisher = Publisher::start();
    let hostile = "</script></template><script>alert(1)</script><!-- \" ' onload=alert(1) &lt;";
    let article = json!({
        "standfirst": 1, "url": SUBJECT, "headline": hostile, "intro": hostile, "byline": [hostile],
        "section": hostile, "tags": [hostile], "body": [{ "paragraph": hostile }],
        "related": [{ "title": hostile, "url": "javascript:alert(1)" }],
    });
    publisher.serve("/article.json", "application/json", article.to_string());
    let app = TestApp::start();
    let body =
        json!({ "subject": SUBJECT, "rating": 1, "title": hostile, "text": hostile, "author": hostile });
    assert_eq!(app.put(&id(1), &body).status, 201);
    let src = format!("{}/article.json", publisher.url);
    let page = app.render(&[("src", &src), ("reviews", &app.url), ("as", "page"), ("itemreviewed", "Book")]);
    let document = parse(&page);
    let scripts = all(&document, "script");
    let kinds: Vec<_> = scripts.iter().map(|script| script.attr("type").unwrap_or_default()).collect();
    assert_eq!(kinds, ["application/ld+json", "module", "application/json"]);
    for script in [&scripts[0], &scripts[2]] {
        let inside: String = script.text().collect();
        serde_json::from_str::<Value>(&inside).unwrap();
    }
    assert_eq!(text(&document, ".article h1"), hostile);
    assert_eq!(text(&document, ".review-title"), hostile);
    assert_eq!(all(&document, "[onload]").len() + all(&document, "[href^='javascript']").len(), 0);
}

#[test]
fn a_document_that_was_fetched_is_used_for_a_minute_whatever_becomes_of_its_system() {
    let (app, publisher) = start();
    let src = format!("{}/article.json", publisher.url);
    assert_eq!(app.render(&[("src", &src)]).status, 200);
    publisher.fail("/article.json");
    assert_eq!(app.render(&[("src", &src)]).status, 200);
    assert_eq!(publisher.requests("/article.json").len(), 1);
}

#[test]
fn the_command_prints_what_the_route_answers() {
    let (app, publisher) = start();
    assert_eq!(app.put(&id(1), &review(4, "Good")).status, 201);
    let src = format!("{}/article.json", publisher.url);
    let answered =
        app.render(&[("src", &src), ("reviews", &app.url), ("as", "page"), ("page", SUBJECT)]).text();
    let mut command = program();
    let options = ["--reviews", &app.url, "--as", "page", "--page", SUBJECT];
    command.args(["render", &src]).args(options);
    let (code, printed, complaints) = run_to_end(&mut command);
    assert_eq!((code, complaints.as_str()), (Some(0), ""));
    assert_eq!(printed, answered);

    let file = app.path("article.json");
    std::fs::write(&file, ARTICLE).unwrap();
    let mut command = program();
    command.arg("render").arg(&file).args(["--src", &src]).args(options);
    assert_eq!(run_to_end(&mut command).1, answered);
}

#[test]
fn the_command_says_what_it_lacks() {
    let app = TestApp::start();
    let file = app.path("article.json");
    std::fs::write(&file, "{}").unwrap();
    let file = file.display().to_string();
    let (src, reviews) = ("https://standfirst.example/a.json", "https://reviews.example");
    for (arguments, complaint) in [
        (vec!["render"], "a FILE or a URL"),
        (vec!["render", &file], "--src is missing"),
        (vec!["render", &file, "--src", src], "--reviews or --public-url is missing"),
        (vec!["render", &file, "--src", src, "--reviews", "reviews"], "\"reviews\" is not an address"),
        (vec!["render", &file, "--src", src, "--reviews", reviews, "--as", "x"], "as is page"),
        (vec!["render", &file, "--src", src, "--public-url", reviews], "article.json: "),
        (vec!["render", "nowhere.json", "--src", src, "--public-url", reviews], "nowhere.json: "),
        (vec!["render", &file, "--size", "1"], "unknown flag --size"),
    ] {
        let (code, out, err) = run_to_end(program().args(&arguments));
        assert!(code != Some(0) && out.is_empty(), "{arguments:?}: {out}");
        assert!(err.contains(complaint), "{arguments:?}: {err}");
    }
}

const FEED: &str = r#"<rss version="2.0"><channel><title>Paper</title>
    <item><title>Five ports</title><link>https://standfirst.example/finland?utm_source=feed</link></item>
    <item><title>First</title><link>https://standfirst.example/1</link></item>
    <item><title>Second</title><link>https://standfirst.example/2</link></item></channel></rss>"#;

#[test]
fn a_list_takes_the_place_of_what_the_article_names() {
    let (app, publisher) = start();
    publisher.serve("/feed.xml", "application/rss+xml", FEED);
    let [src, feed, none] =
        ["/article.json", "/feed.xml", "/none"].map(|path| format!("{}{path}", publisher.url));
    let titles = |related: &[(&str, &str)]| {
        let page = app.render(&[&[("src", &*src)], related].concat());
        let document = Html::parse_fragment(&page.text());
        all(&document, ".related-title")
            .iter()
            .map(|title| title.text().collect::<String>())
            .collect::<Vec<_>>()
    };
    assert_eq!(titles(&[("related", &feed)]), ["First", "Second"], "without the article itself");
    assert_eq!(titles(&[("related", &feed), ("related-limit", "1")]), ["First"]);
    assert_eq!(titles(&[("related-limit", "0")]), [""; 0]);
    // A list that does not come harms no article.
    assert_eq!(titles(&[("related", &none)]), ["Another story"]);
    assert_eq!(titles(&[("related", "https://elsewhere.example/feed")]), ["Another story"]);
    let page =
        app.render(&[("src", &src), ("related", &feed), ("related-limit", "3"), ("selector", ".story")]);
    let document = Html::parse_fragment(&page.text());
    let written = |name| attribute(&document, "standfirst-article", name);
    assert_eq!(
        (written("related"), written("related-limit"), written("selector")),
        (Some(feed), Some("3".to_owned()), Some(".story".to_owned()))
    );
    for (name, value) in [("related-limit", "21"), ("related", "ftp://a.example/"), ("selector", "a, b")] {
        let refused = app.render(&[("src", &src), (name, value)]);
        assert_eq!((refused.status, refused.json()["errors"][0]["field"].as_str()), (400, Some(name)));
    }
}

#[test]
fn a_list_that_is_new_makes_a_new_page() {
    let (app, publisher) = start();
    let [src, feed] = ["/article.json", "/feed.xml"].map(|path| format!("{}{path}", publisher.url));
    let without = app.render(&[("src", &src), ("related", &feed)]).header("etag").map(str::to_owned);
    publisher.serve("/feed.xml", "application/rss+xml", FEED);
    let with = app.render(&[("src", &src), ("related", &feed)]).header("etag").map(str::to_owned);
    assert_ne!(without, with);
}
