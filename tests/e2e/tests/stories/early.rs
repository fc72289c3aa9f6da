//! While the WebAssembly is on its way, the entry asks for the article and the reviews: just once, and as the widget
//! would have asked.

use axum::http::Method;
use serde_json::json;
use standfirst_e2e::article::{article, element, page_with};
use standfirst_e2e::http::query_value;
use standfirst_e2e::publisher::{Answer, Gate, Road};
use standfirst_e2e::{Stage, story};

use crate::acts::{article_and_reviews, open_page, write};
use crate::failing::{Failure, cure, fails};

const SUBJECT: &str = "https://standfirst.example/early";

/// What a service says of a subject that nobody has reviewed.
const NO_REVIEWS: &str =
    r#"{"reviews":[],"next":null,"summary":{"count":0,"mean":null,"histogram":[0,0,0,0,0]},"open":true}"#;

const WASM: &str = "/standfirst.wasm";

/// Holds the WebAssembly back until the gate opens.
fn hold_wasm(stage: &Stage) -> Gate {
    let gate = Gate::default();
    stage.publisher.hold(WASM, &gate);
    gate
}

fn serve(stage: &Stage, path: &str, headline: &str) {
    stage.publisher.answer(path, Answer::json(article(headline, SUBJECT).to_string()));
}

/// Waits until a path was asked for so often.
async fn asked(stage: &Stage, path: &str, times: usize) {
    stage.browser.wait_for(path, || stage.publisher.fetches(path) == times).await;
}

#[test]
fn article_reviews_and_program_travel_at_once_and_each_once() {
    story(async |stage| {
        let wasm = hold_wasm(stage);
        serve(stage, "/article", "Side by side");
        stage.service.review(1, SUBJECT, 4, "There already").await;
        open_page(stage, &format!("src=\"/article\" reviews=\"/\" subject=\"{SUBJECT}\"")).await;
        for path in ["/article", "/v1/reviews", WASM, "/standfirst.css"] {
            asked(stage, path, 1).await;
        }
        assert_eq!(wasm.arrivals(), 1, "the program is not there yet");
        wasm.open();
        article_and_reviews(stage).await;
        stage.browser.until_is("texts('.review-list .review-text')", json!(["There already"])).await;
        for path in ["/article", "/v1/reviews", WASM] {
            assert_eq!(stage.publisher.fetches(path), 1, "{path}");
        }
        // What was asked early is used once.
        serve(stage, "/article", "Second edition");
        stage.browser.run("host.reload();").await;
        stage.browser.until_is("text('[part~=headline]')", "Second edition".into()).await;
        asked(stage, "/v1/reviews", 2).await;
        assert_eq!(stage.publisher.fetches("/article"), 2);
        // An element that comes later asks for itself.
        stage.browser.run("document.body.append(host.cloneNode(true));").await;
        stage.browser.until("events('standfirst-load').length === 3").await;
        asked(stage, "/v1/reviews", 3).await;
        assert_eq!(stage.publisher.fetches("/article"), 3);
    });
}

#[test]
fn what_a_page_hints_at_is_not_asked_for_again() {
    story(async |stage| {
        serve(stage, "/article", "Hinted at");
        let list = format!("/v1/reviews?subject={}", query_value(SUBJECT));
        let hint = |url: &str| format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{url}\">");
        let hints = [WASM, "/standfirst.css", "/article", &list].map(hint).concat();
        let element = element(&format!("src=\"/article\" reviews=\"/\" subject=\"{SUBJECT}\""));
        stage.publisher.answer("/page", Answer::page(page_with(&hints, &element)));
        stage.browser.goto(&stage.publisher.url("/page")).await;
        article_and_reviews(stage).await;
        for path in [WASM, "/standfirst.css", "/article", "/v1/reviews"] {
            assert_eq!(stage.publisher.fetches(path), 1, "{path}");
        }
    });
}

