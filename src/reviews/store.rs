//! The hook that keeps the reviews' state and carries out what the reader asks for.

use standfirst_review::problem::code;
use standfirst_review::{Draft, FieldError, Review, check_texts};
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;
use yew::prelude::*;

use super::state::{Action, Busy, ReviewsState, Trouble};
use super::{ReviewAction, ReviewEvent, ReviewsError, ReviewsRootProps};
use crate::effects::browser::BrowserUnicode;
use crate::effects::device::{KeptDraft, OwnReview};
use crate::effects::secret::{new_edit_key, new_review_id};
use crate::effects::service::ServiceError;
use crate::language::{Label, Language};

/// The fields that the form has; what the service says of any other is said of the form as a whole.
const FIELDS: [&str; 4] = ["rating", "title", "text", "author"];

/// The state and what can be asked for.
pub(super) struct Reviews {
    pub(super) state: UseReducerHandle<ReviewsState>,
    /// Ask for the list again.
    pub(super) retry: Callback<()>,
    /// Ask for the next page.
    pub(super) more: Callback<()>,
    /// Keep what stands in the form.
    pub(super) keep: Callback<KeptDraft>,
    /// Post what stands in the form.
    pub(super) submit: Callback<KeptDraft>,
    /// Put one's own review into the form.
    pub(super) edit: Callback<()>,
    /// Take it out again.
    pub(super) cancel: Callback<()>,
    /// Delete one's own review.
    pub(super) delete: Callback<()>,
}

#[hook]
pub(super) fn use_reviews(props: &ReviewsRootProps) -> Reviews {
    let state = use_reducer(ReviewsState::default);
    // A second click may come before the first is rendered, so the state alone cannot tell whether one is under way.
    let under_way = use_mut_ref(|| false);
    let attempt = use_state(|| 0_u32);

    {
        let (props, dispatch) = (props.clone(), state.dispatcher());
        use_effect_with((props.subject.clone(), props.service.clone()), move |_| {
            dispatch.dispatch(Action::Reset);
            let abort = Abort::new();
            spawn_local(find_own(props, dispatch, abort.clone()));
            move || abort.abort()
        });
    }
    {
        let (props, dispatch) = (props.clone(), state.dispatcher());
        let wanted = (props.subject.clone(), props.service.clone(), *attempt);
        use_effect_with(wanted, move |_| {
            dispatch.dispatch(Action::ListAsked);
            let abort = Abort::new();
            spawn_local(list(props, dispatch, abort.clone()));
            move || abort.abort()
        });
    }

    let retry = {
        let attempt = attempt.clone();
        Callback::from(move |()| attempt.set(attempt.wrapping_add(1)))
    };
    let more = {
        let (props, state) = (props.clone(), state.clone());
        Callback::from(move |()| {
            if let (Some(cursor), None) = (&state.next, state.busy) {
                state.dispatch(Action::MoreAsked);
                spawn_local(list_more(props.clone(), state.dispatcher(), cursor.clone()));
            }
        })
    };
    let keep = {
        let (device, subject) = (props.device.clone(), props.subject.clone());
        Callback::from(move |draft: KeptDraft| device.0.keep_draft(&subject, &draft))
    };
    let submit = {
        let (props, state, under_way) = (props.clone(), state.clone(), under_way.clone());
        Callback::from(move |typed: KeptDraft| {
            if under_way.replace(true) {
                return;
            }
            let (props, state, under_way) = (props.clone(), state.clone(), under_way.clone());
            spawn_local(async move {
                post(&props, &state, typed).await;
                under_way.replace(false);
            });
        })
    };
    let edit = {
        let dispatch = state.dispatcher();
        Callback::from(move |()| dispatch.dispatch(Action::Edit))
    };
    let cancel = {
        let (props, dispatch) = (props.clone(), state.dispatcher());
        Callback::from(move |()| {
            props.device.0.clear_draft(&props.subject);
            dispatch.dispatch(Action::Cancel);
        })
    };
    let delete = {
        let (props, state) = (props.clone(), state.clone());
        Callback::from(move |()| {
            if let (Some(own), None | Some(Busy::Listing)) = (&state.own, state.busy) {
                state.dispatch(Action::DeleteAsked);
                spawn_local(delete(props.clone(), state.dispatcher(), own.clone()));
            }
        })
    };
    Reviews { state, retry, more, keep, submit, edit, cancel, delete }
}

type Dispatch = UseReducerDispatcher<ReviewsState>;

/// Ends the requests of an effect with the effect. Without the browser's controller they simply run to their end.
#[derive(Clone)]
struct Abort(Option<AbortController>);

impl Abort {
    fn new() -> Self {
        Self(AbortController::new().ok())
    }

    fn abort(&self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }

    fn aborted(&self) -> bool {
        self.0.as_ref().is_some_and(|controller| controller.signal().aborted())
    }
}

async fn list(props: ReviewsRootProps, dispatch: Dispatch, abort: Abort) {
    let signal = abort.0.as_ref().map(AbortController::signal);
    match props.service.list(&props.subject, None, signal.as_ref()).await {
        _ if abort.aborted() => {}
        Ok(page) => dispatch.dispatch(Action::Listed(page)),
        Err(error) => {
            props.on_error.emit(ReviewsError { posting: false, message: error.message() });
            dispatch.dispatch(Action::ListFailed(match error {
                ServiceError::Unreachable => Trouble::Unreachable,
                ServiceError::Refused { .. } | ServiceError::Unreadable => Trouble::Fault,
            }));
        }
    }
}

