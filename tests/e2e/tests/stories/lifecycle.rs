//! The element in the hands of a page's script: moved, removed, changed, repeated.

use axum::http::Method;
use serde_json::json;
use standfirst_e2e::article::{article, element, page, page_with};
use standfirst_e2e::publisher::{Answer, Gate};
use standfirst_e2e::{Stage, story};

use crate::acts::{WORLD, open_page, write};

/// Serves a short article at a path.
fn serve(stage: &Stage, path: &str, headline: &str) {
    let url = format!("https://standfirst.example{path}");
    stage.publisher.answer(path, Answer::json(article(headline, &url).to_string()));
}

/// Two frames of the browser, after which whatever was set off by a change has been drawn.
const TWO_FRAMES: &str =
    "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));";

#[test]
fn an_element_that_is_moved_goes_on_as_it_was() {
    for way in ["there.append(host)", "there.moveBefore(host, null)"] {
        story(async |stage| {
            let browser = &stage.browser;
            serve(stage, "/article", "Moved about");
            let element = element("src=\"/article\" reviews=\"/\"");
            let body = format!("<div id=\"here\">{element}</div><div id=\"there\"></div>");
            stage.publisher.answer("/page", Answer::page(page(&body)));
            browser.goto(&stage.publisher.url("/page")).await;
            browser.until("shown('.review-form') && shown('[part~=summary]')").await;
            write(stage, "text", "Half a thought").await;
            let script = format!(
                "const there = document.getElementById('there');
                 const [headline, field] = [$('[part~=headline]'), $('[name=text]')];
                 const same = () => [$('[part~=headline]') === headline, $('[name=text]') === field,
                     field.value, shown('[part~=headline]'), shown('.skeleton'), there.contains(host)];
                 {way};
                 const at_once = same();
                 {TWO_FRAMES}
                 return [at_once, same()];"
            );
            let as_it_was = json!([true, true, "Half a thought", true, false, true]);
            assert_eq!(browser.run(&script).await, json!([as_it_was, as_it_was]), "{way}");
            assert_eq!(stage.publisher.fetches("/article"), 1);
            assert_eq!(stage.publisher.fetches("/v1/reviews"), 1);
            assert_eq!(browser.eval("events('standfirst-load').length").await, 1);
            // It is alive, not only there.
            browser.run("host.setAttribute('heading-level', '2');").await;
            browser.until_is("$('[part~=headline]').tagName", "H2".into()).await;
        });
    }
}

#[test]
fn an_element_that_is_moved_while_it_loads_asks_once() {
    story(async |stage| {
        let browser = &stage.browser;
        let gate = Gate::default();
        stage
            .publisher
            .answer("/article", Answer::json(article("Still the same", "/a").to_string()).behind(&gate));
        open_page(stage, "src=\"/article\"").await;
        browser.wait_for("the article is asked for", || gate.arrivals() == 1).await;
        browser.run(&format!("document.body.append(host); {TWO_FRAMES}")).await;
        gate.open();
        browser.until_is("text('[part~=headline]')", "Still the same".into()).await;
        assert_eq!((gate.arrivals(), gate.aborted()), (1, 0));
    });
}

#[test]
fn an_element_that_is_removed_while_it_loads_aborts_its_request() {
    story(async |stage| {
        let browser = &stage.browser;
        let gate = Gate::default();
        let held = Answer::json(article("Late", "/late").to_string()).behind(&gate);
        stage.publisher.answer("/article", held);
        open_page(stage, "src=\"/article\"").await;
        browser.wait_for("the article is asked for", || gate.arrivals() == 1).await;
        browser.until("shown('.skeleton')").await;
        browser.run("globalThis.kept = host; host.remove();").await;
        browser.wait_for("the request is aborted", || gate.aborted() == 1).await;
        gate.open();
        assert_eq!(browser.eval("e2e.events").await, json!([]), "an abort is no error");
        // The same element in the page again begins again.
        serve(stage, "/article", "Back again");
        browser.run("document.body.append(kept);").await;
        browser.until_is("text('[part~=headline]')", "Back again".into()).await;
        assert_eq!(browser.eval("e2e.events.map((event) => event.type)").await, json!(["standfirst-load"]));
    });
}

