//! One's own review: found again, changed, deleted.

use axum::http::Method;
use serde_json::json;
use standfirst_e2e::story;

use crate::acts::{WORLD, article_and_reviews, choose, counted, open_demo, post, write};

#[test]
fn the_own_review_is_found_again_after_a_reload() {
    story(async |stage| {
        open_demo(stage).await;
        post(stage, 4, "Worth the ice.").await;
        stage.browser.reload().await;
        article_and_reviews(stage).await;
        stage.browser.until("shown('.review.own')").await;
        assert_eq!(stage.browser.eval("text('.review.own .review-text')").await, "Worth the ice.");
        assert_eq!(
            stage.browser.eval("texts('.review-list > li')").await,
            json!([]),
            "it is not listed twice"
        );
        assert_eq!(stage.browser.eval("text('.mean-count')").await, "1 review");
        assert_eq!(stage.browser.eval("$('.review-form')").await, json!(null));
        assert_eq!(
            stage.browser.eval("events('standfirst-review')").await,
            json!([]),
            "nobody has done anything"
        );
    });
}

#[test]
fn the_own_review_can_be_changed() {
    story(async |stage| {
        let browser = &stage.browser;
        open_demo(stage).await;
        post(stage, 4, "Worth the ice").await;
        browser.click_button("Edit").await;
        browser.until("$('.review-form')?.contains(root.activeElement)").await;
        assert_eq!(browser.eval("root.activeElement.value").await, "4", "the focus is on the chosen star");
        assert_eq!(browser.eval("$('[name=text]').value").await, "Worth the ice");
        choose(stage, 2).await;
        write(stage, "title", "On reflection").await;
        browser.click_button("Save changes").await;
        browser.until_is("text('.notice')", "Your changes are saved.".into()).await;
        assert_eq!(browser.eval("text('.review.own .review-title')").await, "On reflection");
        assert_eq!(browser.eval("texts('.mean-number, .mean-count')").await, json!(["2.0", "1 review"]));

        let rows = stage.service.rows(WORLD);
        assert_eq!((rows.len(), rows[0].rating, rows[0].title.as_deref()), (1, 2, Some("On reflection")));
        let actions = "events('standfirst-review').map((event) => event.detail.action)";
        assert_eq!(browser.eval(actions).await, json!(["posted", "edited"]));
    });
}

#[test]
fn leaving_the_form_leaves_the_review_as_it_was() {
    story(async |stage| {
        let browser = &stage.browser;
        open_demo(stage).await;
        post(stage, 4, "Worth the ice").await;
        browser.click_button("Edit").await;
        write(stage, "text", "Nonsense. ").await;
        browser.click_button("Cancel").await;
        browser.until_is("text('.review.own .review-text')", "Worth the ice".into()).await;
        browser.until_is("root.activeElement?.innerText.trim()", "Edit".into()).await;
        browser.reload().await;
        browser.until_is("text('.review.own .review-text')", "Worth the ice".into()).await;
        assert_eq!(browser.eval("$('.review-form')").await, json!(null));
    });
}

#[test]
fn deleting_is_asked_twice_and_a_double_click_deletes_nothing() {
    story(async |stage| {
        let browser = &stage.browser;
        open_demo(stage).await;
        post(stage, 4, "Worth the ice.").await;
        let delete = browser.button("Delete").await;
        browser.double_click(&delete).await;
        browser.until("shown('.review.own')").await;
        browser.button("Keep it").await.click().await.expect("a click");
        browser.until_is("root.activeElement?.innerText.trim()", "Delete".into()).await;
        assert_eq!(stage.publisher.requests(&Method::DELETE, "/v1/reviews/"), 0);
        assert_eq!(counted(stage, WORLD).await, 1);
    });
}

#[test]
fn a_deleted_review_is_gone_for_good_and_the_form_is_back() {
    story(async |stage| {
        let browser = &stage.browser;
        stage.service.review(1, WORLD, 2, "Not for me.").await;
        open_demo(stage).await;
        post(stage, 4, "Worth the ice.").await;
        assert_eq!(browser.eval("text('.mean-count')").await, "2 reviews");
        browser.click_button("Delete").await;
        browser.until_is("root.activeElement?.innerText.trim()", "Keep it".into()).await;
        browser.click_button("Delete for good").await;
        browser.until_is("text('.notice')", "Your review is deleted.".into()).await;
        browser.until("root.activeElement === $('.notice')").await;
        let gone = "[text('.mean-number'), text('.mean-count'), shown('.review-form'), $('.review.own')]";
        assert_eq!(browser.eval(gone).await, json!(["2.0", "1 review", true, null]));
        assert_eq!(
            browser.eval("$('[name=text]').value + ($('[name=rating]:checked')?.value ?? '')").await,
            ""
        );
        assert_eq!(stage.service.rows(WORLD).len(), 1);

        browser.reload().await;
        article_and_reviews(stage).await;
        browser.until_is(gone, json!(["2.0", "1 review", true, null])).await;
        let actions = "events('standfirst-review').map((event) => event.detail.action)";
        assert_eq!(
            browser.eval(actions).await,
            json!([]),
            "what was done before the reload is not told again"
        );
    });
}

#[test]
fn after_a_deletion_another_review_can_be_left() {
    story(async |stage| {
        open_demo(stage).await;
        post(stage, 4, "Worth the ice.").await;
        stage.browser.click_button("Delete").await;
        stage.browser.click_button("Delete for good").await;
        stage.browser.until_is("text('.notice')", "Your review is deleted.".into()).await;
        post(stage, 1, "Second thoughts.").await;
        let rows = stage.service.rows(WORLD);
        assert_eq!((rows.len(), rows[0].rating), (1, 1));
    });
}
