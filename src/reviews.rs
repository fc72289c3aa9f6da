//! The reviews of a subject: their summary, the list of them, one's own, and the form to leave one.
//!
//! One component holds the state and does what the reader asks for; what is to be seen are plain functions of the
//! state, since each further component would cost every page a kilobyte. One listener a kind of event sits on the
//! root and tells the controls apart by [`Control`].

mod control;
mod form;
mod heading;
mod list;
mod own;
mod refusal;
mod review;
mod room;
mod stars;
mod state;
mod summary;

pub use control::Control;
pub use room::Room;
pub use state::{Action, Busy, Focus, Listing, Notice, ReviewsState, Trouble};

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use standfirst_review::{Draft, FieldError, Rating, Review, ReviewId, ReviewPage, State};
use web_sys::{AbortController, AbortSignal, Element, Event};
use yew::prelude::*;

use crate::effects::clock::Clock;
use crate::effects::device::{Device, OwnReview};
use crate::effects::focus::focus;
use crate::effects::secret::{new_edit_key, new_review_id};
use crate::effects::service::{ReviewService, ServiceError};
use crate::language::{Label, Language};
use crate::markup::Tag;
use heading::heading;

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

impl ReviewEvent {
    fn new(action: ReviewAction, review: &Review) -> Self {
        Self { action, id: review.id.clone(), rating: review.rating, state: review.state }
    }
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
pub struct ReviewsRoot {
    state: ReviewsState,
    root: NodeRef,
    listeners: Vec<EventListener>,
    /// Ends the requests that only serve what is shown.
    requests: Option<AbortController>,
    /// Counts the subjects and services that there have been: an answer that is about another one comes too late.
    generation: u32,
}

/// What happens to the reviews: the reader does something, or an answer comes. An answer carries the generation that
/// it was asked for.
pub enum Message {
    /// The reader pressed a button.
    Pressed(Control),
    /// The reader changed what stands in the form; in which field, where it is one that can be wrong.
    Typed(Option<&'static str>),
    /// The reader sends the form.
    Submitted,
    /// The first page of the list.
    Listed(u32, Result<ReviewPage, ServiceError>),
    /// A further page of it.
    Continued(u32, Result<ReviewPage, ServiceError>),
    /// The reader's own review.
    OwnFound(u32, Option<Review>),
    /// What became of the review that was sent, and what was done to it.
    Posted(u32, ReviewAction, Result<Review, ServiceError>),
    /// What became of the wish to delete it.
    Deleted(u32, Review, Result<(), ServiceError>),
}

impl Component for ReviewsRoot {
    type Message = Message;
    type Properties = ReviewsRootProps;

