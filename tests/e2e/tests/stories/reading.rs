//! Reading an article.

use serde_json::json;
use standfirst_e2e::story;

use crate::acts::{WORLD, article_and_reviews, open_demo};

#[test]
fn the_demo_reads_as_an_article_with_sections_related_headlines_and_a_form() {
    story(async |stage| {
        let browser = &stage.browser;
        open_demo(stage).await;
        browser.until("shown('.review-form')").await;
        let outline =
            browser.eval("$$('h1, h2, h3, h4, h5, h6').map((h) => h.tagName + ' ' + h.innerText)").await;
        let expected = json!([
            "H1 Five ports agree to share one ice-free lane this winter",
            "H2 What has been agreed",
            "H2 Why it comes now",
            "H2 Who pays, and how much",
            "H2 What could still go wrong",
            "H2 In World",
            "H2 Reviews",
            "H3 Leave a review",
        ]);
        assert_eq!(outline, expected);

        let intro = browser.eval("text('[part~=standfirst]')").await;
        assert!(
            intro.as_str().is_some_and(|intro| intro.starts_with("After two seasons of queues")),
            "{intro}"
        );
        let paragraphs = browser
            .eval(
                "$$('[part~=body] h2').map((heading) => {
                    let count = 0;
                    for (let e = heading.nextElementSibling; e && e.tagName !== 'H2'; e = e.nextElementSibling) {
                        count += e.tagName === 'P' && e.innerText.length > 100;
                    }
                    return count;
                })",
            )
            .await;
        assert_eq!(paragraphs, json!([3, 2, 3, 1]), "paragraphs of each section");
        let related = "$$('[part~=related] li').map((li) => li.querySelectorAll('.related-title a, .related-summary').length)";
        assert_eq!(browser.eval(related).await, json!([2, 2, 2, 2]), "a headline and a summary each");
        assert_eq!(browser.eval("text('[part~=summary]')").await, "No reviews yet. Yours can be the first.");
        assert_eq!(
            browser.eval("document.querySelector('standfirst-article a').checkVisibility()").await,
            false
        );
    });
}

#[test]
fn the_load_event_is_fired_once_with_the_article_in_place() {
    story(async |stage| {
        open_demo(stage).await;
        stage.browser.until("events('standfirst-load').length").await;
        let events = stage.browser.eval("e2e.events").await;
        let expected = json!([{
            "type": "standfirst-load",
            "detail": { "subject": WORLD, "format": "standfirst" },
            "bubbles": true,
            "composed": true,
            "element": "",
            "headline": "Five ports agree to share one ice-free lane this winter",
        }]);
        assert_eq!(events, expected);
        assert_eq!(stage.publisher.fetches("/samples/world.json"), 1);
    });
}

#[test]
fn a_related_headline_leads_to_its_article() {
    story(async |stage| {
        open_demo(stage).await;
        let title = "The tide house: what one harbour wall knows about the sea";
        assert_eq!(stage.browser.eval("text('.related-title a')").await, title);
        stage.browser.click(".related-title a").await;
        stage.browser.until_is("text('[part~=headline]')", title.into()).await;
        assert_eq!(stage.browser.address().await, stage.publisher.url("/?article=long"));
        article_and_reviews(stage).await;
    });
}
