//! The demo in a browser whose script is switched off.

use axum::http::Method;
use serde_json::{Value, json};
use standfirst_e2e::service::Row;
use standfirst_e2e::{Stage, story};

use crate::acts::{WORLD, choose, write};

/// Clicks on the first of some elements of the page, outside of the element's shadow root.
async fn click(stage: &Stage, elements: &str) {
    stage.browser.until(elements).await;
    stage.browser.run(&format!("{elements}.click();")).await;
}

#[test]
fn the_demo_reads_lists_and_takes_a_review_without_script() {
    story(async |stage| {
        let browser = &stage.browser;
        // More than a page of the list holds.
        for number in 1..=25 {
            stage.service.review(number, WORLD, 4, &format!("Review {number}")).await;
        }
        browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        browser.goto(&stage.publisher.url("/")).await;
        let note = "document.querySelector('noscript a')";
        browser.until(&format!("{note}.checkVisibility()")).await;
        click(stage, note).await;

        // It reads: the article to its end, its picture, the related headlines, and the reviews.
        browser.until("shown('[part~=headline]') && shown('.review-form')").await;
        let no_script = "customElements.get('standfirst-article') ?? null";
        assert_eq!(browser.eval(no_script).await, Value::Null, "no script has run");
        assert_eq!(
            browser.eval("document.title").await,
            "Five ports agree to share one ice-free lane this winter"
        );
        assert_eq!(browser.eval("$$('[part~=body] h2').length").await, 4);
        browser.until("$('[part~=figure] img').naturalWidth > 0").await;
        let related = browser.eval("$$('[part~=related] a').map((link) => link.innerText.trim())").await;
        assert_eq!(related.as_array().map(Vec::len), Some(4), "{related}");
        assert_eq!(related[0], "The tide house: what one harbour wall knows about the sea");
        let reviews = "texts('.review-list > li .review-text')";
        let newest: Vec<String> = (6..=25).rev().map(|number| format!("Review {number}")).collect();
        assert_eq!(browser.eval(reviews).await, json!(newest));
        assert_eq!(browser.eval("text('.mean-count')").await, "25 reviews");

        // What only a script could do is not offered.
        let buttons =
            "$$('button').filter((button) => button.checkVisibility()).map((button) => button.innerText)";
        assert_eq!(browser.eval("$$('button[data-control]').length").await, 1, "the page carries it");
        assert_eq!(browser.eval(buttons).await, json!(["Post review"]));

        // It takes a review, which is to be seen on the page afterwards.
        choose(stage, 5).await;
        write(stage, "text", "Read & written without a script").await;
        write(stage, "author", "A reader").await;
        browser.click_button("Post review").await;
        browser.until("document.body.innerText.includes('Read & written without a script')").await;
        assert_eq!(stage.service.rows(WORLD).len(), 25, "it is only shown so far");
        click(stage, "document.querySelector('button[value=post]')").await;
        browser.wait_for("the review is stored", || stage.service.rows(WORLD).len() == 26).await;
        let (text, author) = ("Read & written without a script".to_owned(), "A reader".to_owned());
        let row = Row { rating: 5, title: None, text: Some(text), author: Some(author) };
        assert_eq!(stage.service.rows(WORLD).last(), Some(&row));
        let back = format!(
            "[...document.links].find((link) => link.href.startsWith({:?}))",
            stage.publisher.url("/render?")
        );
        click(stage, &back).await;
        browser.until_is(&format!("{reviews}[0]"), "Read & written without a script".into()).await;
        assert_eq!(browser.eval("text('.mean-count')").await, "26 reviews");
        assert_eq!(stage.publisher.requests(&Method::PUT, "/v1/"), 0);
    });
}
