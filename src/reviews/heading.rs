//! Headings whose level depends on where the element stands.

use yew::AttrValue;

use crate::article::heading_tag;
use crate::markup::Tag;

/// A heading of the interface; past `h6` it stays `h6`.
pub(super) fn heading(level: u8, id: &'static str, text: AttrValue) -> Tag {
    Tag::new(heading_tag(level), "class=ui-heading;tabindex=-1").fix("id", id).text(text)
}
