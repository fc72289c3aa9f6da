//! The reviews of a subject: their summary, the list of them, one's own, and the form to leave one.
//!
//! One component holds the state and does what the reader asks for; what is to be seen are plain functions of the
//! state, since each further component would cost every page a kilobyte. One listener a kind of event sits on the
//! root and tells the controls apart by [`Control`].

mod control;
mod errand;
mod form;
mod heading;
mod list;
mod listeners;
mod own;
mod refusal;
mod review;
mod room;
#[cfg(feature = "browser")]
mod standing;
mod stars;
mod state;
mod summary;

pub use control::Control;
pub use room::Room;
pub use state::{Action, Busy, Focus, Listing, Notice, ReviewsState, Trouble};

use std::rc::Rc;

use gloo_events::EventListener;
use standfirst_json::Value;
use standfirst_review::{Rating, Review, ReviewId, ReviewPage, State};
use web_sys::{AbortController, Element, HtmlFormElement};
use yew::prelude::*;

use crate::effects::clock::Clock;
use crate::effects::device::Device;
use crate::effects::focus::focus;
use crate::effects::service::{self, ReviewService, ServiceError};
use crate::language::{Label, Language};
use crate::markup::Tag;
use crate::once::{TURN, later};
use errand::{Answer, Errand};
use heading::heading;
use list::Made;
use listeners::listen;

/// Props of [`ReviewsRoot`].
#[derive(Clone, Properties)]
pub struct ReviewsRootProps {
    /// What is reviewed, and where. Another topic, even one about the same, begins anew.
    pub topic: Rc<Topic>,
    /// The reader's language.
    pub language: Language,
    /// What time it is, for how long ago a review was written.
    pub clock: Clock,
    /// The level of the heading over the reviews.
    pub heading_level: u8,
    /// Told of whatever the reader does to a review, once the service has taken it, and of what goes wrong.
    pub on_event: Callback<ReviewsEvent>,
}

impl PartialEq for ReviewsRootProps {
    /// Clock and callback are made once for an element.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.topic, &other.topic)
            && self.language == other.language
            && self.heading_level == other.heading_level
    }
}

/// What is reviewed, and where its reviews are.
pub struct Topic {
    /// What is reviewed.
    pub subject: String,
    /// The service that has the reviews.
    pub service: ReviewService,
    /// What the reader's device keeps.
    pub device: Rc<Device>,
    /// The first page of the list, where the page carries it.
    pub first: Option<ReviewPage>,
    /// The address of the page, to which the service leads back a reader who posts without a script.
    pub page: Option<AttrValue>,
}

/// What the page is told.
#[derive(Clone, Debug, PartialEq)]
pub enum ReviewsEvent {
    /// The reader did something to a review, and the service has taken it.
    Review(ReviewEvent),
    /// Something went wrong.
    Error(ReviewsError),
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
pub struct ReviewsRoot {
    state: ReviewsState,
    /// The reviews of the list that are on the page as they are.
    made: Made,
    /// The page whose reviews are being made, with the generation that it is an answer for.
    waiting: Option<(u32, Box<Answer>)>,
    root: NodeRef,
    listeners: Vec<EventListener>,
    /// Ends the requests that only serve what is shown.
    requests: Option<AbortController>,
    /// Whether the topic has been asked about.
    asked: bool,
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
    /// It is the turn of what waits.
    Turn,
    /// What became of an errand.
    Done(u32, Box<Answer>),
}

impl Component for ReviewsRoot {
    type Message = Message;
    type Properties = ReviewsRootProps;