#[test]
fn however_addresses_are_written_each_is_asked_once() {
    for (attributes, list, early) in [
        (
            "src=\" article?a=b&c=ü#part\n\" reviews=\"/\" subject=\" HTTPS://Standfirst.Example:443/a b?p=1&ü \"",
            "/v1/reviews",
            true,
        ),
        ("src=\"article\" reviews=\"service/?x#y\" subject=\"/a\"", "/deep/service/v1/reviews", true),
        (
            "src=\"article\" reviews=\"service\" subject=\"https://standfirst.example/a?utm_source=b&c#d\"",
            "/deep/service/v1/reviews",
            false,
        ),
        (
            "src=\"article\" reviews=\"service\" subject=\"https://standfirst.example/a?\"",
            "/deep/service/v1/reviews",
            false,
        ),
        ("src=\"article\" reviews=\"service\"", "/deep/service/v1/reviews", false),
    ] {
        story(async |stage| {
            let wasm = hold_wasm(stage);
            serve(stage, "/deep/article", "Written somehow");
            stage.publisher.answer(list, Answer::json(NO_REVIEWS));
            stage
                .publisher
                .answer("/page", Answer::page(page_with("<base href=\"/deep/\">", &element(attributes))));
            stage.browser.goto(&stage.publisher.url("/page")).await;
            asked(stage, "/deep/article", 1).await;
            if early {
                asked(stage, list, 1).await;
            }
            wasm.open();
            article_and_reviews(stage).await;
            assert_eq!(stage.publisher.fetches("/deep/article"), 1, "{attributes}");
            assert_eq!(stage.publisher.fetches(list), 1, "{attributes}");
        });
    }
}

#[test]
fn reviews_alone_are_asked_for_early_too() {
    story(async |stage| {
        let wasm = hold_wasm(stage);
        open_page(stage, &format!("reviews=\"/\" subject=\"{SUBJECT}\"")).await;
        asked(stage, "/v1/reviews", 1).await;
        wasm.open();
        stage.browser.until("shown('[part~=summary]')").await;
        assert_eq!(stage.publisher.fetches("/v1/reviews"), 1);
    });
}

#[test]
fn for_addresses_that_make_no_sense_nothing_is_asked() {
    story(async |stage| {
        let wasm = hold_wasm(stage);
        for (attribute, value) in [("src", "http://"), ("reviews", "javascript:1")] {
            stage.console.expects(&format!(
                "<standfirst-article> {attribute}: “{value}” is not an http or https address"
            ));
        }
        open_page(stage, &format!("src=\"http://\" reviews=\"javascript:1\" subject=\"{SUBJECT}\"")).await;
        asked(stage, WASM, 1).await;
        wasm.open();
        stage.browser.until("text('.article-root [part~=error] p')").await;
        let asked =
            "performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname).sort()";
        let files = json!(["/standfirst.css", "/standfirst.js", WASM]);
        assert_eq!(
            stage.browser.eval(&format!("{asked}.filter((path) => path !== '/favicon.ico')")).await,
            files
        );
    });
}

#[test]
fn another_src_while_the_program_is_on_its_way_is_the_one_that_counts() {
    story(async |stage| {
        let browser = &stage.browser;
        let (wasm, old) = (hold_wasm(stage), Gate::default());
        serve(stage, "/old", "The old one");
        stage.publisher.hold("/old", &old);
        serve(stage, "/new", "The new one");
        open_page(stage, &format!("src=\"/old\" reviews=\"/\" subject=\"{SUBJECT}\"")).await;
        browser.wait_for("the old one is asked for", || old.arrivals() == 1).await;
        browser.run("host.src = '/new';").await;
        browser.wait_for("the old one is not waited for any more", || old.aborted() == 1).await;
        asked(stage, "/new", 1).await;
        // What does not change what is asked asks nothing.
        browser.run("host.headingLevel = 2;").await;
        browser.run("host.lang = 'de';").await;
        wasm.open();
        browser.until_is("text('[part~=headline]')", "The new one".into()).await;
        browser.until("shown('[part~=summary]')").await;
        let fetches = ["/old", "/new", "/v1/reviews"].map(|path| stage.publisher.fetches(path));
        assert_eq!(fetches, [1, 1, 1]);
        assert_eq!(browser.eval("e2e.events.map((event) => event.headline)").await, json!(["The new one"]));
    });
}

#[test]
fn an_element_that_leaves_while_the_program_is_on_its_way_takes_its_requests_back() {
    story(async |stage| {
        let browser = &stage.browser;
        let (wasm, article) = (hold_wasm(stage), Gate::default());
        serve(stage, "/article", "Back again");
        stage.publisher.hold("/article", &article);
        open_page(stage, "src=\"/article\"").await;
        browser.wait_for("the article is asked for", || article.arrivals() == 1).await;
        // One that is only moved keeps its request.
        browser.run("document.body.append(host);").await;
        browser.run("globalThis.kept = host; host.remove();").await;
        browser.wait_for("the request is aborted", || article.aborted() == 1).await;
        article.open();
        browser.run("document.body.append(kept);").await;
        asked(stage, "/article", 2).await;
        wasm.open();
        browser.until_is("text('[part~=headline]')", "Back again".into()).await;
        assert_eq!(stage.publisher.fetches("/article"), 2);
        assert_eq!(browser.eval("events('standfirst-error')").await, json!([]));
    });
}

