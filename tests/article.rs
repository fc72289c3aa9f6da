//! The components of the article and its related headlines, rendered in a browser.
#![cfg(target_arch = "wasm32")]

#[path = "article/blocks.rs"]
mod blocks;
#[path = "article/stage.rs"]
mod stage;
#[path = "article/styles.rs"]
mod styles;

use std::cell::Cell;
use std::rc::Rc;

use stage::{Stage, bare, heading, image, link, paragraph, run, settle, time};
use standfirst::article::{ArticleFailure, ArticleRootProps, ArticleState, Related, Shown};
use standfirst_article::{Article, Block, Direction, Figure, Inline, Media, RelatedHeadline};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::{AttrValue, Callback};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn the_head_of_an_article() {
    let stage = Stage::show(Article {
        section: Some("World".to_owned()),
        standfirst: Some("What it is about".to_owned()),
        byline: vec!["Ada Moen".to_owned(), "Ben Ruiz".to_owned()],
        published: Some(time("2026-11-23")),
        updated: Some(time("2026-11-24T08:30:00Z")),
        body: vec![paragraph("Text")],
        ..bare()
    })
    .await;
    assert_eq!(
        stage.html(),
        concat!(
            r#"<article class="article" part="article" dir="auto"><header>"#,
            r#"<p class="section">World</p>"#,
            r#"<h1 class="headline" part="headline">A headline</h1>"#,
            r#"<p class="intro" part="standfirst">What it is about</p>"#,
            r#"<div class="meta">"#,
            r#"<p class="byline" part="byline"><bdi lang="en">By Ada Moen, Ben Ruiz</bdi></p>"#,
            r#"<p class="dates">"#,
            r#"<time datetime="2026-11-23"><bdi lang="en">Published 2026-11-23</bdi></time>"#,
            r#"<time datetime="2026-11-24T08:30:00Z"><bdi lang="en">Updated 2026-11-24T08:30:00Z</bdi></time>"#,
            r#"</p></div></header>"#,
            r#"<div class="body" part="body"><p>Text</p></div></article>"#,
        )
    );
}

/// Props that show an article of a headline and so many sections, each a heading below it and a paragraph, and count how
/// often it is said to stand on the page.
fn sections(name: &str, count: usize, told: &Rc<Cell<u32>>) -> ArticleRootProps {
    let sections = (0..count).flat_map(|number| {
        // The first stands above all others, which is known to the others alone if the headings are remembered.
        let level = if number == 0 { 2 } else { 3 };
        [heading(level, &format!("{name} {number}")), paragraph(&format!("Of {name} {number}"))]
    });
    let told = told.clone();
    ArticleRootProps {
        state: ArticleState::Ready(Rc::new(Article { body: sections.collect(), ..bare() })),
        language: stage::language(),
        heading_level: 1,
        related: Related::default(),
        related_limit: 4,
        on_retry: Callback::noop(),
        on_shown: Callback::from(move |shown| told.set(told.get() + u32::from(shown == Shown::Whole))),
    }
}

#[wasm_bindgen_test]
async fn a_long_article_comes_in_order_and_is_there_when_it_is_said_to_be() {
    let told = Rc::new(Cell::new(0));
    let stage = Stage::show_props(sections("Long", 100, &told)).await;
    assert_eq!(told.get(), 1);
    assert_eq!(stage.count(".body > *"), 200);
    assert_eq!((stage.count(".body > h2"), stage.count(".body > h3")), (1, 99));
    let expected: String = (0..100).map(|number| format!("Long {number}Of Long {number}")).collect();
    assert_eq!(stage.get(".body").text_content().as_deref(), Some(&*expected));
}

#[wasm_bindgen_test]
async fn nothing_is_left_of_an_article_that_was_still_coming() {
    let told = Rc::new(Cell::new(0));
    let mut stage = Stage::show(bare()).await;
    stage.change(sections("First", 2_000, &told));
    for _ in 0..1_000 {
        if stage.count(".body > *") > 0 {
            break;
        }
        yew::platform::time::sleep(std::time::Duration::ZERO).await;
    }
    assert!(stage.get(".body").text_content().is_some_and(|text| text.starts_with("First 0")));
    let told = Rc::new(Cell::new(0));
    stage.change(sections("Second", 50, &told));
    for _ in 0..1_000 {
        if told.get() > 0 {
            break;
        }
        settle().await;
    }
    settle().await;
    let expected: String = (0..50).map(|number| format!("Second {number}Of Second {number}")).collect();
    assert_eq!(stage.get(".body").text_content().as_deref(), Some(&*expected));
}

#[wasm_bindgen_test]
async fn what_an_article_lacks_leaves_nothing_behind() {
    let stage = Stage::show(bare()).await;
    assert_eq!(
        stage.html(),
        concat!(
            r#"<article class="article" part="article" dir="auto">"#,
            r#"<header><h1 class="headline" part="headline">A headline</h1></header>"#,
            r#"<div class="body" part="body"></div></article>"#,
        )
    );
}

#[wasm_bindgen_test]
async fn a_change_is_dated_only_where_it_is_later() {
    for (updated, shown) in [("2026-11-23T10:00:00Z", 1), ("2026-11-22", 1), ("2026-11-23T10:00:01Z", 2)] {
        let stage = Stage::show(Article {
            published: Some(time("2026-11-23T10:00:00Z")),
            updated: Some(time(updated)),
            ..bare()
        })
        .await;
        assert_eq!(stage.count("time"), shown, "{updated}");
    }
}

