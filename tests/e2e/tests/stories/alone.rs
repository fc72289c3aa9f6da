//! Reviews without an article, on a page that has its own.

use serde_json::json;
use standfirst_e2e::story;

use crate::acts::{counted, open_page, post};

#[test]
fn with_a_subject_and_no_src_there_are_reviews_alone() {
    story(async |stage| {
        let browser = &stage.browser;
        let subject = "https://standfirst.example/elsewhere";
        open_page(stage, &format!("subject=\"{subject}\" reviews=\"/\" heading-level=\"2\"")).await;
        post(stage, 4, "Read elsewhere, reviewed here.").await;
        assert_eq!(counted(stage, subject).await, 1);
        let seen = "[$('.article-root').childElementCount, shown('.skeleton'), document.getElementById('fallback').checkVisibility(),
            shown('[part~=error]'), $('.reviews h2, .reviews h3').tagName]";
        assert_eq!(browser.eval(seen).await, json!([0, false, false, false, "H3"]));
        assert_eq!(browser.eval("e2e.events.map((event) => event.type)").await, json!(["standfirst-review"]));
        browser.reload().await;
        browser.until_is("text('.review.own .review-text')", "Read elsewhere, reviewed here.".into()).await;
    });
}

#[test]
fn without_a_service_there_is_no_form_and_no_error() {
    story(async |stage| {
        open_page(stage, "subject=\"https://standfirst.example/elsewhere\"").await;
        stage.browser.until("$('.standfirst')?.getAttribute('aria-busy') === 'false'").await;
        let seen = "[$('.reviews-root').childElementCount, $('.article-root').childElementCount, e2e.events]";
        assert_eq!(stage.browser.eval(seen).await, json!([0, 0, []]));
    });
}
