//! The samples of the demo, one for each shape that an article has and for each format that it comes in.

use serde_json::json;
use standfirst_e2e::publisher::{Answer, Gate};
use standfirst_e2e::story;

use crate::acts::article_and_reviews;

/// What the address says, and the headline, in the order of the picker.
const SAMPLES: [(&str, &str); 13] = [
    ("world", "Five ports agree to share one ice-free lane this winter"),
    ("long", "The tide house: what one harbour wall knows about the sea"),
    ("arabic", "قطار الليل الذي يحمل مكتبة"),
    ("wordpress", "The border cinema that needs nobody’s permission"),
    ("ghost", "A town keeps its clock wrong, and the trains right"),
    ("ninjs", "Ferry crews win a hot meal and end a strike of nineteen days"),
    ("ans", "Court lets beekeepers follow a swarm over any fence"),
    ("json-feed", "Every autumn, three hundred customers elect a loaf"),
    ("rss", "The highest point of the Reem plateau turns out to be a car park"),
    ("atom", "Four pupils forecast the weather, and the fishing fleet listens"),
    ("html", "The bog guide of Myrland hands over her staff"),
    ("markdown", "Barley soup for a hundred and twenty, and how it is carried"),
    ("plain", "Island council votes to switch off its street lamps at eleven"),
];

#[test]
fn each_sample_is_an_article_with_reviews_and_fits_a_phone() {
    story(async |stage| {
        let browser = &stage.browser;
        browser.resize(360, 740).await;
        for (name, headline) in SAMPLES {
            browser.goto(&stage.publisher.url(&format!("/?article={name}"))).await;
            browser.until_is("text('[part~=headline]')", headline.into()).await;
            article_and_reviews(stage).await;
            browser.until("shown('.review-form') && events('standfirst-load').length > 0").await;
            let body = "$$('[part~=body] > *').filter((block) => block.innerText.trim()).length >= 4";
            assert_eq!(browser.eval(body).await, true, "the body of {name}");
            let chosen =
                "[...document.querySelectorAll('#samples [aria-current=page]')].map((link) => link.search)";
            assert_eq!(browser.eval(chosen).await, json!([format!("?article={name}")]));
            let title = browser.eval("document.title").await;
            assert!(title.as_str().is_some_and(|title| title.starts_with(headline)), "{title}");
            let width = "[innerWidth, document.documentElement.scrollWidth, document.body.scrollWidth]";
            browser
                .until(&format!(
                    "$$('img').every((image) => image.complete || image.loading === 'lazy') && {width}"
                ))
                .await;
            assert_eq!(browser.eval(width).await, json!([360, 360, 360]), "{name} scrolls sideways");
            let pictures = "$$('img').filter((image) => image.complete && image.naturalWidth === 0).map((image) => image.src)";
            assert_eq!(browser.eval(pictures).await, json!([]), "pictures of {name}");
            assert_eq!(browser.eval("events('standfirst-error')").await, json!([]));
        }
    });
}

/// The samples that browsers are given nothing for, and that the service therefore reads.
const READ_BY_THE_SERVICE: [&str; 6] = ["ninjs", "ans", "rss", "atom", "html", "markdown"];

#[test]
fn what_the_widget_has_no_reader_for_the_service_reads() {
    story(async |stage| {
        for (name, headline) in SAMPLES {
            let before = stage.publisher.fetches("/v1/articles");
            stage.browser.goto(&stage.publisher.url(&format!("/?article={name}"))).await;
            stage.browser.until_is("text('[part~=headline]')", headline.into()).await;
            let asked = stage.publisher.fetches("/v1/articles") - before;
            assert_eq!(asked, usize::from(READ_BY_THE_SERVICE.contains(&name)), "{name}");
        }
    });
}

#[test]
fn each_sample_is_rendered_on_the_server_too_and_is_about_the_same() {
    story(async |stage| {
        let browser = &stage.browser;
        browser.goto(&stage.publisher.url("/")).await;
        let links =
            browser.eval("[...document.querySelectorAll('#rendered + ul a')].map((link) => link.href)").await;
        let links: Vec<_> =
            links.as_array().expect("links").iter().filter_map(|link| link.as_str()).collect();
        assert_eq!(links.len(), SAMPLES.len());
        for ((name, headline), link) in SAMPLES.into_iter().zip(links) {
            browser.goto(&stage.publisher.url(&format!("/?article={name}"))).await;
            browser.until("shown('.review-form')").await;
            let subject = browser.eval("$('[name=subject]').value").await;
            browser.goto(link).await;
            browser.until("events('standfirst-load').length > 0").await;
            assert_eq!(browser.eval("text('[part~=headline]')").await, headline);
            assert_eq!(browser.eval("$('[name=subject]').value").await, subject, "{name}");
            assert_eq!(browser.eval("events('standfirst-error')").await, json!([]));
        }
    });
}

