//! Moving the focus.

use web_sys::HtmlElement;

/// Gives the focus to an element, where it is there. A browser that cannot focus it leaves the focus where it was.
pub fn focus(element: Option<HtmlElement>) {
    if let Some(element) = element {
        let _ = element.focus();
    }
}
