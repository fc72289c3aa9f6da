//! Leaving a review.

use axum::http::Method;
use serde_json::json;
use standfirst_e2e::keys::key;
use standfirst_e2e::publisher::{Gate, Road};
use standfirst_e2e::service::Row;
use standfirst_e2e::{Browser, story};

use crate::acts::{POSTED, WORLD, choose, counted, open_demo, post, write};

/// What has the focus inside the element.
const FOCUS: &str = "root.activeElement?.name || root.activeElement?.innerText.trim() || null";

/// Presses Tab until the focus is where it is wanted, as somebody without a mouse does.
async fn tab_to(browser: &Browser, wanted: &str) {
    for _ in 0..80 {
        if browser.eval(FOCUS).await == wanted {
            return;
        }
        browser.press([key::TAB]).await;
    }
    panic!("the Tab key does not lead to {wanted}");
}

#[test]
fn a_review_is_left_with_the_keyboard_alone() {
    story(async |stage| {
        let browser = &stage.browser;
        open_demo(stage).await;
        browser.until("shown('.review-form')").await;
        tab_to(browser, "rating").await;
        browser.press([key::SPACE, key::RIGHT, key::RIGHT, key::RIGHT]).await;
        assert_eq!(browser.eval("$('[name=rating]:checked').value").await, "4");
        // Enter among the stars would send the form, which is as it should be; choosing does not.
        assert_eq!(
            stage.publisher.requests(&Method::PUT, "/v1/reviews/"),
            0,
            "choosing a star sends nothing"
        );
        assert_eq!(browser.eval("text('.notice') || text('.field-error')").await, json!(null));

        for (field, text) in
            [("title", "A fair account"), ("text", "Clear, and fair to Nordhamn."), ("author", "Ada")]
        {
            browser.press([key::TAB]).await;
            assert_eq!(browser.eval(FOCUS).await, field, "the fields follow one another");
            browser.type_text(text).await;
        }
        browser.press([key::TAB]).await;
        assert_eq!(browser.eval(FOCUS).await, "Post review");
        browser.press([key::ENTER]).await;

        browser.until_is("text('.notice')", POSTED.into()).await;
        assert_eq!(browser.eval("$('.notice').role || $('.notice').getAttribute('role')").await, "status");
        browser.until("root.activeElement === $('.notice')").await;
        let own = browser.eval("text('.review.own')").await;
        for part in ["A fair account", "Clear, and fair to Nordhamn.", "Ada", "Your review"] {
            assert!(own.as_str().is_some_and(|own| own.contains(part)), "{part} is not in {own}");
        }
        assert_eq!(
            browser.eval("$('.review.own [role=img]').getAttribute('aria-label')").await,
            "4 stars out of 5"
        );
        assert_eq!(browser.eval("text('.mean-count')").await, "1 review");
        assert_eq!(browser.eval("$('.review-form')").await, json!(null), "the form has done its work");

        let row = Row {
            rating: 4,
            title: Some("A fair account".to_owned()),
            text: Some("Clear, and fair to Nordhamn.".to_owned()),
            author: Some("Ada".to_owned()),
        };
        assert_eq!(stage.service.rows(WORLD), [row]);
        let listed = stage.service.reviews(WORLD).await;
        let detail = json!({ "action": "posted", "id": listed["reviews"][0]["id"], "rating": 4, "state": "published" });
        assert_eq!(
            browser.eval("events('standfirst-review').map((event) => event.detail)").await,
            json!([detail])
        );
    });
}

#[test]
fn stars_alone_are_a_review() {
    story(async |stage| {
        open_demo(stage).await;
        choose(stage, 5).await;
        stage.browser.click_button("Post review").await;
        stage.browser.until_is("text('.notice')", POSTED.into()).await;
        assert_eq!(stage.service.rows(WORLD), [Row { rating: 5, title: None, text: None, author: None }]);
    });
}

#[test]
fn a_second_click_never_posts_twice() {
    story(async |stage| {
        let browser = &stage.browser;
        open_demo(stage).await;
        choose(stage, 3).await;
        write(stage, "title", "Once").await;
        let gate = Gate::default();
        stage.publisher.divert(Method::PUT, Road::Held(gate.clone()));

        let button = browser.button("Post review").await;
        browser.double_click(&button).await;
        browser.until("shown('.review-form') && text('.review-form [type=submit]') === 'Posting…'").await;
        browser.wait_for("the review is on its way", || gate.arrivals() == 1).await;
        // Those who do not trust the button press it again, and send the form from a field.
        button.click().await.expect("a click");
        browser.click("[name=title]").await;
        browser.press([key::ENTER, key::ENTER]).await;
        gate.open();

        browser.until_is("text('.notice')", POSTED.into()).await;
        assert_eq!(stage.publisher.requests(&Method::PUT, "/v1/reviews/"), 1);
        assert_eq!(counted(stage, WORLD).await, 1);
        assert_eq!(stage.service.rows(WORLD).len(), 1);
        assert_eq!(browser.eval("events('standfirst-review').length").await, 1);
    });
}

#[test]
fn the_review_stands_beside_those_of_others() {
    story(async |stage| {
        stage.service.review(1, WORLD, 1, "Too long.").await;
        stage.service.review(2, WORLD, 4, "Well told.").await;
        open_demo(stage).await;
        let texts = "texts('.review-list > li .review-text')";
        stage.browser.until_is(texts, json!(["Well told.", "Too long."])).await;
        assert_eq!(stage.browser.eval("text('.mean-number')").await, "2.5");
        post(stage, 4, "I agree.").await;
        assert_eq!(
            stage.browser.eval(texts).await,
            json!(["Well told.", "Too long."]),
            "the own one stands apart"
        );
        assert_eq!(
            stage.browser.eval("texts('.mean-number, .mean-count')").await,
            json!(["3.0", "3 reviews"])
        );
        assert_eq!(
            stage.browser.eval("texts('.histogram .bar-count')").await,
            json!(["0", "2", "0", "0", "1"])
        );
    });
}

#[test]
fn reviews_are_posted_to_a_service_on_another_origin() {
    story(async |stage| {
        let service = stage.service.origin();
        let page = format!(
            "<!DOCTYPE html><html lang=\"en\"><title>A page</title>
             <script type=\"module\" src=\"{service}/standfirst.js\"></script>
             <standfirst-article src=\"/samples/world.json\" reviews=\"{service}\" subject=\"{WORLD}\"></standfirst-article>"
        );
        stage.publisher.answer("/page", standfirst_e2e::Answer::page(page));
        stage.browser.goto(&stage.publisher.url("/page")).await;
        post(stage, 5, "From afar.").await;
        assert_eq!(counted(stage, WORLD).await, 1);
        assert_eq!(
            stage.publisher.requests(&Method::PUT, "/v1/reviews/"),
            0,
            "nothing went by way of the publisher"
        );
    });
}