#[test]
fn an_element_that_leaves_after_the_program_has_come_ends_what_was_asked_early() {
    story(async |stage| {
        let browser = &stage.browser;
        let article = Gate::default();
        serve(stage, "/article", "Late");
        stage.publisher.hold("/article", &article);
        open_page(stage, &format!("src=\"/article\" reviews=\"/\" subject=\"{SUBJECT}\"")).await;
        browser.until("shown('[part~=summary]')").await;
        browser.run("host.remove();").await;
        browser.wait_for("the request is aborted", || article.aborted() == 1).await;
        assert_eq!(browser.eval("e2e.events").await, json!([]));
    });
}

#[test]
fn reload_while_the_program_is_on_its_way_asks_anew() {
    story(async |stage| {
        let wasm = hold_wasm(stage);
        serve(stage, "/article", "First edition");
        open_page(stage, "src=\"/article\"").await;
        asked(stage, "/article", 1).await;
        serve(stage, "/article", "Second edition");
        stage.browser.run("host.reload();").await;
        asked(stage, "/article", 2).await;
        wasm.open();
        stage.browser.until_is("text('[part~=headline]')", "Second edition".into()).await;
        assert_eq!(stage.publisher.fetches("/article"), 2);
    });
}

#[test]
fn an_article_that_failed_before_the_program_came_fails_as_ever() {
    for (answer, words, message, said) in [
        (
            Answer::status(404),
            "There is no article at this address any more.",
            "answered 404",
            "the server responded with a status of 404 (Not Found)",
        ),
        (
            Answer::broken(r#"{"standfirst": 1, "headline": "Half"#),
            "The connection broke off before the whole article had come.",
            "broke off",
            "net::ERR_CONTENT_LENGTH_MISMATCH",
        ),
    ] {
        story(async |stage| {
            let wasm = hold_wasm(stage);
            stage.publisher.answer("/article", answer);
            stage.console.expects(&format!("/article - Failed to load resource: {said}"));
            let failure = Failure { words, stage: "fetch", attribute: None, message };
            let opened = async {
                asked(stage, "/article", 1).await;
                wasm.open();
            };
            tokio::join!(fails(stage, "src=\"/article\"", &failure), opened);
            assert_eq!(stage.publisher.fetches("/article"), 1);
            cure(stage).await;
            assert_eq!(stage.publisher.fetches("/article"), 2);
        });
    }
}

#[test]
fn reviews_that_failed_before_the_program_came_fail_as_ever() {
    story(async |stage| {
        let browser = &stage.browser;
        let wasm = hold_wasm(stage);
        stage.publisher.divert(Method::GET, Road::Answered(Answer::status(500)));
        stage.console.expects_status("/v1/reviews", "500 (Internal Server Error)");
        open_page(stage, &format!("reviews=\"/\" subject=\"{SUBJECT}\"")).await;
        asked(stage, "/v1/reviews", 1).await;
        wasm.open();
        let error = json!([["reviews", "the review service answered 500"]]);
        browser
            .until_is("events('standfirst-error').map(({ detail }) => [detail.stage, detail.message])", error)
            .await;
        write(stage, "text", "Typed all the same").await;
        browser.click_button("Try again").await;
        browser.until("shown('[part~=summary]')").await;
        assert_eq!(stage.publisher.fetches("/v1/reviews"), 2);
    });
}

#[test]
fn where_the_program_does_not_come_nothing_is_left_under_way() {
    story(async |stage| {
        let article = Gate::default();
        serve(stage, "/article", "Not to be seen");
        stage.publisher.hold("/article", &article);
        let wasm = hold_wasm(stage);
        stage.publisher.answer(WASM, Answer::status(500));
        stage.console.expects_status(WASM, "500 (Internal Server Error)");
        open_page(stage, "src=\"/article\"").await;
        stage.browser.wait_for("the article is asked for", || article.arrivals() == 1).await;
        wasm.open();
        stage.browser.wait_for("it is not waited for any more", || article.aborted() == 1).await;
        let stages = "events('standfirst-error').map((event) => event.detail.stage)";
        stage.browser.until_is(stages, json!(["start"])).await;
    });
}
