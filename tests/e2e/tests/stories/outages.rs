//! The review service is away, or goes away at the worst moment.

use axum::http::Method;
use serde_json::json;
use standfirst_e2e::publisher::{Gate, Road};
use standfirst_e2e::{Stage, story};

use crate::acts::{POSTED, WORLD, article_and_reviews, choose, counted, open_demo, open_page, post, write};

const UNREACHABLE: &str = "The reviews could not be loaded: the review service cannot be reached.";

/// Opens the first sample on a page that speaks with the service directly.
async fn open_across_origins(stage: &Stage) {
    let service = stage.service.origin();
    open_page(stage, &format!("src=\"/samples/world.json\" reviews=\"{service}\" subject=\"{WORLD}\"")).await;
}

#[test]
fn without_the_service_the_article_reads_and_the_reviews_say_what_is_wrong() {
    story(async |stage| {
        let browser = &stage.browser;
        stage.service.kill().await;
        stage.console.expects_failure("/v1/reviews", "ERR_CONNECTION_REFUSED");
        open_across_origins(stage).await;
        browser.until_is("text('.reviews-root [part~=error] p')", UNREACHABLE.into()).await;
        assert_eq!(browser.eval("$('.reviews-root [part~=error]').getAttribute('role')").await, "alert");
        assert!(browser.eval("text('[part~=body]')").await.to_string().contains("The five harbours"));
        let stages = "events('standfirst-error').map((event) => event.detail.stage)";
        assert_eq!(browser.eval(stages).await, json!(["reviews"]));

        browser.click_button("Try again").await;
        browser.until_is(stages, json!(["reviews", "reviews"])).await;
        browser.until_is("text('.reviews-root [part~=error] p')", UNREACHABLE.into()).await;
        stage.service.start_again().await;
        browser.click_button("Try again").await;
        browser.until_is("text('[part~=summary]')", "No reviews yet. Yours can be the first.".into()).await;
    });
}

#[test]
fn a_proxy_before_a_dead_service_is_told_apart_from_no_answer() {
    story(async |stage| {
        stage.service.kill().await;
        stage.console.expects_status("/v1/reviews", "502 (Bad Gateway)");
        stage.browser.goto(&stage.publisher.url("/")).await;
        let words = "The reviews could not be loaded. The review service has a fault of its own just now.";
        stage.browser.until_is("text('.reviews-root [part~=error] p')", words.into()).await;
        stage.browser.until("shown('[part~=body]')").await;
    });
}

#[test]
fn what_was_typed_survives_a_failed_post_and_a_reload_and_is_posted_once() {
    story(async |stage| {
        let browser = &stage.browser;
        open_across_origins(stage).await;
        article_and_reviews(stage).await;
        stage.service.kill().await;
        stage.console.expects_failure("/v1/reviews/{id}", "ERR_CONNECTION_REFUSED");
        stage.console.expects_failure("/v1/reviews", "ERR_CONNECTION_REFUSED");
        choose(stage, 5).await;
        write(stage, "text", "I will not type this again.").await;
        browser.click_button("Post review").await;
        let words = "Your review could not be sent: the review service cannot be reached. What you typed is kept; try again in a moment.";
        browser.until_is("text('.form-error')", words.into()).await;
        browser.until("root.activeElement === $('.form-error')").await;
        let typed = "[$('[name=rating]:checked')?.value, $('[name=text]').value]";
        assert_eq!(browser.eval(typed).await, json!(["5", "I will not type this again."]));

        browser.reload().await;
        browser.until_is("text('.reviews-root [part~=error] p')", UNREACHABLE.into()).await;
        browser.until("shown('.review-form')").await;
        browser.until_is(typed, json!(["5", "I will not type this again."])).await;

        stage.service.start_again().await;
        browser.click_button("Try again").await;
        browser.until("shown('[part~=summary]')").await;
        browser.until_is(typed, json!(["5", "I will not type this again."])).await;
        browser.click_button("Post review").await;
        browser.until_is("text('.notice')", POSTED.into()).await;
        assert_eq!(stage.service.rows(WORLD).len(), 1);
        assert_eq!(counted(stage, WORLD).await, 1);
    });
}

#[test]
fn an_acknowledged_review_survives_sigkill() {
    story(async |stage| {
        open_demo(stage).await;
        post(stage, 4, "Acknowledged.").await;
        stage.service.kill().await;
        stage.service.start_again().await;
        stage.browser.reload().await;
        article_and_reviews(stage).await;
        stage.browser.until_is("text('.review.own .review-text')", "Acknowledged.".into()).await;
        let seen = "[texts('.review-list > li').length, text('.mean-number'), text('.mean-count')]";
        assert_eq!(stage.browser.eval(seen).await, json!([0, "4.0", "1 review"]));
        let answer = stage.service.reviews(WORLD).await;
        assert_eq!(
            (answer["summary"]["count"].as_u64(), answer["reviews"].as_array().map(Vec::len)),
            (Some(1), Some(1))
        );
        assert_eq!(stage.service.rows(WORLD).len(), 1);
    });
}

#[test]
fn an_answer_that_is_lost_half_way_makes_no_second_review() {
    story(async |stage| {
        let browser = &stage.browser;
        open_demo(stage).await;
        stage.publisher.divert(Method::PUT, Road::AnswerLost);
        stage.console.expects("/v1/reviews/{id} - Failed to load resource: net::ERR_CONTENT_LENGTH_MISMATCH");
        choose(stage, 2).await;
        write(stage, "text", "Sent once.").await;
        browser.click_button("Post review").await;
        browser.until("text('.form-error')").await;
        assert_eq!(stage.service.rows(WORLD).len(), 1, "the service has it, and the reader does not know");
        browser.click_button("Post review").await;
        browser.until_is("text('.notice')", POSTED.into()).await;
        assert_eq!(stage.publisher.requests(&Method::PUT, "/v1/reviews/"), 2);
        assert_eq!(stage.service.rows(WORLD).len(), 1);
        assert_eq!(counted(stage, WORLD).await, 1);
        assert_eq!(browser.eval("text('.mean-count')").await, "1 review");
    });
}

#[test]
fn a_lost_answer_and_a_reload_find_the_review_as_ones_own() {
    story(async |stage| {
        let browser = &stage.browser;
        open_demo(stage).await;
        stage.publisher.divert(Method::PUT, Road::AnswerLost);
        stage.console.expects("/v1/reviews/{id} - Failed to load resource: net::ERR_CONTENT_LENGTH_MISMATCH");
        choose(stage, 2).await;
        write(stage, "text", "Sent once.").await;
        browser.click_button("Post review").await;
        browser.until("text('.form-error')").await;
        browser.reload().await;
        browser.until_is("text('.review.own .review-text')", "Sent once.".into()).await;
        assert_eq!(
            browser.eval("$('.review-form')").await,
            json!(null),
            "what arrived is not asked for again"
        );
        assert_eq!(counted(stage, WORLD).await, 1);
    });
}

#[test]
fn leaving_the_page_while_a_review_is_on_its_way_loses_nothing() {
    story(async |stage| {
        let browser = &stage.browser;
        open_demo(stage).await;
        let gate = Gate::default();
        stage.publisher.divert(Method::PUT, Road::Held(gate.clone()));
        choose(stage, 5).await;
        write(stage, "text", "On its way.").await;
        browser.click_button("Post review").await;
        browser.wait_for("the review is on its way", || gate.arrivals() == 1).await;
        browser.reload().await;
        browser.until_is("text('.review.own .review-text')", "On its way.".into()).await;
        gate.open();
        assert_eq!(stage.service.rows(WORLD).len(), 1);
    });
}
