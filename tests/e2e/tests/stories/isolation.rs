//! The widget and the page around it leave each other alone.

use serde_json::json;
use standfirst_e2e::article::{element, page_with};
use standfirst_e2e::publisher::Answer;
use standfirst_e2e::{Stage, story};

use crate::acts::{WORLD, post};

/// The policy that the widget runs under; nothing in it is laxer than a strict publisher's.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
     img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Rules of a page that knows no bounds.
const RUDE: &str = "<link rel=\"stylesheet\" href=\"/rude.css\">";
const RUDE_RULES: &str = "
    body, body * { color: rgb(255, 0, 0) !important; font-size: 40px !important; }
    p, h1, h2, h3, button, input, textarea, li, form, .article, .body, .review, .standfirst {
        display: none !important; text-transform: uppercase !important; letter-spacing: 1em !important;
        background: rgb(0, 255, 0) !important; font-family: monospace !important; line-height: 3 !important;
    }
    div, section, article { float: right !important; width: 10px !important; }";

/// How a few things in the shadow root look.
const LOOK: &str = "['[part~=headline]', '[part~=standfirst]', '[part~=body] p', '.review-form', '[name=text]', '[type=submit]']
    .map((selector) => {
        const style = getComputedStyle($(selector));
        return ['color', 'display', 'fontFamily', 'fontSize', 'letterSpacing', 'lineHeight', 'textTransform', 'float',
            'backgroundColor', 'width'].map((name) => `${selector} ${name}: ${style[name]}`);
    }).flat()";

/// How the page's own things look.
const HOST_LOOK: &str = "['html', 'body', '#host-heading', '#host-paragraph'].map((selector) => {
        const style = getComputedStyle(document.querySelector(selector));
        return [...style].filter((name) => !/height|block-size|origin|perspective/.test(name))
            .map((name) => `${selector} ${name}: ${style.getPropertyValue(name)}`);
    }).flat()";

async fn open(stage: &Stage, head: &str) {
    let attributes = format!("src=\"/samples/world.json\" reviews=\"/\" subject=\"{WORLD}\"");
    stage.publisher.answer("/page", Answer::page(page_with(head, &element(&attributes))));
    stage.browser.goto(&stage.publisher.url("/page")).await;
    stage.browser.until("$('[part~=headline]') && $('[part~=summary]') && $('.review-form')").await;
}

#[test]
fn the_styles_of_the_page_do_not_leak_in() {
    story(async |stage| {
        stage.publisher.answer("/rude.css", Answer::of("text/css", RUDE_RULES));
        open(stage, "").await;
        let alone = stage.browser.eval(LOOK).await;
        open(stage, RUDE).await;
        let host = "getComputedStyle(document.getElementById('host-paragraph')).display";
        assert_eq!(stage.browser.eval(host).await, "none", "the page's own things obey them");
        let among_rude_rules = stage.browser.eval(LOOK).await;
        let (alone, rude) = (alone.as_array().expect("looks"), among_rude_rules.as_array().expect("looks"));
        let changed: Vec<_> = alone.iter().zip(rude).filter(|(before, after)| before != after).collect();
        assert!(changed.is_empty(), "{changed:#?}");
    });
}

#[test]
fn the_styles_of_the_widget_do_not_leak_out() {
    story(async |stage| {
        // Both pages have a scroll bar, so that they are equally wide.
        let bar = "<style>html { overflow-y: scroll; }</style>";
        let without =
            page_with(bar, "").replace("<script type=\"module\" src=\"/standfirst.js\"></script>", "");
        stage.publisher.answer("/without", Answer::page(without));
        stage.browser.goto(&stage.publisher.url("/without")).await;
        let before = stage.browser.eval(HOST_LOOK).await;
        open(stage, bar).await;
        let after = stage.browser.eval(HOST_LOOK).await;
        let (before, after) = (before.as_array().expect("looks"), after.as_array().expect("looks"));
        let changed: Vec<_> = before.iter().zip(after).filter(|(before, after)| before != after).collect();
        assert!(changed.is_empty(), "{changed:#?}");
        assert_eq!(
            stage.browser.eval("[document.styleSheets.length, document.adoptedStyleSheets.length]").await,
            json!([1, 0])
        );
    });
}

#[test]
fn nothing_is_global_but_the_element() {
    story(async |stage| {
        let names = "Object.getOwnPropertyNames(globalThis)";
        stage.publisher.answer("/without", Answer::page("<!DOCTYPE html><title>Nothing</title>"));
        stage.browser.goto(&stage.publisher.url("/without")).await;
        // The first script of the driver's leaves a name of its own behind.
        stage.browser.eval("1").await;
        let before = stage.browser.eval(names).await;
        open(stage, "").await;
        let new = stage.browser.eval(&format!("{names}.filter((name) => !{before}.includes(name))")).await;
        assert_eq!(new, json!([]));
        assert_eq!(stage.browser.eval("document.cookie").await, "");
    });
}

#[test]
fn it_runs_under_the_strictest_policy() {
    story(async |stage| {
        let attributes = format!("src=\"/samples/world.json\" reviews=\"/\" subject=\"{WORLD}\"");
        let page = Answer::page(page_with("", &element(&attributes))).with("content-security-policy", POLICY);
        stage.publisher.answer("/page", page);
        stage.browser.goto(&stage.publisher.url("/page")).await;
        stage.browser.until("shown('[part~=headline]') && shown('.review-form')").await;
        post(stage, 5, "Strictly speaking.").await;
        assert_eq!(stage.browser.eval("e2e.violations").await, json!([]));
        assert_ne!(
            stage.browser.eval("getComputedStyle($('[part~=headline]')).fontFamily").await,
            "monospace"
        );
        assert_eq!(stage.browser.eval("root.adoptedStyleSheets[0].cssRules.length > 50").await, true);
    });
}
