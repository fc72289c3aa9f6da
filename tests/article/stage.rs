//! What the tests of components stand on: a shadow root in a page, a language, and addresses.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use standfirst::article::{ArticleRoot, ArticleRootProps, ArticleState, Related, Shown};
use standfirst::language::{Labels, Language, Locale};
use standfirst_article::url::Resolver;
use standfirst_article::{Article, Block, Image, Inline, LinkUrl, MediaUrl, Timestamp, Urls};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};
use yew::prelude::*;

/// The browser's own URL parser.
struct BrowserUrls;

impl Urls for BrowserUrls {
    fn join(&self, reference: &str, base: Option<&str>) -> Option<String> {
        let url = match base {
            Some(base) => web_sys::Url::new_with_base(reference, base),
            None => web_sys::Url::new(reference),
        };
        Some(url.ok()?.href())
    }
}

pub(crate) fn link(reference: &str) -> LinkUrl {
    Resolver::new(&BrowserUrls, None).link(reference).expect("an address that a link may have")
}

pub(crate) fn media(reference: &str) -> MediaUrl {
    Resolver::new(&BrowserUrls, None).media(reference).expect("an address that a picture may have")
}

pub(crate) fn time(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("a timestamp")
}

/// Dates stand as they are in documents, so that what is expected can be read off.
struct PlainLocale;

impl Locale for PlainLocale {
    fn tag(&self) -> &str {
        "en"
    }
    fn date(&self, time: Timestamp) -> String {
        time.to_rfc3339()
    }
    fn elapsed(&self, time: Timestamp, _now: i64) -> String {
        time.to_rfc3339()
    }
    fn number(&self, value: f64, fraction_digits: u8) -> String {
        format!("{value:.0$}", usize::from(fraction_digits))
    }
    fn plural(&self, count: u64) -> String {
        if count == 1 { "one".to_owned() } else { "other".to_owned() }
    }
}

pub(crate) fn language() -> Language {
    Language { labels: Rc::new(Labels::english()), locale: Rc::new(PlainLocale) }
}

/// An article with a headline and nothing else.
pub(crate) fn bare() -> Article {
    Article {
        url: None,
        headline: "A headline".to_owned(),
        standfirst: None,
        byline: Vec::new(),
        published: None,
        updated: None,
        section: None,
        tags: Vec::new(),
        lang: None,
        dir: None,
        hero: None,
        body: Vec::new(),
        related: Vec::new(),
    }
}

pub(crate) fn run(content: &str) -> Vec<Inline> {
    vec![Inline::Text(content.to_owned())]
}

pub(crate) fn paragraph(content: &str) -> Block {
    Block::Paragraph { id: None, content: run(content) }
}

pub(crate) fn heading(level: u8, content: &str) -> Block {
    Block::Heading { level, id: None, content: run(content) }
}

pub(crate) fn image(src: &str) -> Image {
    Image {
        src: media(src),
        srcset: Vec::new(),
        sizes: None,
        width: None,
        height: None,
        alt: "What it shows".to_owned(),
    }
}

/// A rendered article root in an open shadow root; it leaves the page when it is dropped.
pub(crate) struct Stage {
    pub(crate) host: Element,
    pub(crate) shadow: ShadowRoot,
    app: Option<yew::AppHandle<ArticleRoot>>,
}

impl Stage {
    pub(crate) async fn show(article: Article) -> Self {
        Self::show_state(ArticleState::Ready(Rc::new(article)), Callback::noop()).await
    }

    pub(crate) async fn show_state(state: ArticleState, on_retry: Callback<()>) -> Self {
        Self::show_props(ArticleRootProps {
            state,
            language: language(),
            heading_level: 1,
            related: Related::default(),
            related_limit: 4,
            on_retry,
            on_shown: Callback::noop(),
        })
        .await
    }

    /// Shows what the props say and waits until the root says so itself, which it does once it listens.
    pub(crate) async fn show_props(props: ArticleRootProps) -> Self {
        let is_ready = matches!(props.state, ArticleState::Ready(_));
        let shown = Rc::new(Cell::new(false));
        let on_shown = {
            let (shown, told) = (shown.clone(), props.on_shown.clone());
            Callback::from(move |how_much| {
                shown.set(shown.get() || how_much == Shown::Whole);
                told.emit(how_much);
            })
        };
        let props = ArticleRootProps { on_shown, ..props };
        let document = web_sys::window().unwrap().document().unwrap();
        let host = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&host).unwrap();
        let shadow = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).unwrap();
        let root = document.create_element("div").unwrap();
        shadow.append_child(&root).unwrap();
        let app = yew::Renderer::<ArticleRoot>::with_root_and_props(root, props).render();
        settle().await;
        for _ in 0..5_000 {
            if shown.get() || !is_ready {
                break;
            }
            settle().await;
        }
        assert!(shown.get() || !is_ready, "the article never came to stand on the page");
        Self { host, shadow, app: Some(app) }
    }

    /// Gives the root other props, and waits for nothing.
    pub(crate) fn change(&mut self, props: ArticleRootProps) {
        self.app.as_mut().expect("it has not been taken down").update(props);
    }

    /// The markup of what the root rendered.
    pub(crate) fn html(&self) -> String {
        self.shadow.first_element_child().unwrap().inner_html()
    }

    pub(crate) fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.shadow.query_selector(selector).unwrap().map(|found| found.unchecked_into())
    }

    pub(crate) fn get(&self, selector: &str) -> HtmlElement {
        self.find(selector).unwrap_or_else(|| panic!("{selector} in {}", self.html()))
    }

    pub(crate) fn count(&self, selector: &str) -> u32 {
        self.shadow.query_selector_all(selector).unwrap().length()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.host.remove();
    }
}

/// Lets Yew do what it has scheduled, effects included.
pub(crate) async fn settle() {
    // Yew takes several turns of the event loop, more of them where other work is waiting.
    for _ in 0..10 {
        yew::platform::time::sleep(Duration::from_millis(1)).await;
    }
}
