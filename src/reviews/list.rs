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

/// How many reviews are made in one task.
const REVIEWS_AT_ONCE: usize = 4;

/// Reviews that have been made into nodes, in the order of the list. They stay on the page as they are, whatever else is
/// rendered.
#[derive(Default)]
pub(super) struct Made {
    nodes: Vec<(ReviewId, Node)>,
    /// How many of the page under way have been made.
    of_page: usize,
}

impl Made {
    /// Makes some more of the reviews of a page; whether there were any.
    pub(super) fn make_some(&mut self, page: &[Review], props: &ReviewsRootProps) -> bool {
        let before = self.nodes.len();
        for one in page.iter().skip(self.of_page).take(REVIEWS_AT_ONCE) {
            self.nodes.push((one.id.clone(), node(&item(one, props).html(), None)));
        }
        let any = self.nodes.len() > before;
        self.of_page = if any { self.of_page + REVIEWS_AT_ONCE } else { 0 };
        any
    }
}

/// The list of reviews, where there are any. One that has been made stands there as it is.
pub(super) fn list(state: &ReviewsState, props: &ReviewsRootProps, made: &Made) -> Option<Tag> {
    let mut list = Tag::new("ol", "class=review-list");
    let mut rest = made.nodes.iter();
    for one in &state.reviews {
        let mut ahead = rest.clone();
        list = list.child(match ahead.find(|(id, _)| *id == one.id) {
            Some((_, node)) => {
                rest = ahead;
                let mut place = VList::new();
                place.key = Some(one.id.as_str().into());
                place.add_child(VNode::VRef(node.clone()));
                place.into()
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
