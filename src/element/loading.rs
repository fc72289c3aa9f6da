//! Loading the article, and the related headlines beside it: each with a request of its own, both in the same ways, from
//! where they are or by the review service.

use std::cell::RefCell;
use std::rc::Rc;

use standfirst_article::{Article, Format, LinkUrl};
use standfirst_review::Subject;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, AbortSignal};

use super::attributes::Attributes;
use super::failure::Failure;
use super::rendering::MOMENT;
use super::{Inner, events};
use crate::article::ArticleState;
use crate::effects::document::fetch_document;
use crate::effects::formats::{Formats, Wanted, read_document};
use crate::effects::service::ReviewService;

/// A document that is to be loaded.
struct Order {
    wanted: Wanted,
    src: String,
    /// How an article is read, and what can read a document where this page cannot.
    attributes: Rc<Attributes>,
}

impl Inner {
    /// Asks for everything anew.
    pub(super) fn load(&self) {
        self.load_article();
        self.load_related();
    }

    pub(super) fn abort(&self) {
        self.end(Wanted::Article);
        self.end(Wanted::Related);
    }

    /// Asks for the article, whatever is under way; without a `src`, there is none.
    pub(super) fn load_article(&self) {
        self.end(Wanted::Article);
        self.clear_standing();
        self.unannounced.set(None);
        self.article_subject.replace(None);
        self.article.replace(ArticleState::Loading);
        self.begun.set(false);
        let Some(attributes) = self.attributes.borrow().clone() else { return };
        if let Some(src) = &attributes.src {
            if self.reviews_app.borrow().is_none() {
                self.hold_reviews(MOMENT);
            }
            self.order(Wanted::Article, src, &attributes);
        } else if attributes.src_is_wrong {
            // The attribute has been reported already.
            self.show_failure(&Failure::Address);
        } else if attributes.subject.is_none() {
            self.fail(&Failure::Missing);
        }
    }

    /// Asks for the related headlines, whatever is under way; where no list is named there are those of the article.
    pub(super) fn load_related(&self) {
        self.end(Wanted::Related);
        let Some(attributes) = self.attributes.borrow().clone() else { return };
        self.related.replace(None);
        if let Some(list) = attributes.list() {
            self.order(Wanted::Related, list, &attributes);
        }
    }

    fn request(&self, wanted: Wanted) -> &RefCell<Option<AbortController>> {
        match wanted {
            Wanted::Article => &self.article_request,
            Wanted::Related => &self.related_request,
        }
    }

    /// Ends a request that is under way.
    fn end(&self, wanted: Wanted) {
        if let Some(request) = self.request(wanted).take() {
            request.abort();
        }
    }

    fn order(&self, wanted: Wanted, src: &str, attributes: &Rc<Attributes>) {
        // A browser without the controller does not run WebAssembly either.
        let Ok(request) = AbortController::new() else { return };
        let signal = request.signal();
        self.request(wanted).replace(Some(request));
        let order = Order { wanted, src: src.to_owned(), attributes: attributes.clone() };
        let (this, formats) = (self.this.clone(), self.formats.clone());
        spawn_local(async move {
            let found = order.fetch(&formats, &signal).await;
            if let Some(this) = this.upgrade().filter(|_| !signal.aborted()) {
                this.arrived(&order, found);
            }
        });
    }

    /// Shows what was asked for. Why there is no article is shown in its place; where a list of related headlines did not
    /// come, those are shown that the article names.
    fn arrived(&self, order: &Order, found: Result<(Article, Format), Failure>) {
        self.request(order.wanted).take();
        match found {
            Ok((list, _)) if order.wanted == Wanted::Related => {
                self.related.replace(Some(Rc::new(list)));
            }
            Ok((article, format)) => self.loaded(&order.src, article, format),
            Err(failure) if order.wanted == Wanted::Related => {
                self.related.replace(None);
                events::error(&self.host, failure.stage(), Some("related"), &failure.message());
            }
            Err(failure) => self.fail(&failure),
        }
        self.render();
    }

    fn loaded(&self, src: &str, article: Article, format: Format) {
        let canonical = article.url.as_ref().map(LinkUrl::as_str);
        let subject = canonical.and_then(|url| Subject::from_serialised(url).ok());
        self.article_subject.replace(subject.or_else(|| Subject::from_serialised(src).ok()));
        self.article.replace(ArticleState::Ready(Rc::new(article)));
        self.unannounced.set(Some(format));
    }
}

impl Order {
    /// Fetches and reads the document, by the service where it can read what lets no other site's page read it.
    async fn fetch(&self, formats: &Formats, signal: &AbortSignal) -> Result<(Article, Format), Failure> {
        let attributes = &self.attributes;
        // What says how to read the article says nothing of the list.
        let is_article = self.wanted == Wanted::Article;
        let mut format = attributes.format.filter(|_| is_article);
        let selector = attributes.selector.as_deref().filter(|_| is_article);
        let mut address = self.src.clone();
        let mut refused = None;
        loop {
            let from_service = refused.is_some();
            let read = match fetch_document(&address, from_service, signal).await {
                Ok(document) => read_document(&document, self.wanted, format, selector, formats)
                    .await
                    .map_err(Failure::Read),
                Err(error) => Err(Failure::Fetch(error)),
            };
            match (read, &attributes.reviews, refused) {
                (Err(failure), Some(reviews), None) if failure.is_for_the_service() => {
                    let service = ReviewService::new(reviews);
                    address = service.document(&self.src, self.wanted, format.take(), selector);
                    refused = Some(failure);
                }
                (Err(failure), _, refused) => {
                    return Err(refused.filter(|_| !failure.is_final()).unwrap_or(failure));
                }
                (read, ..) => return read,
            }
        }
    }
}