async fn list_more(props: ReviewsRootProps, dispatch: Dispatch, cursor: AttrValue) {
    let page = props.service.list(&props.subject, Some(&cursor), None).await;
    if let Err(error) = &page {
        props.on_error.emit(ReviewsError { posting: false, message: error.message() });
    }
    dispatch.dispatch(Action::More(page.ok()));
}

async fn find_own(props: ReviewsRootProps, dispatch: Dispatch, abort: Abort) {
    let device = &props.device.0;
    let signal = abort.0.as_ref().map(AbortController::signal);
    let own = match device.own(&props.subject) {
        // Where the service cannot be asked, the list says so already, and the form can be filled all the same.
        Some(own) => props.service.own(&own.id, &own.key, signal.as_ref()).await.ok().flatten(),
        None => None,
    };
    if !abort.aborted() {
        dispatch.dispatch(Action::OwnFound(own, device.draft(&props.subject)));
    }
}

async fn post(props: &ReviewsRootProps, state: &UseReducerHandle<ReviewsState>, typed: KeptDraft) {
    let device = &props.device.0;
    let draft = match check(&props.subject, typed) {
        Ok(draft) => draft,
        Err(errors) => return state.dispatch(Action::PostFailed(errors, None)),
    };
    let own =
        device.own(&props.subject).or_else(|| Some(OwnReview { id: new_review_id()?, key: new_edit_key()? }));
    let Some(own) = own else {
        let words = props.language.text(Label::PostFailed);
        return state.dispatch(Action::PostFailed(Vec::new(), Some(words)));
    };
    // Kept before it is sent: should the answer get lost, the next try is the same review and not a second one.
    device.keep_own(&props.subject, &own);
    state.dispatch(Action::PostAsked);
    let edited = state.own.is_some();
    match props.service.put(&own.id, &own.key, &draft).await {
        Ok(review) => {
            device.clear_draft(&props.subject);
            let action = if edited { ReviewAction::Edited } else { ReviewAction::Posted };
            let event =
                ReviewEvent { action, id: review.id.clone(), rating: review.rating, state: review.state };
            state.dispatch(Action::Posted(review));
            props.on_review.emit(event);
        }
        Err(error) => {
            if let ServiceError::Refused { status: 403 | 409 | 410, .. } = error {
                // The id is spent or another's: the next try is a new review.
                device.forget_own(&props.subject);
            }
            props.on_error.emit(ReviewsError { posting: true, message: error.message() });
            let (errors, trouble) = explain(error, &props.language);
            state.dispatch(Action::PostFailed(errors, trouble));
        }
    }
}

/// Makes a draft of what was typed, or says which fields are wrong.
fn check(subject: &str, typed: KeptDraft) -> Result<Draft, Vec<FieldError>> {
    let text = |text: String| Some(text).filter(|text| !text.is_empty());
    let (title, body, author) = (text(typed.title), text(typed.text), text(typed.author));
    let Some(rating) = typed.rating else {
        let mut errors = vec![FieldError::new("rating", code::REQUIRED, "a review has a rating")];
        errors.extend(check_texts(
            title.as_deref(),
            body.as_deref(),
            author.as_deref(),
            None,
            &BrowserUnicode,
        ));
        return Err(errors);
    };
    let draft = Draft { subject: subject.to_owned(), rating, title, text: body, author, lang: None };
    let draft = draft.normalise(&BrowserUnicode);
    draft.validate(&BrowserUnicode)?;
    Ok(draft)
}

/// Puts a refusal into the reader's words: at its fields where it names them, else for the form as a whole.
fn explain(error: ServiceError, language: &Language) -> (Vec<FieldError>, Option<AttrValue>) {
    let detail = error.message();
    match error {
        ServiceError::Refused { errors, .. }
            if errors.iter().any(|error| FIELDS.contains(&&*error.field)) =>
        {
            (errors, None)
        }
        ServiceError::Refused { status, errors, .. } => {
            let words = match status {
                403 | 409 => language.text(Label::PostNotYours),
                410 => language.text(Label::PostGone),
                400..=499 => {
                    let message = errors.first().map_or(&detail, |error| &error.message);
                    language.fill(Label::PostRefused, &[("message", message)])
                }
                _ => language.text(Label::PostFailed),
            };
            (Vec::new(), Some(words))
        }
        ServiceError::Unreachable => (Vec::new(), Some(language.text(Label::PostUnreachable))),
        ServiceError::Unreadable => (Vec::new(), Some(language.text(Label::PostFailed))),
    }
}

async fn delete(props: ReviewsRootProps, dispatch: Dispatch, review: Review) {
    let device = &props.device.0;
    let deleted = match device.own(&props.subject) {
        Some(own) => props.service.delete(&own.id, &own.key).await,
        None => Ok(()),
    };
    match deleted {
        Ok(()) => {
            device.forget_own(&props.subject);
            device.clear_draft(&props.subject);
            dispatch.dispatch(Action::Deleted);
            props.on_review.emit(ReviewEvent {
                action: ReviewAction::Deleted,
                id: review.id,
                rating: review.rating,
                state: review.state,
            });
        }
        Err(error) => {
            props.on_error.emit(ReviewsError { posting: true, message: error.message() });
            dispatch.dispatch(Action::DeleteFailed(props.language.text(Label::DeleteFailed)));
        }
    }
}
