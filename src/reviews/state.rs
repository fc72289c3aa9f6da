//! What the reviews' root knows, and what changes it. Nothing in here touches the world.

use standfirst_review::{FieldError, Review, ReviewPage, State, Summary};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::AttrValue;

use super::Topic;
use super::control::Control;
use super::form::FIELDS;
use super::room::Room;
use crate::decimal::decimal;
use crate::effects::device::KeptDraft;
use crate::effects::service::ServiceError;
use crate::language::Label;

/// Everything that the reviews' root shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReviewsState {
    /// Whether the list is there.
    pub listing: Listing,
    /// The published reviews that have been loaded, the newest first, without the reader's own.
    pub reviews: Vec<Review>,
    /// Where the next page begins.
    pub next: Option<AttrValue>,
    /// Why it did not come when it was asked for last.
    pub more_trouble: Option<Trouble>,
    /// Count, mean and histogram of all published reviews.
    pub summary: Summary,
    /// Whether new reviews are taken. Until the service says otherwise, they are.
    pub closed: bool,
    /// The reader's own review.
    pub own: Option<Review>,
    /// Whether the service was asked for the reader's own review, or the device knows of none.
    pub own_known: bool,
    /// Whether the reader's own review stands in the form.
    pub editing: bool,
    /// Whether the reader is being asked whether to delete the own review.
    pub confirming: bool,
    /// What the form begins with.
    pub initial: KeptDraft,
    /// Whether that must be written into the form as soon as there is one.
    pub fill: bool,
    /// Whether that was typed before the page was loaded.
    pub restored: bool,
    /// How much more text there is room for.
    pub room: Room,
    /// The fields that were changed since something was wrong with them.
    pub touched: Vec<&'static str>,
    /// What is under way.
    pub busy: Option<Busy>,
    /// What is wrong with fields of the form.
    pub errors: Vec<FieldError>,
    /// What is wrong with the form, or the deletion, as a whole.
    pub trouble: Option<AttrValue>,
    /// What was last announced.
    pub notice: Option<Notice>,
    /// Where the focus goes as soon as that is on the page.
    pub focus: Option<Focus>,
}

/// Where the focus goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// To what is announced.
    Notice,
    /// To a field of the form; of the stars to the chosen one, where there is one.
    Field(&'static str),
    /// To what is wrong with the form as a whole.
    Trouble,
    /// To a button.
    Control(Control),
    /// To a review of the list, by its place.
    Review(usize),
}

impl Focus {
    /// The element that gets the focus.
    pub(super) fn find(self, root: &Element) -> Option<HtmlElement> {
        let find =
            |selector: &[&str]| root.query_selector(&standfirst_json::text::concat(selector)).ok().flatten();
        let element = match self {
            Self::Notice => find(&[".notice"]),
            Self::Trouble => find(&[".form-error"]),
            Self::Field(name) => {
                find(&["[name=", name, "]:checked"]).or_else(|| find(&["[name=", name, "]"]))
            }
            Self::Control(control) => find(&["[data-control=", control.name(), "]"]),
            Self::Review(place) => find(&[".review-list > :nth-child(", &decimal(place as u64 + 1), ")"]),
        };
        element.map(JsCast::unchecked_into)
    }
}

/// Whether the list of reviews is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Listing {
    /// It is on its way.
    #[default]
    Loading,
    /// It is here.
    Ready,
    /// It did not come.
    Failed(Trouble),
}

/// Why a list did not come, as far as a reader cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There was no answer.
    Unreachable,
    /// The service does not take this page, or not this question.
    Refused,
    /// The service answered, but not with reviews.
    Fault,
}

impl Trouble {
    /// The words for it.
    pub(super) fn label(self) -> Label {
        match self {
            Self::Unreachable => Label::ReviewsUnreachable,
            Self::Refused => Label::ReviewsRefused,
            Self::Fault => Label::ReviewsFailed,
        }
    }
}