#[wasm_bindgen_test]
async fn right_to_left() {
    let stage = Stage::show(Article {
        headline: "قطار الليل".to_owned(),
        lang: Some("ar".to_owned()),
        dir: Some(Direction::Rtl),
        byline: vec!["سارة".to_owned()],
        related: vec![related("خبر")],
        ..bare()
    })
    .await;
    for selector in ["article", "aside"] {
        assert_eq!(stage.get(selector).get_attribute("dir").as_deref(), Some("rtl"), "{selector}");
        assert_eq!(stage.get(selector).get_attribute("lang").as_deref(), Some("ar"), "{selector}");
    }
    // The words of the interface are English here: they say so and keep their own direction.
    assert_eq!(stage.get(".byline bdi").get_attribute("lang").as_deref(), Some("en"));
    assert_eq!(stage.get("aside .heading bdi").get_attribute("lang").as_deref(), Some("en"));
}

#[wasm_bindgen_test]
async fn the_hero_loads_before_anything_else() {
    let stage = Stage::show(Article {
        hero: Some(Figure {
            media: vec![Media::Image(image("https://a.example/a.jpg"))],
            caption: run("There"),
            credit: None,
        }),
        ..bare()
    })
    .await;
    let hero = stage.get("article > figure[part=figure] > img");
    assert_eq!(hero.get_attribute("loading"), None);
    assert_eq!(hero.get_attribute("decoding"), None);
    assert_eq!(hero.get_attribute("fetchpriority").as_deref(), Some("high"));
    assert_eq!(stage.get("figcaption").text_content().as_deref(), Some("There"));
}

#[wasm_bindgen_test]
async fn loading_renders_nothing() {
    let stage = Stage::show_state(ArticleState::Loading, Callback::noop()).await;
    assert_eq!(stage.html(), "");
}

#[wasm_bindgen_test]
async fn a_failure_says_what_failed_and_tries_again() {
    let retries = Rc::new(Cell::new(0));
    let on_retry = {
        let retries = retries.clone();
        Callback::from(move |()| retries.set(retries.get() + 1))
    };
    let message = AttrValue::from("The publisher’s site could not be reached.");
    let stage = Stage::show_state(ArticleState::Failed(ArticleFailure { message }), on_retry).await;
    assert_eq!(
        stage.html(),
        concat!(
            r#"<div class="error-box" part="error" role="alert">"#,
            r#"<h1 class="error-title">The article could not be shown</h1>"#,
            r#"<p>The publisher’s site could not be reached.</p>"#,
            r#"<button class="button" part="button" type="button">Try again</button></div>"#,
        )
    );
    stage.get("button").click();
    stage.get("button").click();
    assert_eq!(retries.get(), 2);
}

fn related(title: &str) -> RelatedHeadline {
    RelatedHeadline { title: title.to_owned(), url: None, summary: None, published: None, image: None }
}

#[wasm_bindgen_test]
async fn related_headlines() {
    let stage = Stage::show(Article {
        section: Some("World".to_owned()),
        related: vec![
            RelatedHeadline {
                url: Some(link("https://news.example/1")),
                summary: Some("In a sentence.".to_owned()),
                published: Some(time("2026-11-20")),
                image: Some(image("https://news.example/1.jpg")),
                ..related("One")
            },
            related("Two"),
        ],
        ..bare()
    })
    .await;
    assert_eq!(
        stage.get("article + aside").outer_html(),
        concat!(
            r#"<aside class="related" part="related" aria-label="In World" dir="auto">"#,
            r#"<h2 class="heading"><bdi lang="en">In World</bdi></h2><ul role="list">"#,
            r#"<li><img decoding="async" loading="lazy" alt="What it shows" src="https://news.example/1.jpg">"#,
            r#"<p class="related-title"><a href="https://news.example/1">One</a></p>"#,
            r#"<p class="related-summary">In a sentence.</p>"#,
            r#"<p class="related-date"><time datetime="2026-11-20"><bdi lang="en">2026-11-20</bdi></time></p></li>"#,
            r#"<li><p class="related-title">Two</p></li></ul></aside>"#,
        )
    );
}

#[wasm_bindgen_test]
async fn related_headlines_have_a_limit() {
    let article = Rc::new(Article { related: (0..9).map(|_| related("One")).collect(), ..bare() });
    for (limit, shown) in [(0, 0), (1, 1), (4, 4), (20, 9)] {
        let stage = Stage::show_props(ArticleRootProps {
            state: ArticleState::Ready(article.clone()),
            language: stage::language(),
            heading_level: 3,
            related: Related::default(),
            related_limit: limit,
            on_retry: Callback::noop(),
            on_shown: Callback::noop(),
        })
        .await;
        assert_eq!(stage.count("aside li"), shown, "{limit}");
        assert_eq!(stage.count("aside > h4"), u32::from(shown > 0), "{limit}");
    }
}

#[wasm_bindgen_test]
async fn without_a_section_the_list_is_called_related() {
    let stage = Stage::show(Article { related: vec![related("One")], ..bare() }).await;
    assert_eq!(stage.get("aside h2").text_content().as_deref(), Some("Related"));
}

#[wasm_bindgen_test]
async fn listeners_end_with_their_component() {
    let retries = Rc::new(Cell::new(0));
    let on_retry = {
        let retries = retries.clone();
        Callback::from(move |()| retries.set(retries.get() + 1))
    };
    let failure = ArticleFailure { message: AttrValue::from("No.") };
    let stage = Stage::show_state(ArticleState::Failed(failure), on_retry).await;
    let button = stage.get("button");
    drop(stage);
    settle().await;
    button.click();
    assert_eq!(retries.get(), 0);
}