    fn create(ctx: &Context<Self>) -> Self {
        let mut this = Self {
            state: ReviewsState::default(),
            root: NodeRef::default(),
            listeners: Vec::new(),
            requests: None,
            generation: 0,
        };
        this.begin(ctx);
        this
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &ReviewsRootProps) -> bool {
        let props = ctx.props();
        if props.subject != before.subject || props.service != before.service {
            self.begin(ctx);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Pressed(control) => self.pressed(ctx, control),
            Message::Typed(field) => self.typed(ctx, field),
            Message::Submitted => self.submitted(ctx),
            Message::Listed(generation, answer) => self.answered(ctx, generation, answer, false),
            Message::Continued(generation, answer) => self.answered(ctx, generation, answer, true),
            Message::OwnFound(generation, own) => {
                let draft = ctx.props().device.0.draft(&ctx.props().subject);
                self.apply(generation, Action::OwnFound(own, draft))
            }
            Message::Posted(generation, action, answer) => self.posted(ctx, generation, action, answer),
            Message::Deleted(generation, review, answer) => self.deleted(ctx, generation, &review, answer),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (state, props) = (&self.state, ctx.props());
        let language = &props.language;
        let level = props.heading_level + 1;
        let list = matches!(state.listing, Listing::Ready).then(|| list::list(state, language, &props.clock));
        let notice = state.notice.map(|notice| language.text(notice.label()));
        Tag::new("section", "part=reviews;class=reviews;aria-labelledby=standfirst-reviews")
            .at(&self.root)
            .tag(heading(props.heading_level, "standfirst-reviews", language.text(Label::Reviews)))
            .tag(summary::summary(state, language))
            .tag(form::alert("class=notice;role=status;tabindex=-1", notice))
            .maybe(own::own(state, language, &props.clock, level))
            .maybe(list.flatten())
            .tag(list::more(state, language))
            .maybe(new(state, language, level))
            .html()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        let Some(root) = self.root.cast::<Element>() else { return };
        if first {
            self.listeners = listen(&root, ctx);
        }
        if self.state.fill
            && let Some(form) = form::find(&root)
        {
            self.state.fill = false;
            form::fill(&form, &self.state.initial);
        }
        if let Some(target) = self.state.focus.take() {
            focus(target.find(&root));
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.abort();
    }
}

/// The form for a new review, or that none is taken. Until it is known whether there is a review of one's own, the
/// form might only be taken away again.
fn new(state: &ReviewsState, language: &Language, heading_level: u8) -> Option<Tag> {
    if state.own.is_some() || !state.own_known {
        None
    } else if state.closed {
        Some(Tag::new("p", "class=quiet").say(language, Label::Closed))
    } else {
        Some(form::form(state, language, heading_level))
    }
}

/// Listens on the root for whatever happens inside it. The listeners end with the component.
fn listen(root: &Element, ctx: &Context<ReviewsRoot>) -> Vec<EventListener> {
    let link = ctx.link().clone();
    ["click", "input", "submit"]
        .into_iter()
        .map(|kind| {
            let link = link.clone();
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(root, kind, options, move |event: &Event| {
                let message = match kind {
                    "click" => Control::of(event).map(Message::Pressed),
                    "input" => Some(Message::Typed(form::field_of(event))),
                    _ => {
                        event.prevent_default();
                        Some(Message::Submitted)
                    }
                };
                if let Some(message) = message {
                    link.send_message(message);
                }
            })
        })
        .collect()
}

impl ReviewsRoot {
    /// Begins anew: asks for the list, and for the reader's own review where the device knows of one.
    fn begin(&mut self, ctx: &Context<Self>) {
        self.abort();
        self.generation = self.generation.wrapping_add(1);
        self.state = ReviewsState::default();
        self.requests = AbortController::new().ok();
        self.list(ctx);
        let props = ctx.props().clone();
        let (generation, signal) = (self.generation, self.signal());
        match props.device.0.own(&props.subject) {
            // Where the service cannot be asked, the list says so, and the form can be filled all the same.
            Some(own) => ctx.link().send_future(async move {
                let own = props.service.own(&own.id, &own.key, signal.as_ref()).await;
                Message::OwnFound(generation, own.ok().flatten())
            }),
            None => ctx.link().send_message(Message::OwnFound(generation, None)),
        }
    }

    fn list(&mut self, ctx: &Context<Self>) {
        self.state.apply(Action::ListAsked);
        let props = ctx.props().clone();
        let (generation, signal) = (self.generation, self.signal());
        ctx.link().send_future(async move {
            Message::Listed(generation, props.service.list(&props.subject, None, signal.as_ref()).await)
        });
    }

    fn signal(&self) -> Option<AbortSignal> {
        self.requests.as_ref().map(AbortController::signal)
    }

    fn abort(&mut self) {
        if let Some(requests) = self.requests.take() {
            requests.abort();
        }
    }

    fn apply(&mut self, generation: u32, action: Action) -> bool {
        let current = generation == self.generation;
        if current {
            self.state.apply(action);
        }
        current
    }

    fn pressed(&mut self, ctx: &Context<Self>, control: Control) -> bool {
        let generation = self.generation;
        let props = ctx.props().clone();
        match control {
            Control::Retry => self.list(ctx),
            Control::More => {
                let (Some(cursor), None) = (self.state.next.clone(), self.state.busy) else { return false };
                self.state.apply(Action::MoreAsked);
                let signal = self.signal();
                ctx.link().send_future(async move {
                    let page = props.service.list(&props.subject, Some(&cursor), signal.as_ref()).await;
                    Message::Continued(generation, page)
                });
            }
            Control::Confirm => {
                let (Some(review), None) = (self.state.own.clone(), self.state.busy) else { return false };
                self.state.apply(Action::DeleteAsked);
                ctx.link().send_future(async move {
                    let deleted = match props.device.0.own(&props.subject) {
                        Some(own) => props.service.delete(&own.id, &own.key).await,
                        None => Ok(()),
                    };
                    if deleted.is_ok() {
                        props.device.0.forget_own(&props.subject);
                        props.device.0.clear_draft(&props.subject);
                    }
                    Message::Deleted(generation, review, deleted)
                });
            }
            Control::Cancel => {
                props.device.0.clear_draft(&props.subject);
                self.state.apply(Action::Cancel);
            }
            Control::Edit => self.state.apply(Action::Edit),
            Control::Delete => self.state.apply(Action::Confirm(true)),
            Control::Keep => self.state.apply(Action::Confirm(false)),
        }
        true
    }

    /// Keeps what stands in the form, and says how much more room there is.
    fn typed(&mut self, ctx: &Context<Self>, field: Option<&'static str>) -> bool {
        let Some(form) = self.root.cast::<Element>().and_then(|root| form::find(&root)) else { return false };
        let draft = form::read(&form);
        ctx.props().device.0.keep_draft(&ctx.props().subject, &draft);
        self.state.typed(field, Room::of(&draft.text))
    }

    fn submitted(&mut self, ctx: &Context<Self>) -> bool {
        // A second click is here before the first is rendered.
        if self.state.busy == Some(Busy::Posting) {
            return false;
        }
        let Some(form) = self.root.cast::<Element>().and_then(|root| form::find(&root)) else { return false };
        let props = ctx.props().clone();
        match form::check(&props.subject, form::read(&form)) {
            Ok(draft) => self.post(ctx, props, draft),
            Err(errors) => self.state.apply(Action::PostFailed(errors, None)),
        }
        true
    }

    fn post(&mut self, ctx: &Context<Self>, props: ReviewsRootProps, draft: Draft) {
        let own = props.device.0.own(&props.subject);
        let own = own.or_else(|| Some(OwnReview { id: new_review_id()?, key: new_edit_key()? }));
        let Some(own) = own else {
            let trouble = props.language.text(Label::PostFailed);
            return self.state.apply(Action::PostFailed(Vec::new(), Some(trouble)));
        };
        // Kept before it is sent: should the answer get lost, the next try is the same review and not a second one.
        props.device.0.keep_own(&props.subject, &own);
        let action = if self.state.own.is_some() { ReviewAction::Edited } else { ReviewAction::Posted };
        let generation = self.generation;
        self.state.apply(Action::PostAsked);
        ctx.link().send_future(async move {
            let answer = props.service.put(&own.id, &own.key, &draft).await;
            match &answer {
                Ok(_) => props.device.0.clear_draft(&props.subject),
                // The id is spent or another's: the next try is a new review.
                Err(ServiceError::Refused { status: 403 | 409 | 410, .. }) => {
                    props.device.0.forget_own(&props.subject)
                }
                Err(_) => {}
            }
            Message::Posted(generation, action, answer)
        });
    }

    fn posted(
        &mut self,
        ctx: &Context<Self>,
        generation: u32,
        action: ReviewAction,
        answer: Result<Review, ServiceError>,
    ) -> bool {
        let props = ctx.props();
        match answer {
            Ok(review) => {
                props.on_review.emit(ReviewEvent::new(action, &review));
                self.apply(generation, Action::Posted(review))
            }
            Err(error) => {
                self.report(ctx, true, &error);
                let (errors, trouble): (Vec<FieldError>, _) = refusal::explain(error, &props.language);
                self.apply(generation, Action::PostFailed(errors, trouble))
            }
        }
    }

    fn deleted(
        &mut self,
        ctx: &Context<Self>,
        generation: u32,
        review: &Review,
        answer: Result<(), ServiceError>,
    ) -> bool {
        let props = ctx.props();
        match answer {
            Ok(()) => {
                props.on_review.emit(ReviewEvent::new(ReviewAction::Deleted, review));
                self.apply(generation, Action::Deleted)
            }
            Err(error) => {
                self.report(ctx, true, &error);
                self.apply(generation, Action::DeleteFailed(props.language.text(Label::DeleteFailed)))
            }
        }
    }

    /// Takes in a page of the list, the first or a further one.
    fn answered(
        &mut self,
        ctx: &Context<Self>,
        generation: u32,
        answer: Result<ReviewPage, ServiceError>,
        further: bool,
    ) -> bool {
        if generation != self.generation {
            return false;
        }
        if let Err(error) = &answer {
            self.report(ctx, false, error);
        }
        self.state.apply(match (answer, further) {
            (Ok(page), false) => Action::Listed(page),
            (Err(error), false) => Action::ListFailed(Trouble::from(&error)),
            (answer, true) => Action::More(answer.map_err(|error| Trouble::from(&error))),
        });
        true
    }

    fn report(&self, ctx: &Context<Self>, posting: bool, error: &ServiceError) {
        ctx.props().on_error.emit(ReviewsError { posting, message: error.message() });
    }
}