#[test]
fn an_element_that_is_removed_leaves_nothing_running() {
    story(async |stage| {
        let browser = &stage.browser;
        serve(stage, "/article", "Gone");
        open_page(stage, "src=\"/article\" reviews=\"/\"").await;
        browser.until("shown('.review-form') && shown('[part~=summary]')").await;
        let left = format!(
            "globalThis.kept = host; host.remove(); {TWO_FRAMES} return kept.shadowRoot.querySelector('[part]');"
        );
        assert_eq!(browser.run(&left).await, json!(null));
        browser.run("kept.src = '/other'; kept.reload();").await;
        browser.run(TWO_FRAMES).await;
        assert_eq!(stage.publisher.fetches("/other"), 0);
        assert_eq!(stage.publisher.fetches("/article"), 1);
    });
}

#[test]
fn of_a_hundred_changes_of_src_the_last_wins() {
    story(async |stage| {
        for number in 0..=100 {
            serve(stage, &format!("/articles/{number}"), &format!("Article {number}"));
        }
        open_page(stage, "src=\"/articles/0\"").await;
        stage.browser.until_is("text('[part~=headline]')", "Article 0".into()).await;
        stage.browser.run("for (let i = 1; i <= 100; i += 1) host.src = `/articles/${i}`;").await;
        stage.browser.until_is("text('[part~=headline]')", "Article 100".into()).await;
        assert_eq!(
            stage.publisher.requests(&Method::GET, "/articles/"),
            2,
            "changes that come together are one"
        );
        // One after the other, each in a task of its own.
        let script = "for (let i = 0; i < 100; i += 1) { host.src = `/articles/${i}`; await new Promise((done) => setTimeout(done)); }";
        stage.browser.run(script).await;
        stage.browser.until_is("text('[part~=headline]')", "Article 99".into()).await;
        stage.browser.run(TWO_FRAMES).await;
        assert_eq!(stage.browser.eval("text('[part~=headline]')").await, "Article 99");
        assert_eq!(stage.browser.eval("events('standfirst-error')").await, json!([]));
    });
}

#[test]
fn an_article_that_comes_late_does_not_take_the_place_of_a_newer_one() {
    story(async |stage| {
        let browser = &stage.browser;
        let gate = Gate::default();
        let held = Answer::json(article("The old one", "/old").to_string()).behind(&gate);
        stage.publisher.answer("/old", held);
        serve(stage, "/new", "The new one");
        open_page(stage, "src=\"/old\"").await;
        browser.wait_for("the old one is asked for", || gate.arrivals() == 1).await;
        browser.run("host.src = '/new';").await;
        browser.until_is("text('[part~=headline]')", "The new one".into()).await;
        browser.wait_for("the old one is no longer waited for", || gate.aborted() == 1).await;
        gate.open();
        let loads = "events('standfirst-load').map((event) => event.headline)";
        assert_eq!(browser.eval(loads).await, json!(["The new one"]));
        assert_eq!(browser.eval("events('standfirst-error')").await, json!([]));
    });
}

#[test]
fn two_elements_on_a_page_share_the_program_and_nothing_else() {
    story(async |stage| {
        let browser = &stage.browser;
        serve(stage, "/one", "The first");
        serve(stage, "/two", "The second");
        stage.service.review(1, "https://standfirst.example/two", 2, "Of the second").await;
        let body = "<standfirst-article id=\"one\" src=\"/one\" reviews=\"/\"></standfirst-article>
                    <standfirst-article id=\"two\" src=\"/two\" reviews=\"/\"></standfirst-article>";
        stage.publisher.answer("/page", Answer::page(page(body)));
        browser.goto(&stage.publisher.url("/page")).await;
        let both = "['one', 'two'].map((id) => document.getElementById(id).shadowRoot).map((root) =>
            [root.querySelector('[part~=headline]')?.innerText, root.querySelectorAll('.review-list > li').length])";
        browser.until_is(both, json!([["The first", 0], ["The second", 1]])).await;
        assert_eq!(
            browser.eval("events('standfirst-load').map((event) => event.element).sort()").await,
            json!(["one", "two"])
        );
        for file in ["/standfirst.wasm", "/standfirst.css", "/standfirst.js"] {
            assert_eq!(stage.publisher.fetches(file), 1, "{file}");
        }
        browser.run("document.getElementById('one').remove();").await;
        write_into_second(stage).await;
    });
}

