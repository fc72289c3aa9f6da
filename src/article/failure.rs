//! What stands in the place of an article that cannot be shown.

use yew::NodeRef;

use super::{ArticleFailure, heading_tag};
use crate::language::{Label, Language};
use crate::markup::Tag;

/// Says what failed and offers to try again. It is an alert, so that a screen reader says it as it appears.
pub(super) fn failed(
    failure: &ArticleFailure,
    language: &Language,
    heading_level: u8,
    button: &NodeRef,
) -> Tag {
    let heading = Tag::new(heading_tag(heading_level), "class=error-title");
    Tag::new("div", "class=error-box;part=error;role=alert")
        .tag(heading.say(language, Label::ArticleFailed))
        .tag(Tag::new("p", "").text(failure.message.clone()))
        .tag(
            Tag::new("button", "class=button;part=button;type=button").at(button).say(language, Label::Retry),
        )
}
