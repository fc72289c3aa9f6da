//! What stands in the place of an article that cannot be shown.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};
use yew::NodeRef;

use super::{ArticleFailure, heading_tag};
use crate::language::{Label, Language};
use crate::markup::Tag;

/// Says what failed and offers to try again. It is an alert, so that a screen reader says it as it appears.
pub(super) fn failed(
    failure: &ArticleFailure,
    language: &Language,
    heading_level: u8,
    node: &NodeRef,
) -> Tag {
    let heading = Tag::new(heading_tag(heading_level), "class=error-title");
    Tag::new("div", "class=error-box;part=error;role=alert")
        .at(node)
        .tag(heading.say(language, Label::ArticleFailed))
        .tag(Tag::new("p", "").text(failure.message.clone()))
        .tag(Tag::new("button", "class=button;part=button;type=button").say(language, Label::Retry))
}

/// Whether an event comes from the button that tries again, which is the only one that there is.
pub(super) fn is_retry(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(".error-box button").is_ok_and(|button| button.is_some()))
}