/// The element that is left goes on.
async fn write_into_second(stage: &Stage) {
    write(stage, "text", "Still here").await;
    assert_eq!(stage.browser.eval("$('[name=text]').value").await, "Still here");
}

#[test]
fn a_page_that_includes_the_script_twice_has_one_widget() {
    story(async |stage| {
        serve(stage, "/article", "Once");
        let head = "<script type=\"module\" src=\"/standfirst.js?again\"></script>
                    <script type=\"module\" src=\"/standfirst.js?and-again\"></script>";
        stage.publisher.answer("/page", Answer::page(page_with(head, &element("src=\"/article\""))));
        stage.browser.goto(&stage.publisher.url("/page")).await;
        stage.browser.until_is("text('[part~=headline]')", "Once".into()).await;
        assert_eq!(stage.publisher.fetches("/standfirst.js"), 3);
        assert_eq!(stage.publisher.fetches("/standfirst.wasm"), 1);
        assert_eq!(stage.publisher.fetches("/article"), 1);
        assert_eq!(stage.browser.eval("events('standfirst-load').length").await, 1);
    });
}

#[test]
fn a_change_that_is_not_of_the_article_does_not_fetch_it_again() {
    story(async |stage| {
        let browser = &stage.browser;
        serve(stage, "/article", "Fetched once");
        stage.service.review(1, WORLD, 5, "Of another subject").await;
        open_page(stage, "src=\"/article\"").await;
        browser.until_is("text('[part~=headline]')", "Fetched once".into()).await;
        assert_eq!(
            browser.eval("$('.reviews-root').childElementCount").await,
            0,
            "without a service there is no form"
        );

        browser.run("host.reviews = '/';").await;
        browser.until_is("text('[part~=summary]')", "No reviews yet. Yours can be the first.".into()).await;
        browser.run(&format!("host.subject = '{WORLD}';")).await;
        browser.until_is("texts('.review-list .review-text')", json!(["Of another subject"])).await;
        browser.run("host.headingLevel = '3';").await;
        let outline =
            "$$('h1, h2, h3, h4, h5, h6').map((heading) => heading.tagName + ' ' + heading.innerText)";
        let expected = json!(["H3 Fetched once", "H4 A section", "H4 Reviews", "H5 Leave a review"]);
        browser.until_is(outline, expected).await;
        browser.run("host.lang = 'de';").await;
        // Numbers are the reader's; the words are English, and say so.
        browser.until_is("[$('.standfirst').lang, text('.mean-number')]", json!(["en", "5,0"])).await;
        browser.run("host.removeAttribute('reviews');").await;
        browser.until("$('.reviews-root').childElementCount === 0").await;
        assert_eq!(stage.publisher.fetches("/article"), 1);
        assert_eq!(browser.eval("e2e.events.map((event) => event.type)").await, json!(["standfirst-load"]));
    });
}

#[test]
fn reload_fetches_the_article_and_its_reviews_again() {
    story(async |stage| {
        let browser = &stage.browser;
        serve(stage, "/article", "First edition");
        open_page(stage, "src=\"/article\" reviews=\"/\" ").await;
        browser.until("shown('[part~=headline]') && shown('[part~=summary]')").await;
        serve(stage, "/article", "Second edition");
        stage.service.review(1, "https://standfirst.example/article", 1, "Came meanwhile").await;
        browser.run("host.reload();").await;
        browser.until_is("text('[part~=headline]')", "Second edition".into()).await;
        browser.until_is("texts('.review-list .review-text')", json!(["Came meanwhile"])).await;
        assert_eq!(stage.publisher.fetches("/article"), 2);
        assert_eq!(
            browser.eval("events('standfirst-load').map((event) => event.headline)").await,
            json!(["First edition", "Second edition"])
        );
    });
}

#[test]
fn properties_and_attributes_are_one() {
    story(async |stage| {
        open_page(stage, "subject=\"https://standfirst.example/a\"").await;
        stage.browser.until("customElements.get('standfirst-article')").await;
        let script = "host.headingLevel = 2; host.format = 'auto';
            const set = [host.getAttribute('heading-level'), host.getAttribute('format'), host.src];
            host.format = null;
            return [...set, host.hasAttribute('format'), host.subject];";
        let expected = json!(["2", "auto", null, false, "https://standfirst.example/a"]);
        assert_eq!(stage.browser.run(script).await, expected);
    });
}
