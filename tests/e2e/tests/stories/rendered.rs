//! Pages that the service rendered: without script, and taken over by the widget.

use axum::http::Method;
use serde_json::{Value, json};
use standfirst_e2e::article::{article, page};
use standfirst_e2e::http::query_value;
use standfirst_e2e::publisher::Answer;
use standfirst_e2e::service::Row;
use standfirst_e2e::{Stage, story};

use crate::acts::{POSTED, choose, post, write};

/// What the articles of these stories are reviewed as.
const SUBJECT: &str = "https://standfirst.example/rendered";

/// Notes, once the page is parsed and before any script of its own has run, which nodes stand where, and begins to read
/// and to write: text is selected, stars are chosen, a title is typed.
const BEFORE_THE_WIDGET: &str = "document.addEventListener('readystatechange', () => {
    const root = document.querySelector('standfirst-article')?.shadowRoot;
    if (document.readyState !== 'interactive' || !root) return;
    const nodes = [...root.querySelectorAll('*:not(.skeleton, .skeleton *)')];
    root.querySelector('[name=rating][value=\"4\"]').checked = true;
    const title = root.querySelector('[name=title]');
    title.value = 'Typed before';
    title.focus();
    globalThis.before = { nodes, title };
});";

/// The query of the page with the publisher's article and the service's reviews.
fn query(stage: &Stage) -> String {
    stage.publisher.answer("/article.json", Answer::json(article("A rendered article", SUBJECT).to_string()));
    let src = stage.publisher.url("/article.json");
    let reviews = stage.service.origin();
    format!("src={}&reviews={}&page={}", query_value(&src), query_value(&reviews), query_value(SUBJECT))
}

/// Opens the article as a whole page of the service's.
async fn open_rendered(stage: &Stage) {
    let url = format!("{}/render?{}&as=page", stage.service.origin(), query(stage));
    stage.browser.goto(&url).await;
}

/// The element as the service renders it, for a page of the publisher's.
async fn rendered(stage: &Stage) -> String {
    let url = format!("{}/render?{}", stage.service.origin(), query(stage));
    let reply = stage.http.get(&url).await.expect("the service answers");
    assert_eq!(reply.status, 200);
    String::from_utf8(reply.body.to_vec()).expect("it is text")
}

async fn before_any_script(stage: &Stage, source: &str) {
    stage.browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
}

/// Waits until the widget has taken the page over: it says then that nothing in its frame is under way.
async fn taken_over(stage: &Stage) {
    stage.browser.until("$('.standfirst').getAttribute('aria-busy') === 'false'").await;
}

#[test]
fn what_the_page_carries_is_taken_over_node_by_node_and_not_asked_for_again() {
    story(async |stage| {
        let browser = &stage.browser;
        stage.service.review(1, SUBJECT, 5, "There from the start").await;
        before_any_script(stage, BEFORE_THE_WIDGET).await;
        open_rendered(stage).await;
        taken_over(stage).await;
        let detail = json!({ "subject": SUBJECT, "format": "standfirst" });
        assert_eq!(
            browser.eval("events('standfirst-load').map((event) => event.detail)").await,
            json!([detail])
        );
        // The widget has its say once it is there.
        browser.insert_text(" and after").await;
        browser.until_is("$('[name=title]').value", "Typed before and after".into()).await;
        assert_eq!(
            browser
                .eval("before.nodes.filter((node) => !node.isConnected).map((node) => node.className)")
                .await,
            json!([])
        );
        assert_eq!(browser.eval("root.activeElement === before.title").await, true);
        assert_eq!(browser.eval("$('[name=rating]:checked').value").await, "4");
        assert_eq!(browser.eval("text('.quiet')").await, Value::Null, "nothing was restored: it never went");
        let asked = "performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname)
            .filter((path) => path.startsWith('/v1/') || path.endsWith('.json'))";
        assert_eq!(browser.eval(asked).await, json!([]), "the page has it all");
        assert_eq!(stage.publisher.fetches("/article.json"), 1, "the service fetched the article once");

        browser.click_button("Post review").await;
        browser.until_is("text('.notice')", POSTED.into()).await;
        let texts = "texts('.review-list > li .review-text')";
        assert_eq!(browser.eval(texts).await, json!(["There from the start"]));
        let row =
            Row { rating: 4, title: Some("Typed before and after".to_owned()), text: None, author: None };
        assert_eq!(stage.service.rows(SUBJECT).last(), Some(&row));
        assert_eq!(browser.eval("text('.mean-count')").await, "2 reviews");
    });
}

