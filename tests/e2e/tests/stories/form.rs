//! What the form says to what it cannot take.

use axum::http::Method;
use serde_json::json;
use standfirst_e2e::publisher::{Answer, Road};
use standfirst_e2e::{Stage, story};

use crate::acts::{POSTED, WORLD, choose, counted, open_demo, write};

/// The family is one letter to a reader, and 25 bytes.
const FAMILY: &str = "👨‍👩‍👧‍👦";

/// Waits for an error at a field, and looks that it is announced and that its field, which names it as its
/// description, has the focus.
async fn error_at(stage: &Stage, field: &str, words: &str) {
    let browser = &stage.browser;
    let shown = format!("error({field:?})?.innerText.trim()");
    browser.until_is(&shown, words.into()).await;
    browser.until_is("root.activeElement?.name", field.into()).await;
    assert_eq!(browser.eval(&format!("error({field:?}).getAttribute('role')")).await, "alert");
    assert_eq!(browser.eval("root.activeElement.getAttribute('aria-invalid')").await, "true");
}

async fn nothing_was_sent(stage: &Stage) {
    assert_eq!(stage.publisher.requests(&Method::PUT, "/v1/reviews/"), 0);
    assert_eq!(stage.browser.eval("events('standfirst-error')").await, json!([]), "the form has said it all");
}

#[test]
fn a_review_without_stars_is_sent_back_to_the_stars() {
    story(async |stage| {
        open_demo(stage).await;
        write(stage, "text", "No stars").await;
        stage.browser.click_button("Post review").await;
        error_at(stage, "rating", "Choose from one to five stars.").await;
        nothing_was_sent(stage).await;
        // What was wrong is put right, and what was typed is still there.
        stage.browser.press([' ']).await;
        stage.browser.click_button("Post review").await;
        stage.browser.until_is("text('.notice')", POSTED.into()).await;
        let row = &stage.service.rows(WORLD)[0];
        assert_eq!((row.rating, row.text.as_deref()), (1, Some("No stars")));
    });
}

#[test]
fn a_text_of_5001_characters_is_one_too_many() {
    story(async |stage| {
        let browser = &stage.browser;
        open_demo(stage).await;
        choose(stage, 4).await;
        write(stage, "text", &"x".repeat(5001)).await;
        browser.until_is("text('.hint')", "1 character too many".into()).await;
        browser.click_button("Post review").await;
        error_at(stage, "text", "This is too long.").await;
        nothing_was_sent(stage).await;
        browser.press(['\u{E003}']).await;
        browser.until_is("text('.hint')", "0 characters left".into()).await;
        browser.click_button("Post review").await;
        browser.until_is("text('.notice')", POSTED.into()).await;
        assert_eq!(stage.service.rows(WORLD)[0].text.as_deref().map(str::len), Some(5000));
    });
}

#[test]
fn the_counter_counts_what_readers_call_characters() {
    story(async |stage| {
        open_demo(stage).await;
        stage.browser.until_is("text('.hint')", "5,000 characters left".into()).await;
        write(stage, "text", &FAMILY.repeat(3)).await;
        stage.browser.until_is("text('.hint')", "4,997 characters left".into()).await;
    });
}

#[test]
fn a_text_of_too_many_bytes_says_so() {
    story(async |stage| {
        open_demo(stage).await;
        choose(stage, 4).await;
        write(stage, "text", &FAMILY.repeat(1000)).await;
        let words = "The text takes up too much space. Shorten it.";
        stage.browser.until_is("text('.hint')", words.into()).await;
        stage.browser.click_button("Post review").await;
        stage.browser.until("error('text')").await;
        stage.browser.until_is("root.activeElement?.name", "text".into()).await;
        nothing_was_sent(stage).await;
    });
}

#[test]
fn title_and_name_have_their_limits() {
    story(async |stage| {
        open_demo(stage).await;
        choose(stage, 4).await;
        write(stage, "title", &"t".repeat(121)).await;
        write(stage, "author", &"a".repeat(81)).await;
        stage.browser.click_button("Post review").await;
        error_at(stage, "title", "This is too long.").await;
        assert_eq!(
            stage.browser.eval("error('author').innerText").await,
            "This is too long.",
            "each says what is wrong"
        );
        nothing_was_sent(stage).await;
    });
}

#[test]
fn what_the_service_refuses_in_a_field_stands_at_that_field() {
    story(async |stage| {
        let problem = json!({
            "type": "urn:standfirst:problem:invalid-body",
            "title": "The body is not a review",
            "status": 400,
            "errors": [{ "field": "author", "code": "reserved", "message": "the name is reserved" }]
        });
        let refusal = Answer::of("application/problem+json", problem.to_string()).and_status(400);
        stage.publisher.divert(Method::PUT, Road::Answered(refusal));
        stage.console.expects_status("/v1/reviews/{id}", "400 (Bad Request)");
        open_demo(stage).await;
        choose(stage, 4).await;
        write(stage, "author", "The editors").await;
        stage.browser.click_button("Post review").await;
        error_at(stage, "author", "The review service does not take this: the name is reserved").await;
        let errors = "events('standfirst-error').map((event) => event.detail.stage)";
        assert_eq!(stage.browser.eval(errors).await, json!(["post"]));
        assert_eq!(counted(stage, WORLD).await, 0);

        stage.browser.click_button("Post review").await;
        stage.browser.until_is("text('.notice')", POSTED.into()).await;
        assert_eq!(counted(stage, WORLD).await, 1);
    });
}

#[test]
fn a_draft_survives_a_reload_and_ends_with_the_post() {
    story(async |stage| {
        let browser = &stage.browser;
        open_demo(stage).await;
        choose(stage, 3).await;
        write(stage, "title", "Half a thought").await;
        write(stage, "text", "That the tide").await;
        browser.reload().await;
        browser.until("shown('.review-form')").await;
        let kept = "[$('[name=rating]:checked')?.value, $('[name=title]').value, $('[name=text]').value]";
        browser.until_is(kept, json!(["3", "Half a thought", "That the tide"])).await;
        assert!(
            browser
                .eval("text('.review-form')")
                .await
                .to_string()
                .contains("What you typed earlier is still here.")
        );
        browser.click_button("Post review").await;
        browser.until_is("text('.notice')", POSTED.into()).await;
        assert_eq!(
            browser.eval("Object.keys(localStorage).filter((key) => key.includes(' draft '))").await,
            json!([])
        );
    });
}
