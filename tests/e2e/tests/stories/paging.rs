//! More reviews than a page of them holds.

use serde_json::json;
use standfirst_e2e::story;

use crate::acts::{WORLD, article_and_reviews};

#[test]
fn all_reviews_are_shown_page_by_page_while_new_ones_come() {
    story(async |stage| {
        let browser = &stage.browser;
        for number in 1..=45 {
            stage.service.review(number, WORLD, (number % 5 + 1) as u8, &format!("Review {number}")).await;
        }
        browser.goto(&stage.publisher.url("/")).await;
        article_and_reviews(stage).await;
        let length = "$$('.review-list > li').length";
        browser.until_is(length, json!(20)).await;
        assert_eq!(browser.eval("text('.mean-count')").await, "45 reviews");

        for (number, until) in [(46, 40), (47, 45)] {
            stage.service.review(number, WORLD, 3, &format!("Review {number}")).await;
            let before = browser.eval(length).await;
            browser.run("globalThis.kept = [...$$('.review-list > li')];").await;
            browser.click_button("Show more reviews").await;
            browser.until_is(length, json!(until)).await;
            let focused = format!("root.activeElement === $$('.review-list > li')[{before}]");
            browser.until(&focused).await;
            let kept = "kept.every((review, place) => review === $$('.review-list > li')[place])";
            assert_eq!(browser.eval(kept).await, true, "what is listed already stays as it is");
        }
        let expected: Vec<String> = (1..=45).rev().map(|number| format!("Review {number}")).collect();
        assert_eq!(browser.eval("texts('.review-list > li .review-text')").await, json!(expected));
        assert_eq!(browser.eval("shown('.more button')").await, false, "there are no more");
        assert_eq!(
            browser.eval("text('.mean-count')").await,
            "47 reviews",
            "the summary came with the last page"
        );
    });
}

#[test]
fn a_double_click_on_more_asks_for_one_page() {
    story(async |stage| {
        let browser = &stage.browser;
        for number in 1..=61 {
            stage.service.review(number, WORLD, 4, &format!("Review {number}")).await;
        }
        browser.goto(&stage.publisher.url("/")).await;
        article_and_reviews(stage).await;
        // Two clicks before anything can be drawn in between.
        browser.until("shown('.more button')").await;
        browser.run("const more = $('.more button'); more.click(); more.click();").await;
        browser.until_is("$$('.review-list > li').length", json!(40)).await;
        assert_eq!(stage.publisher.fetches("/v1/reviews"), 2);
    });
}

#[test]
fn a_page_that_does_not_come_leaves_what_is_there_and_can_be_asked_for_again() {
    story(async |stage| {
        let browser = &stage.browser;
        for number in 1..=25 {
            stage.service.review(number, WORLD, 4, &format!("Review {number}")).await;
        }
        browser.goto(&stage.publisher.url("/")).await;
        article_and_reviews(stage).await;
        browser.until("shown('.more button')").await;
        stage.service.kill().await;
        stage.console.expects_status("/v1/reviews", "502 (Bad Gateway)");
        browser.click_button("Show more reviews").await;
        browser.until("events('standfirst-error').length === 1").await;
        assert_eq!(browser.eval("$$('.review-list > li').length").await, json!(20));
        let said = "texts('[part~=reviews] [role=alert]').filter((words) => words)";
        let words = "The reviews could not be loaded. The review service has a fault of its own just now.";
        browser.until_is(said, json!([words])).await;
        stage.service.start_again().await;
        browser.click_button("Show more reviews").await;
        browser.until_is("$$('.review-list > li').length", json!(25)).await;
        assert_eq!(browser.eval(said).await, json!([]), "what was wrong is right again");
    });
}