#[test]
fn text_that_is_selected_stays_selected() {
    story(async |stage| {
        let browser = &stage.browser;
        before_any_script(
            stage,
            "document.addEventListener('readystatechange', () => {
                const root = document.querySelector('standfirst-article')?.shadowRoot;
                if (document.readyState !== 'interactive' || !root) return;
                const text = root.querySelector('.body p').firstChild;
                getSelection().setBaseAndExtent(text, 2, text, 11);
                globalThis.selected = () => {
                    const [range] = getSelection().getComposedRanges({ shadowRoots: [root] });
                    return [range.startContainer === text, range.startOffset, range.endOffset];
                };
            });",
        )
        .await;
        open_rendered(stage).await;
        taken_over(stage).await;
        browser.until("$('.reviews-root').firstChild?.nodeType === Node.ELEMENT_NODE").await;
        assert_eq!(browser.eval("selected()").await, json!([true, 2, 11]));
    });
}

#[test]
fn another_attribute_makes_a_rendered_page_anew() {
    story(async |stage| {
        let browser = &stage.browser;
        open_rendered(stage).await;
        taken_over(stage).await;
        stage.publisher.answer(
            "/other.json",
            Answer::json(article("Another article", "https://standfirst.example/other").to_string())
                .with("access-control-allow-origin", "*"),
        );
        let src = stage.publisher.url("/other.json");
        browser.run(&format!("host.src = {src:?};")).await;
        browser.until_is("text('[part~=headline]')", "Another article".into()).await;
        browser.until_is("$$('[part~=headline]').length", json!(1)).await;
        browser.until("shown('.review-form')").await;
    });
}

/// A long article as a whole page of the service's, with `loading` as it is given.
async fn open_long(stage: &Stage, loading: &str) {
    let mut document = article("A long article", SUBJECT);
    let paragraphs = (0..200).map(|number| json!({ "paragraph": format!("Paragraph {number}") }));
    document["body"].as_array_mut().expect("a list").extend(paragraphs);
    stage
        .publisher
        .answer("/long.json", Answer::json(document.to_string()).with("access-control-allow-origin", "*"));
    let (src, reviews) = (stage.publisher.url("/long.json"), stage.service.origin());
    let query = format!("src={}&reviews={}&loading={loading}", query_value(&src), query_value(&reviews));
    stage.browser.goto(&format!("{reviews}/render?{query}&as=page")).await;
}

/// What of the widget's programs the page has asked for.
const PROGRAMS: &str =
    "performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('.wasm')).length";

#[test]
fn a_page_whose_reviews_are_far_below_costs_no_program_until_they_are_near() {
    story(async |stage| {
        let browser = &stage.browser;
        open_long(stage, "lazy").await;
        let detail = json!({ "subject": SUBJECT, "format": "standfirst" });
        browser.until_is("events('standfirst-load').map((event) => event.detail)", json!([detail])).await;
        browser.run("scrollTo(0, innerHeight);").await;
        browser.until("scrollY === innerHeight").await;
        assert_eq!(browser.eval(PROGRAMS).await, 0);
        browser.run("$('form').scrollIntoView();").await;
        taken_over(stage).await;
        post(stage, 3, "Once it was near").await;
        assert_eq!(stage.service.rows(SUBJECT).len(), 1);
        assert_eq!(browser.eval("events('standfirst-load').length").await, 1, "it is said once");
    });
}

#[test]
fn an_eager_page_is_taken_over_at_once() {
    story(async |stage| {
        let browser = &stage.browser;
        open_long(stage, "eager").await;
        taken_over(stage).await;
        assert_eq!(browser.eval(PROGRAMS).await, 1, "what was preloaded is what is used");
        assert_eq!(browser.eval("scrollY").await, 0);
    });
}

