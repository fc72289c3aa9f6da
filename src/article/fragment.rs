//! In-page links: footnotes, tables of contents.
//!
//! The browser looks for the place that `#note-1` names in the host page and never in a shadow root, and where the
//! page has a `<base>` it leaves the page.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlElement, MouseEvent, ShadowRoot};

/// Follows an in-page link that was clicked inside the article: brings the place that it names into view and moves
/// the focus there, as the browser does in a page.
pub(super) fn follow(event: &Event) {
    let Some(link) =
        event.target().and_then(|target| target.dyn_into::<Element>().ok()).and_then(closest_link)
    else {
        return;
    };
    let Some(id) = link.get_attribute("href").and_then(|href| Some(href.strip_prefix('#')?.to_owned()))
    else {
        return;
    };
    // With a key held down, the reader asks the browser for a new tab or window.
    let modified = event
        .dyn_ref::<MouseEvent>()
        .is_some_and(|mouse| mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key());
    if modified || event.default_prevented() {
        return;
    }
    event.prevent_default();
    if let Some(place) = find(&link, &id) {
        // Without it only links and fields can have the focus; it puts nothing into the order of the Tab key.
        if !place.has_attribute("tabindex") && place.tab_index() < 0 {
            place.set_attribute("tabindex", "-1").unwrap_or_default();
        }
        place.focus().unwrap_or_default();
        place.scroll_into_view();
    }
}

fn closest_link(element: Element) -> Option<Element> {
    element.closest("a[href]").ok().flatten()
}

/// The place in the tree of the link: its shadow root, or the document where there is none around it.
fn find(link: &Element, id: &str) -> Option<HtmlElement> {
    let root = link.get_root_node();
    let place = match root.dyn_ref::<ShadowRoot>() {
        Some(root) => root.get_element_by_id(id),
        None => root.dyn_ref::<Document>().and_then(|document| document.get_element_by_id(id)),
    };
    place?.dyn_into().ok()
}
