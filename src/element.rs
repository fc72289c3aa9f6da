//! The only code that knows the element: its attributes, its events, its lifecycle. The element's class is in
//! static/standfirst.js, which makes one [`Instance`] an element and tells it what happens to it.

mod attributes;
mod carried;
mod events;
mod failure;
mod frame;
mod loading;
mod rendering;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use standfirst_article::{Article, Format};
use standfirst_review::Subject;
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, Element, HtmlElement};
use yew::{AppHandle, Callback};

use crate::article::{ArticleFailure, ArticleRoot, ArticleState, Shown};
use crate::effects::clock::Clock;
use crate::effects::formats::Formats;
use crate::effects::intl::IntlLocale;
use crate::language::{Labels, Language};
use crate::reviews::{ReviewsEvent, ReviewsRoot, Topic};
use attributes::{Attributes, Problem};
use carried::Carried;
use events::Stage;
use failure::Failure;
use frame::{Frame, View};
use rendering::{FRAME, destroy};

/// What runs inside one element, from when it is connected until it is disconnected.
#[wasm_bindgen]
pub struct Instance(Rc<Inner>);

#[wasm_bindgen]
impl Instance {
    /// Moves into the frame inside the shadow root of `host`, which has the other parts. `formats` loads what reads
    /// other formats than Standfirst JSON. `carried` is the data of a page that carries its article and its reviews.
    #[wasm_bindgen(constructor)]
    #[allow(
        clippy::too_many_arguments,
        reason = "an object around them would cost more code than it clears up"
    )]
    pub fn new(
        formats: Formats,
        host: HtmlElement,
        frame: Element,
        skeleton: HtmlElement,
        fallback: HtmlElement,
        article_root: Element,
        reviews_root: Element,
        carried: Option<String>,
    ) -> Instance {
        let frame = Frame { frame, skeleton, fallback, article_root, reviews_root };
        let carried = carried.and_then(|data| Carried::read(&data));
        Instance(Rc::new_cyclic(|inner| Inner::new(formats, host, frame, carried, inner)))
    }

    /// Takes in the attributes as they are now, and asks for the article where it is another one.
    pub fn update(&self) {
        self.0.update();
    }

    /// Asks for the article and its reviews again.
    pub fn reload(&self) {
        self.0.reload();
    }

    /// Ends what is under way and takes everything down.
    pub fn stop(self) {
        self.0.stop();
    }
}

struct Inner {
    formats: Formats,
    host: HtmlElement,
    frame: Frame,
    /// The attributes as they were last taken in.
    attributes: RefCell<Option<Rc<Attributes>>>,
    /// What was wrong with them and has been reported, so that it is reported once.
    reported: RefCell<Vec<Problem>>,
    language: RefCell<Language>,
    article: RefCell<ArticleState>,
    /// What the article itself names as the subject of its reviews.
    article_subject: RefCell<Option<Subject>>,
    /// What lists the headlines that are shown in place of those that the article names.
    related: RefCell<Option<Rc<Article>>>,
    /// The request for the article, as long as it is under way.
    article_request: RefCell<Option<AbortController>>,
    /// The request for the related headlines.
    related_request: RefCell<Option<AbortController>>,
    article_app: RefCell<Option<AppHandle<ArticleRoot>>>,
    reviews_app: RefCell<Option<AppHandle<ReviewsRoot>>>,
    on_retry: Callback<()>,
    on_shown: Callback<Shown>,
    /// Whether the beginning of the article stands on the page. Until then its shape does, so that nothing moves when the
    /// reviews below it are there before.
    begun: Cell<bool>,
    /// The format of an article that is about to be on the page, and whose event is still to come.
    unannounced: Cell<Option<Format>>,
    clock: Clock,
    on_event: Callback<ReviewsEvent>,
    /// What the reviews are about.
    topic: RefCell<Option<Rc<Topic>>>,
    /// Whether the reviews are to be asked for again though they are about the same.
    begins_anew: Cell<bool>,
    /// Whether the reviews let the article go first.
    yields: Cell<bool>,
    /// What the page carries, until it is taken over.
    carried: RefCell<Option<Carried>>,
    /// Whether the article that the page carries stands there untouched.
    standing: Cell<bool>,
    this: Weak<Inner>,
}