#[test]
fn an_arabic_article_runs_from_right_to_left() {
    story(async |stage| {
        let browser = &stage.browser;
        browser.goto(&stage.publisher.url("/?article=arabic")).await;
        article_and_reviews(stage).await;
        let article = "[$('[part~=article]').dir, $('[part~=article]').lang, getComputedStyle($('[part~=headline]')).direction,
            getComputedStyle($('[part~=related]')).direction]";
        assert_eq!(browser.eval(article).await, json!(["rtl", "ar", "rtl", "rtl"]));
        assert_eq!(
            browser.eval("[document.dir, getComputedStyle(document.body).direction]").await,
            json!(["", "ltr"])
        );
        let at_the_right = "(() => {
            const range = document.createRange();
            range.selectNodeContents($('[part~=headline]'));
            const [text, box] = [range.getBoundingClientRect(), $('[part~=article]').getBoundingClientRect()];
            return box.right - text.right < text.left - box.left || Math.abs(box.right - text.right) < 2;
        })()";
        assert_eq!(browser.eval(at_the_right).await, true, "the headline begins at the right");
    });
}

#[test]
fn a_footnote_link_stays_inside_the_article() {
    story(async |stage| {
        let browser = &stage.browser;
        let address = stage.publisher.url("/?article=long");
        browser.goto(&address).await;
        article_and_reviews(stage).await;
        let link = "[part~=body] a[href^='#']";
        let note = "root.getElementById($(\"[part~=body] a[href^='#']\").getAttribute('href').slice(1))";
        browser.until(&format!("$({link:?}) && {note}")).await;
        browser.click(link).await;
        browser.until(&format!("root.activeElement === {note}")).await;
        let in_view = format!(
            "(() => {{ const box = {note}.getBoundingClientRect(); return box.top >= -1 && box.top < innerHeight; }})()"
        );
        browser.until(&in_view).await;
        assert_eq!(browser.address().await, address);
    });
}

#[test]
fn a_sample_that_there_is_not_is_said_to_be_none() {
    story(async |stage| {
        stage.browser.goto(&stage.publisher.url("/?article=nothing")).await;
        article_and_reviews(stage).await;
        assert_eq!(stage.browser.eval("text('[part~=headline]')").await, SAMPLES[0].1);
        let note = stage.browser.eval("document.getElementById('note').innerText").await;
        assert!(note.as_str().is_some_and(|note| note.contains("“nothing”")), "{note}");
    });
}

/// The most that things on a page may jump while it loads, by the measure of Cumulative Layout Shift.
const MOST_SHIFT: f64 = 0.05;

#[test]
fn little_jumps_while_a_page_loads() {
    for (width, height) in [(360, 740), (1440, 900)] {
        story(async |stage| {
            let browser = &stage.browser;
            browser.resize(width, height).await;
            // Held back, so that the skeleton is drawn before the article takes its place.
            let gate = Gate::default();
            let file = standfirst_e2e::environment::demo().join("samples/world.json");
            let text = std::fs::read(file).expect("the sample");
            stage.publisher.answer("/samples/world.json", Answer::json(text).behind(&gate));
            browser.goto(&stage.publisher.url("/")).await;
            browser.until("shown('.skeleton')").await;
            browser.run("await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));").await;
            gate.open();
            article_and_reviews(stage).await;
            browser.until("shown('.review-form') && $$('img').every((image) => image.complete || image.loading === 'lazy')").await;
            let shift = browser
                .run(
                    "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                     return await new Promise((done) => {
                         new PerformanceObserver((list) => done(list.getEntries())).observe({ type: 'layout-shift', buffered: true });
                         setTimeout(() => done([]), 500);
                     }).then((shifts) => shifts.reduce((sum, shift) => sum + shift.value, 0));",
                )
                .await;
            let shift = shift.as_f64().expect("a number");
            assert!(shift <= MOST_SHIFT, "{shift} at a width of {width}");
        });
    }
}
