//! The reviews of a subject: their summary, the list of them, one's own, and the form to leave one.

mod form;
mod heading;
mod list;
mod own;
mod review;
mod stars;
mod state;
mod store;
mod summary;

pub use form::{ReviewForm, ReviewFormProps};
pub use list::{ReviewList, ReviewListProps};
pub use own::{Own, OwnProps};
pub use state::{Action, Busy, Listing, Notice, ReviewsState, Trouble};
pub use summary::{SummaryView, SummaryViewProps};

use std::rc::Rc;

use standfirst_review::{Rating, ReviewId, State};
use yew::prelude::*;

use crate::effects::clock::Clock;
use crate::effects::device::Device;
use crate::effects::focus::focus;
use crate::effects::listener::use_listener;
use crate::effects::service::ReviewService;
use crate::language::{Label, Language};
use heading::heading;
use store::{Reviews, use_reviews};

/// Props of [`ReviewsRoot`].
#[derive(Clone, PartialEq, Properties)]
pub struct ReviewsRootProps {
    /// What is reviewed.
    pub subject: AttrValue,
    /// Where its reviews are.
    pub service: Rc<ReviewService>,
    /// What the reader's device keeps.
    pub device: DeviceHandle,
    /// The reader's language.
    pub language: Language,
    /// What time it is, for how long ago a review was written.
    pub clock: Clock,
    /// The level of the heading over the reviews.
    pub heading_level: u8,
    /// Told of whatever the reader does to a review, once the service has taken it.
    pub on_review: Callback<ReviewEvent>,
    /// Told of what went wrong.
    pub on_error: Callback<ReviewsError>,
}

/// The device, compared by identity.
#[derive(Clone)]
pub struct DeviceHandle(pub Rc<Device>);

impl PartialEq for DeviceHandle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What a reader did to a review.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewEvent {
    /// What was done.
    pub action: ReviewAction,
    /// Which review.
    pub id: ReviewId,
    /// Its stars.
    pub rating: Rating,
    /// Where it stands with the moderators.
    pub state: State,
}

/// What can be done to a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewAction {
    /// It was posted for the first time.
    Posted,
    /// It was changed.
    Edited,
    /// It was deleted.
    Deleted,
}

/// What went wrong with the reviews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewsError {
    /// Whether a review was on its way to the service; otherwise the list was on its way here.
    pub posting: bool,
    /// What happened, in English.
    pub message: String,
}

/// The reviews of one subject.
#[component]
pub fn ReviewsRoot(props: &ReviewsRootProps) -> Html {
    let reviews = use_reviews(props);
    let state = &reviews.state;
    let language = &props.language;
    let notice = use_node_ref();
    {
        let notice = notice.clone();
        use_effect_with(state.notice, move |announced| {
            if announced.is_some() {
                focus(notice.cast());
            }
        });
    }
    let list = match &state.listing {
        Listing::Ready => html! {
            <ReviewList
                reviews={state.reviews.clone()}
                more={state.next.is_some()}
                busy={state.busy == Some(Busy::Listing)}
                language={language.clone()}
                clock={props.clock.clone()}
                on_more={reviews.more.clone()}
            />
        },
        Listing::Loading | Listing::Failed(_) => Html::default(),
    };
    html! {
        <section part="reviews" class="reviews" aria-labelledby="standfirst-reviews">
            { heading(props.heading_level, "standfirst-reviews", language.text(Label::Reviews)) }
            { summary(state, language, &reviews.retry) }
            <p ref={notice} class="notice" role="status" tabindex="-1">
                { state.notice.map(|notice| language.text(notice.label())) }
            </p>
            { own(props, &reviews) }
            { list }
            { new(props, &reviews) }
        </section>
    }
}

/// The summary, or why there is none.
fn summary(state: &ReviewsState, language: &Language, on_retry: &Callback<()>) -> Html {
    let language = language.clone();
    match state.listing {
        Listing::Loading => html! { <p class="quiet">{ language.text(Label::ReviewsLoading) }</p> },
        Listing::Failed(trouble) => html! { <Failure {trouble} {language} on_retry={on_retry.clone()} /> },
        Listing::Ready => html! { <SummaryView summary={state.summary.clone()} {language} /> },
    }
}

/// The reader's own review, to be seen or to be changed.
fn own(props: &ReviewsRootProps, reviews: &Reviews) -> Html {
    let state = &reviews.state;
    match &state.own {
        None => Html::default(),
        Some(_) if state.editing => form(props, reviews, true),
        Some(review) => html! {
            <Own
                review={review.clone()}
                busy={state.busy == Some(Busy::Deleting)}
                trouble={state.trouble.clone()}
                focused={state.cancelled}
                language={props.language.clone()}
                clock={props.clock.clone()}
                heading_level={props.heading_level + 1}
                on_edit={reviews.edit.clone()}
                on_delete={reviews.delete.clone()}
            />
        },
    }
}

/// The form for a new review, where the reader has none and reviewing is not closed.
fn new(props: &ReviewsRootProps, reviews: &Reviews) -> Html {
    let state = &reviews.state;
    // Until it is known whether there is a review of one's own, a form might only be taken away again.
    if state.own.is_some() || !state.own_known {
        Html::default()
    } else if state.closed {
        html! { <p class="quiet">{ props.language.text(Label::Closed) }</p> }
    } else {
        form(props, reviews, false)
    }
}

fn form(props: &ReviewsRootProps, reviews: &Reviews, edits: bool) -> Html {
    let state = &reviews.state;
    html! {
        <ReviewForm
            {edits}
            initial={state.initial.clone()}
            restored={state.restored}
            busy={state.busy == Some(Busy::Posting)}
            errors={state.errors.clone()}
            trouble={state.trouble.clone()}
            language={props.language.clone()}
            heading_level={props.heading_level + 1}
            on_input={reviews.keep.clone()}
            on_submit={reviews.submit.clone()}
            on_cancel={reviews.cancel.clone()}
        />
    }
}

#[derive(PartialEq, Properties)]
struct FailureProps {
    trouble: Trouble,
    language: Language,
    on_retry: Callback<()>,
}

/// Says why the reviews are not there, and offers to ask again.
#[component]
fn Failure(props: &FailureProps) -> Html {
    let button = use_node_ref();
    use_listener(&button, "click", props.on_retry.reform(|_| ()));
    let label = match props.trouble {
        Trouble::Unreachable => Label::ReviewsUnreachable,
        Trouble::Fault => Label::ReviewsFailed,
    };
    html! {
        <div class="error-box" part="error" role="alert">
            <p>{ props.language.text(label) }</p>
            <button ref={button} type="button" class="button" part="button">{ props.language.text(Label::Retry) }</button>
        </div>
    }
}
