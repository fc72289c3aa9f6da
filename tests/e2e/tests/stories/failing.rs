//! What every failure of an article has in common.

use serde_json::{Value, json};
use standfirst_e2e::Stage;
use standfirst_e2e::article::{article, element, page_with};
use standfirst_e2e::publisher::Answer;

/// A script of the host page's, which goes on whatever the widget does.
const SENTINEL: &str = "<script>globalThis.ticks = 0; setInterval(() => { ticks += 1; }, 5);</script>";

/// The host page as its author wrote it.
const HOST: &str = "[document.title, [...document.body.children].map((e) => e.tagName + '#' + e.id),
    document.querySelector('standfirst-article').innerHTML, document.getElementById('host-paragraph').innerText]";

/// How an article fails.
pub(crate) struct Failure<'a> {
    /// What the reader reads.
    pub(crate) words: &'a str,
    /// The stage that the event names.
    pub(crate) stage: &'a str,
    /// The attribute that the event names.
    pub(crate) attribute: Option<&'a str>,
    /// A part of the event's message.
    pub(crate) message: &'a str,
}

/// Opens a page with the element and waits for the failure: its own words, as an alert with a way to try again, the
/// fallback beside it, one event, and the host page as it was.
pub(crate) async fn fails(stage: &Stage, attributes: &str, failure: &Failure<'_>) {
    let browser = &stage.browser;
    open(stage, attributes).await;
    browser.until_is("text('.article-root [part~=error] p')", failure.words.into()).await;
    let shown = browser
        .eval(
            "[$('.article-root [part~=error]').getAttribute('role'), shown('.article-root [part~=error] button'),
              document.getElementById('fallback').checkVisibility(), shown('.skeleton'), $('[part~=headline]')]",
        )
        .await;
    assert_eq!(shown, json!(["alert", true, true, false, null]), "role, Retry, fallback, skeleton, headline");
    let errors = browser.eval("events('standfirst-error').map((event) => event.detail)").await;
    let [error] = errors.as_array().map(Vec::as_slice).unwrap_or_default() else {
        panic!("there is not one error event but {errors}");
    };
    assert_eq!(error["stage"], failure.stage);
    assert_eq!(error.get("attribute").and_then(Value::as_str), failure.attribute);
    let message = error["message"].as_str().unwrap_or_default();
    assert!(message.contains(failure.message), "“{message}” does not say “{}”", failure.message);
    assert_eq!(browser.eval("events('standfirst-load')").await, json!([]));
    host_page_is_untouched(stage).await;
}

/// Opens a page with the element and waits for the article that it must show.
pub(crate) async fn shows(stage: &Stage, attributes: &str, headline: &str) {
    open(stage, attributes).await;
    article_is_there(stage, headline).await;
    assert_eq!(stage.browser.eval("events('standfirst-error')").await, json!([]));
    host_page_is_untouched(stage).await;
}

/// Mends the document at `/article` and lets the reader try again.
pub(crate) async fn cure(stage: &Stage) {
    let mended = article("Mended", "https://standfirst.example/mended").to_string();
    stage.publisher.answer("/article", Answer::json(mended));
    stage.browser.click_button("Try again").await;
    article_is_there(stage, "Mended").await;
    assert_eq!(stage.browser.eval("events('standfirst-error').length").await, 1, "nothing has failed since");
}

async fn article_is_there(stage: &Stage, headline: &str) {
    let browser = &stage.browser;
    browser.until_is("text('[part~=headline]')", headline.into()).await;
    browser.until("events('standfirst-load').length === 1").await;
    let shown =
        "[shown('[part~=error]'), shown('.skeleton'), document.getElementById('fallback').checkVisibility()]";
    assert_eq!(browser.eval(shown).await, json!([false, false, false]), "error, skeleton, fallback");
}

async fn open(stage: &Stage, attributes: &str) {
    stage.publisher.answer("/page", Answer::page(page_with(SENTINEL, &element(attributes))));
    stage.browser.goto(&stage.publisher.url("/page")).await;
}

async fn host_page_is_untouched(stage: &Stage) {
    let expected = json!([
        "The host page",
        ["H1#host-heading", "STANDFIRST-ARTICLE#", "P#host-paragraph"],
        "<p id=\"fallback\">The fallback</p>",
        "The host page’s paragraph",
    ]);
    assert_eq!(stage.browser.eval(HOST).await, expected);
    let ticks = stage.browser.eval("ticks").await;
    stage.browser.until(&format!("ticks > {ticks}")).await;
}
