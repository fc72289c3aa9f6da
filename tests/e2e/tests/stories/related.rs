//! Related headlines from a feed or a list.

use serde_json::{Value, json};
use standfirst_e2e::article::{article, page};
use standfirst_e2e::http::query_value;
use standfirst_e2e::publisher::{Answer, Gate};
use standfirst_e2e::{Stage, story};

use crate::acts::open_page;

/// The address that the article of these stories says is its own.
const OWN: &str = "https://standfirst.example/lamps";

const TITLES: &str = "texts('[part~=related] .related-title')";

const RSS: &str = r#"<rss version="2.0"><channel><title>The Paper</title>
    <item><title>Lamps, as the feed calls them</title><link>https://standfirst.example/lamps?utm_source=feed</link></item>
    <item><title>Five ports</title><link>/ports</link><description>They share a lane.</description></item>
    <item><title>A night train</title><link>/train</link></item></channel></rss>"#;

const JSON_FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "items": [
    {"id": "1", "title": "The lamps go out"}, {"id": "2", "title": "From a JSON feed", "url": "/feed"}]}"#;

/// An article that names one headline itself.
fn serve(stage: &Stage) {
    let mut lamps = article("The lamps go out", OWN);
    lamps["section"] = json!("Islands");
    lamps["related"] = json!([{ "title": "Named by the article", "url": "/named" }]);
    stage.publisher.answer("/article", Answer::json(lamps.to_string()));
    let list = json!({ "related": (1..9).map(|number| format!("Listed {number}")).collect::<Vec<_>>() });
    stage.publisher.answer("/list", Answer::json(list.to_string()));
    stage.publisher.answer("/rss", Answer::of("application/rss+xml", RSS));
    stage.publisher.answer("/feed.json", Answer::of("application/feed+json", JSON_FEED));
}

async fn lists(stage: &Stage, titles: Value) {
    stage.browser.until_is(TITLES, titles).await;
}

async fn errors(stage: &Stage) -> Value {
    stage
        .browser
        .eval("events('standfirst-error').map(({ detail }) => [detail.stage, detail.attribute ?? null])")
        .await
}

#[test]
fn a_list_takes_the_place_of_what_the_article_names() {
    story(async |stage| {
        let browser = &stage.browser;
        serve(stage);
        open_page(stage, "src=\"/article\" related=\"/list\"").await;
        lists(stage, json!(["Listed 1", "Listed 2", "Listed 3", "Listed 4"])).await;
        assert_eq!(browser.eval("text('[part~=related] .heading')").await, "In Islands");
        let body = "$('[part~=body]').firstElementChild === globalThis.first";
        browser.run("globalThis.first = $('[part~=body]').firstElementChild;").await;
        browser.run("host.relatedLimit = 1;").await;
        lists(stage, json!(["Listed 1"])).await;
        // A list of its own is asked for, and nothing else.
        browser.run("host.related = '/feed.json'; host.relatedLimit = null;").await;
        lists(stage, json!(["From a JSON feed"])).await;
        assert_eq!(browser.eval("$('.related-title a').pathname").await, "/feed");
        browser.run("host.related = null;").await;
        lists(stage, json!(["Named by the article"])).await;
        browser.run("host.relatedLimit = 0;").await;
        lists(stage, json!([])).await;
        browser.run("host.related = '/list';").await;
        assert_eq!(browser.eval(body).await, true, "the article stands as it stood");
        assert_eq!((stage.publisher.fetches("/article"), stage.publisher.fetches("/list")), (1, 1));
        assert_eq!(errors(stage).await, json!([]));
    });
}

#[test]
fn a_feed_in_xml_is_read_by_the_service_and_the_article_is_not_among_its_own_headlines() {
    story(async |stage| {
        serve(stage);
        open_page(stage, "src=\"/article\" related=\"/rss\" reviews=\"/\"").await;
        lists(stage, json!(["Five ports", "A night train"])).await;
        assert_eq!(stage.browser.eval("text('.related-summary')").await, "They share a lane.");
        assert_eq!(errors(stage).await, json!([]));
        assert_eq!(stage.browser.eval("events('standfirst-load')[0].detail.format").await, "standfirst");
    });
}

