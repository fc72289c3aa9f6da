//! What readers do in many stories.

use standfirst_e2e::Stage;
use standfirst_e2e::article::{element, page};
use standfirst_e2e::publisher::Answer;

/// The subject of the demo's first sample.
pub(crate) const WORLD: &str = "https://standfirst.example/world/shared-winter-lane";

/// The words that a post ends with.
pub(crate) const POSTED: &str = "Thank you. Your review is published.";

/// Opens the demo with its first sample, and waits for the article and the reviews.
pub(crate) async fn open_demo(stage: &Stage) {
    stage.browser.goto(&stage.publisher.url("/")).await;
    article_and_reviews(stage).await;
}

/// Opens a page of the publisher's with one element.
pub(crate) async fn open_page(stage: &Stage, attributes: &str) {
    stage.publisher.answer("/page", Answer::page(page(&element(attributes))));
    stage.browser.goto(&stage.publisher.url("/page")).await;
}

/// Waits for the article, and the reviews under it.
pub(crate) async fn article_and_reviews(stage: &Stage) {
    stage.browser.until("shown('[part~=headline]') && shown('[part~=summary]')").await;
}

/// Chooses stars with the mouse.
pub(crate) async fn choose(stage: &Stage, stars: u8) {
    stage.browser.click(&format!("label.star:has([value='{stars}'])")).await;
}

/// Puts text into a field with the mouse and a paste.
pub(crate) async fn write(stage: &Stage, field: &str, text: &str) {
    stage.browser.click(&format!("[name={field}]")).await;
    stage.browser.insert_text(text).await;
}

/// Fills stars and text in and posts them, and waits for the thanks.
pub(crate) async fn post(stage: &Stage, stars: u8, text: &str) {
    choose(stage, stars).await;
    write(stage, "text", text).await;
    stage.browser.click_button("Post review").await;
    stage.browser.until_is("text('.notice')", POSTED.into()).await;
}

/// How many reviews the service counts.
pub(crate) async fn counted(stage: &Stage, subject: &str) -> u64 {
    stage.service.reviews(subject).await["summary"]["count"].as_u64().expect("a count")
}
