//! The published reviews of others.

use standfirst_review::{Review, ReviewId};
use web_sys::Node;
use yew::virtual_dom::{VList, VNode};

use super::ReviewsRootProps;
use super::control::Control;
use super::review::review;
use super::state::{Busy, ReviewsState};
use crate::language::Language;
use crate::markup::Tag;
use crate::once::node;

/// Reviews that have been made into nodes, in the order of the list. They stay on the page as they are, whatever else is
/// rendered.
#[derive(Default)]
pub(super) struct Made(Vec<(ReviewId, Node)>);

impl Made {
    /// Makes a review.
    pub(super) fn make(&mut self, one: &Review, props: &ReviewsRootProps) {
        self.0.push((one.id.clone(), node(&item(one, props).html(), None)));
    }

    /// Makes the first of these reviews that has not been made yet; whether there was one.
    pub(super) fn make_next(&mut self, reviews: &[Review], props: &ReviewsRootProps) -> bool {
        // The newest are at the end.
        let is_made = |one: &Review| self.0.iter().rev().any(|(id, _)| *id == one.id);
        let next = reviews.iter().find(|one| !is_made(one));
        if let Some(one) = next {
            self.make(one, props);
        }
        next.is_some()
    }
}

/// The list of reviews, where there are any. One that has been made stands there as it is.
pub(super) fn list(state: &ReviewsState, props: &ReviewsRootProps, made: &Made) -> Option<Tag> {
    let mut list = Tag::new("ol", "class=review-list");
    let mut rest = made.0.iter();
    for one in &state.reviews {
        let mut ahead = rest.clone();
        list = list.child(match ahead.find(|(id, _)| *id == one.id) {
            Some((_, node)) => {
                rest = ahead;
                VList::with_children(vec![VNode::VRef(node.clone())], Some(one.id.as_str().into())).into()
            }
            _ => item(one, props).key(one.id.as_str()).html(),
        });
    }
    (!state.reviews.is_empty()).then_some(list)
}

fn item(one: &Review, props: &ReviewsRootProps) -> Tag {
    let place = Tag::new("li", "class=review;part=review;tabindex=-1");
    review(place, one, &props.language, &props.clock)
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