    fn create(ctx: &Context<Self>) -> Self {
        let mut this = Self {
            state: ReviewsState::default(),
            made: Made::default(),
            waiting: None,
            root: NodeRef::default(),
            listeners: Vec::new(),
            requests: None,
            asked: false,
            generation: 0,
        };
        this.begin(&ctx.props().topic);
        this
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &ReviewsRootProps) -> bool {
        if !Rc::ptr_eq(&ctx.props().topic, &before.topic) {
            self.begin(&ctx.props().topic);
        }
        if ctx.props().language != before.language {
            self.made = Made::default();
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Pressed(control) => self.pressed(ctx, control),
            Message::Typed(field) => self.typed(ctx, field),
            Message::Submitted => self.submitted(ctx),
            Message::Turn => {
                if let Some((generation, answer)) = self.waiting.take() {
                    ctx.link().send_message(Message::Done(generation, answer));
                }
                false
            }
            Message::Done(generation, answer) => self.answered(ctx, generation, answer),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        view(&self.state, ctx.props(), &self.made, &self.root)
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        let Some(root) = self.root.cast::<Element>() else { return };
        if first {
            self.listeners = listen(&root, ctx);
        }
        if !self.asked {
            self.asked = true;
            self.ask(ctx);
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

/// All that is to be seen, of the state and the props alone.
fn view(state: &ReviewsState, props: &ReviewsRootProps, made: &Made, root: &NodeRef) -> Html {
    let language = &props.language;
    let level = props.heading_level + 1;
    let list = matches!(state.listing, Listing::Ready).then(|| list::list(state, props, made));
    let notice = state.notice.map(|notice| language.text(notice.label()));
    Tag::new("section", "part=reviews;class=reviews;aria-labelledby=standfirst-reviews")
        .at(root)
        .tag(heading(props.heading_level, "standfirst-reviews", language.text(Label::Reviews)))
        .tag(summary::summary(state, language))
        .tag(form::alert("class=notice;role=status;tabindex=-1", notice))
        .maybe(own::own(state, props, level))
        .maybe(list.flatten())
        .tag(list::more(state, language))
        .maybe(new(state, props, level))
        .html()
}

/// Whether a root that the page carries is what this component would begin with, so that it can be taken over as it is.
#[cfg(feature = "browser")]
pub(crate) fn stands_in(place: &Element, props: &ReviewsRootProps) -> bool {
    standing::is_root_of(
        place,
        &view(&ReviewsState::of(&props.topic), props, &Made::default(), &NodeRef::default()),
    )
}

/// The form for a new review, or that none is taken. Until it is known whether there is a review of one's own, the
/// form might only be taken away again.
fn new(state: &ReviewsState, props: &ReviewsRootProps, heading_level: u8) -> Option<Tag> {
    if state.own.is_some() || !state.own_known {
        None
    } else if state.closed {
        Some(Tag::new("p", "class=quiet").say(&props.language, Label::Closed))
    } else {
        Some(form::form(state, props, heading_level))
    }
}

impl ReviewsRoot {
    /// Begins anew with what is known of the topic.
    fn begin(&mut self, topic: &Topic) {
        self.abort();
        self.generation = self.generation.wrapping_add(1);
        self.state = ReviewsState::of(topic);
        self.made = Made::default();
        self.asked = false;
    }

    /// Asks for the list, unless the page has it, and for the reader's own review where the device knows of one.
    fn ask(&mut self, ctx: &Context<Self>) {
        let topic = &ctx.props().topic;
        self.requests = AbortController::new().ok();
        if topic.first.is_none() {
            self.send(ctx, Errand::List(None));
        } else if let Some(form) = self.form() {
            // What was typed before the widget was there is worth as much as what is typed from now on.
            let typed = form::read(&form);
            if !typed.is_empty() {
                topic.device.keep_draft(&topic.subject, &typed);
            }
        }
        self.send(ctx, Errand::FindOwn);
    }

    /// Sends someone on an errand, whose answer comes back as a message.
    fn send(&self, ctx: &Context<Self>, errand: Errand) {
        let (topic, generation) = (ctx.props().topic.clone(), self.generation);
        let ask = errand.ask(&topic, self.requests.as_ref().map(AbortController::signal));
        ctx.link().send_future(async move {
            let answer = match ask {
                Some(ask) => service::send(ask).await,
                None => Ok(Value::Null),
            };
            Message::Done(generation, Box::new(errand.done(&topic, answer)))
        });
    }

    fn abort(&mut self) {
        if let Some(requests) = self.requests.take() {
            requests.abort();
        }
    }

    fn pressed(&mut self, ctx: &Context<Self>, control: Control) -> bool {
        let (action, errand) = match (control, self.state.busy) {
            (Control::Retry, _) => (Action::ListAsked, Some(Errand::List(None))),
            (Control::More, None) => (Action::MoreAsked, Some(Errand::List(self.state.next.clone()))),
            (Control::Confirm, None) => (Action::DeleteAsked, self.state.own.clone().map(Errand::Delete)),
            (Control::More | Control::Confirm, Some(_)) => return false,
            (Control::Cancel, _) => {
                let topic = &ctx.props().topic;
                topic.device.clear_draft(&topic.subject);
                (Action::Cancel, None)
            }
            (Control::Edit, _) => (Action::Edit, None),
            (Control::Delete, _) => (Action::Confirm(true), None),
            (Control::Keep, _) => (Action::Confirm(false), None),
        };
        self.state.apply(action);
        if let Some(errand) = errand {
            self.send(ctx, errand);
        }
        true
    }

    fn form(&self) -> Option<HtmlFormElement> {
        form::find(&self.root.cast::<Element>()?)
    }

    /// Keeps what stands in the form, and says how much more room there is.
    fn typed(&mut self, ctx: &Context<Self>, field: Option<&'static str>) -> bool {
        let Some(form) = self.form() else { return false };
        let (topic, draft) = (&ctx.props().topic, form::read(&form));
        topic.device.keep_draft(&topic.subject, &draft);
        self.state.typed(field, Room::of(&draft.text))
    }

    fn submitted(&mut self, ctx: &Context<Self>) -> bool {
        // A second click is here before the first is rendered.
        let Some(form) = self.form().filter(|_| self.state.busy != Some(Busy::Posting)) else { return false };
        match form::check(&ctx.props().topic.subject, form::read(&form)) {
            Ok(draft) => {
                let edits = self.state.own.is_some();
                self.state.apply(Action::PostAsked);
                self.send(ctx, Errand::Post(draft, edits));
            }
            Err(errors) => self.state.apply(Action::PostFailed(errors, None)),
        }
        true
    }

    /// Takes in what became of an errand. The reviews of a page are made in several tasks before, and shown together.
    fn answered(&mut self, ctx: &Context<Self>, generation: u32, answer: Box<Answer>) -> bool {
        if let (Answer::List(Ok(page), _), Some(root)) = (&*answer, self.root.get())
            && generation == self.generation
            && self.made.make_some(&page.reviews, ctx.props())
        {
            self.waiting = Some((generation, answer));
            later(&root, TURN);
            return false;
        }
        self.done(ctx, generation, *answer)
    }

    /// Takes in what is ready. Of an errand that was sent about another topic, only the page is told.
    fn done(&mut self, ctx: &Context<Self>, generation: u32, answer: Answer) -> bool {
        let props = ctx.props();
        let current = generation == self.generation;
        let language = &props.language;
        let action = match answer {
            Answer::List(..) | Answer::Own(..) if !current => return false,
            Answer::List(Ok(page), false) => Action::Listed(page),
            Answer::List(Ok(page), true) => Action::More(Ok(page)),
            Answer::List(Err(error), further) => {
                self.report(ctx, false, &error);
                let trouble = Trouble::from(&error);
                if further { Action::More(Err(trouble)) } else { Action::ListFailed(trouble) }
            }
            Answer::Own(own) => {
                let draft = props.topic.device.draft(&props.topic.subject);
                let stands = self.form().is_some_and(|form| draft.as_ref() == Some(&form::read(&form)));
                Action::OwnFound { own, draft, stands }
            }
            Answer::Posted(Ok(review), edits) => {
                self.tell(ctx, if edits { ReviewAction::Edited } else { ReviewAction::Posted }, &review);
                Action::Posted(review)
            }
            Answer::Posted(Err(error), _) => {
                self.report(ctx, true, &error);
                let (errors, trouble) = refusal::explain(error, language);
                Action::PostFailed(errors, trouble)
            }
            Answer::Deleted(Ok(()), review) => {
                self.tell(ctx, ReviewAction::Deleted, &review);
                Action::Deleted
            }
            Answer::Deleted(Err(error), _) => {
                self.report(ctx, true, &error);
                Action::DeleteFailed(language.text(Label::DeleteFailed))
            }
        };
        if current {
            self.state.apply(action);
        }
        current
    }

    fn tell(&self, ctx: &Context<Self>, action: ReviewAction, review: &Review) {
        let event = ReviewEvent { action, id: review.id.clone(), rating: review.rating, state: review.state };
        ctx.props().on_event.emit(ReviewsEvent::Review(event));
    }

    fn report(&self, ctx: &Context<Self>, posting: bool, error: &ServiceError) {
        ctx.props().on_event.emit(ReviewsEvent::Error(ReviewsError { posting, message: error.message() }));
    }
}
