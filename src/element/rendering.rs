//! What is to be seen of an element: which view of its frame, and what the apps in it are given.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::html::BaseComponent;
use yew::{AppHandle, AttrValue, Renderer};

use super::Inner;
use super::attributes::Attributes;
use super::frame::View;
use crate::article::{ArticleRootProps, ArticleState, Related};
use crate::effects::clock::pause;
use crate::effects::device::Device;
use crate::effects::service::ReviewService;
use crate::reviews::{ReviewsRoot, ReviewsRootProps, Topic, stands_in};

/// How long the reviews let an article go first, in milliseconds: about what a slow phone takes to read and show one
/// that has come.
pub(super) const MOMENT: &str = "250";

/// How long they wait after that, so that the article is painted before.
pub(super) const FRAME: &str = "17";

impl Inner {
    /// Shows everything as it is now.
    pub(super) fn render(&self) {
        let Some(attributes) = self.attributes.borrow().clone() else { return };
        let state = self.article.borrow().clone();
        let reviews_alone = attributes.shows_reviews_alone();
        let standing = self.standing.get();
        self.frame.show(match &state {
            _ if reviews_alone => View::ReviewsAlone,
            _ if standing => View::Article,
            ArticleState::Failed(_) => View::Failed,
            ArticleState::Ready(_) if self.begun.get() => View::Article,
            ArticleState::Loading | ArticleState::Ready(_) => View::Loading,
        });
        self.frame.speak(self.language.borrow().labels.tag());
        if !standing {
            self.render_article(&attributes, state, reviews_alone);
        }
        self.render_reviews(&attributes);
    }

    fn render_article(&self, attributes: &Attributes, state: ArticleState, reviews_alone: bool) {
        if reviews_alone {
            return destroy(&self.article_app);
        }
        let props = ArticleRootProps {
            language: self.language.borrow().clone(),
            heading_level: attributes.heading_level,
            related: self.beside(attributes, &state),
            // Nothing is shown that another list would take the place of.
            related_limit: if self.related_request.borrow().is_some() {
                0
            } else {
                attributes.related_limit.into()
            },
            on_retry: self.on_retry.clone(),
            on_shown: self.on_shown.clone(),
            state,
        };
        show(&self.article_app, &self.frame.article_root, props);
    }

    /// The headlines beside the article.
    fn beside(&self, attributes: &Attributes, state: &ArticleState) -> Related {
        let ArticleState::Ready(article) = state else { return Related::default() };
        let headlines = self.related.borrow().clone();
        Related::new(headlines, article, attributes.src.as_deref(), self.subject().as_ref())
    }

    fn render_reviews(&self, attributes: &Attributes) {
        let wanted = attributes.reviews.as_deref().zip(self.subject());
        let Some((base, subject)) = wanted else { return destroy(&self.reviews_app) };
        if self.yields.get() {
            return;
        }
        let props = ReviewsRootProps {
            topic: self.topic(base, subject.as_str()),
            language: self.language.borrow().clone(),
            clock: self.clock.clone(),
            heading_level: (attributes.heading_level + 1).min(6),
            on_event: self.on_event.clone(),
        };
        let root = &self.frame.reviews_root;
        if props.topic.first.is_some() && self.reviews_app.borrow().is_none() {
            // What the page carries becomes the app's where it is what the app would have rendered.
            if stands_in(root, &props) {
                let app = Renderer::<ReviewsRoot>::with_root_and_props(root.clone(), props).hydrate();
                self.reviews_app.replace(Some(app));
                return;
            }
            root.set_text_content(None);
        }
        show(&self.reviews_app, root, props);
    }

    /// The topic of the reviews: the same object as long as it is the same.
    fn topic(&self, base: &str, subject: &str) -> Rc<Topic> {
        let service = ReviewService::new(base);
        let mut kept = self.topic.borrow_mut();
        let begins_anew = self.begins_anew.replace(false);
        let same = kept.as_ref().filter(|topic| topic.service == service && topic.subject == subject);
        if let Some(topic) = same.filter(|_| !begins_anew) {
            return topic.clone();
        }
        let device = Rc::new(Device::new(base));
        let first = self
            .carried
            .take()
            .filter(|carried| carried.is_about(subject))
            .and_then(|carried| carried.reviews);
        let page = self.host.base_uri().ok().flatten().map(AttrValue::from);
        let topic = Topic { subject: subject.to_owned(), service, device, first, page };
        let topic = Rc::new(topic);
        *kept = Some(topic.clone());
        topic
    }

    /// Shows the reviews only after so many milliseconds. On a slow processor they and the article together take long, and
    /// who reads a story reads it from the top.
    pub(super) fn hold_reviews(&self, millis: &'static str) {
        self.yields.set(true);
        let this = self.this.clone();
        spawn_local(async move {
            pause(millis).await;
            if let Some(this) = this.upgrade().filter(|this| this.yields.take()) {
                this.render();
            }
        });
    }
}

/// Gives an app the props that it has now, and begins it where it is not there yet. Yew compares them with those before.
fn show<C: BaseComponent>(app: &RefCell<Option<AppHandle<C>>>, root: &Element, props: C::Properties) {
    let mut app = app.borrow_mut();
    match app.as_mut() {
        Some(app) => app.update(props),
        None => *app = Some(Renderer::<C>::with_root_and_props(root.clone(), props).render()),
    }
}

/// Ends an app, where it is there.
pub(super) fn destroy<C: BaseComponent>(app: &RefCell<Option<AppHandle<C>>>) {
    if let Some(app) = app.take() {
        app.destroy();
    }
}
