//! The reader's own review, with what its author may do to it.

use standfirst_review::State;
use yew::prelude::*;

use super::control::Control;
use super::form;
use super::heading::heading;
use super::review::review;
use super::state::{Busy, ReviewsState};
use crate::effects::clock::Clock;
use crate::language::{Label, Language};

/// The reader's own review, where there is one: how it stands, and the buttons to edit and to delete it; or the form,
/// while it is being edited. Deleting is for good, so it is asked once more.
pub(super) fn own(state: &ReviewsState, language: &Language, clock: &Clock, heading_level: u8) -> Html {
    let Some(own) = &state.own else { return Html::default() };
    if state.editing {
        return form::form(state, language, heading_level);
    }
    let standing = match own.state {
        State::Published => None,
        State::Pending => Some(Label::YourReviewPending),
        State::Rejected => Some(Label::YourReviewRejected),
    };
    // The one that deletes is not where the first click was, so that a double click deletes nothing.
    let controls =
        if state.confirming { [Control::Confirm, Control::Keep] } else { [Control::Edit, Control::Delete] };
    let busy = state.busy == Some(Busy::Deleting);
    let buttons: Html = controls.into_iter().map(|control| control.button(language, busy)).collect();
    html! {
        <div class="review own" part="review">
            { heading(heading_level, "standfirst-own", language.text(Label::YourReview)) }
            { standing.map(|standing| html! { <p class="quiet">{ language.text(standing) }</p> }) }
            { review(own, language, clock) }
            { form::field_error("standfirst-own-error".into(), state.trouble.clone()) }
            <div class="actions">{ buttons }</div>
        </div>
    }
}
