//! The frame that the entry has put into the shadow root, with the fallback's slot beside it: what stands in it, and
//! which of it is to be seen.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The parts of the frame.
pub(super) struct Frame {
    frame: Element,
    skeleton: Option<HtmlElement>,
    fallback: Option<HtmlElement>,
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
    /// Finds the parts by their classes, which the entry gives them.
    pub(super) fn new(frame: &Element) -> Self {
        let part = |selector: &str| frame.query_selector(selector).ok().flatten();
        Self {
            skeleton: part(".skeleton").and_then(|skeleton| skeleton.dyn_into().ok()),
            fallback: frame.next_element_sibling().and_then(|slot| slot.dyn_into().ok()),
            // An entry of another version would be the only reason for a root to be missing.
            article_root: part(".article-root").unwrap_or_else(|| frame.clone()),
            reviews_root: part(".reviews-root").unwrap_or_else(|| frame.clone()),
            frame: frame.clone(),
        }
    }

    pub(super) fn show(&self, view: View) {
        if let Some(skeleton) = &self.skeleton {
            skeleton.set_hidden(view != View::Loading);
        }
        if let Some(fallback) = &self.fallback {
            fallback.set_hidden(!matches!(view, View::Fallback | View::Failed));
        }
        // Assistive technology waits with what is not there yet (WAI-ARIA, aria-busy).
        let busy = if view == View::Loading { "true" } else { "false" };
        let _ = self.frame.set_attribute("aria-busy", busy);
    }

    /// Says in which language the interface is.
    pub(super) fn speak(&self, tag: &str) {
        let _ = self.frame.set_attribute("lang", tag);
    }
}