#[test]
fn whoever_changes_or_reloads_a_page_that_is_not_taken_over_yet_gets_it_anew() {
    story(async |stage| {
        let browser = &stage.browser;
        for change in ["host.reload()", "host.headingLevel = 2"] {
            open_long(stage, "lazy").await;
            browser.until("events('standfirst-load').length === 1").await;
            browser.run("globalThis.before = $('[part~=headline]');").await;
            browser.run(change).await;
            browser.until("events('standfirst-load').length === 2").await;
            assert_eq!(browser.eval("before.isConnected").await, false, "{change}");
            browser.until_is("texts('[part~=headline]')", json!(["A long article"])).await;
            browser.until_is("$$('form').length", json!(1)).await;
        }
        assert_eq!(browser.eval("$('[part~=headline]').tagName").await, "H2");
    });
}

#[test]
fn a_page_that_is_not_what_the_widget_expects_gets_its_reviews_anew() {
    story(async |stage| {
        let browser = &stage.browser;
        stage.service.review(1, SUBJECT, 5, "There from the start").await;
        let rendered = rendered(stage).await;
        let fieldset = rendered.find("<fieldset").expect("the stars");
        let (before, after) = rendered.split_at(fieldset);
        let mended = [before, "<div>A page has its own mind</div>", after].concat();
        assert_ne!(mended, rendered);
        stage.publisher.answer("/page", Answer::page(page(&mended)));
        browser.goto(&stage.publisher.url("/page")).await;
        taken_over(stage).await;
        browser.until_is("texts('.review-list > li .review-text')", json!(["There from the start"])).await;
        assert_eq!(browser.eval("$$('form').length").await, 1);
        assert_eq!(browser.eval("$('form').innerText.includes('own mind')").await, false);
        post(stage, 3, "All the same").await;
        assert_eq!(stage.service.rows(SUBJECT).len(), 2);
    });
}

#[test]
fn where_the_widget_does_not_start_the_page_reads_as_it_is() {
    story(async |stage| {
        let browser = &stage.browser;
        let rendered = rendered(stage).await;
        stage.publisher.answer("/standfirst.wasm", Answer::status(500));
        stage.console.expects_status("/standfirst.wasm", "500 (Internal Server Error)");
        stage.publisher.answer("/page", Answer::page(page(&rendered)));
        browser.goto(&stage.publisher.url("/page")).await;
        browser
            .until_is("events('standfirst-error').map((event) => event.detail.stage)", json!(["start"]))
            .await;
        assert_eq!(browser.eval("text('[part~=headline]')").await, "A rendered article");
        assert_eq!(browser.eval("shown('.review-form')").await, true);
        assert_eq!(browser.eval("shown('.error-box')").await, false);
    });
}

#[test]
fn a_reader_without_script_reads_and_leaves_a_review() {
    story(async |stage| {
        let browser = &stage.browser;
        stage.service.review(1, SUBJECT, 5, "There from the start").await;
        browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        open_rendered(stage).await;
        browser.until("shown('[part~=headline]') && shown('.review-form')").await;
        assert_eq!(
            browser.eval("texts('.review-list > li .review-text')").await,
            json!(["There from the start"])
        );
        assert_eq!(
            browser.eval("customElements.get('standfirst-article') ?? null").await,
            Value::Null,
            "no script has run"
        );
        choose(stage, 4).await;
        write(stage, "text", "Written without a script").await;
        browser.click_button("Post review").await;
        browser.until("document.querySelector('form') && document.body.innerText.includes('Written without a script')").await;
        assert_eq!(stage.service.rows(SUBJECT).len(), 1, "it is only shown so far");
        browser.run("document.querySelector('button[value=post]').click();").await;
        browser.wait_for("the review is stored", || stage.service.rows(SUBJECT).len() == 2).await;
        let row =
            Row { rating: 4, title: None, text: Some("Written without a script".to_owned()), author: None };
        assert_eq!(stage.service.rows(SUBJECT)[1], row);
        browser.until(&format!("document.querySelector('a[href={SUBJECT:?}]')")).await;
        assert_eq!(stage.publisher.requests(&Method::PUT, "/v1/"), 0);
    });
}