impl From<&ServiceError> for Trouble {
    fn from(error: &ServiceError) -> Self {
        match error {
            ServiceError::Unreachable => Self::Unreachable,
            // Too many requests (RFC 6585) is none of the page's doing.
            ServiceError::Refused { status: 400..=428 | 430..=499, .. } => Self::Refused,
            ServiceError::Refused { .. } | ServiceError::Unreadable => Self::Fault,
        }
    }
}

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// More reviews are on their way.
    Listing,
    /// A review is on its way to the service.
    Posting,
    /// A review is being deleted.
    Deleting,
}

/// What is announced to the reader. Each takes the place of the control that led to it, and the focus with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The review is published.
    Posted,
    /// The review waits for a moderator.
    Held,
    /// The changes are saved.
    Saved,
    /// The review is deleted.
    Deleted,
}

impl Notice {
    /// The words for it.
    pub fn label(self) -> Label {
        match self {
            Self::Posted => Label::Posted,
            Self::Held => Label::Held,
            Self::Saved => Label::Saved,
            Self::Deleted => Label::Deleted,
        }
    }
}

/// What can happen to the reviews.
#[derive(Debug)]
pub enum Action {
    /// The list is asked for again.
    ListAsked,
    /// The first page has come.
    Listed(ReviewPage),
    /// The first page has not come.
    ListFailed(Trouble),
    /// The next page is asked for.
    MoreAsked,
    /// The next page has come, or why it has not.
    More(Result<ReviewPage, Trouble>),
    /// The reader's own review is known, and so is what was typed and never posted.
    OwnFound {
        /// The review, where there is one.
        own: Option<Review>,
        /// What was typed.
        draft: Option<KeptDraft>,
        /// Whether that stands in the form already.
        stands: bool,
    },
    /// The reader wants to change the own review.
    Edit,
    /// The reader leaves the own review as it is.
    Cancel,
    /// The reader is asked whether to delete the own review, or has said no.
    Confirm(bool),
    /// A review is on its way.
    PostAsked,
    /// The service has taken the review.
    Posted(Review),
    /// The review was not taken.
    PostFailed(Vec<FieldError>, Option<AttrValue>),
    /// The own review is being deleted.
    DeleteAsked,
    /// The own review is deleted.
    Deleted,
    /// The own review is not deleted.
    DeleteFailed(AttrValue),
}

impl ReviewsState {
    /// What is known of a topic from the start. Where the page carries the list, it carries the form as well, which
    /// must be there before it is known whether the reader has a review already.
    pub(super) fn of(topic: &Topic) -> Self {
        let mut state = Self::default();
        if let Some(first) = &topic.first {
            state.own_known = true;
            state.apply(Action::Listed(first.clone()));
        }
        state
    }

    pub(super) fn apply(&mut self, action: Action) {
        match action {
            Action::ListAsked => self.listing = Listing::Loading,
            Action::Listed(page) => {
                self.listing = Listing::Ready;
                self.reviews = Vec::new();
                self.more_trouble = None;
                self.append(page);
            }
            Action::ListFailed(trouble) => self.listing = Listing::Failed(trouble),
            Action::MoreAsked => {
                self.busy = Some(Busy::Listing);
                self.more_trouble = None;
            }
            Action::More(Ok(page)) => {
                self.busy = None;
                let known = self.reviews.len();
                self.append(page);
                self.focus = (known < self.reviews.len()).then_some(Focus::Review(known));
            }
            Action::More(Err(trouble)) => {
                self.busy = None;
                self.more_trouble = Some(trouble);
            }
            Action::OwnFound { own, draft, stands } => self.own_found(own, draft, stands),
            Action::Edit => {
                self.begin_form(self.own.as_ref().map(typed).unwrap_or_default());
                self.editing = true;
                self.settle(None);
                self.focus = Some(Focus::Field("rating"));
            }
            Action::Cancel => {
                self.editing = false;
                self.settle(None);
                self.focus = Some(Focus::Control(Control::Edit));
            }
            Action::PostAsked => {
                self.settle(None);
                self.busy = Some(Busy::Posting);
            }
            Action::Posted(review) => self.posted(review),
            Action::PostFailed(errors, trouble) => {
                self.settle(None);
                self.touched.clear();
                let wrong = FIELDS.into_iter().find(|field| errors.iter().any(|error| error.field == *field));
                self.focus = Some(wrong.map_or(Focus::Trouble, Focus::Field));
                self.errors = errors;
                self.trouble = trouble;
            }
            Action::Confirm(asks) => {
                self.settle(None);
                self.confirming = asks;
                // The button that was pressed is gone; the safe one of those that took its place gets the focus.
                self.focus = Some(Focus::Control(if asks { Control::Keep } else { Control::Delete }));
            }
            Action::DeleteAsked => {
                self.settle(None);
                self.busy = Some(Busy::Deleting);
            }
            Action::Deleted => {
                if let Some(own) = self.own.take() {
                    self.count(&own, Summary::remove);
                }
                self.editing = false;
                self.confirming = false;
                self.begin_form(KeptDraft::default());
                self.settle(Some(Notice::Deleted));
            }
            Action::DeleteFailed(trouble) => {
                self.settle(None);
                self.confirming = false;
                self.trouble = Some(trouble);
                self.focus = Some(Focus::Control(Control::Delete));
            }
        }
    }

