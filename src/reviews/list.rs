//! The published reviews of others.

use super::control::Control;
use super::review::review;
use super::state::{Busy, ReviewsState};
use crate::effects::clock::Clock;
use crate::language::Language;
use crate::markup::Tag;

/// The list of reviews, where there are any.
pub(super) fn list(state: &ReviewsState, language: &Language, clock: &Clock) -> Option<Tag> {
    let mut list = Tag::new("ol", "class=review-list");
    for one in &state.reviews {
        let item = Tag::new("li", "class=review;part=review;tabindex=-1").key(one.id.as_str());
        list = list.tag(review(item, one, language, clock));
    }
    (!state.reviews.is_empty()).then_some(list)
}

/// The button that makes the list longer, where there is more of it.
pub(super) fn more(state: &ReviewsState, language: &Language) -> Tag {
    let button =
        state.next.is_some().then(|| Control::More.button(language, state.busy == Some(Busy::Listing)));
    let trouble = state
        .more_trouble
        .map(|trouble| Tag::new("p", "class=field-error;role=alert").say(language, trouble.label()));
    Tag::new("div", "class=more").maybe(trouble).maybe(button)
}
