//! The widget cannot start, or stops.

use serde_json::json;
use standfirst_e2e::article::{article, element, page_with};
use standfirst_e2e::publisher::Answer;
use standfirst_e2e::{Stage, environment, story};

use crate::acts::open_page;

const STOPPED: &str = "This part of the page has stopped working. Reload the page to see it again.";
const NOT_LOADED: &str = "This part of the page could not be loaded.";

fn serve_article(stage: &Stage) {
    stage.publisher.answer("/article", Answer::json(article("Shown", "/a").to_string()));
}

#[test]
fn a_panic_ends_the_widget_and_nothing_else() {
    story(async |stage| {
        let browser = &stage.browser;
        serve_article(stage);
        let mut quoting = article("With a quotation", "/quoting");
        quoting["body"] = json!([{ "quote": { "content": [{ "paragraph": "A quotation." }] } }]);
        stage.publisher.answer("/quoting", Answer::json(quoting.to_string()));
        let head = "<script>globalThis.ticks = 0; setInterval(() => { ticks += 1; }, 5);</script>";
        let two = element("src=\"/article\" reviews=\"/\"")
            .repeat(2)
            .replace("id=\"fallback\"", "class=\"fallback\"");
        stage.publisher.answer("/page", Answer::page(page_with(head, &two)));
        browser.goto(&stage.publisher.url("/page")).await;
        let hosts = "[...document.querySelectorAll('standfirst-article')]";
        browser
            .until(&format!("{hosts}.every((host) => host.shadowRoot?.querySelector('.review-form'))"))
            .await;

        // The platform breaks its promise: what must never fail does.
        browser
            .run(
                "for (const name of ['createElement', 'createElementNS']) {
                     const make = Document.prototype[name];
                     Document.prototype[name] = function (...names) {
                         if (names.includes('blockquote')) throw new Error('no more of these');
                         return make.apply(this, names);
                     };
                 }
                 host.src = '/quoting';",
            )
            .await;
        let said = format!(
            "{hosts}.map((host) => host.shadowRoot.querySelector('[role=alert][part~=error]')?.innerText)"
        );
        browser.until_is(&said, json!([STOPPED, STOPPED])).await;
        let left = format!(
            "{hosts}.map((host) => [host.querySelector('.fallback').checkVisibility(),
                 host.shadowRoot.querySelectorAll('[part]').length])"
        );
        assert_eq!(browser.eval(&left).await, json!([[true, 1], [true, 1]]), "fallback, parts");
        let stages = "events('standfirst-error').map((event) => event.detail.stage)";
        assert_eq!(browser.eval(stages).await, json!(["panic", "panic"]));
        assert_eq!(browser.eval("e2e.uncaught").await, json!([]), "the host page hears nothing of it");
        let ticks = browser.eval("ticks").await;
        browser.until(&format!("ticks > {ticks}")).await;

        // Nothing wakes it up again, and nothing it is asked throws.
        browser.run("host.src = '/article'; host.reload(); host.remove(); document.body.append(host);").await;
        browser.until(&format!("{said}[1] === {STOPPED:?} && {said}[0] === {STOPPED:?}")).await;
        let one_more = "document.body.append(document.createElement('standfirst-article'))";
        browser.run(&format!("{one_more};")).await;
        browser.until_is(&said, json!([STOPPED, STOPPED, STOPPED])).await;
    });
}

#[test]
fn a_program_that_is_not_there_leaves_the_fallback() {
    story(async |stage| {
        serve_article(stage);
        stage.publisher.answer("/standfirst.wasm", Answer::status(404));
        stage.console.expects_status("/standfirst.wasm", "404 (Not Found)");
        open_page(stage, "src=\"/article\"").await;
        not_started(stage, "standfirst.wasm answered 404").await;
    });
}

#[test]
fn a_stylesheet_that_is_not_there_leaves_the_fallback() {
    story(async |stage| {
        serve_article(stage);
        stage.publisher.answer("/standfirst.css", Answer::status(500));
        stage.console.expects_status("/standfirst.css", "500 (Internal Server Error)");
        open_page(stage, "src=\"/article\"").await;
        not_started(stage, "standfirst.css answered 500").await;
    });
}

#[test]
fn a_program_that_is_damaged_leaves_the_fallback() {
    story(async |stage| {
        serve_article(stage);
        stage.publisher.answer("/standfirst.wasm", Answer::of("application/wasm", "not a program"));
        open_page(stage, "src=\"/article\"").await;
        not_started(stage, "").await;
    });
}

async fn not_started(stage: &Stage, message: &str) {
    let browser = &stage.browser;
    browser.until_is("text('[role=alert][part~=error]')", NOT_LOADED.into()).await;
    let seen = "[document.getElementById('fallback').checkVisibility(), shown('.skeleton')]";
    assert_eq!(browser.eval(seen).await, json!([true, false]), "fallback, skeleton");
    let errors = browser.eval("events('standfirst-error').map((event) => event.detail)").await;
    assert_eq!((errors.as_array().map(Vec::len), &errors[0]["stage"]), (Some(1), &json!("start")));
    assert!(errors[0]["message"].as_str().is_some_and(|said| said.contains(message)), "{errors}");
    assert!(stage.publisher.fetches("/article") <= 1, "it was asked for beside the program, and once");
}

#[test]
fn a_start_that_failed_is_tried_again_by_reload() {
    story(async |stage| {
        serve_article(stage);
        stage.publisher.answer("/standfirst.wasm", Answer::status(503));
        stage.console.expects_status("/standfirst.wasm", "503 (Service Unavailable)");
        open_page(stage, "src=\"/article\"").await;
        not_started(stage, "503").await;
        serve_program(stage, "application/wasm");
        stage.browser.run("host.reload();").await;
        stage.browser.until_is("text('[part~=headline]')", "Shown".into()).await;
        assert_eq!(stage.browser.eval("shown('[part~=error]')").await, false);
    });
}

#[test]
fn a_program_of_the_wrong_media_type_starts_all_the_same() {
    story(async |stage| {
        serve_article(stage);
        serve_program(stage, "application/octet-stream");
        open_page(stage, "src=\"/article\"").await;
        stage.browser.until_is("text('[part~=headline]')", "Shown".into()).await;
        assert_eq!(stage.browser.eval("events('standfirst-error')").await, json!([]));
    });
}

fn serve_program(stage: &Stage, media_type: &str) {
    let program = std::fs::read(environment::demo().join("standfirst.wasm")).expect("the program");
    stage.publisher.answer("/standfirst.wasm", Answer::of(media_type, program));
}
