//! The published reviews of others.

use yew::prelude::*;

use super::control::Control;
use super::review::review;
use super::state::{Busy, ReviewsState};
use crate::effects::clock::Clock;
use crate::language::Language;

/// A list of reviews, and the button that makes it longer.
pub(super) fn list(state: &ReviewsState, language: &Language, clock: &Clock) -> Html {
    let items = state.reviews.iter().map(|one| {
        html! {
            <li key={one.id.as_str()} class="review" part="review" tabindex="-1">
                { review(one, language, clock) }
            </li>
        }
    });
    let items: Html = items.collect();
    html! {
        <>
            { (!state.reviews.is_empty()).then(|| html! { <ol class="review-list">{ items }</ol> }) }
            <div class="more">
                { state.next.is_some().then(|| Control::More.button(language, state.busy == Some(Busy::Listing))) }
            </div>
        </>
    }
}
