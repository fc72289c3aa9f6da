//! The stylesheet on what the components render.

use standfirst_article::{Article, Block, Figure, Media};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use super::stage::{Stage, bare, heading, image, paragraph, time};

const STYLES: &str = concat!(
    include_str!("../../static/styles/base.css"),
    include_str!("../../static/styles/article.css"),
    include_str!("../../static/styles/figures.css"),
    include_str!("../../static/styles/related.css"),
);

/// An article in the frame that the entry makes, with the stylesheet.
async fn styled(article: Article) -> Stage {
    let stage = Stage::show(article).await;
    let document = web_sys::window().unwrap().document().unwrap();
    let style = document.create_element("style").unwrap();
    style.set_text_content(Some(STYLES));
    let frame = document.create_element("div").unwrap();
    frame.set_class_name("standfirst");
    let root = stage.shadow.first_element_child().unwrap();
    root.set_class_name("article-root");
    frame.append_child(&root).unwrap();
    stage.shadow.append_child(&style).unwrap();
    stage.shadow.append_child(&frame).unwrap();
    stage
}

fn sample() -> Article {
    Article {
        section: Some("World".to_owned()),
        standfirst: Some("What it is about".to_owned()),
        byline: vec!["Ada Moen".to_owned()],
        published: Some(time("2026-11-23")),
        body: vec![
            paragraph("Text"),
            heading(2, "First"),
            paragraph("Text"),
            heading(3, "Second"),
            paragraph("Text"),
        ],
        ..bare()
    }
}

fn computed(element: &Element, property: &str) -> String {
    let style = web_sys::window().unwrap().get_computed_style(element).unwrap().unwrap();
    style.get_property_value(property).unwrap()
}

fn pixels(element: &Element, property: &str) -> f64 {
    let value = computed(element, property);
    value.trim_end_matches("px").parse().unwrap_or_else(|_| panic!("{property}: {value}"))
}

/// The channels of a computed colour, `rgb(1, 2, 3)`.
fn channels(colour: &str) -> Vec<f64> {
    let inner = colour.strip_prefix("rgb(").and_then(|rest| rest.strip_suffix(')'));
    let inner = inner.unwrap_or_else(|| panic!("{colour} is not opaque"));
    inner.split(',').map(|channel| channel.trim().parse().unwrap()).collect()
}

/// Contrast ratio of two colours, WCAG 2.2.
fn contrast(one: &str, other: &str) -> f64 {
    let luminance = |colour: &str| {
        let linear = |channel: f64| {
            let value = channel / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let channels = channels(colour);
        0.2126 * linear(channels[0]) + 0.7152 * linear(channels[1]) + 0.0722 * linear(channels[2])
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[wasm_bindgen_test]
async fn nothing_of_the_page_leaks_in() {
    let stage = styled(sample()).await;
    let text = stage.get(".body p");
    let properties = [
        "color",
        "font-family",
        "font-size",
        "font-style",
        "font-variant-caps",
        "font-weight",
        "letter-spacing",
        "line-height",
        "quotes",
        "text-align",
        "text-indent",
        "text-shadow",
        "text-transform",
        "white-space",
        "word-spacing",
    ];
    let before = properties.map(|property| computed(&text, property));
    let leaking = "color: red; font: italic small-caps 700 40px/3 monospace; letter-spacing: 9px; quotes: 'x' 'x'; \
                   text-align: right; text-indent: 9px; text-shadow: 0 0 1px red; text-transform: uppercase; \
                   white-space: pre; word-spacing: 9px; --_text: red; --_space: 99px";
    stage.host.set_attribute("style", leaking).unwrap();
    assert_eq!(computed(&stage.host, "letter-spacing"), "9px", "the page's style applies to the element");
    for (property, before) in properties.iter().zip(before) {
        assert_eq!(computed(&text, property), before, "{property}");
    }
}

#[wasm_bindgen_test]
async fn the_headline_carries_the_page() {
    let stage = styled(sample()).await;
    let sizes = [".headline", ".heading", ".heading.minor", ".body p", ".byline"]
        .map(|selector| pixels(&stage.get(selector), "font-size"));
    assert!(sizes.is_sorted_by(|larger, smaller| larger > smaller), "{sizes:?}");
    for selector in [".heading", ".heading.minor"] {
        let heading = stage.get(selector);
        let after = heading.next_element_sibling().unwrap();
        let (above, below) = (pixels(&heading, "margin-top"), pixels(&after, "margin-top"));
        assert!(
            above >= 3.0 * below,
            "{selector} stands {above} px below and {below} px above its neighbours"
        );
    }
}

#[wasm_bindgen_test]
async fn colours_have_contrast_in_both_themes() {
    let mut seen = Vec::new();
    for theme in ["light", "dark"] {
        let stage = styled(sample()).await;
        stage.host.set_attribute("theme", theme).unwrap();
        let frame = stage.get(".standfirst");
        let background = computed(&frame, "background-color");
        let probe = web_sys::window().unwrap().document().unwrap().create_element("button").unwrap();
        frame.append_child(&probe).unwrap();
        for selector in [".headline", ".section", ".intro", ".byline", ".dates", ".body p"] {
            let ratio = contrast(&computed(&stage.get(selector), "color"), &background);
            assert!(ratio >= 4.5, "{selector} in {theme}: {ratio}");
        }
        for class in ["hint", "field-error", "button", "button primary"] {
            probe.set_class_name(class);
            let behind = if class == "button primary" {
                computed(&probe, "background-color")
            } else {
                background.clone()
            };
            let ratio = contrast(&computed(&probe, "color"), &behind);
            assert!(ratio >= 4.5, "{class} in {theme}: {ratio}");
        }
        let ratio = contrast(&computed(&probe, "border-top-color"), &background);
        assert!(ratio >= 3.0, "the edge of a button in {theme}: {ratio}");
        seen.push(background);
    }
    assert_ne!(seen[0], seen[1]);
}

#[wasm_bindgen_test]
async fn a_picture_has_its_space_before_it_comes() {
    let sized = |width, height| {
        let mut picture = image("https://nowhere.invalid/a.jpg");
        picture.width = Some(width);
        picture.height = Some(height);
        Figure { media: vec![Media::Image(picture)], caption: Vec::new(), credit: None }
    };
    let stage = styled(Article {
        hero: Some(sized(1600, 900)),
        body: vec![Block::Figure(sized(800, 400))],
        ..sample()
    })
    .await;
    for (selector, ratio) in [(".hero img", 900.0 / 1600.0), (".body img", 0.5)] {
        let bounds = stage.get(selector).get_bounding_client_rect();
        assert!(bounds.width() > 100.0, "{selector} is {} px wide", bounds.width());
        assert!((bounds.height() / bounds.width() - ratio).abs() < 0.01, "{selector}: {}", bounds.height());
    }
}

#[wasm_bindgen_test]
async fn a_hidden_part_is_hidden_whatever_its_class_says() {
    let stage = styled(sample()).await;
    let meta = stage.get(".meta");
    assert_eq!(computed(&meta, "display"), "flex");
    meta.set_attribute("hidden", "").unwrap();
    assert_eq!(computed(&meta, "display"), "none");
}