#[test]
fn an_article_waits_for_no_list_and_another_article_asks_for_no_other_list() {
    story(async |stage| {
        let browser = &stage.browser;
        serve(stage);
        let other = article("Another article", "https://standfirst.example/other");
        stage.publisher.answer("/other", Answer::json(other.to_string()));
        let gate = Gate::default();
        stage.publisher.hold("/list", &gate);
        open_page(stage, "src=\"/article\" related=\"/list\"").await;
        browser.until("events('standfirst-load').length === 1").await;
        assert_eq!(browser.eval(TITLES).await, json!([]), "nothing that the list would take the place of");
        browser.run("host.src = '/other';").await;
        browser.until_is("text('[part~=headline]')", "Another article".into()).await;
        gate.open();
        lists(stage, json!(["Listed 1", "Listed 2", "Listed 3", "Listed 4"])).await;
        assert_eq!(stage.publisher.fetches("/list"), 1);
    });
}

#[test]
fn a_list_that_is_not_wanted_any_more_is_aborted() {
    story(async |stage| {
        serve(stage);
        let gate = Gate::default();
        stage.publisher.hold("/list", &gate);
        open_page(stage, "src=\"/article\" related=\"/list\"").await;
        stage.browser.until("shown('[part~=headline]')").await;
        stage.browser.run("host.related = '/feed.json';").await;
        lists(stage, json!(["From a JSON feed"])).await;
        gate.open();
        assert_eq!(errors(stage).await, json!([]));
    });
}

#[test]
fn a_list_that_fails_harms_no_article() {
    story(async |stage| {
        serve(stage);
        stage.console.expects_status("/nowhere", "404 (Not Found)");
        open_page(stage, "src=\"/article\" related=\"/nowhere\"").await;
        lists(stage, json!(["Named by the article"])).await;
        assert_eq!(errors(stage).await, json!([["fetch", "related"]]));
        let page = page("<p>This is a page and no list.</p>");
        stage.publisher.answer("/wrong", Answer::page(page));
        stage.browser.run("host.related = '/wrong';").await;
        stage.browser.until("events('standfirst-error').length === 2").await;
        assert_eq!(errors(stage).await, json!([["fetch", "related"], ["read", "related"]]));
        lists(stage, json!(["Named by the article"])).await;
        assert_eq!(stage.browser.eval("shown('[part~=error]')").await, false);
        // It is asked for anew with the article.
        stage.publisher.answer("/wrong", Answer::json(json!({ "related": ["Mended"] }).to_string()));
        stage.browser.run("host.reload();").await;
        lists(stage, json!(["Mended"])).await;
    });
}

#[test]
fn what_the_service_has_rendered_stands_until_it_is_to_be_another() {
    story(async |stage| {
        let browser = &stage.browser;
        serve(stage);
        let [src, list] = ["/article", "/list"].map(|path| stage.publisher.url(path));
        let url = format!(
            "{}/render?src={}&related={}&related-limit=2&as=page",
            stage.service.origin(),
            query_value(&src),
            query_value(&list)
        );
        let reply = stage.http.get(&url).await.expect("the service answers");
        stage.publisher.answer("/page", Answer::page(reply.body));
        let before = (stage.publisher.fetches("/article"), stage.publisher.fetches("/list"));
        browser.goto(&stage.publisher.url("/page")).await;
        lists(stage, json!(["Listed 1", "Listed 2"])).await;
        browser.until("events('standfirst-load').length === 1").await;
        assert_eq!((stage.publisher.fetches("/article"), stage.publisher.fetches("/list")), before);
        browser.run("host.relatedLimit = 3;").await;
        lists(stage, json!(["Listed 1", "Listed 2", "Listed 3"])).await;
    });
}

#[test]
fn a_selector_says_where_the_story_is() {
    story(async |stage| {
        let words = "A text that is long enough to be taken for a story. ".repeat(9);
        let html = format!(
            "<!DOCTYPE html><title>Lamps</title><h1>Lamps</h1><article><p>Not this: {words}</article>
            <div class=story><p>The lamps go out.</div>"
        );
        stage.publisher.answer("/lamps.html", Answer::page(html));
        open_page(stage, "src=\"/lamps.html\" reviews=\"/\" selector=\"div.story\"").await;
        stage.browser.until_is("text('[part~=body]')", "The lamps go out.".into()).await;
        assert_eq!(stage.browser.eval("events('standfirst-load')[0].detail.format").await, "html");
        stage.browser.run("host.selector = 'article';").await;
        stage.browser.until("text('[part~=body]')?.startsWith('Not this')").await;
    });
}
