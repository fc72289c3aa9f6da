//! What happens in other tabs, and on devices and sites that do not help.

use serde_json::json;
use standfirst_e2e::{Stage, story};

use crate::acts::{POSTED, WORLD, article_and_reviews, choose, counted, open_demo, open_page, post, write};

#[test]
fn two_tabs_of_one_reader_make_one_review() {
    story(async |stage| {
        let browser = &stage.browser;
        open_demo(stage).await;
        choose(stage, 2).await;
        let first = browser.tab().await;
        browser.open_tab().await;
        open_demo(stage).await;
        post(stage, 5, "From the second tab.").await;
        browser.switch_to(first).await;
        write(stage, "text", "From the first tab.").await;
        browser.click_button("Post review").await;
        browser.until_is("text('.notice')", POSTED.into()).await;
        let rows = stage.service.rows(WORLD);
        assert_eq!(
            (rows.len(), rows[0].rating, rows[0].text.as_deref()),
            (1, 2, Some("From the first tab."))
        );
        assert_eq!(counted(stage, WORLD).await, 1);
    });
}

#[test]
fn a_review_that_was_deleted_elsewhere_is_said_to_be_gone_and_its_words_are_not_lost() {
    story(async |stage| {
        let browser = &stage.browser;
        open_demo(stage).await;
        post(stage, 4, "Short-lived").await;
        browser.click_button("Edit").await;
        write(stage, "title", "Longer").await;
        // As another device with the same key would.
        browser
            .run(
                "const kept = Object.entries(localStorage).find(([name]) => name.includes(' own '))[1];
                 const [id, key] = kept.split(' ');
                 await fetch(`/v1/reviews/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${key}` } });",
            )
            .await;
        assert_eq!(stage.service.rows(WORLD), []);
        stage.console.expects_status("/v1/reviews/{id}", "410 (Gone)");
        browser.click_button("Save changes").await;
        browser
            .until_is(
                "text('.form-error')",
                "This review was deleted, so it can no longer be changed.".into(),
            )
            .await;
        browser.until("root.activeElement === $('.form-error')").await;
        assert_eq!(
            browser.eval("[$('[name=title]').value, $('[name=text]').value]").await,
            json!(["Longer", "Short-lived"])
        );
        // Whoever posts it again all the same writes a new review.
        browser.click("[type=submit]").await;
        browser.until("text('.notice')").await;
        let rows = stage.service.rows(WORLD);
        assert_eq!((rows.len(), rows[0].title.as_deref()), (1, Some("Longer")));
        assert_eq!(browser.eval("text('.mean-count')").await, "1 review");
    });
}

/// Lets a page's storage answer in another way before any script has run.
async fn with_storage(stage: &Stage, script: &str) {
    stage.browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
}

#[test]
fn where_the_browser_lends_no_storage_a_review_can_be_left_all_the_same() {
    let blocked = "Object.defineProperty(globalThis, 'localStorage', {
        get() { throw new DOMException('The operation is insecure.', 'SecurityError'); },
    });";
    let full =
        "Storage.prototype.setItem = () => { throw new DOMException('It is full.', 'QuotaExceededError'); };";
    for script in [blocked, full] {
        story(async |stage| {
            let browser = &stage.browser;
            with_storage(stage, script).await;
            open_demo(stage).await;
            post(stage, 4, "Kept by nobody here.").await;
            browser.click_button("Edit").await;
            choose(stage, 5).await;
            browser.click_button("Save changes").await;
            browser.until_is("text('.notice')", "Your changes are saved.".into()).await;
            let rows = stage.service.rows(WORLD);
            assert_eq!((rows.len(), rows[0].rating), (1, 5), "the page itself remembers whose it is");
            browser.reload().await;
            article_and_reviews(stage).await;
            browser
                .until_is("texts('.review-list > li .review-text')", json!(["Kept by nobody here."]))
                .await;
            browser.until("shown('.review-form')").await;
        });
    }
}

#[test]
fn a_subject_of_a_site_that_the_service_does_not_serve_is_said_to_be_that() {
    story(async |stage| {
        stage.console.expects_status("/v1/reviews", "403 (Forbidden)");
        open_page(stage, "subject=\"https://elsewhere.example/\" reviews=\"/\"").await;
        stage.browser.until("shown('[part~=reviews] [part~=error]')").await;
        let errors =
            stage.browser.eval("events('standfirst-error').map((event) => event.detail.stage)").await;
        assert_eq!(errors, json!(["reviews"]));
        assert_eq!(
            stage.browser.eval("text('[part~=reviews] [part~=error] p')").await,
            "The review service does not take reviews of this page."
        );
    });
}
