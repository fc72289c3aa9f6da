//! The attribute `loading`: an element that is far from what is seen costs nothing until it comes near.

use serde_json::json;
use standfirst_e2e::article::{article, element, page, page_with};
use standfirst_e2e::http::query_value;
use standfirst_e2e::publisher::Answer;
use standfirst_e2e::{Stage, story};

use crate::acts::article_and_reviews;

const SUBJECT: &str = "https://standfirst.example/lazy";

/// Far more than an element is started ahead of.
const SPACE: &str = "<div style=\"height: 9000px\"></div>";

/// The files and documents of the page with one element.
const ALL: [&str; 4] = ["/standfirst.wasm", "/standfirst.css", "/article", "/v1/reviews"];

fn attributes(more: &str) -> String {
    format!("src=\"/article\" reviews=\"/\" subject=\"{SUBJECT}\" {more}")
}

/// Opens a page of the publisher's.
async fn open(stage: &Stage, page: String) {
    stage.publisher.answer("/article", Answer::json(article("It came", SUBJECT).to_string()));
    stage.publisher.answer("/page", Answer::page(page));
    stage.browser.goto(&stage.publisher.url("/page")).await;
    stage.browser.until("customElements.get('standfirst-article')").await;
}

/// How often each of the files and documents was asked for, once all that the page has set off has arrived.
async fn fetches(stage: &Stage) -> [usize; 4] {
    stage.publisher.answer("/last", Answer::of("text/plain", ""));
    // After two frames the observers have been told of where elements are.
    let script = "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        await fetch('/last'); await fetch('/last');";
    stage.browser.run(script).await;
    ALL.map(|path| stage.publisher.fetches(path))
}

#[test]
fn far_below_an_element_costs_nothing_until_it_comes_near() {
    story(async |stage| {
        let browser = &stage.browser;
        open(stage, page(&format!("{SPACE}{}", element(&attributes(""))))).await;
        assert_eq!(fetches(stage).await, [0; 4]);
        // Its fallback stands in the room that is kept for the article, and alone on paper.
        let looks =
            "[document.getElementById('fallback').checkVisibility(), host.offsetHeight >= innerHeight]";
        assert_eq!(browser.eval(looks).await, json!([true, true]));
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        assert_eq!(browser.eval(looks).await, json!([true, false]));
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
        // Neither another attribute nor being moved nor reload() is a reason to start.
        browser.run("host.headingLevel = 2; host.reload(); document.body.append(host);").await;
        assert_eq!(fetches(stage).await, [0; 4]);

        browser.run("scrollTo(0, host.offsetTop - 2 * innerHeight);").await;
        browser.until("shown('[part~=headline]') && shown('[part~=summary]')").await;
        assert_eq!(
            browser.eval("host.getBoundingClientRect().top > innerHeight").await,
            true,
            "before it is seen"
        );
        assert_eq!(fetches(stage).await, [1; 4]);
        assert_eq!(browser.eval("$('[part~=headline]').tagName").await, "H2");
    });
}

#[test]
fn far_below_it_starts_at_once_where_it_is_eager_or_there_is_no_observer() {
    for (head, more) in [
        ("", "loading=\" eager\""),
        ("<script>delete globalThis.IntersectionObserver;</script>", "loading=\"lazy\""),
    ] {
        story(async |stage| {
            open(stage, page_with(head, &format!("{SPACE}{}", element(&attributes(more))))).await;
            article_and_reviews(stage).await;
            assert_eq!(fetches(stage).await, [1; 4]);
            assert_eq!(stage.browser.eval("scrollY").await, 0);
        });
    }
}

#[test]
fn one_that_waits_starts_when_it_is_made_eager_moved_near_or_displayed() {
    for (style, reason) in [
        ("", "host.loading = 'eager';"),
        ("", "document.body.prepend(host);"),
        (
            "standfirst-article { display: none; }",
            "document.body.prepend(host); host.style.display = 'block';",
        ),
        (
            "standfirst-article { display: none; }",
            "document.body.prepend(host); host.style.display = 'contents';",
        ),
    ] {
        story(async |stage| {
            let head = format!("<style>{style}</style>");
            open(stage, page_with(&head, &format!("{SPACE}{}", element(&attributes(""))))).await;
            assert_eq!(fetches(stage).await, [0; 4]);
            stage.browser.run(reason).await;
            article_and_reviews(stage).await;
            assert_eq!(fetches(stage).await, [1; 4]);
        });
    }
}

