//! What reads other formats than Standfirst JSON comes when a document needs it, and what befalls it is not the
//! widget's end.

use serde_json::json;
use standfirst_e2e::article::{article, page};
use standfirst_e2e::publisher::{Answer, Publisher};
use standfirst_e2e::{Stage, environment, story};

use crate::acts::open_page;

const FORMATS: &str = "/standfirst-formats.wasm";
const PLAIN: &str = "A plain headline\n\nA first paragraph that is long enough to be one, and ends here.\n";

fn serve(stage: &Stage) {
    stage.publisher.answer("/article", Answer::json(article("Of our own", "/a").to_string()));
    stage.publisher.answer("/plain", Answer::of("text/plain", PLAIN));
}

async fn shows(stage: &Stage, headline: &str) {
    stage.browser.until_is("text('[part~=headline]')", headline.into()).await;
}

#[test]
fn they_come_once_and_only_where_a_document_needs_them() {
    story(async |stage| {
        serve(stage);
        open_page(stage, "src=\"/article\"").await;
        shows(stage, "Of our own").await;
        assert_eq!(stage.publisher.fetches(FORMATS), 0);
        for _ in 0..2 {
            stage.browser.run("host.src = '/plain';").await;
            shows(stage, "A plain headline").await;
            stage.browser.run("host.src = '/article';").await;
            shows(stage, "Of our own").await;
        }
        assert_eq!(stage.publisher.fetches(FORMATS), 1);
        let formats = "events('standfirst-load').map((event) => event.detail.format).slice(0, 2)";
        assert_eq!(stage.browser.eval(formats).await, json!(["standfirst", "text"]));
    });
}

#[test]
fn two_elements_load_them_once() {
    story(async |stage| {
        serve(stage);
        let body = "<standfirst-article src=\"/plain\" format=\"text\"></standfirst-article>".repeat(2);
        stage.publisher.answer("/page", Answer::page(page(&body)));
        stage.browser.goto(&stage.publisher.url("/page")).await;
        let headlines = "[...document.querySelectorAll('standfirst-article')]
            .map((element) => element.shadowRoot.querySelector('[part~=headline]')?.innerText)";
        stage.browser.until_is(headlines, json!(["A plain headline", "A plain headline"])).await;
        assert_eq!(stage.publisher.fetches(FORMATS), 1);
    });
}

/// The element says that it could not read the article.
async fn fails(stage: &Stage) {
    let words = "The publisher’s site could not be reached. Are you online?";
    stage.browser.until_is("text('[part~=error] p')", words.into()).await;
    let errors = stage.browser.eval("events('standfirst-error').map((event) => event.detail)").await;
    let message = "what reads this format could not be loaded, or broke down";
    assert_eq!(errors, json!([{ "stage": "fetch", "message": message }]));
}

#[test]
fn where_they_do_not_come_the_reader_can_try_again() {
    story(async |stage| {
        serve(stage);
        stage.publisher.answer(FORMATS, Answer::status(503));
        stage.console.expects_status(FORMATS, "503 (Service Unavailable)");
        open_page(stage, "src=\"/plain\"").await;
        fails(stage).await;
        let program =
            std::fs::read(environment::demo().join("standfirst-formats.wasm")).expect("the formats");
        stage.publisher.answer(FORMATS, Answer::of("application/wasm", program));
        stage.browser.run("$('[part~=error] button').click();").await;
        shows(stage, "A plain headline").await;
    });
}

#[test]
fn a_breakdown_over_a_document_leaves_the_widget_as_it_is() {
    story(async |stage| {
        let browser = &stage.browser;
        serve(stage);
        open_page(stage, "src=\"/article\"").await;
        shows(stage, "Of our own").await;
        // The platform breaks its promise in the middle of the reading.
        browser
            .run(
                "const decode = TextDecoder.prototype.decode;
                 TextDecoder.prototype.decode = function (...bytes) {
                     const text = decode.apply(this, bytes);
                     if (text.startsWith('{\"standfirst\":1,\"format\":\"text\"')) throw new Error('no more of these');
                     return text;
                 };
                 host.src = '/plain';",
            )
            .await;
        fails(stage).await;
        browser.run("host.src = '/article'; host.setAttribute('reviews', '/');").await;
        shows(stage, "Of our own").await;
        browser.until("shown('.review-form')").await;
        // Where there is a service, it reads what nothing here can read any more.
        browser.run("host.src = '/plain';").await;
        shows(stage, "A plain headline").await;
        assert_eq!(browser.eval("e2e.uncaught").await, json!([]), "the host page hears nothing of it");
    });
}

#[test]
fn the_service_reads_what_lets_no_page_of_another_site_read_it() {
    story(async |stage| {
        let cms = Publisher::start(&stage.service.origin()).await;
        cms.answer("/post", Answer::of("text/plain", PLAIN));
        stage.console.expects_failure("/post", "ERR_FAILED");
        stage.console.expects(
            "/page - Access to fetch at '/post' from origin '' has been blocked by CORS policy: No \
             'Access-Control-Allow-Origin' header is present on the requested resource.",
        );
        let attributes = format!("src=\"{}\" reviews=\"/\"", cms.url("/post"));
        open_page(stage, &attributes).await;
        shows(stage, "A plain headline").await;
        stage.browser.until("shown('.review-form')").await;
        let events = "[events('standfirst-load').length, events('standfirst-error').length]";
        assert_eq!(stage.browser.eval(events).await, json!([1, 0]));
        assert_eq!(stage.browser.eval("events('standfirst-load')[0].detail.format").await, "text");
        assert_eq!(stage.publisher.fetches(FORMATS), 0, "Standfirst JSON needs no other format");
    });
}

#[test]
fn where_the_service_may_not_read_it_either_the_first_reason_is_told() {
    story(async |stage| {
        stage.console.expects_failure("https://cms.invalid/post", "ERR_NAME_NOT_RESOLVED");
        stage.console.expects_status("/v1/articles", "403 (Forbidden)");
        open_page(stage, "src=\"https://cms.invalid/post\" reviews=\"/\"").await;
        let words = "The publisher’s site could not be reached. Are you online?";
        stage.browser.until_is("text('.article-root [part~=error] p')", words.into()).await;
        let stages = "events('standfirst-error').map((event) => event.detail.stage)";
        assert_eq!(stage.browser.eval(stages).await, json!(["fetch"]));
    });
}
