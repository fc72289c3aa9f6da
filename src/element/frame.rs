//! The frame that the entry has put into the shadow root, with the fallback's slot beside it: what stands in it, and
//! which of it is to be seen.

use web_sys::{Element, HtmlElement};

/// The parts of the frame, as the entry has made them.
pub(super) struct Frame {
    pub(super) frame: Element,
    /// The shape of an article.
    pub(super) skeleton: HtmlElement,
    /// The slot of the publisher's own content.
    pub(super) fallback: HtmlElement,
    /// Where the app of the article lives.
    pub(super) article_root: Element,
    /// Where the app of the reviews lives.
    pub(super) reviews_root: Element,
}

/// What of the frame is to be seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// The publisher's own content alone.
    Fallback,
    /// The shape of the article that is to come.
    Loading,
    /// The article.
    Article,
    /// Why there is no article, and the publisher's own content beside it.
    Failed,
    /// The reviews, on a page that has the article already.
    ReviewsAlone,
}

impl Frame {
    pub(super) fn show(&self, view: View) {
        let loading = view == View::Loading;
        self.skeleton.set_hidden(!loading);
        // What of an article is made before its beginning is complete must push nothing about.
        let _ = self.article_root.toggle_attribute_with_force("hidden", loading);
        self.fallback.set_hidden(!matches!(view, View::Fallback | View::Failed));
        // Assistive technology waits with what is not there yet (WAI-ARIA, aria-busy).
        let busy = if loading { "true" } else { "false" };
        let _ = self.frame.set_attribute("aria-busy", busy);
    }

    /// Says in which language the interface is.
    pub(super) fn speak(&self, tag: &str) {
        let _ = self.frame.set_attribute("lang", tag);
    }
}