#[test]
fn one_that_is_hidden_at_the_top_costs_nothing() {
    for attribute in ["hidden", "style=\"display: none\""] {
        story(async |stage| {
            open(stage, page(&element(&attributes(attribute)))).await;
            assert_eq!(fetches(stage).await, [0; 4]);
            stage.browser.run("host.hidden = false; host.style.display = '';").await;
            article_and_reviews(stage).await;
        });
    }
}

#[test]
fn in_a_frame_that_is_far_below_it_waits() {
    story(async |stage| {
        stage.publisher.answer("/frame", Answer::page(page(&element(&attributes("")))));
        open(stage, page(&format!("{SPACE}<iframe src=\"/frame\"></iframe>"))).await;
        stage
            .browser
            .until("document.querySelector('iframe').contentDocument.readyState === 'complete'")
            .await;
        assert_eq!(fetches(stage).await, [0; 4]);
        stage.browser.run("document.querySelector('iframe').scrollIntoView();").await;
        stage.browser.wait_for("the article is asked for", || stage.publisher.fetches("/article") == 1).await;
    });
}

#[test]
fn in_a_tab_in_the_background_it_starts_at_once_where_it_would_be_seen() {
    story(async |stage| {
        open(stage, page("")).await;
        stage.publisher.answer("/behind", Answer::page(page(&element(&attributes("")))));
        let url = stage.publisher.url("/behind");
        let tab = json!({ "url": url, "background": true });
        stage.browser.devtools("Target.createTarget", tab).await;
        for path in ALL {
            stage.browser.wait_for(path, || stage.publisher.fetches(path) == 1).await;
        }
    });
}

#[test]
fn of_many_empty_elements_only_those_start_that_are_near() {
    story(async |stage| {
        let elements = |number: usize| {
            stage.publisher.answer(
                &format!("/articles/{number}"),
                Answer::json(
                    article("One of many", &format!("https://standfirst.example/{number}")).to_string(),
                ),
            );
            format!("<standfirst-article src=\"/articles/{number}\"></standfirst-article>")
        };
        open(stage, page(&(0..30).map(elements).collect::<String>())).await;
        stage.browser.until("shown('[part~=headline]')").await;
        let all = "[...document.querySelectorAll('standfirst-article')].map((element) =>
            [element.getBoundingClientRect().top < 2.5 * innerHeight, element.shadowRoot.querySelector('[part~=headline]') !== null])";
        // Whatever is near has its article, and there is one that is not.
        stage.browser.until(&format!("{all}.every(([near, there]) => there || !near)")).await;
        assert_eq!(stage.browser.eval(&format!("{all}.at(-1)")).await, json!([false, false]));
        assert_eq!(stage.publisher.fetches("/articles/29"), 0);
    });
}

#[test]
fn a_rendered_element_is_taken_over_when_it_comes_near() {
    story(async |stage| {
        let browser = &stage.browser;
        stage.publisher.answer("/article", Answer::json(article("Rendered", SUBJECT).to_string()));
        stage.service.review(1, SUBJECT, 5, "There from the start").await;
        let url = format!(
            "{}/render?src={}&reviews={}",
            stage.service.origin(),
            query_value(&stage.publisher.url("/article")),
            query_value(&stage.service.origin()),
        );
        let rendered = stage.http.get(&url).await.expect("the service answers");
        assert_eq!(rendered.status, 200);
        let rendered = String::from_utf8(rendered.body.to_vec()).expect("it is text");
        open(stage, page(&format!("{SPACE}{rendered}"))).await;
        let before = fetches(stage).await;
        assert_eq!(before[0], 0, "no program");
        browser.run("$('[name=title]').value = 'Typed before'; globalThis.title = $('[name=title]');").await;
        let posts = "new FormData($('form')).get('title') + ' to ' + new URL($('form').action).pathname + ' by ' + $('form').method";
        assert_eq!(browser.eval(posts).await, "Typed before to /v1/reviews by post");
        browser.run("host.scrollIntoView();").await;
        browser.until("events('standfirst-load').length === 1").await;
        browser.until("$('[name=title]') === title && title.value === 'Typed before'").await;
        let after = fetches(stage).await;
        assert_eq!([after[0], after[2]], [1, before[2]], "the article is there");
        let asked =
            "performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/v1/')).length";
        assert_eq!(browser.eval(asked).await, 0, "and so are its reviews");
    });
}
