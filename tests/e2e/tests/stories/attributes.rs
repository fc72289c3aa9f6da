//! Attributes that make no sense.

use serde_json::json;
use standfirst_e2e::article::{article, element, page_with};
use standfirst_e2e::publisher::Answer;
use standfirst_e2e::{Stage, story};

use crate::acts::open_page;
use crate::failing::{Failure, fails};

/// What was reported so far: the attributes and what is said of each.
const REPORTED: &str =
    "events('standfirst-error').map(({ detail }) => [detail.stage, detail.attribute, detail.message])";

#[test]
fn neither_src_nor_subject() {
    story(async |stage| {
        let words = "This page does not say which article to show.";
        let failure =
            Failure { words, stage: "attribute", attribute: Some("src"), message: "neither src nor subject" };
        fails(stage, "", &failure).await;
        // Nothing changes by trying again; naming an article does.
        let good = article("Named at last", "/a").to_string();
        stage.publisher.answer("/article", Answer::json(good));
        stage.browser.run("host.src = '/article';").await;
        stage.browser.until_is("text('[part~=headline]')", "Named at last".into()).await;
        assert_eq!(stage.browser.eval("document.getElementById('fallback').checkVisibility()").await, false);
    });
}

#[test]
fn an_src_that_is_no_address_of_the_web() {
    for src in ["http://", "javascript:alert(1)", "data:application/json,{}"] {
        story(async |stage| {
            let said = format!("“{src}” is not an http or https address");
            stage.console.expects(&format!("<standfirst-article> src: {said}"));
            open_page(stage, &format!("src=\"{src}\"")).await;
            stage.browser.until("text('.article-root [part~=error] p')").await;
            assert_eq!(
                stage.browser.eval("document.getElementById('fallback').checkVisibility()").await,
                true
            );
            let reported = stage.browser.eval(REPORTED).await;
            assert_eq!(reported[0], json!(["attribute", "src", said]));
        });
    }
}

/// Opens a good article with one attribute that is wrong, and looks that it is reported once and nothing else.
async fn reported_once(stage: &Stage, attribute: &str, value: &str, said: &str) {
    stage.publisher.answer("/article", Answer::json(article("Shown all the same", "/a").to_string()));
    stage.console.expects(&format!("<standfirst-article> {attribute}: {said}"));
    open_page(stage, &format!("src=\"/article\" {attribute}=\"{value}\"")).await;
    stage.browser.until_is("text('[part~=headline]')", "Shown all the same".into()).await;
    // Another attribute changes; the wrong one is as wrong as it was.
    stage.browser.run("host.reviews = '/';").await;
    stage.browser.until("shown('[part~=reviews]')").await;
    assert_eq!(stage.browser.eval(REPORTED).await, json!([["attribute", attribute, said]]));
}

#[test]
fn a_heading_level_that_there_is_not() {
    story(async |stage| {
        reported_once(stage, "heading-level", "9", "“9” is not a whole number from 1 to 4").await;
        assert_eq!(stage.browser.eval("$('[part~=headline]').tagName").await, "H1", "the default");
    });
}

#[test]
fn a_number_of_related_headlines_that_there_is_not() {
    for value in ["21", "-1", "many"] {
        story(async |stage| {
            let said = format!("“{value}” is not a whole number from 0 to 20");
            reported_once(stage, "related-limit", value, &said).await;
        });
    }
}

#[test]
fn a_list_of_related_headlines_that_is_no_address() {
    story(async |stage| {
        reported_once(
            stage,
            "related",
            "ftp://a.example/",
            "“ftp://a.example/” is not an http or https address",
        )
        .await;
    });
}

#[test]
fn a_selector_that_is_not_understood() {
    for value in ["a > b", ".a, .b", "p:first-child", "[a"] {
        story(async |stage| {
            let said = format!("“{value}” is not a selector that is read here");
            reported_once(stage, "selector", value, &said).await;
        });
    }
}

#[test]
fn an_embeds_that_is_neither() {
    story(async |stage| reported_once(stage, "embeds", "always", "“always” is not click or none").await);
}

#[test]
fn a_language_that_is_no_tag() {
    story(async |stage| {
        reported_once(stage, "lang", "!!", "“!!” is not a language tag (BCP 47)").await;
        assert_eq!(stage.browser.eval("$('.standfirst').lang").await, "en", "the page's language");
    });
}

#[test]
fn a_format_that_nobody_knows() {
    story(async |stage| {
        reported_once(stage, "format", "nonsense", "“nonsense” is not the name of a format").await;
    });
}

#[test]
fn a_time_of_loading_that_there_is_not() {
    story(async |stage| {
        reported_once(stage, "loading", "nonsense", "“nonsense” is not lazy or eager").await;
    });
}

#[test]
fn a_subject_that_is_no_address() {
    story(async |stage| {
        reported_once(
            stage,
            "subject",
            "mailto:a@b.example",
            "“mailto:a@b.example” is not an http or https address",
        )
        .await;
    });
}

#[test]
fn values_are_trimmed() {
    story(async |stage| {
        stage.publisher.answer("/article", Answer::json(article("Trimmed", "/a").to_string()));
        open_page(stage, "src=\" /article\n\" heading-level=\" 3 \" lang=\" de \" format=\" standfirst \"")
            .await;
        stage.browser.until_is("text('[part~=headline]')", "Trimmed".into()).await;
        assert_eq!(stage.browser.eval("$('[part~=headline]').tagName").await, "H3");
    });
}

#[test]
fn addresses_are_those_of_the_page_with_its_base() {
    story(async |stage| {
        stage.publisher.answer("/deep/article", Answer::json(article("From deep below", "/a").to_string()));
        let page = page_with("<base href=\"/deep/\">", &element("src=\"article\""));
        stage.publisher.answer("/page", Answer::page(page));
        stage.browser.goto(&stage.publisher.url("/page")).await;
        stage.browser.until_is("text('[part~=headline]')", "From deep below".into()).await;
    });
}

#[test]
fn a_property_that_was_set_before_the_script_came_counts() {
    story(async |stage| {
        stage.publisher.answer("/article", Answer::json(article("Set early", "/a").to_string()));
        let early = "<script>
            const early = document.createElement('standfirst-article');
            early.src = '/article';
            early.headingLevel = 2;
            document.body.append(early);
        </script>";
        stage.publisher.answer("/page", Answer::page(page_with("", early)));
        stage.browser.goto(&stage.publisher.url("/page")).await;
        stage.browser.until_is("text('[part~=headline]')", "Set early".into()).await;
        assert_eq!(stage.browser.eval("$('[part~=headline]').tagName").await, "H2");
        stage.browser.run("host.headingLevel = 3;").await;
        stage.browser.until_is("$('[part~=headline]').tagName", "H3".into()).await;
    });
}
