//! The reader's own review, with what its author may do to it.

use standfirst_review::State;

use super::ReviewsRootProps;
use super::control::Control;
use super::form;
use super::heading::heading;
use super::review::review;
use super::state::{Busy, ReviewsState};
use crate::language::Label;
use crate::markup::Tag;

/// The reader's own review, where there is one: how it stands, and the buttons to edit and to delete it; or the form,
/// while it is being edited. Deleting is for good, so it is asked once more.
pub(super) fn own(state: &ReviewsState, props: &ReviewsRootProps, heading_level: u8) -> Option<Tag> {
    let ReviewsRootProps { language, clock, .. } = props;
    let own = state.own.as_ref()?;
    if state.editing {
        return Some(form::form(state, props, heading_level));
    }
    let standing = match own.state {
        State::Published => None,
        State::Pending => Some(Label::YourReviewPending),
        State::Rejected | State::Removed => Some(Label::YourReviewRejected),
    };
    // The one that deletes is not where the first click was, so that a double click deletes nothing.
    let controls =
        if state.confirming { [Control::Confirm, Control::Keep] } else { [Control::Edit, Control::Delete] };
    let busy = state.busy == Some(Busy::Deleting);
    let mut buttons = Tag::new("div", "class=actions");
    for control in controls {
        buttons = buttons.tag(control.button(language, busy));
    }
    let place = Tag::new("div", "class=review own;part=review")
        .tag(heading(heading_level, "standfirst-own", language.text(Label::YourReview)))
        .maybe(standing.map(|standing| Tag::new("p", "class=quiet").say(language, standing)));
    let error = form::field_error("standfirst-own-error".into(), state.trouble.clone());
    Some(review(place, own, language, clock).maybe(error).tag(buttons))
}