impl Inner {
    fn new(
        formats: Formats,
        host: HtmlElement,
        frame: Frame,
        carried: Option<Carried>,
        this: &Weak<Self>,
    ) -> Self {
        let on_retry = {
            let this = this.clone();
            Callback::from(move |()| {
                if let Some(this) = this.upgrade() {
                    this.load();
                    this.render();
                }
            })
        };
        let on_shown = {
            let this = this.clone();
            Callback::from(move |shown| {
                let Some(this) = this.upgrade() else { return };
                match shown {
                    Shown::Beginning => {
                        this.begun.set(true);
                        this.frame.show(View::Article);
                        if this.yields.get() {
                            this.hold_reviews(FRAME);
                        }
                    }
                    Shown::Whole => this.announce(),
                }
            })
        };
        let on_event = {
            let host = host.clone();
            Callback::from(move |event| match event {
                ReviewsEvent::Review(event) => events::review(&host, &event),
                ReviewsEvent::Error(error) => {
                    let stage = if error.posting { Stage::Post } else { Stage::Reviews };
                    events::error(&host, stage, None, &error.message);
                }
            })
        };
        Self {
            formats,
            host,
            frame,
            attributes: RefCell::default(),
            reported: RefCell::default(),
            language: RefCell::new(Language {
                labels: Rc::new(Labels::english()),
                locale: Rc::new(IntlLocale::english()),
            }),
            article: RefCell::new(ArticleState::Loading),
            article_subject: RefCell::default(),
            related: RefCell::default(),
            article_request: RefCell::default(),
            related_request: RefCell::default(),
            article_app: RefCell::default(),
            reviews_app: RefCell::default(),
            on_retry,
            on_shown,
            begun: Cell::default(),
            unannounced: Cell::default(),
            clock: Clock::browser(),
            on_event,
            topic: RefCell::default(),
            begins_anew: Cell::default(),
            yields: Cell::default(),
            carried: RefCell::new(carried),
            standing: Cell::default(),
            this: this.clone(),
        }
    }

    fn update(&self) {
        let (attributes, problems) = Attributes::read(&self.host);
        self.report(problems);
        self.set_language(&attributes.lang);
        let attributes = Rc::new(attributes);
        let before = self.attributes.replace(Some(attributes.clone()));
        let standing = self.standing.get();
        let (same_article, same_related) = match before {
            None => {
                let taken_over = self.take_over(&attributes);
                (taken_over, taken_over)
            }
            Some(before) => {
                let same_list = before.list() == attributes.list();
                // An article that the page carries was rendered with these attributes; with others it is rendered anew.
                let as_carried = before.lang == attributes.lang
                    && before.heading_level == attributes.heading_level
                    && before.related_limit == attributes.related_limit
                    && same_list;
                let same_article = before.src == attributes.src
                    && before.format == attributes.format
                    && before.selector == attributes.selector
                    && (attributes.src.is_some() || before.subject.is_some() == attributes.subject.is_some())
                    && (as_carried || !standing);
                (same_article, same_list && (same_article || !standing))
            }
        };
        if !same_article {
            self.load_article();
        }
        if !same_related {
            self.load_related();
        }
        self.render();
    }

    /// Leaves the article that the page carries as it is; whether there is one. The entry has said that it is there.
    fn take_over(&self, attributes: &Attributes) -> bool {
        let carried = self.carried.borrow();
        let Some(carried) = carried.as_ref().filter(|carried| carried.article && attributes.src.is_some())
        else {
            return false;
        };
        self.article_subject.replace(carried.subject.clone());
        self.standing.set(true);
        true
    }

    /// Takes the article that the page carries away, where it still stands there.
    fn clear_standing(&self) {
        if self.standing.take() {
            self.frame.article_root.set_text_content(None);
        }
    }

    fn reload(&self) {
        self.begins_anew.set(true);
        self.load();
        self.render();
    }

    fn stop(&self) {
        self.abort();
        self.clear_standing();
        destroy(&self.article_app);
        destroy(&self.reviews_app);
        self.frame.show(View::Fallback);
    }

    /// Reports each problem once, as long as it lasts.
    fn report(&self, problems: Vec<Problem>) {
        let before = self.reported.replace(problems.clone());
        for problem in problems.iter().filter(|problem| !before.contains(problem)) {
            events::attribute_error(&self.host, problem);
        }
    }

    fn set_language(&self, tag: &str) {
        if self.language.borrow().locale.tag() != tag
            && let Some(locale) = IntlLocale::new(tag)
        {
            let labels = self.language.borrow().labels.clone();
            self.language.replace(Language { labels, locale: Rc::new(locale) });
        }
    }

    /// Says that the article is on the page. Yew renders when it sees fit, so only the article's own root knows when.
    fn announce(&self) {
        if let Some(format) = self.unannounced.take() {
            let subject = self.subject();
            events::load(&self.host, subject.as_ref().map(Subject::as_str), format.name());
        }
    }

    /// Shows why there is no article, and says it in an event.
    fn fail(&self, failure: &Failure) {
        self.show_failure(failure);
        events::error(&self.host, failure.stage(), failure.attribute(), &failure.message());
    }

    fn show_failure(&self, failure: &Failure) {
        self.yields.set(false);
        let message = failure.words(&self.language.borrow());
        self.article.replace(ArticleState::Failed(ArticleFailure { message }));
    }

    /// What is reviewed: the attribute, else what the article itself says once it is there.
    fn subject(&self) -> Option<Subject> {
        let named = self.attributes.borrow().as_ref().and_then(|attributes| attributes.subject.clone());
        named.or_else(|| self.article_subject.borrow().clone())
    }
}