    /// Nothing is under way any more and nothing is wrong; perhaps there is something to say.
    fn settle(&mut self, notice: Option<Notice>) {
        self.busy = None;
        self.errors.clear();
        self.trouble = None;
        self.notice = notice;
        if notice.is_some() {
            self.focus = Some(Focus::Notice);
        }
    }

    /// Takes in a page: what is there already, because new reviews moved the pages meanwhile, is not taken twice.
    fn append(&mut self, page: ReviewPage) {
        for review in page.reviews {
            let own = self.own.as_ref().is_some_and(|own| own.id == review.id);
            if !own && self.reviews.iter().all(|known| known.id != review.id) {
                self.reviews.push(review);
            }
        }
        self.next = page.next.map(AttrValue::from);
        self.summary = page.summary;
        self.closed = !page.open;
    }

    fn own_found(&mut self, own: Option<Review>, draft: Option<KeptDraft>, stands: bool) {
        self.own_known = true;
        if let Some(own) = &own {
            self.reviews.retain(|review| review.id != own.id);
        }
        // What was typed and equals the review has arrived: only the answer was lost.
        let draft = draft.filter(|draft| own.as_ref().is_none_or(|own| typed(own) != *draft));
        self.editing = own.is_some() && draft.is_some();
        self.begin_form(draft.unwrap_or_default());
        if stands && own.is_none() {
            self.fill = false;
        } else {
            self.restored = !self.initial.is_empty();
        }
        self.own = own;
    }

    fn posted(&mut self, review: Review) {
        let notice = match (&self.own, review.state) {
            (Some(_), State::Published) => Notice::Saved,
            (None, State::Published) => Notice::Posted,
            _ => Notice::Held,
        };
        if let Some(before) = self.own.take() {
            self.count(&before, Summary::remove);
        }
        self.count(&review, Summary::add);
        self.reviews.retain(|known| known.id != review.id);
        self.own = Some(review);
        self.editing = false;
        self.begin_form(KeptDraft::default());
        self.settle(Some(notice));
    }

    /// The next form that is shown begins with `draft`.
    fn begin_form(&mut self, draft: KeptDraft) {
        self.room = Room::of(&draft.text);
        self.fill = !draft.is_empty();
        self.restored = false;
        self.initial = draft;
    }

    /// Notes that a field was changed and how much room there is now; whether anything that is to be
    /// seen changes with that.
    pub(super) fn typed(&mut self, field: Option<&'static str>, room: Room) -> bool {
        let touched = field.filter(|field| !self.touched.contains(field));
        self.touched.extend(touched);
        std::mem::replace(&mut self.room, room) != room || touched.is_some() && !self.errors.is_empty()
    }

    /// Counts a review in or out of the summary, where it is one that everybody sees.
    fn count(&mut self, review: &Review, change: fn(&mut Summary, standfirst_review::Rating)) {
        if review.state == State::Published {
            change(&mut self.summary, review.rating);
        }
    }
}

/// A review as it would stand in the form.
fn typed(review: &Review) -> KeptDraft {
    KeptDraft {
        rating: Some(review.rating),
        title: review.title.clone().unwrap_or_default(),
        text: review.text.clone().unwrap_or_default(),
        author: review.author.clone().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests;
