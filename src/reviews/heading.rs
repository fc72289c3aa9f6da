//! Headings whose level depends on where the element stands.

use yew::prelude::*;

use crate::article::heading_tag;

/// A heading of the interface; past `h6` it stays `h6`.
pub(super) fn heading(level: u8, id: &'static str, text: AttrValue) -> Html {
    html! { <@{heading_tag(level)} {id} class="ui-heading" tabindex="-1">{ text }</@> }
}
